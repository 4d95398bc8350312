//! Lists of resources, a page at a time.
//!
//! In the order of their first announcement, which never changes: one that changes while its list is being
//! taken is given once. What is gone is a header only.

use std::fmt::Write as _;

use glane_store::Announced;

use super::ask::List;
use super::format::Format;
use super::refusal::Refusal;
use super::repository::Repository;
use super::sheet::leaf;
use super::token::{Token, Verb};
use super::{Answer, date};
use crate::web::app::App;
use crate::web::error::PageError;

/// Resources on a page.
const PAGE: u32 = 100;

/// `ListIdentifiers` and `ListRecords`
pub(super) async fn list(app: &App, asked: &List<'_>) -> Result<Answer, PageError> {
    let catalogue = app.store().identity().await?;
    let place = match asked {
        List::Begun { verb, format, span } => Some(Token::first(*verb, *format, span.clone(), app.now())),
        List::Resumed { verb, token } => Token::read(token, &catalogue, *verb, app.now()),
    };
    let Some(mut place) = place else { return Ok(Err(Refusal::Token)) };
    // One more than is given says whether there is a further page.
    let mut found = app.store().announced(&place.span, place.after, PAGE + 1).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let Some(last) = found.last() else {
        // Of a list under way, what was left has changed since, and is later than its end.
        return Ok(Err(if place.cursor == 0 { Refusal::Nothing } else { Refusal::Token }));
    };
    // Counting goes through all of them: once a list, not once a page.
    if more && place.cursor == 0 {
        place.size = app.store().announced_count(&place.span).await?;
    }
    let next = Token { after: last.number, cursor: place.cursor + found.len() as u64, ..place.clone() };
    let mut sheet = format!("<{}>\n", place.verb.name());
    for one in &found {
        sheet.push_str(&match place.verb {
            Verb::Identifiers => header(app.repository(), one),
            Verb::Records => record(app.repository(), one, place.format),
        });
    }
    if more || place.cursor > 0 {
        sheet.push_str(&resumption(&place, more.then(|| next.written(&catalogue))));
    }
    let _ = writeln!(sheet, "</{}>", place.verb.name());
    Ok(Ok(sheet))
}

/// Where the list goes on; empty on the last page of several.
fn resumption(place: &Token, next: Option<String>) -> String {
    let ends = next
        .as_ref()
        .map_or_else(String::new, |_| format!(" expirationDate=\"{}\"", date::written(place.expires)));
    let Token { cursor, size, .. } = place;
    let next = next.unwrap_or_default();
    format!(
        "<resumptionToken{ends} completeListSize=\"{size}\" cursor=\"{cursor}\">{next}</resumptionToken>\n"
    )
}

/// A resource with what it says.
pub(super) fn record(repository: &Repository, one: &Announced, format: Format) -> String {
    let told = one.record.as_ref().map_or_else(String::new, |record| {
        format!("<metadata>\n{}</metadata>\n", format.tell(record, repository.catalogue()))
    });
    format!("<record>\n{}{told}</record>\n", header(repository, one))
}

fn header(repository: &Repository, one: &Announced) -> String {
    let status = if one.record.is_none() { " status=\"deleted\"" } else { "" };
    let mut header = format!("<header{status}>\n");
    header.push_str(&leaf("identifier", &repository.identifier(&one.id)));
    header.push_str(&leaf("datestamp", &date::written(one.at)));
    one.sets.iter().for_each(|spec| header.push_str(&leaf("setSpec", spec)));
    header.push_str("</header>\n");
    header
}
