//! `glane search`: the catalogue from a terminal.
//!
//! The same search as the site's; must not rank or filter by itself.

use glane_index::{Hit, Index, Kind, Page, Request};

use jiff::tz::TimeZone;

use super::{Ending, output};
use crate::cli;
use crate::service::Service;

/// Runs `glane search`.
pub(super) async fn run(service: &Service, arguments: &cli::Search) -> anyhow::Result<Ending> {
    let request = Request {
        query: arguments.query.join(" "),
        kind: arguments.kind.map(|kind| match kind {
            cli::Kind::Project => Kind::Project,
            cli::Kind::Resource => Kind::Resource,
            cli::Kind::Software => Kind::Software,
        }),
        today: Some(service.clock.now().to_zoned(TimeZone::UTC).date()),
        ..Request::default()
    };
    let index = Index::open(&service.index_folder())?;
    let behind = service.store.sequence().await?.saturating_sub(index.sequence());
    if behind > 0 {
        output::note(&format!("note: the index is {behind} changes behind the catalogue"));
    }
    let page = index.searcher().search(&request)?;
    if arguments.json {
        output::json(&page);
    } else {
        print(&page);
    }
    Ok(Ending::Done)
}

fn print(page: &Page) {
    if let Some(corrected) = &page.corrected {
        output::note(&format!("results for: {corrected}"));
    }
    for hit in &page.hits {
        output::data(&entry(hit));
    }
    output::note(&format!("{} {}", page.total, if page.total == 1 { "result" } else { "results" }));
}

fn entry(hit: &Hit) -> String {
    let card = &hit.card;
    let place = match (&card.source, &card.file) {
        (Some(source), _) => source.clone(),
        (None, Some(file)) => format!("{}/{} › {file}", card.forge, card.path),
        (None, None) => format!("{}/{}", card.forge, card.path),
    };
    let mut text = format!("{}\n  {place}", card.title);
    let facts = card
        .licence
        .iter()
        .chain(card.levels.first())
        .chain(card.subjects.first())
        .chain(card.languages.first())
        .chain(card.types.first())
        .chain(&card.format);
    for fact in facts {
        text.push_str(&format!(" · {fact}"));
    }
    if let Some(summary) = &card.summary {
        text.push_str(&format!("\n  {summary}"));
    }
    text.push('\n');
    // What a repository says must not move the terminal's cursor.
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
