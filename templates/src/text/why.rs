//! What the explanation of a result says.
//!
//! Filled once a language beside the other texts.

use crate::page::search::{WhyPlace, WhyReading, WhySignal};

/// Why a result is among the results.
pub(crate) struct Why {
    pub(crate) ask: &'static str,
    pub(crate) close: &'static str,
    pub(crate) near: &'static str,
    pub(crate) titled: &'static str,
    pub(crate) absent: &'static str,
    pub(crate) stem: &'static str,
    pub(crate) beside: fn(&str, &str) -> String,
    pub(crate) signals: &'static str,
    pub(crate) quoted: fn(&str) -> String,
    pub(crate) reading: fn(&WhyReading) -> Option<&'static str>,
    pub(crate) place: fn(WhyPlace) -> &'static str,
    pub(crate) signal: fn(WhySignal) -> &'static str,
}
