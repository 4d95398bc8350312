//! The page of a project: what it is, what its licence allows, where to get it, what is known of it.
//!
//! Reads the project's record and shows its public part only: of a reason, the class of cause.

mod facts;
mod files;
mod identity;
mod quality;
mod sources;

use glane_catalog::model::{Kin, ProjectRecord, ProjectState, ReasonClass};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::page::mirrors::MirrorState;
use crate::part::claims::{author, outside};
use crate::part::selection::Pick;
use crate::part::{badge, card, linked};
use crate::safe::{shortened, visible};
use crate::{Frame, HitView, Lang, address, typography};

/// What a licence lets people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent answers of the licence policy")]
pub struct Rights {
    /// Use for money.
    pub commercial_use: bool,
    /// Change and share the change.
    pub modification: bool,
    /// Changed versions must carry the same licence.
    pub share_alike: bool,
    /// Authors must be credited.
    pub attribution: bool,
}

/// What the licence policy says of the project's licence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenceView {
    /// The policy's own sentence in French, without its print spaces.
    pub sentence_fr: Option<String>,
    /// The same in English.
    pub sentence_en: Option<String>,
    /// In what it may be taken up, in one sentence, French and English.
    pub taken_up: Option<(String, String)>,
    /// What it allows; the sentence is made from it where there is none.
    pub rights: Option<Rights>,
}

/// What the page of a project shows.
#[derive(Debug, Clone)]
pub struct ProjectView<'a> {
    /// The record; only call for one that [`ProjectRecord::is_shown`].
    pub record: &'a ProjectRecord,
    /// What the policy says of its licence; none where it knows nothing.
    pub licence: Option<LicenceView>,
    /// Address at the source under which the files of the examined commit can be read, up to and
    /// with the slash before the file's path; none where the forge has no such pages.
    pub file_base: Option<String>,
    /// Address from which this site serves the public copy for cloning; none where it does not.
    pub clone_here: Option<String>,
    /// What it has to do with other projects that are shown.
    pub kin: Vec<Kin>,
    /// Projects like it, best first.
    pub similar: Vec<HitView>,
    /// The instant the page speaks of, for the age of copies.
    pub at: Timestamp,
}

impl ProjectView<'_> {
    /// Address of a file of the examined commit, at a line.
    fn file_href(&self, path: &str, line: Option<u32>) -> Option<String> {
        let base = self.file_base.as_deref()?;
        let anchor = line.map(|line| format!("#L{line}")).unwrap_or_default();
        address::safe_href(&format!("{base}{}{anchor}", address::encode_path(path)))
    }
}

/// The page of a project.
#[must_use]
pub fn render(frame: &Frame, view: &ProjectView) -> String {
    let record = view.record;
    let (forge, path) = (record.source.key.forge.as_str(), record.source.path.as_str());
    let address = address::project(forge, path);
    let name = shortened(record.title(), 140);
    let main = html! {
        article.project {
            (opening(frame, view))
            (identity::notice(frame, view))
            div.columns {
                div.main {
                    (licence(frame, view))
                    (clone(frame, view))
                    (sources::readme(frame, record))
                    (files::resources(frame, view))
                    (mirrors(frame, view))
                    (identity::section(frame, view))
                    (similar(frame, view))
                    (files::findings(frame, view))
                    (quality::quality(frame, view))
                    (sources::claims(frame, view))
                }
                (facts::facts(frame, record))
            }
        }
    };
    // The path tells apart two projects of one name.
    let title = format!("{name} ({})", shortened(path, 80));
    let head = Head::new(&title, &address).with_linked(linked::project(frame, record));
    layout::page(frame, &head, &main)
}

fn similar(frame: &Frame, view: &ProjectView) -> Markup {
    html! {
        @if !view.similar.is_empty() {
            section aria-labelledby="semblables" {
                h2 #semblables { (frame.t().selection.similar_projects) }
                ul.hits { @for hit in &view.similar { (card::card(frame, hit, card::Heading::Third, Pick::No)) } }
            }
        }
    }
}

fn opening(frame: &Frame, view: &ProjectView) -> Markup {
    let record = view.record;
    let text = &frame.t().project;
    html! {
        header.opening {
            p.kicker {
                ((frame.t().words.kind)(crate::HitKind::Project))
                @if !record.owner().is_empty() {
                    " · " (badge::link(frame, crate::FacetKey::Organisation, record.owner()))
                }
            }
            h1 dir="auto" { (visible(&shortened(record.title(), 200))) }
            @if let Some(summary) = record.summary() {
                p.lead dir="auto" { (typography::sentence(&visible(&shortened(summary, 400)), frame.lang)) }
            }
            @if record.source.archived { p.notice { (text.archived) } }
            @if let Some(cause) = interruption(record) {
                p.notice { ((text.held_again)(badge::cause(frame, cause))) }
            }
        }
    }
}

