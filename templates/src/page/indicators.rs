//! The indicators: each with its value, definition, date and coverage, whole and by forge.
//!
//! Numbers come computed; here they are written. Every drawing stands beside the number it draws.

use jiff::Timestamp;
use maud::{Markup, html};

use crate::layout::{self, Entry, Head};
use crate::part::chart;
use crate::safe::{user, visible};
use crate::{Frame, typography};

/// What an indicator counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// A share, from 0 to 100.
    Percent,
    /// Hours.
    Hours,
}

/// A measured value, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Measured, in the indicator's unit.
    Number(f64),
    /// Could not be measured, which is not zero.
    NotMeasurable,
    /// Too few people to be published.
    Secret,
}

/// The values of one scope: the whole, or one forge.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow {
    /// The forge; unused for the whole.
    pub scope: String,
    /// The headline; none for an indicator that only has parts.
    pub value: Option<Measure>,
    /// What was counted, for a share.
    pub numerator: Option<u64>,
    /// Among how many.
    pub denominator: Option<u64>,
    /// Further values, one for each name in [`IndicatorView::parts`].
    pub parts: Vec<Measure>,
    /// Items collected out of those the sources announced, from 0 to 100.
    pub coverage: Option<f64>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorView {
    /// Stable code (`depots_total`), also its anchor.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// Its definition in the page's language.
    pub definition: String,
    /// Version of the definition.
    pub version: String,
    /// Its unit.
    pub unit: Unit,
    /// What its denominator counts, in the page's language ("dépôts éligibles"); none where it has none.
    pub among: Option<String>,
    /// When it was measured.
    pub at: Timestamp,
    /// Names of further values (median, archived…) in the page's language; in the same unit.
    pub parts: Vec<String>,
    /// All forges together.
    pub whole: IndicatorRow,
    /// Each forge.
    pub forges: Vec<IndicatorRow>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// What it is, in the page's language.
    pub label: String,
    /// Its path on this site.
    pub path: String,
    /// Its size.
    pub bytes: Option<u64>,
}

/// What the page of indicators shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IndicatorsView {
    /// The indicators, in the order of the grid.
    pub indicators: Vec<IndicatorView>,
    /// The same figures as files.
    pub downloads: Vec<Download>,
}

/// The page of indicators.
#[must_use]
pub fn render(frame: &Frame, view: &IndicatorsView) -> String {
    let text = &frame.t().indicators;
    let main = html! {
        div.sheet {
            h1 { (text.title) }
            p.lead { (text.lead) }
            @if view.indicators.is_empty() {
                p { (text.none) }
            } @else {
                div.pair {
                    (contents(frame, view))
                    (downloads(frame, view))
                }
                @for indicator in &view.indicators { (section(frame, indicator)) }
            }
        }
    };
    layout::page(frame, &Head::new(text.title, "/indicateurs").under(Entry::Indicators), &main)
}

fn contents(frame: &Frame, view: &IndicatorsView) -> Markup {
    html! {
        nav.contents aria-labelledby="contents" {
            h2 #contents { (frame.t().indicators.contents) }
            ul {
                @for indicator in &view.indicators {
                    li {
                        a href={ "#" (anchor(&indicator.code)) } { (user(&indicator.name)) } " "
                        (summary(frame, indicator))
                    }
                }
            }
        }
    }
}

/// The headline, or the first part with its name.
fn summary(frame: &Frame, indicator: &IndicatorView) -> Markup {
    let first = indicator.parts.first().zip(indicator.whole.parts.first());
    html! {
        @match (indicator.whole.value, first) {
            (Some(value), _) => strong { (measure(frame, indicator.unit, value)) },
            (None, Some((name, value))) => {
                (user(name)) " " strong { (measure(frame, indicator.unit, *value)) }
            }
            (None, None) => {},
        }
    }
}

