//! `/ressources/<id>`: the page of a resource, of a project that is shown or of another catalogue.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use glane_catalog::model::{
    Field, Grain, ProjectKey, ProjectRecord, ResourceKey, ResourceRecord, Withdrawal,
};
use glane_catalog::preview::Preview;
use glane_catalog::write::Catalogue;
use glane_catalog::write::learning::json_ld;
use glane_index::{Facet, Kind, Request};
use glane_templates::page::resource::{ResourceProject, ResourceView, render};
use glane_templates::page::withdrawn;
use glane_templates::{Frame, HitView, Lang, address};

use super::answer::{self, CachePolicy};
use super::app::App;
use super::error::PageError;
use super::{files, hits};

/// Largest file of which a preview is made.
const LARGEST: u64 = 2 << 20;
/// Most similar resources looked for.
const SIMILAR: usize = 7;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if !ResourceKey::is_id(&id) {
        return Err(PageError::NotFound);
    }
    let Some(record) = app.store().resource(&id).await? else {
        return gone(&app, lang, &id).await;
    };
    let project = match record.key.project() {
        None => None,
        Some(key) => Some(app.store().project(key).await?.ok_or(PageError::NotFound)?),
    };
    if let Some(project) = project.as_ref().filter(|project| !project.is_shown()) {
        return notice(&app, lang, &project.source.key, &id).await;
    }
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang);
    let file_base = project.as_ref().and_then(|project| app.file_base_at(project, record.commit.as_deref()?));
    let source_url = match (&file_base, &record.key) {
        (Some(base), ResourceKey::Part { path, .. }) => Some(format!("{base}{}", address::encode_path(path))),
        _ => project.as_ref().and_then(|project| project.source.web_url.clone()),
    };
    let view = ResourceView {
        issue_form: project.as_ref().and_then(|project| app.issue_form(project)),
        preview: preview(&app, &record, project.as_ref(), file_base.as_deref()).await,
        similar: similar(&app, &record).await?,
        linked: Some(json_ld(&record, Catalogue { base: app.base(), name: &site.name })),
        project: project.as_ref().map(|project| ResourceProject {
            path: project.source.path.clone(),
            title: project.title().to_owned(),
            organisation: project.values(Field::Organisation).first().map(|name| (*name).to_owned()),
        }),
        source_url,
        file_base,
        serves_files: true,
        file_origin: app.files_apart().map(|apart| apart.origin.clone()),
        ..ResourceView::of(&record)
    };
    Ok(answer::page(&headers, render(&frame, &view)))
}

/// What was a resource: a notice where its project was withdrawn, else nothing.
async fn gone(app: &App, lang: Lang, id: &str) -> Result<Response, PageError> {
    let home = app.store().former_home(id).await?.ok_or(PageError::NotFound)?;
    notice(app, lang, &home, id).await
}

/// The dated notice in place of what a person withdrew with its project; of anything else that is not
/// shown, nothing.
async fn notice(app: &App, lang: Lang, project: &ProjectKey, id: &str) -> Result<Response, PageError> {
    let decisions = app.store().decisions(Some(project)).await?;
    let standing = Withdrawal::standing(&decisions).ok_or(PageError::NotFound)?;
    let (site, _) = app.frame().await?;
    let page = withdrawn::render(&Frame::new(&site, lang), standing.at, &address::resource(id));
    Ok((StatusCode::GONE, Extension(CachePolicy::Never), answer::html(page)).into_response())
}

/// The file itself where it can be shown as text, else the words kept of it.
async fn preview(
    app: &App,
    record: &ResourceRecord,
    project: Option<&ProjectRecord>,
    base: Option<&str>,
) -> Preview {
    let words = || record.text.as_deref().map(Preview::plain).unwrap_or_default();
    let (Some(project), Some(path), Some(format)) = (project, main_file(record), &record.format) else {
        return words();
    };
    let Some(commit) = record.commit.as_deref().filter(|_| Preview::is_made_of(format)) else {
        return words();
    };
    let base = base.map(|base| format!("{base}{}", address::encode_path(&path)));
    let Some(bytes) = files::small(app, project, (commit, path), LARGEST).await else { return words() };
    Preview::of(format, &bytes, base.as_deref()).unwrap_or_else(words)
}

/// The path of the document by which a part is opened, where the record says it.
fn main_file(record: &ResourceRecord) -> Option<String> {
    let ResourceKey::Part { path, .. } = &record.key else { return None };
    match record.grain {
        Grain::File => Some(path.clone()),
        _ => record.fields.value(Field::EditableSource).map(str::to_owned),
    }
}

/// Resources of the same level or subject that share words of the title.
async fn similar(app: &App, record: &ResourceRecord) -> Result<Vec<HitView>, PageError> {
    let mut filters: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
    for (facet, field) in [(Facet::Level, Field::Level), (Facet::Subject, Field::Subject)] {
        let values: Vec<String> =
            record.fields.values(field).into_iter().take(5).map(str::to_owned).collect();
        if !values.is_empty() {
            filters.insert(facet, values);
        }
    }
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    let request = Request { kind: Some(Kind::Resource), per_page: SIMILAR, filters, ..Request::default() };
    let found = app.search(request).await?;
    let own = record.id();
    Ok(found.hits.into_iter().filter(|found| found.key != own).map(hits::hit).collect())
}
