//! What stands around every page: head, header, footer, language switch.
//!
//! Must not know what a page shows.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::part::selection;
use crate::safe::visible;
use crate::{Frame, Lang, SearchQuery, address, assets};

/// The entry of the navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Search,
    Mirrors,
    Indicators,
    Data,
}

/// What a page says of itself.
pub(crate) struct Head<'a> {
    /// Its title, without the site's name.
    pub(crate) title: &'a str,
    /// Its address, without language.
    pub(crate) path: &'a str,
    /// Where it stands in the navigation.
    pub(crate) entry: Option<Entry>,
    /// Whether its address is one that search engines should list.
    pub(crate) listed: bool,
    /// Whether the header offers a search field: not where the page has its own.
    pub(crate) search: bool,
    /// Address of the page before, without language.
    pub(crate) previous: Option<String>,
    /// Address of the page after, without language.
    pub(crate) next: Option<String>,
    /// Address of a feed that tells of what is new on it, without language.
    pub(crate) feed: Option<String>,
    /// What it says to machines, as JSON-LD in which nothing can end its element.
    pub(crate) linked: Option<String>,
}

impl<'a> Head<'a> {
    /// A page of the site, listed, with the header's search field.
    pub(crate) fn new(title: &'a str, path: &'a str) -> Self {
        Self {
            title,
            path,
            entry: None,
            listed: true,
            search: true,
            previous: None,
            next: None,
            feed: None,
            linked: None,
        }
    }

    /// The same, under an entry of the navigation.
    pub(crate) fn under(self, entry: Entry) -> Self {
        Self { entry: Some(entry), ..self }
    }

    /// The same, where the page has a search field of its own.
    pub(crate) fn with_own_search(self) -> Self {
        Self { search: false, ..self }
    }

    /// The same, with a description for machines.
    pub(crate) fn with_linked(self, json_ld: String) -> Self {
        Self { linked: Some(json_ld), ..self }
    }

    /// The same, for people only.
    pub(crate) fn unlisted(self) -> Self {
        Self { listed: false, ..self }
    }
}

/// A whole page.
pub(crate) fn page(frame: &Frame, head: &Head, main: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang=(frame.lang.code()) {
            (head_element(frame, head))
            body {
                a.skip href="#contenu" { (frame.t().common.skip) }
                (header(frame, head))
                main #contenu tabindex="-1" {
                    @if !head.path.starts_with("/selection") { (selection::bar(frame)) }
                    (main)
                }
                (footer(frame))
            }
        }
    }
    .into_string()
}

fn head_element(frame: &Frame, head: &Head) -> Markup {
    let origin = frame.site.origin.as_deref().unwrap_or_default();
    let absolute = |lang| format!("{origin}{}", address::localised(lang, head.path));
    html! {
        head {
            meta charset="utf-8";
            title { (visible(head.title)) " · " (frame.site.name) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            @if head.listed && frame.selection.is_empty() {
                link rel="canonical" href=(absolute(frame.lang));
                @for lang in Lang::ALL {
                    link rel="alternate" hreflang=(lang.code()) href=(absolute(lang));
                }
                link rel="alternate" hreflang="x-default" href=(absolute(Lang::Fr));
            } @else {
                meta name="robots" content="noindex, follow";
                link rel="canonical" href=(absolute(frame.lang));
                @for lang in Lang::ALL {
                    link rel="alternate" hreflang=(lang.code()) href=(absolute(lang));
                }
            }
            @if let Some(previous) = &head.previous { link rel="prev" href=(frame.href(previous)); }
            @if let Some(next) = &head.next { link rel="next" href=(frame.href(next)); }
            @if let Some(feed) = &head.feed {
                link rel="alternate" type="application/atom+xml" title=(visible(head.title)) href=(frame.href(feed));
            }
            link rel="stylesheet" href=(assets::css_path());
            link rel="search" type="application/opensearchdescription+xml" title=(frame.site.name)
                href=(address::localised(frame.lang, "/opensearch.xml"));
            script type="module" src=(assets::script_path()) {}
            link rel="icon" type="image/svg+xml" href=(assets::icon_path());
            // A data block: of a type that no browser runs, it needs no leave of the policy.
            @if let Some(json_ld) = &head.linked {
                script type="application/ld+json" { (PreEscaped(json_ld)) }
            }
        }
    }
}

fn header(frame: &Frame, head: &Head) -> Markup {
    let text = &frame.t().common;
    let entries = [
        (Entry::Search, "/recherche", text.search),
        (Entry::Mirrors, "/miroirs", text.mirrors),
        (Entry::Indicators, "/indicateurs", text.indicators),
        (Entry::Data, "/donnees", text.data),
    ];
    html! {
        header.site {
            div.inner {
                a.brand href=(frame.href("/")) {
                    img src=(assets::icon_path()) alt="" width="32" height="40";
                    span { strong { (frame.site.name) } " " small { (text.tagline) } }
                }
                nav aria-label=(text.navigation) {
                    ul {
                        @for (entry, path, label) in entries {
                            li {
                                a href=(frame.href(path))
                                    aria-current=[(head.entry == Some(entry)).then_some(current(head, path))] {
                                    (label)
                                }
                            }
                        }
                        li.language { (switch(frame, head)) }
                    }
                }
                @if head.search { (search_form(frame, frame.t().search.label, &SearchQuery::default(), None)) }
            }
        }
    }
}

/// The page itself, or a page under the entry.
fn current(head: &Head, path: &str) -> &'static str {
    if head.path == path { "page" } else { "true" }
}

fn switch(frame: &Frame, head: &Head) -> Markup {
    html! {
        @for lang in Lang::ALL.into_iter().filter(|lang| *lang != frame.lang) {
            a href=(Frame { lang, ..*frame }.href(head.path)) lang=(lang.code()) hreflang=(lang.code()) {
                (lang.texts().common.this_language)
            }
        }
    }
}

/// The page's search field with its button.
pub(crate) fn search_form(frame: &Frame, label: &str, query: &SearchQuery, example: Option<&str>) -> Markup {
    html! {
        form.search #q-form role="search" action=(address::localised(frame.lang, "/recherche")) method="get" {
            label for="q" { (label) }
            (selection::field(frame))
            span.field {
                input #q type="search" name="q" value=(visible(&query.text)) maxlength=(SearchQuery::MAX_TEXT)
                    placeholder=[example] autocomplete="off" spellcheck="false"
                    data-suggestions=(address::localised(frame.lang, "/suggestions"));
                button type="submit" { (frame.t().search.submit) }
            }
        }
    }
}

fn footer(frame: &Frame) -> Markup {
    let text = &frame.t().common;
    let links = [
        ("/accessibilite", text.accessibility),
        ("/a-propos", text.about),
        ("/mentions-legales", text.legal),
        ("/donnees", text.data),
    ];
    html! {
        footer.site {
            div.inner {
                p {
                    @match frame.site.as_of {
                        Some(at) => { (text.as_of) " " (frame.date(at)) }
                        None => (text.never_gathered),
                    }
                }
                nav aria-label=(text.footer) {
                    ul {
                        @for (path, label) in links { li { a href=(frame.href(path)) { (label) } } }
                    }
                }
            }
        }
    }
}
