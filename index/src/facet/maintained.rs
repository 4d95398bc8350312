//! Whether somebody looks after a record, on a given day.
//!
//! The index holds the month of the last commit of a person, or that the source is archived: what a month
//! means changes every day, and a record that nobody touches is not indexed again. Must not know the clock.

use std::ops::Bound;

use glane_catalog::quality::ACTIVE_MONTHS;
use jiff::ToSpan;
use jiff::civil::Date;

use super::FacetValue;
use crate::analyse::folded;

/// What stands in place of a month where the source is archived; it comes after every month.
const ARCHIVED: &str = "archived";
/// Comes after every month and before what is archived.
const LAST_MONTH: &str = "a";

/// Whether somebody looks after a record. What no commit of a person is known of is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Maintained {
    /// A person changed it in the last twelve months, or in the month they begin in.
    Active,
    /// The last change of a person lies further back.
    Quiet,
    /// Its source is archived: it changes no more.
    Archived,
}

impl Maintained {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Quiet, Self::Archived];

    /// Its name among the values of the facet.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Quiet => "quiet",
            Self::Archived => ARCHIVED,
        }
    }

    /// What a person means who writes it after `maintenu:`.
    pub(crate) fn named(word: &str) -> Option<Self> {
        match folded(word).as_str() {
            "oui" | "yes" | "actif" | "active" | "maintenu" | "maintained" => Some(Self::Active),
            "non" | "no" | "inactif" | "inactive" | "quiet" => Some(Self::Quiet),
            "archive" | "archived" => Some(Self::Archived),
            _ => None,
        }
    }

    fn of(value: &str, today: Date) -> Self {
        match value {
            ARCHIVED => Self::Archived,
            month if month >= first_month(today).as_str() => Self::Active,
            _ => Self::Quiet,
        }
    }
}

/// What the index holds: none where no commit of a person is known.
pub(crate) fn written(archived: bool, last_human_commit: Option<jiff::Timestamp>) -> Option<String> {
    if archived {
        return Some(ARCHIVED.to_owned());
    }
    last_human_commit.map(|at| at.strftime("%Y-%m").to_string())
}

/// A name with the day on which it is meant, as filters take it.
pub(crate) fn on(name: &str, today: Option<Date>) -> String {
    today.map_or_else(|| name.to_owned(), |today| format!("{name} {today}"))
}

/// Values of the index from one to another.
pub(crate) type Span = (Bound<String>, Bound<String>);

/// Where the values of the index lie that have a name on its day; none for what is neither.
pub(crate) fn span(dated: &str) -> Option<Span> {
    let (name, today) = dated.split_once(' ')?;
    let since = first_month(today.parse().ok()?);
    let archived = || Bound::Included(ARCHIVED.to_owned());
    match Maintained::ALL.into_iter().find(|one| one.as_str() == name)? {
        Maintained::Active => Some((Bound::Included(since), Bound::Excluded(LAST_MONTH.to_owned()))),
        Maintained::Quiet => Some((Bound::Unbounded, Bound::Excluded(since))),
        Maintained::Archived => Some((archived(), archived())),
    }
}

/// Counts by month as counts by name, those asked for among them, each with its day; none where the day is not
/// known.
pub(crate) fn grouped(months: &[FacetValue], today: Option<Date>, asked: &[String]) -> Vec<FacetValue> {
    let Some(today) = today else { return Vec::new() };
    let mut values: Vec<FacetValue> = Vec::new();
    for one in Maintained::ALL {
        let own = months.iter().filter(|month| Maintained::of(&month.value, today) == one);
        let count = own.map(|month| month.count).sum();
        let value = one.as_str().to_owned();
        let selected = asked.contains(&on(&value, Some(today)));
        if count > 0 || selected {
            values.push(FacetValue { value, count, selected });
        }
    }
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    values
}

/// The month in which the last twelve began.
fn first_month(today: Date) -> String {
    today.saturating_sub(ACTIVE_MONTHS.months()).strftime("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_decides() {
        let on = |month: &str, today: &str| Maintained::of(month, today.parse().unwrap()).as_str();
        assert_eq!(on("2025-11", "2026-11-23"), "active");
        assert_eq!(on("2025-10", "2026-11-23"), "quiet");
        assert_eq!(on("2025-11", "2026-12-01"), "quiet");
        // A date to come, and the end of February.
        assert_eq!(on("2027-01", "2026-11-23"), "active");
        assert_eq!(on("2023-02", "2024-02-29"), "active");
        assert_eq!(on("archived", "2026-11-23"), "archived");
    }

    #[test]
    fn what_is_archived_is_so_whenever_it_changed() {
        let at: jiff::Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        assert_eq!(written(true, Some(at)).as_deref(), Some("archived"));
        assert_eq!(written(false, Some(at)).as_deref(), Some("2026-11"));
        assert_eq!(written(false, None), None);
    }
}
