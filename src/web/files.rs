//! `/fichiers/<commit>/<forge>/<project>/-/<file>` and `/archives/…/-/<folder>`: what was published, as it was
//! at a commit, to take away.
//!
//! Read from `public.git` alone, and only where a published reference leads; a path is looked up in git's
//! trees and never on the disk. Nothing of it runs on this site (`answer::boxed`).

mod archive;
mod commit;
mod content;
mod desk;
mod entry;
mod kind;
mod named;
mod origin;
mod outlet;
mod range;
mod refusal;
mod zip;

use axum::body::Body;
use axum::extract::{Path as Address, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane_catalog::model::{ProjectRecord, Withdrawal};

pub(super) use self::desk::Desk;
use self::entry::Place;
pub(super) use self::origin::{Apart, apart};
use self::range::Wanted;
use self::refusal::Refusal;
use super::answer::{CachePolicy, Validators};
use super::app::App;
use crate::layout::{self, Layout, replace};

/// What ends the path of a project in an address.
const END: &str = "/-/";

/// One file.
pub(super) async fn file(
    State(app): State<App>,
    Address((commit, forge, rest)): Address<(String, String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (project, path) = rest.split_once(END).ok_or(Refusal::Absent)?;
    let (_, place) = place(&app, &forge, project, &commit).await?;
    let wanted = path.to_owned();
    let found = app.desk().look(place, move |place, known| content::find(place, known, &wanted)).await?;
    let validators = Validators { tag: format!("\"{}\"", found.id), modified: None };
    if validators.are_known(&headers) {
        return Ok(forever(validators.unchanged()));
    }
    let part = match range::wanted(&headers, found.length, &validators.tag) {
        Wanted::Part(part) => part,
        Wanted::Nothing => return Ok(validators.on(range::refused(found.length))),
    };
    let length = part.end - part.start;
    let body = match method {
        Method::HEAD => Body::empty(),
        _ => content::body(app.desk(), &found, part.clone()).await?,
    };
    let mut response = body.into_response();
    if length < found.length {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {}-{}/{}", part.start, part.end - 1, found.length);
        say(&mut response, header::CONTENT_RANGE, &range);
    }
    say(&mut response, header::ACCEPT_RANGES, "bytes");
    say(&mut response, header::CONTENT_LENGTH, &length.to_string());
    say(&mut response, header::CONTENT_TYPE, kind::of(path));
    say(&mut response, header::CONTENT_DISPOSITION, &named::attachment(named::last(path)));
    Ok(forever(validators.on(response)))
}

/// One folder, as a ZIP file.
pub(super) async fn archive(
    State(app): State<App>,
    Address((commit, forge, rest)): Address<(String, String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (path, folder) = rest.split_once(END).ok_or(Refusal::Absent)?;
    let (project, place) = place(&app, &forge, path, &commit).await?;
    let wanted = folder.trim_end_matches('/').to_owned();
    let name = archive::name(&project.source.path, &wanted, &commit);
    let plan = app.desk().look(place, move |place, known| archive::plan(place, known, &wanted)).await?;
    let validators = Validators { tag: plan.tag(), modified: None };
    if validators.are_known(&headers) {
        return Ok(forever(validators.unchanged()));
    }
    let body = match method {
        Method::HEAD => Body::empty(),
        _ => archive::body(app.desk(), plan).await?,
    };
    let mut response = body.into_response();
    say(&mut response, header::CONTENT_TYPE, "application/zip");
    say(&mut response, header::CONTENT_DISPOSITION, &named::attachment(&name));
    Ok(forever(validators.on(response)))
}

/// The project at a path, present or former, if it is shown, and where a commit of it is looked for.
async fn place(app: &App, forge: &str, path: &str, commit: &str) -> Result<(ProjectRecord, Place), Refusal> {
    let forge = App::forge(forge).ok_or(Refusal::Absent)?;
    let commit = entry::id(commit).ok_or(Refusal::Absent)?;
    let project = app.store().project_at(&forge, path).await?.filter(ProjectRecord::is_shown);
    let project = project.ok_or(Refusal::Absent)?;
    let place = in_project(app, &project, commit).await?;
    Ok((project, place))
}

/// Where a commit of a project that is shown is looked for.
async fn in_project(app: &App, project: &ProjectRecord, commit: git2::Oid) -> Result<Place, Refusal> {
    // The decision counts from the moment it is taken, whatever is left to carry out.
    let standing = Withdrawal::standing(&app.store().decisions(Some(&project.source.key)).await?);
    if standing.as_ref().is_some_and(|standing| standing.whole) {
        return Err(Refusal::Absent);
    }
    let Layout { intake, public } = Layout::of(app.data(), &project.source.key.forge, project.number);
    // A renewal that was killed half-way would leave none until the next pass.
    replace::finish(&public);
    if !layout::is_of(&public, &project.source.key) {
        return Err(Refusal::Absent);
    }
    let withdrawn = standing.map(|standing| standing.paths).unwrap_or_default();
    // Large files lie beside what was fetched; only those that a published pointer names are asked for.
    let large = intake.join("lfs").join("objects");
    Ok(Place { repository: public, large, commit, withdrawn })
}

/// The bytes of a file of at most so many, under the conditions under which it would be given away.
pub(super) async fn small(
    app: &App,
    project: &ProjectRecord,
    (commit, path): (&str, String),
    most: u64,
) -> Option<Vec<u8>> {
    let place = in_project(app, project, entry::id(commit)?).await.ok()?;
    app.desk().look(place, move |place, known| content::small(place, known, &path, most)).await.ok().flatten()
}

/// What never changes.
fn forever(mut response: Response) -> Response {
    response.extensions_mut().insert(CachePolicy::Forever);
    response
}

fn say(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
