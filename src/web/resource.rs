//! `/ressources/<id>`: the page of a resource, of a project that is shown or of another catalogue.

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane_catalog::identity::filled;
use glane_catalog::model::{
    Field, Grain, Link, LinkState, ProjectKey, ProjectRecord, ResourceKey, ResourceRecord, Withdrawal,
};
use glane_catalog::preview::Preview;
use glane_catalog::write::learning::json_ld;
use glane_index::Kind;
use glane_templates::page::resource::{Also, Reach, ResourceProject, ResourceView, render};
use glane_templates::page::withdrawn;
use glane_templates::{Frame, Lang, address};
use url::Url;

use super::answer::{self, CachePolicy};
use super::app::App;
use super::error::PageError;
use super::shown::{self, ShownResource};
use super::{files, hits, question};

/// Largest file of which a preview is made.
const LARGEST: u64 = 2 << 20;
/// Most projects that are asked for their names, of those that have the same work.
const ALSO: usize = 20;
/// Most similar resources looked for.
const SIMILAR: usize = 6;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(shown) = shown::known(&app, &id).await? else { return gone(&app, lang, &id).await };
    if let Some(lead) = app.store().stands_for(&id).await? {
        // Not for ever: it comes back when the other goes.
        let there = address::localised(lang, &address::resource(&lead));
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, there)]).into_response());
    }
    let also = app.store().described_also(&id).await?;
    let shown = ShownResource { record: filled(shown.record, &also), ..shown };
    let (record, project) = (&shown.record, shown.project.as_ref());
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang);
    let seen = view(&app, &shown);
    let similar = app.similar(Kind::Resource, record.id(), SIMILAR).await?;
    let link = match record.link() {
        Some(address) => app.store().link(&address).await?,
        None => None,
    };
    let view = ResourceView {
        preview: preview(&app, record, project, seen.file_base.as_deref()).await,
        similar: similar.into_iter().map(|card| hits::card(&app, card)).collect(),
        linked: Some(json_ld(record, app.this_catalogue())),
        reach: reach(link.as_ref()),
        moved: link.as_ref().and_then(moved),
        also: named(&app, also).await?,
        ..seen
    };
    let selection = question::selection(raw.as_deref());
    Ok(answer::page(&headers, render(&frame.selecting(&selection), &view)))
}

/// What is known of a resource without reading its files or asking the index.
pub(super) fn view<'a>(app: &App, shown: &'a ShownResource) -> ResourceView<'a> {
    let (record, project) = (&shown.record, shown.project.as_ref());
    let file_base = project.and_then(|project| app.file_base_at(project, record.commit.as_deref()?));
    let source_url = match (&file_base, &record.key) {
        (Some(base), ResourceKey::Part { path, .. }) => Some(format!("{base}{}", address::encode_path(path))),
        _ => project.and_then(|project| project.source.web_url.clone()),
    };
    ResourceView {
        issue_form: project.and_then(|project| app.issue_form(project)),
        project: project.map(|project| ResourceProject {
            path: project.source.path.clone(),
            title: project.title().to_owned(),
            organisation: project.values(Field::Organisation).first().map(|name| (*name).to_owned()),
        }),
        catalogue: catalogue(app, record),
        source_url,
        file_base,
        serves_files: true,
        file_origin: app.files_apart().map(|apart| apart.origin.clone()),
        ..ResourceView::of(record)
    }
}

/// What the catalogue is called that a record is of.
fn catalogue(app: &App, record: &ResourceRecord) -> Option<String> {
    match &record.key {
        ResourceKey::Record { source, .. } => app.source_name(source.as_str()).map(str::to_owned),
        ResourceKey::Part { .. } => None,
    }
}

/// The others with the names that they are of; of a project that is not shown, none.
async fn named(app: &App, records: Vec<ResourceRecord>) -> Result<Vec<Also>, PageError> {
    let mut all = Vec::with_capacity(records.len());
    for (at, record) in records.into_iter().enumerate() {
        let whose = match record.key.project() {
            Some(key) if at < ALSO => {
                let project = app.store().project(key).await?.filter(ProjectRecord::is_shown);
                project.map(|project| project.title().to_owned())
            }
            _ => catalogue(app, &record),
        };
        all.push(Also { record, whose });
    }
    Ok(all)
}

/// What is known of the address that a record gives.
fn reach(link: Option<&Link>) -> Reach {
    match link.and_then(|link| Some((link.state, link.failing_since?))) {
        Some((LinkState::Suspect, since)) => Reach::Doubtful(since),
        Some((LinkState::Hidden, since)) => Reach::Lost(since),
        _ => Reach::Good,
    }
}

/// Where the address has moved for good. The front page of a site is where what is gone is sent to.
fn moved(link: &Link) -> Option<String> {
    let to = Url::parse(link.moved_to.as_deref()?).ok()?;
    let is_front = to.path() == "/" && to.query().is_none();
    (link.state == LinkState::Ok && !is_front).then(|| to.to_string())
}

/// What is no resource, or is not shown: a notice where its project was withdrawn, else nothing.
async fn gone(app: &App, lang: Lang, id: &str) -> Result<Response, PageError> {
    if !ResourceKey::is_id(id) {
        return Err(PageError::NotFound);
    }
    let hidden = app.store().resource(id).await?.and_then(|record| record.key.project().cloned());
    let home = match hidden {
        Some(home) => home,
        None => app.store().former_home(id).await?.ok_or(PageError::NotFound)?,
    };
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