/// Why a project shown is not being copied any more: the class of cause, which is all the public sees.
fn interruption(record: &ProjectRecord) -> Option<ReasonClass> {
    match record.state {
        ProjectState::Published => None,
        _ => record.reasons.first().map(|reason| reason.code.class()),
    }
}

fn licence(frame: &Frame, view: &ProjectView) -> Markup {
    let text = &frame.t().project;
    html! {
        section.licence aria-labelledby="licence" {
            h2 #licence { (text.licence) }
            @match view.record.licence() {
                None => p { (text.no_licence) },
                Some(expression) => {
                    p.sentence { (sentence(frame, view.licence.as_ref())) }
                    @if let Some(taken_up) = view.licence.as_ref().and_then(|licence| licence.taken_up.as_ref()) {
                        p { (taken_up_in(frame, taken_up)) " " (text.licence_help) }
                    }
                    p.note {
                        (frame.t().search.licence) (frame.t().common.colon)
                        strong { (badge::link(frame, crate::FacetKey::Licence, expression)) } ". "
                        (text.licence_text_rules)
                    }
                }
            }
        }
    }
}

fn sentence(frame: &Frame, licence: Option<&LicenceView>) -> String {
    let own = licence.and_then(|licence| match frame.lang {
        Lang::Fr => licence.sentence_fr.as_deref(),
        Lang::En => licence.sentence_en.as_deref(),
    });
    let rights = licence.and_then(|licence| licence.rights);
    match (own, rights) {
        (Some(sentence), _) => typography::sentence(sentence, frame.lang),
        (None, Some(rights)) => (frame.t().words.rights)(rights),
        (None, None) => frame.t().project.licence_unknown.to_owned(),
    }
}

fn taken_up_in(frame: &Frame, (fr, en): &(String, String)) -> String {
    typography::sentence(if frame.lang == Lang::Fr { fr } else { en }, frame.lang)
}

fn clone(frame: &Frame, view: &ProjectView) -> Markup {
    let (text, record) = (&frame.t().project, view.record);
    let here = view.clone_here.as_deref().and_then(address::safe_href);
    let mut ways: Vec<(String, String)> =
        here.map(|url| (text.clone_here.to_owned(), url)).into_iter().collect();
    for mirror in &record.mirrors {
        let url = mirror.url.as_deref().and_then(address::safe_href);
        ways.extend(url.map(|url| ((text.clone_mirror)(mirror.host.as_str()), url)));
    }
    let source = address::safe_href(&record.source.clone_url);
    ways.extend(source.map(|url| ((text.clone_source)(record.source.key.forge.as_str()), url)));
    html! {
        section aria-labelledby="clone" {
            h2 #clone { (text.clone) }
            @if ways.is_empty() { p { (text.clone_none) } }
            @for (label, url) in &ways {
                p.label { (label) }
                pre tabindex="0" aria-label=(label) { code { (command(url)) } }
            }
        }
    }
}

/// The command to paste, or the bare address where a shell would read more into it.
fn command(url: &str) -> String {
    let plain = url.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:%+@=,".contains(c));
    if plain { format!("git clone {url}") } else { url.to_owned() }
}

fn mirrors(frame: &Frame, view: &ProjectView) -> Markup {
    let text = (&frame.t().project, &frame.t().mirrors);
    html! {
        section aria-labelledby="miroirs" {
            h2 #miroirs { (text.0.mirrors) }
            @if view.record.mirrors.is_empty() {
                p { (text.0.no_mirror) }
            } @else {
                div.scroll tabindex="0" role="group" aria-labelledby="miroirs" {
                    table aria-labelledby="miroirs" {
                        thead { tr {
                            th scope="col" { (text.1.host) }
                            th scope="col" { (text.1.state) }
                            th.number scope="col" { (text.1.refs) }
                            th scope="col" { (text.1.checked) }
                        } }
                        tbody { @for mirror in &view.record.mirrors { @let current = view.record.mirror_current_at(mirror); tr {
                            th scope="row" {
                                @match mirror.url.as_deref().and_then(address::safe_href) {
                                    Some(url) => a href=(url) rel="nofollow noopener" { (mirror.host) },
                                    None => { (mirror.host) " (" (text.0.mirror_private) ")" }
                                }
                            }
                            td { (badge::mirror(frame, MirrorState::of(mirror, current, view.at))) }
                            td.number { (frame.number(mirror.refs_equal)) " / " (frame.number(mirror.refs_expected)) }
                            td { @if let Some(at) = current.or(mirror.verified_at) { (frame.date(at)) } }
                        } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_holds_nothing_a_shell_reads() {
        assert_eq!(command("https://x.example/a/b.git"), "git clone https://x.example/a/b.git");
        assert_eq!(command("https://x.example/a;rm%20-rf"), "https://x.example/a;rm%20-rf");
        assert_eq!(command("https://x.example/$(id)"), "https://x.example/$(id)");
    }
}
