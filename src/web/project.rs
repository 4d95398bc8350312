//! `/projets/<forge>/<path>`: the page of a project; a former path leads to the present one.

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane_catalog::model::{ProjectRecord, Withdrawal};
use glane_catalog::vocabulary::licence_policy::{self, Right};
use glane_index::Kind;
use glane_templates::page::project::{LicenceView, ProjectView, Rights, render};
use glane_templates::page::withdrawn;
use glane_templates::{Frame, Lang, address};

use super::answer::{self, CachePolicy};
use super::app::App;
use super::error::PageError;
use super::{hits, question};

/// Most similar projects shown.
const SIMILAR: usize = 4;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    Path((forge, path)): Path<(String, String)>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let forge = App::forge(&forge).ok_or(PageError::NotFound)?;
    let record = app.store().project_at(&forge, &path).await?.ok_or(PageError::NotFound)?;
    if !record.is_shown() {
        return notice(&app, lang, &record).await;
    }
    if record.source.path != path {
        let present = address::localised(lang, &address::project(forge.as_str(), &record.source.path));
        // Only ever read: 301 is what tools that keep addresses know best.
        return Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, present)]).into_response());
    }
    let (site, _) = app.frame().await?;
    let similar = app.similar(Kind::Project, record.source.key.to_string(), SIMILAR).await?;
    let kin = app.store().kin(&record.source.key).await?;
    let view = ProjectView {
        kin,
        similar: similar.into_iter().map(|card| hits::card(&app, card)).collect(),
        licence: record.licence().and_then(licence),
        file_base: app.file_base(&record),
        clone_here: Some(app.clone_address(&record)),
        at: app.now(),
        record: &record,
    };
    let selection = question::selection(raw.as_deref());
    Ok(answer::page(&headers, render(&Frame::new(&site, lang).selecting(&selection), &view)))
}

/// The dated notice in place of what a person withdrew; of anything else that is not shown, nothing.
async fn notice(app: &App, lang: Lang, record: &ProjectRecord) -> Result<Response, PageError> {
    let decisions = app.store().decisions(Some(&record.source.key)).await?;
    let standing = Withdrawal::standing(&decisions).ok_or(PageError::NotFound)?;
    let (site, _) = app.frame().await?;
    let path = address::project(record.source.key.forge.as_str(), &record.source.path);
    let page = withdrawn::render(&Frame::new(&site, lang), standing.at, &path);
    Ok((StatusCode::GONE, Extension(CachePolicy::Never), answer::html(page)).into_response())
}

/// What the policy knows of a licence; of an expression of several, nothing is said for the whole.
fn licence(expression: &str) -> Option<LicenceView> {
    let known = licence_policy::licence(expression)?;
    let yes = |right: Right| right == Right::Yes;
    Some(LicenceView {
        sentence_fr: known.obligation_fr.clone(),
        sentence_en: known.obligation_en.clone(),
        taken_up: licence_policy::taken_up(expression),
        rights: Some(Rights {
            commercial_use: yes(known.commercial_use),
            modification: yes(known.modification),
            share_alike: yes(known.share_alike),
            attribution: yes(known.attribution),
        }),
    })
}
