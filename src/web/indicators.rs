//! `/indicateurs` and its files: the figures by which the programme is steered.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use glane_catalog::model::ForgeId;
use glane_templates::page::indicators::{
    Download, IndicatorRow, IndicatorView, IndicatorsView, Measure as Shown, Unit as ShownUnit, render,
};
use glane_templates::{Frame, Lang};

use super::answer;
use super::app::App;
use super::error::PageError;
use super::overview::{Overview, overview};
use crate::indicator::{self, Figure, Measure, Text, Unit, Value};

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let overview = overview(&app).await?;
    let (site, _) = app.frame().await?;
    let view = IndicatorsView {
        indicators: overview.edition.figures.iter().map(|figure| view(figure, &overview, lang)).collect(),
        downloads: downloads(&overview, lang)?,
    };
    Ok(answer::page(&headers, render(&Frame::new(&site, lang), &view)))
}

/// One file of the present edition.
pub(super) async fn file(State(app): State<App>, Path(name): Path<String>) -> Result<Response, PageError> {
    let overview = overview(&app).await?;
    let files = files(&overview)?;
    let file = files.into_iter().find(|file| file.name == name).ok_or(PageError::NotFound)?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, file.media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, file.bytes).into_response())
}

fn files(overview: &Overview) -> Result<Vec<indicator::EditionFile>, PageError> {
    indicator::files(&overview.edition).map_err(|error| PageError::fault(&format!("indicators: {error}")))
}

fn downloads(overview: &Overview, lang: Lang) -> Result<Vec<Download>, PageError> {
    let label = |name: &str| match (name, lang) {
        ("indicateurs.fr.csv", Lang::Fr) => "CSV pour tableur français",
        ("indicateurs.fr.csv", Lang::En) => "CSV for French spreadsheets",
        ("indicateurs.csv", Lang::Fr) => "CSV (RFC 4180)",
        ("indicateurs.csv", Lang::En) => "CSV (RFC 4180)",
        ("definitions.json", Lang::Fr) => "Définitions (JSON)",
        ("definitions.json", Lang::En) => "Definitions (JSON)",
        _ => "JSON",
    };
    let download = |file: indicator::EditionFile| Download {
        label: label(file.name).to_owned(),
        path: format!("/indicateurs/fichiers/{}", file.name),
        bytes: Some(file.bytes.len() as u64),
    };
    Ok(files(overview)?.into_iter().map(download).collect())
}

fn view(figure: &Figure, overview: &Overview, lang: Lang) -> IndicatorView {
    let definition = figure.definition;
    // A part may exist in one scope only (a licence): the names are those of the whole.
    let names: Vec<&str> = figure.whole.parts.iter().map(|part| part.dimension.as_str()).collect();
    let coverage = overview.edition.figure("couverture_collecte");
    let forge = |(forge, value): &(ForgeId, Value)| {
        let collected = coverage.and_then(|figure| figure.by_forge.iter().find(|(id, _)| id == forge));
        row(forge.as_str(), value, &names, collected.and_then(|(_, value)| headline(value)))
    };
    let forges = figure.by_forge.iter().map(forge).collect();
    IndicatorView {
        code: definition.code.to_owned(),
        name: said(definition.label, lang).to_owned(),
        definition: said(definition.text, lang).to_owned(),
        version: definition.version.trim_start_matches('v').to_owned(),
        among: definition.among.map(|among| said(among, lang).to_owned()),
        unit: unit(figure),
        at: overview.at,
        parts: names.iter().map(|name| indicator::part_label(name, lang.code()).into_owned()).collect(),
        whole: row("", &figure.whole, &names, coverage.and_then(|figure| headline(&figure.whole))),
        forges,
    }
}

fn said(text: Text, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => text.fr,
        Lang::En => text.en,
    }
}

fn unit(figure: &Figure) -> ShownUnit {
    match figure.definition.unit {
        Unit::Count => ShownUnit::Count,
        Unit::Percent => ShownUnit::Percent,
        Unit::Hours => ShownUnit::Hours,
    }
}

fn row(scope: &str, value: &Value, names: &[&str], coverage: Option<f64>) -> IndicatorRow {
    let part = |name: &&str| {
        value
            .parts
            .iter()
            .find(|part| part.dimension == **name)
            .map_or(Shown::NotMeasurable, |part| shown(&part.measure))
    };
    IndicatorRow {
        scope: scope.to_owned(),
        value: value.main.as_ref().map(shown),
        numerator: value.main.as_ref().and_then(|measure| measure.numerator),
        denominator: value.main.as_ref().and_then(|measure| measure.denominator),
        parts: names.iter().map(part).collect(),
        coverage,
    }
}

fn headline(value: &Value) -> Option<f64> {
    match shown(value.main.as_ref()?) {
        Shown::Number(number) => Some(number),
        Shown::NotMeasurable | Shown::Secret => None,
    }
}

fn shown(measure: &Measure) -> Shown {
    let Some(value) = measure.value else { return Shown::NotMeasurable };
    Shown::Number(exact_share(measure).unwrap_or(value.to_f64()))
}

/// A share as its counts give it: the page rounds it once, not a second time after the two decimals
/// of the files.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53, far above any count")]
fn exact_share(measure: &Measure) -> Option<f64> {
    let (part, whole) = (measure.numerator?, measure.denominator.filter(|whole| *whole > 0)?);
    (measure.unit == Unit::Percent).then(|| part as f64 * 100.0 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_once() {
        let share = |numerator, denominator| Measure {
            value: indicator::Hundredths::percentage(numerator, denominator),
            numerator: Some(numerator),
            denominator: Some(denominator),
            unit: Unit::Percent,
        };
        // 84.6451 % is 84.65 in the files, and no 84.7 on the page.
        for (part, whole, page) in [(6, 13, "46.2%"), (11, 13, "84.6%"), (846_451, 1_000_000, "84.6%")] {
            let Shown::Number(value) = shown(&share(part, whole)) else { panic!("{part}/{whole}") };
            assert_eq!(glane_templates::typography::percent(value, Lang::En), page);
        }
    }
}
