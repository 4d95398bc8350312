//! What `codemeta.json` and the JSON-LD of schema.org say with the same words: the former extends the
//! latter. Must not know what either adds, nor which description it prefers.

use serde::Serialize;

use super::Described;

/// The shared keys; `L` is how a licence is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Work<'a, L> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<L>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    producer: Option<Body<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

impl<'a, L> Work<'a, L> {
    pub(super) fn of(described: &'a Described, description: Option<&'a str>, licence: Option<L>) -> Self {
        Self {
            name: &described.name,
            description,
            license: licence,
            author: described.authors.iter().map(|name| Named { name }).collect(),
            producer: described.organisation.as_deref().map(|name| Body { kind: "Organization", name }),
            keywords: &described.keywords,
            version: described.version.as_deref(),
            date_created: described.created.map(day),
            date_modified: described.modified.map(day),
        }
    }
}

/// Somebody, without a type: a name does not say whether it is a person's.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// The day of an instant, in UTC.
fn day(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
