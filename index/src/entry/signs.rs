//! What else a record counts under: what its levels and subjects are part of, what its licence lets one do,
//! the year it changed in, whether its source is looked after.
//!
//! Must not know how it is counted.

use glane_catalog::vocabulary::school::{self, Kind};
use jiff::Timestamp;

use super::licence::reuse;
use super::{Card, Facet};
use crate::facet::written;

/// The values, each with its facet; none of what is unknown.
pub(super) fn signs(card: &Card, last_human_commit: Option<Timestamp>) -> Vec<(Facet, String)> {
    let mut values: Vec<(Facet, String)> = Vec::new();
    for (kind, facet, own) in
        [(Kind::Level, Facet::Level, &card.levels), (Kind::Subject, Facet::Subject, &card.subjects)]
    {
        let above = own.iter().flat_map(|name| school::part_of(kind, name));
        values.extend(above.map(|name| (facet, name.to_owned())));
    }
    let rights = card.licence.as_deref().map(reuse).unwrap_or_default();
    values.extend(rights.into_iter().map(|right| (Facet::Reuse, right.to_owned())));
    values.extend(card.updated.map(|at| (Facet::Year, at.strftime("%Y").to_string())));
    values.extend(written(card.archived, last_human_commit).map(|value| (Facet::Maintained, value)));
    values
}
