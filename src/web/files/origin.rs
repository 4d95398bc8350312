//! A host of their own for files (`files_url`): what strangers wrote is then no page of the site in any way.
//!
//! On that host nothing else answers; at the site's own, its addresses lead there. Must not read a file.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use super::refusal::Refusal;
use crate::web::answer;
use crate::web::app::App;

/// How the addresses of files and folders begin.
const PLACES: [&str; 2] = ["/fichiers/", "/archives/"];

/// The host of files and that of the site.
pub(in crate::web) struct Apart {
    /// The origin of files, without a slash at its end.
    pub(in crate::web) origin: String,
    files: String,
    site: Option<String>,
}

impl Apart {
    /// Files apart, at this address, from the site at that one.
    pub(in crate::web) fn new(files: &Url, site: Option<&Url>) -> Self {
        let origin = files.as_str().trim_end_matches('/').to_owned();
        Self { origin, files: host(files), site: site.map(host) }
    }

    /// The answer that a request gets before anything of the site looks at it; none for what goes on.
    fn answer(&self, asked: &str, request: &Request) -> Option<Response> {
        let path = request.uri().path();
        let is_file = PLACES.iter().any(|place| path.starts_with(place));
        if asked == self.files {
            return (!is_file).then(|| Refusal::Absent.into_response());
        }
        // A proxy that keeps the visitor's host to itself would lead in a circle: only the site's own does.
        if !is_file || self.site.as_deref() != Some(asked) {
            return None;
        }
        let rest = request.uri().path_and_query().map_or(path, |rest| rest.as_str());
        let there = format!("{}{rest}", self.origin);
        Some((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, there)]).into_response())
    }
}

/// Keeps the two hosts apart.
pub(in crate::web) async fn apart(State(app): State<App>, request: Request, next: Next) -> Response {
    let said = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let asked = said.map(plain).unwrap_or_default();
    let own = app.files_apart().and_then(|apart| apart.answer(&asked, &request));
    match own {
        Some(response) => answer::sandboxed(response),
        None => next.run(request).await,
    }
}

/// Host and port of an address, the port only where it is not the usual one.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    plain(&url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// A host as it is compared: in small letters, without the usual port.
fn plain(host: &str) -> String {
    let host = host.trim().to_ascii_lowercase();
    let usual = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80"));
    usual.map(str::to_owned).unwrap_or(host)
}
