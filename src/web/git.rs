//! `/git/<forge>/<path>.git`: read-only clones over git's smart HTTP (gitprotocol-http(5)).
//!
//! Serves `public.git` alone, which holds only what was published; must not offer a push.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path as Address, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use super::app::App;
use super::error::PageError;
use crate::layout::Layout;

/// The service that is offered.
const SERVICE: &str = "git-upload-pack";
/// Longest time one clone may take.
const LONGEST_CLONE: Duration = Duration::from_secs(3600);
/// Address that advertises it.
const ADVERTISEMENT: &str = ".git/info/refs";
/// Address that serves it.
const UPLOAD: &str = ".git/git-upload-pack";

pub(super) async fn advertise(
    State(app): State<App>,
    Address((forge, rest)): Address<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let path = rest.strip_suffix(ADVERTISEMENT).ok_or(PageError::NotFound)?;
    let repository = repository(&app, &forge, path).await?;
    if query.as_deref() != Some("service=git-upload-pack") {
        let refusal =
            "this is a read-only copy: it serves clones over git's smart HTTP; send changes to the source\n";
        return Ok((StatusCode::FORBIDDEN, refusal).into_response());
    }
    let child = start(&app, &repository, &headers, true)?;
    let mut body = format!("{:04x}# service={SERVICE}\n0000", SERVICE.len() + 15).into_bytes();
    let output =
        child.wait_with_output().await.map_err(|error| PageError::fault(&format!("git: {error}")))?;
    body.extend(output.stdout);
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
    let request = plain(&headers, &body)?;
    let Ok(place) = app.clones().try_acquire() else {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]).into_response());
    };
    let mut child = start(&app, &repository, &headers, false)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err(PageError::Fault) };
    place.forget();
    let limiter = app.clone();
    tokio::spawn(async move {
        let _ = stdin.write_all(&request).await;
        drop(stdin);
        // A child that is still there when the time is up is killed as it is dropped.
        let _ = tokio::time::timeout(LONGEST_CLONE, child.wait()).await;
        drop(child);
        limiter.clones().add_permits(1);
    });
    let pack = Body::from_stream(tokio_util::io::ReaderStream::new(stdout));
    Ok((media("result"), pack).into_response())
}

/// The public repository of a project that is shown, by its present or a former path.
async fn repository(app: &App, forge: &str, path: &str) -> Result<PathBuf, PageError> {
    let forge = App::forge(forge).ok_or(PageError::NotFound)?;
    let project =
        app.store().project_at(&forge, path).await?.filter(glane_catalog::model::ProjectRecord::is_shown);
    let project = project.ok_or(PageError::NotFound)?;
    let public = Layout::of(app.data(), &forge, project.number).public;
    if public.join("HEAD").exists() { Ok(public) } else { Err(PageError::NotFound) }
}

fn start(app: &App, repository: &Path, headers: &HeaderMap, advertise: bool) -> Result<Child, PageError> {
    let protocol = headers.get("git-protocol").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "safe.directory=*",
            "-c",
            "uploadpack.allowFilter=true",
            "upload-pack",
            "--stateless-rpc",
        ])
        .args(advertise.then_some("--http-backend-info-refs"))
        .arg(repository)
        .env_clear()
        .env("PATH", app.search_path())
        .env("HOME", "/nonexistent")
        .env("GIT_PROTOCOL", protocol)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdin(if advertise { Stdio::null() } else { Stdio::piped() })
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command.spawn().map_err(|error| PageError::fault(&format!("git upload-pack: {error}")))
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

fn media(kind: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, format!("application/x-{SERVICE}-{kind}")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ]
}