fn downloads(frame: &Frame, view: &IndicatorsView) -> Markup {
    html! {
        @if !view.downloads.is_empty() {
            section aria-labelledby="downloads" {
                h2 #downloads { (frame.t().indicators.downloads) }
                ul {
                    @for file in &view.downloads {
                        li {
                            a href=(file.path) download { (typography::sentence(&file.label, frame.lang)) }
                            @if let Some(bytes) = file.bytes { " (" (typography::size(bytes, frame.lang)) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// An anchor made of the code's safe characters.
fn anchor(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect()
}

fn section(frame: &Frame, indicator: &IndicatorView) -> Markup {
    let text = &frame.t().indicators;
    let id = anchor(&indicator.code);
    let whole = &indicator.whole;
    html! {
        section.indicator aria-labelledby=(id) {
            h2 id=(id) { (user(&indicator.name)) }
            p.figure { (figure(frame, indicator)) }
            @if let (Unit::Percent, Some(Measure::Number(value))) = (indicator.unit, whole.value) {
                (chart::bar(value / 100.0))
            }
            p {
                strong { (text.definition) } (frame.t().common.colon)
                (visible(&typography::sentence(&indicator.definition, frame.lang)))
                " " span.note { "(" code { (visible(&indicator.code)) } ", " ((text.version)(&visible(&indicator.version))) ")" }
            }
            @if let Some(coverage) = whole.coverage {
                p.note { (text.coverage) (frame.t().common.colon) (typography::percent(coverage, frame.lang)) }
            }
            @if !indicator.forges.is_empty() || !indicator.parts.is_empty() { (table(frame, indicator)) }
        }
    }
}

/// The headline with what it was made of and its date.
fn figure(frame: &Frame, indicator: &IndicatorView) -> Markup {
    let (text, whole) = (&frame.t().indicators, &indicator.whole);
    let among = indicator.among.as_deref().map(visible).unwrap_or_default();
    html! {
        @if let Some(value) = whole.value { strong { (measure(frame, indicator.unit, value)) } " " }
        @if let (Some(part), Some(of)) = (whole.numerator, whole.denominator) {
            span { "(" ((text.out_of)(&frame.number(part), &frame.number(of), &among)) ")" } " "
        }
        span.note {
            @if whole.value.is_some() { (text.on) } @else { (text.figures_on) }
            " " (frame.date(indicator.at))
        }
    }
}

fn table(frame: &Frame, indicator: &IndicatorView) -> Markup {
    let text = &frame.t().indicators;
    let name = (text.per_forge)(&visible(&indicator.name));
    let rows = || std::iter::once(&indicator.whole).chain(&indicator.forges);
    let shares = rows().any(|row| row.denominator.is_some());
    let headline = rows().any(|row| row.value.is_some());
    html! {
        div.scroll tabindex="0" role="group" aria-label=(name) {
            table aria-label=(name) {
                thead { tr {
                    th scope="col" { (text.scope) }
                    @if headline { th.number scope="col" { (text.value) } }
                    @if shares {
                        th.number scope="col" { (text.numerator) }
                        th.number scope="col" { (text.denominator) }
                    }
                    @for part in &indicator.parts { th.number scope="col" { (user(part)) } }
                    th.number scope="col" { (text.coverage) }
                } }
                tbody {
                    @for (at, row) in rows().enumerate() {
                        (line(frame, indicator, row, (at == 0).then_some(text.whole), Columns { headline, shares }))
                    }
                }
            }
        }
    }
}

/// Which columns a table has besides its parts.
#[derive(Clone, Copy)]
struct Columns {
    headline: bool,
    shares: bool,
}

fn line(
    frame: &Frame,
    indicator: &IndicatorView,
    row: &IndicatorRow,
    name: Option<&str>,
    columns: Columns,
) -> Markup {
    let number = |value: Option<u64>| value.map(|value| frame.number(value)).unwrap_or_default();
    html! {
        tr.whole[name.is_some()] {
            th scope="row" { (user(name.unwrap_or(&row.scope))) }
            @if columns.headline {
                td.number { (measure(frame, indicator.unit, row.value.unwrap_or(Measure::NotMeasurable))) }
            }
            @if columns.shares {
                td.number { (number(row.numerator)) }
                td.number { (number(row.denominator)) }
            }
            @for at in 0..indicator.parts.len() {
                td.number {
                    (measure(frame, indicator.unit, row.parts.get(at).copied().unwrap_or(Measure::NotMeasurable)))
                }
            }
            td.number { @if let Some(coverage) = row.coverage { (typography::percent(coverage, frame.lang)) } }
        }
    }
}

fn measure(frame: &Frame, unit: Unit, measure: Measure) -> String {
    let text = &frame.t().indicators;
    match (measure, unit) {
        (Measure::Number(value), _) if !value.is_finite() => text.not_measurable.to_owned(),
        (Measure::Number(value), Unit::Count) => typography::decimal(value, 1, frame.lang),
        (Measure::Number(value), Unit::Percent) => typography::percent(value, frame.lang),
        (Measure::Number(value), Unit::Hours) => {
            format!("{}{}{}", typography::decimal(value, 1, frame.lang), typography::NARROW, text.hours)
        }
        (Measure::NotMeasurable, _) => text.not_measurable.to_owned(),
        (Measure::Secret, _) => text.secret.to_owned(),
    }
}
