//! Numbers with two decimals, counted in hundredths: the same on every machine.
//!
//! No floating point takes part in a computation.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number rounded to two decimals, halves away from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(i64);

impl Hundredths {
    /// A whole number.
    #[must_use]
    pub fn whole(number: u64) -> Self {
        Self(i64::try_from(number).unwrap_or(i64::MAX / 100).saturating_mul(100))
    }

    /// `dividend / divisor`; none when the divisor is 0.
    #[must_use]
    pub fn quotient(dividend: u64, divisor: u64) -> Option<Self> {
        let (dividend, divisor) = (i128::from(dividend), i128::from(divisor));
        let rounded = (dividend * 200 + divisor).checked_div(divisor * 2)?;
        Some(Self(i64::try_from(rounded).unwrap_or(i64::MAX)))
    }

    /// `100 × part / whole`; none when the whole is 0.
    #[must_use]
    pub fn percentage(part: u64, whole: u64) -> Option<Self> {
        Self::quotient(part.saturating_mul(100), whole)
    }

    /// Seconds as hours; a negative span is 0.
    #[must_use]
    pub fn hours(seconds: i64) -> Self {
        Self::quotient(u64::try_from(seconds).unwrap_or(0), 3600).unwrap_or(Self(0))
    }

    /// How many decimals it is written with: as few as tell it.
    #[must_use]
    pub fn decimals(self) -> u8 {
        match self.0 % 100 {
            0 => 0,
            rest if rest % 10 == 0 => 1,
            _ => 2,
        }
    }

    /// For writers that need a floating-point number: the nearest one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 hundredths, far above any figure")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

/// Written with a point and without needless zeros: `66.67`, `0.5`, `12`.
impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", usize::from(self.decimals()), self.to_f64())
    }
}

/// A JSON number, whole where it is whole.
impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.to_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_by_hand() {
        for (part, whole, shown) in
            [(2, 3, "66.67"), (1, 3, "33.33"), (1, 8, "12.5"), (5, 5, "100"), (0, 7, "0")]
        {
            assert_eq!(Hundredths::percentage(part, whole).unwrap().to_string(), shown);
        }
        assert_eq!(Hundredths::quotient(1, 200).unwrap().to_string(), "0.01");
        assert_eq!(Hundredths::hours(5400).to_string(), "1.5");
        assert_eq!(Hundredths::percentage(1, 0), None);
    }

    #[test]
    fn json_numbers_are_as_short_as_the_text() {
        for (part, whole) in [(2, 3), (1, 8), (5, 5), (1, 200)] {
            let number = Hundredths::percentage(part, whole).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), number.to_string());
        }
    }
}
