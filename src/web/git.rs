//! `/git/<forge>/<path>.git`: read-only clones over git's smart HTTP (gitprotocol-http(5)).
//!
//! Serves `public.git` alone, which holds only what was published; must not offer a push.

mod transfer;

use std::path::PathBuf;

use axum::body::Bytes;
use axum::extract::{Path as Address, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use glane_catalog::model::ProjectRecord;
use glane_templates::address;

use self::transfer::{Place, UploadPack};
use super::app::App;
use super::error::PageError;
use crate::layout::{self, Layout, replace};

/// The service that is offered.
const SERVICE: &str = "git-upload-pack";
/// Ending of the address that advertises it.
const ADVERTISEMENT: &str = ".git/info/refs";
/// Ending of the address that serves it.
const UPLOAD: &str = ".git/git-upload-pack";

pub(super) async fn advertise(
    State(app): State<App>,
    Address((forge, rest)): Address<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(path) = rest.trim_end_matches('/').strip_suffix(".git") {
        // A browser: people open the address they would clone.
        let forge = App::forge(&forge).ok_or(PageError::NotFound)?;
        return Ok(Redirect::to(&address::project(forge.as_str(), path)).into_response());
    }
    let path = rest.strip_suffix(ADVERTISEMENT).ok_or(PageError::NotFound)?;
    let repository = repository(&app, &forge, path).await?;
    if query.as_deref() != Some("service=git-upload-pack") {
        let refusal =
            "this is a read-only copy: it serves clones over git's smart HTTP; send changes to the source\n";
        return Ok((StatusCode::FORBIDDEN, refusal).into_response());
    }
    let Some(place) = Place::take(&app) else { return Ok(busy()) };
    let git = UploadPack::start(&app, place, &repository, &headers, None)?;
    let mut body = format!("{:04x}# service={SERVICE}\n0000", SERVICE.len() + 15).into_bytes();
    body.extend(git.listing().await?);
    Ok((media("advertisement"), body).into_response())
}

pub(super) async fn upload_pack(
    State(app): State<App>,
    Address((forge, rest)): Address<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let path = rest.strip_suffix(UPLOAD).ok_or(PageError::NotFound)?;
    let repository = repository(&app, &forge, path).await?;
    let Some(place) = Place::take(&app) else { return Ok(busy()) };
    let request = plain(&headers, &body)?;
    let git = UploadPack::start(&app, place, &repository, &headers, Some(request))?;
    Ok((media("result"), git.transfer()?).into_response())
}

/// The public repository of a project that is shown, or of its wiki, by its present or a former path.
async fn repository(app: &App, forge: &str, path: &str) -> Result<PathBuf, PageError> {
    let forge = App::forge(forge).ok_or(PageError::NotFound)?;
    let shown = async |path: &str| -> Result<Option<ProjectRecord>, PageError> {
        Ok(app.store().project_at(&forge, path).await?.filter(ProjectRecord::is_shown))
    };
    let wiki = path.strip_suffix(".wiki");
    let (project, is_wiki) = match (shown(path).await?, wiki) {
        (Some(project), _) => (project, false),
        // One that was closed at its source is not given to anyone.
        (None, Some(path)) => {
            let project = shown(path).await?.filter(|project| project.source.wiki_url.is_some());
            (project.ok_or(PageError::NotFound)?, true)
        }
        (None, None) => return Err(PageError::NotFound),
    };
    let layout = Layout::of(app.data(), &forge, project.number);
    let public = if is_wiki { layout.wiki().public } else { layout.public };
    // A renewal that was killed half-way would leave none until the next pass.
    replace::finish(&public);
    if layout::is_of(&public, &project.source.key) { Ok(public) } else { Err(PageError::NotFound) }
}

/// The request, unpacked when the client sent it gzipped as git does for long ones.
fn plain(headers: &HeaderMap, body: &Bytes) -> Result<Vec<u8>, PageError> {
    use std::io::Read;
    /// Longest negotiation taken: thousands of references' worth.
    const LONGEST: u64 = 16 << 20;
    let zipped =
        headers.get(header::CONTENT_ENCODING).is_some_and(|value| value.as_bytes().ends_with(b"gzip"));
    if !zipped {
        return Ok(body.to_vec());
    }
    let mut request = Vec::new();
    let read = flate2::read::GzDecoder::new(body.as_ref()).take(LONGEST).read_to_end(&mut request);
    read.map_err(|_| PageError::NotFound)?;
    Ok(request)
}

/// The answer while every place is taken.
fn busy() -> Response {
    let words = "as many clones as this machine serves at a time are under way; try again in a moment\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], words).into_response()
}

fn media(kind: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, format!("application/x-{SERVICE}-{kind}")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ]
}
