//! `/api/v1/resources`: resources as AMB, a list that is walked with a cursor, and each by its id.
//!
//! The cursor is the id of the last one that was given: what changes meanwhile neither repeats nor skips
//! another. Must not know the format.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use glane_catalog::model::ResourceKey;
use glane_catalog::write::amb::amb;
use glane_catalog::write::learning::json_ld;
use glane_index::{Kind, ListOrder};
use glane_templates::{SearchQuery, Sort};
use serde_json::{Value, json};

use super::Problem;
use crate::web::answer::Document;
use crate::web::app::App;
use crate::web::{question, shown};

/// Resources on a page where no number is asked for.
const USUAL: usize = 50;
/// The most that may be asked for.
const MOST: usize = 100;
const PATH: &str = "/api/v1/resources";

/// A page of the list.
pub(super) async fn list(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let pairs = question::pairs(raw.as_deref());
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let limit = limit(value("limit"), USUAL, MOST)?;
    let after = value("cursor").map(cursor).transpose()?;
    let query = SearchQuery { sort: Sort::default(), page: 1, ..question::search(raw.as_deref()) };
    let order = ListOrder::ByKey { kind: Kind::Resource, after };
    // One more than is given says whether there is a further page.
    let mut list = app.list(question::request(&query), order, limit + 1).await?;
    let more = list.cards.len() > limit;
    list.cards.truncate(limit);
    let ids: Vec<String> = list.cards.iter().map(|card| card.key.clone()).collect();
    let found = shown::resources(&app, &ids).await?;
    let resources: Vec<Value> = found.iter().map(|one| amb(&one.record, app.this_catalogue())).collect();
    let last = list.cards.last().filter(|_| more);
    let next = last.map(|last| {
        let asked = query.at(PATH);
        let joint = if asked.contains('?') { '&' } else { '?' };
        format!("{}{asked}{joint}limit={limit}&cursor={}", app.base(), last.key)
    });
    let body = json!({"total": list.total, "resources": resources, "next": next});
    let document = Document::new("application/json", body.to_string());
    Ok(document.linked(next.map(|next| format!("<{next}>; rel=\"next\""))).answer(&headers))
}

/// How many are asked for.
pub(super) fn limit(said: Option<&str>, usual: usize, most: usize) -> Result<usize, Problem> {
    let Some(said) = said else { return Ok(usual) };
    let number = said.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Problem::question(&format!("limit must be a whole number from 1 to {most}")))
}

fn cursor(said: &str) -> Result<String, Problem> {
    let wrong = "cursor must be what the link to the next page says; begin again without it";
    if ResourceKey::is_id(said) { Ok(said.to_owned()) } else { Err(Problem::question(wrong)) }
}

/// One resource.
pub(super) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let form = Form::asked(raw.as_deref(), &headers)?;
    let found = shown::resource(&app, &id).await?;
    let found =
        found.ok_or_else(|| Problem::missing("no resource has this id, or it is not shown any more"))?;
    let document = match form {
        Form::Amb => Document::new("application/json", amb(&found.record, app.this_catalogue()).to_string()),
        Form::SchemaOrg => Document::new("application/ld+json", json_ld(&found.record, app.this_catalogue())),
    };
    let page =
        format!("<{}>; rel=\"describes\"; type=\"text/html\"", app.this_catalogue().page(&found.record));
    Ok(document.linked(Some(page)).varying().answer(&headers))
}

/// In which words a resource is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Amb,
    SchemaOrg,
}

impl Form {
    /// What the address says, else what the header prefers, else AMB.
    fn asked(raw: Option<&str>, headers: &HeaderMap) -> Result<Self, Problem> {
        let pairs = question::pairs(raw);
        match pairs.iter().find(|(name, _)| name == "format").map(|(_, value)| value.as_str()) {
            Some("amb") => Ok(Self::Amb),
            Some("jsonld") => Ok(Self::SchemaOrg),
            Some(_) => Err(Problem::question("format must be amb or jsonld")),
            None => Ok(Self::preferred(headers)),
        }
    }

    fn preferred(headers: &HeaderMap) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let weight = |name: &str| -> f32 {
            let said = accept.split(',').map(|part| part.split(';').map(str::trim));
            let mut same = said.filter_map(|mut part| {
                part.next().filter(|kind| kind.eq_ignore_ascii_case(name))?;
                Some(part.find_map(|rest| rest.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0))
            });
            same.next().unwrap_or(0.0)
        };
        if weight("application/ld+json") > weight("application/json") { Self::SchemaOrg } else { Self::Amb }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_header_and_amb_over_nothing() {
        let asked = |raw: Option<&str>, accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            Form::asked(raw, &headers).ok()
        };
        assert_eq!(asked(None, "*/*"), Some(Form::Amb));
        assert_eq!(asked(None, "text/html, application/ld+json"), Some(Form::SchemaOrg));
        assert_eq!(asked(None, "application/ld+json;q=0.5, application/json"), Some(Form::Amb));
        assert_eq!(asked(Some("format=amb"), "application/ld+json"), Some(Form::Amb));
        assert_eq!(asked(Some("format=jsonld"), ""), Some(Form::SchemaOrg));
        assert_eq!(asked(Some("format=marc"), "*/*"), None);
    }
}
