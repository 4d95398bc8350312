//! The column of facts beside a project: origin, history, words, languages, people.

use glane_catalog::model::{Examination, Field, LanguageShare, ProjectRecord};
use glane_catalog::vocabulary::fold::fold;
use maud::{Markup, html};

use super::{author, outside};
use crate::part::{badge, chart};
use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, typography};

/// Languages that have a part of their own in the bar.
const LANGUAGES: usize = 5;
/// Most values of one list.
const MOST: usize = 30;

/// The column of facts.
pub(super) fn facts(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    html! {
        aside.facts aria-labelledby="facts" {
            h2 #facts { (text.facts) }
            @if let Some(examination) = &record.examination { (languages(frame, &examination.languages)) }
            dl {
                (words(frame, record, Field::Level, FacetKey::Level, text.levels))
                (words(frame, record, Field::Subject, FacetKey::Subject, text.subjects))
                (origin(frame, record))
                @match &record.examination {
                    Some(examination) => (history(frame, record, examination)),
                    None => { dt { (text.contents) } dd { (text.not_examined) } }
                }
                (keywords(frame, record))
                (authors(frame, record))
                @if !record.aliases.is_empty() {
                    dt { (text.aliases) }
                    @for alias in record.aliases.iter().take(MOST) { dd.path { (user(&shortened(alias, 160))) } }
                }
            }
        }
    }
}

fn origin(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    let website = record.claimed(Field::Website);
    html! {
        dt { (text.forge) } dd { (record.source.key.forge) }
        dt { (text.path) } dd.path { (user(&shortened(&record.source.path, 200))) }
        @if let Some(organisation) = record.claimed(Field::Organisation) {
            dt { (text.organisation) } dd { (user(&shortened(organisation, 160))) }
        }
        @if let Some(url) = &record.source.web_url { dt { (text.page_at_source) } dd { (outside(url)) } }
        @if let Some(url) = website { dt { (text.website) } dd { (outside(url)) } }
        @if let Some(url) = record.claimed(Field::Documentation) {
            dt { (text.documentation) } dd { (outside(url)) }
        }
        @if let Some(version) = record.claimed(Field::Version) {
            dt { (text.version) } dd { (user(&shortened(version, 40))) }
        }
    }
}

fn history(frame: &Frame, record: &ProjectRecord, examination: &Examination) -> Markup {
    let text = &frame.t().project;
    let history = &examination.history;
    let branch = examination.default_branch.as_deref().or(record.source.default_branch.as_deref());
    html! {
        @if let Some(at) = history.last_commit { dt { (text.last_commit) } dd { (frame.date(at)) } }
        @if let Some(at) = history.first_commit { dt { (text.first_commit) } dd { (frame.date(at)) } }
        dt { (text.history) }
        dd { ((text.commits)(history.commits)) }
        dd { ((text.contributors)(history.authors)) }
        dd { ((text.branches)(history.branches)) }
        dd { ((text.tags)(history.tags)) }
        dt { (text.contents) }
        dd { ((text.files)(examination.files)) ", " (typography::size(examination.bytes, frame.lang)) }
        @if let Some(branch) = branch { dt { (text.default_branch) } dd.path { (user(&shortened(branch, 80))) } }
    }
}

/// A field whose values lead to searches.
fn words(frame: &Frame, record: &ProjectRecord, field: Field, key: FacetKey, label: &str) -> Markup {
    let values = record.values(field);
    html! {
        @if !values.is_empty() {
            dt { (label) }
            @for value in values.into_iter().take(MOST) { dd.word { (badge::link(frame, key, value)) } }
        }
    }
}

/// Keywords are no facet: they lead to the search for the word.
fn keywords(frame: &Frame, record: &ProjectRecord) -> Markup {
    let mut values = record.values(Field::Keyword);
    values.extend(record.source.topics.iter().map(String::as_str));
    // SVT and svt are one word, shown as it is first written.
    let mut known = std::collections::HashSet::new();
    values.retain(|value| known.insert(fold(value)));
    html! {
        @if !values.is_empty() {
            dt { (frame.t().project.keywords) }
            @for value in values.into_iter().take(MOST) {
                dd.word {
                    a href=(frame.href(&crate::SearchQuery::words(value).path())) { (user(&shortened(value, 60))) }
                }
            }
        }
    }
}

fn authors(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    let mut names: Vec<String> = Vec::new();
    for name in record.values(Field::Author).into_iter().map(author) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    html! {
        @if !names.is_empty() {
            dt { (text.authors) }
            @for name in names.iter().take(MOST) { dd { (user(&shortened(name, 120))) } }
            @if names.len() > MOST { dd { ((frame.t().common.others)((names.len() - MOST) as u64)) } }
            dd.note { (text.authors_note) }
        }
    }
}

fn languages(frame: &Frame, languages: &[LanguageShare]) -> Markup {
    let text = &frame.t().project;
    let total: u64 = languages.iter().map(|language| language.bytes).sum();
    if total == 0 {
        return html! {};
    }
    let share = |bytes: u64| bytes as f64 / total as f64;
    let (named, rest) = languages.split_at(languages.len().min(LANGUAGES));
    let rest: u64 = rest.iter().map(|language| language.bytes).sum();
    let mut shares: Vec<f64> = named.iter().map(|language| share(language.bytes)).collect();
    if rest > 0 {
        shares.push(share(rest));
    }
    let written = |share: f64| typography::percent(share * 100.0, frame.lang);
    html! {
        h3 { (text.languages) }
        (chart::parts(&shares))
        ul.legend {
            @for (at, language) in named.iter().enumerate() {
                li {
                    (chart::key(at)) " "
                    (badge::link(frame, FacetKey::Language, &language.name)) " "
                    span.count { (written(shares[at])) }
                }
            }
            @if rest > 0 {
                li { (chart::key(LANGUAGES)) " " (text.others) " " span.count { (written(share(rest))) } }
            }
        }
    }
}
