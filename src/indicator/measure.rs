//! What an indicator says of one scope: a number with what it was made of, or that it cannot be told.
//!
//! Zero and "not measurable" are never the same.

use super::definition::Unit;
use super::number::Hundredths;

/// One number, with its numerator and denominator where it is a ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The number; none when it cannot be measured.
    pub value: Option<Hundredths>,
    /// What was counted.
    pub numerator: Option<u64>,
    /// Out of how many; for a percentile, the number of observations.
    pub denominator: Option<u64>,
    /// The unit of the number.
    pub unit: Unit,
}

impl Measure {
    /// A count.
    pub(super) fn count(number: u64) -> Self {
        Self::of(Hundredths::whole(number), Unit::Count)
    }

    /// A number that is not a ratio.
    pub(super) fn of(value: Hundredths, unit: Unit) -> Self {
        Self { value: Some(value), numerator: None, denominator: None, unit }
    }

    /// A share in per cent; not measurable out of nothing.
    pub(super) fn share(numerator: u64, denominator: u64) -> Self {
        Self {
            value: Hundredths::percentage(numerator, denominator),
            numerator: Some(numerator),
            denominator: Some(denominator),
            unit: Unit::Percent,
        }
    }

    /// Not measurable.
    pub(super) fn none(unit: Unit) -> Self {
        Self { value: None, numerator: None, denominator: None, unit }
    }

    /// The same, said to be not measurable unless a condition holds.
    pub(super) fn only_if(self, measurable: bool) -> Self {
        if measurable { self } else { Self { value: None, ..self } }
    }

    /// The same, with the number of observations.
    pub(super) fn out_of(self, observations: u64) -> Self {
        Self { denominator: Some(observations), ..self }
    }

    /// The status as it is exported: `mesure` or `non_mesurable`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        if self.value.is_some() { "mesure" } else { "non_mesurable" }
    }
}

/// A part of an indicator, as `licence=MIT` or `p95`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part: a stable slug, or `kind=value`. The value may come from outside.
    pub dimension: String,
    /// Its number.
    pub measure: Measure,
}

/// What an indicator says of one scope, with what its reader must know to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The headline; none for an indicator that only has parts.
    pub main: Option<Measure>,
    /// Its parts, in the order of the definition.
    pub parts: Vec<Part>,
    /// Collected out of announced, in per cent.
    pub coverage: Option<Hundredths>,
    /// Hours since the last complete listing of the scope.
    pub freshness: Option<Hundredths>,
}
