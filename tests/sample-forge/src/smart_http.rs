//! git's smart HTTP over every repository of the forge: who may fetch and push, and the way to
//! git's own `upload-pack` and `receive-pack`.
//!
//! Must not know the REST dialects.

mod service;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::project::{Dialect, Project};
use crate::state::{Found, Shared};
use crate::token::Bearer;
use crate::{answer, lfs, pages};
use service::Service;

/// What a URL asks of a repository.
struct Call {
    /// Path as asked, without `.git`.
    path: String,
    /// Whether the URL said `.git`.
    suffixed: bool,
    /// What follows the repository in the URL.
    tail: &'static str,
    service: Option<Service>,
    /// The service's first word (references) rather than its work.
    advertise: bool,
}

/// Answers everything that is not an API; what is not git's either is a page's.
pub(crate) async fn serve(
    State(shared): State<Shared>,
    Extension(bearer): Extension<Bearer>,
    request: Request,
) -> Response {
    if lfs::is_about(request.uri().path()) {
        return lfs::serve(&shared, &bearer, request).await;
    }
    let Some(call) = Call::read(request.method(), request.uri()) else {
        return pages::serve(&shared, &bearer, request.method(), request.uri()).await;
    };
    let project = match find(&shared, &bearer, &call) {
        Ok(project) => project,
        Err(response) => return *response,
    };
    let redirect = match project.dialect {
        Dialect::GitLab => project.path != call.path || !call.suffixed,
        Dialect::GitHub | Dialect::Forgejo => !project.path.eq_ignore_ascii_case(&call.path),
    };
    if redirect {
        return moved(&project, &call, request.uri());
    }
    match call.service {
        // The dumb protocol: public hosts do not offer it.
        None => answer::git(StatusCode::FORBIDDEN),
        Some(service) => match refusal(service, &bearer, &project) {
            Some(status) => answer::git(status),
            None => service.run(&shared, &project, call.advertise, request).await,
        },
    }
}

/// The repository, or what its absence is answered with: like the public hosts, a stranger is
/// asked for a password whether it does not exist or is not his to see.
fn find(shared: &Shared, bearer: &Bearer, call: &Call) -> Result<Project, Box<Response>> {
    let at = |path: &str| {
        shared.lock().at(path).map(|found| match found {
            Found::Here(project) | Found::Moved(project) => project,
        })
    };
    let wiki = || at(call.path.strip_suffix(".wiki")?)?.wiki();
    let project = at(&call.path).or_else(wiki);
    project.filter(|project| bearer.sees(project)).ok_or_else(|| {
        let stranger = bearer.is_anonymous();
        Box::new(answer::git(if stranger { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND }))
    })
}

/// Why a visible repository may not be pushed to.
fn refusal(service: Service, bearer: &Bearer, project: &Project) -> Option<StatusCode> {
    match service {
        Service::Upload if project.repository_access == "disabled" => Some(StatusCode::FORBIDDEN),
        // The page is everybody's, the code its members': as for what is not there at all.
        Service::Upload if project.repository_access == "private" && !bearer.owns(&project.path) => {
            Some(if bearer.is_anonymous() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN })
        }
        Service::Upload => None,
        Service::Receive if bearer.is_anonymous() => Some(StatusCode::UNAUTHORIZED),
        Service::Receive if project.archived || !bearer.owns(&project.path) => Some(StatusCode::FORBIDDEN),
        Service::Receive => None,
    }
}

fn moved(project: &Project, call: &Call, uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let place = format!("/{}.git/{}{query}", project.path, call.tail);
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(value) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

impl Call {
    fn read(method: &Method, uri: &Uri) -> Option<Self> {
        let path = percent_decode_str(uri.path()).decode_utf8().ok()?.into_owned();
        let path = path.trim_start_matches('/');
        let (repository, tail, service, advertise) = match *method {
            Method::GET => {
                let name = uri
                    .query()
                    .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("service=")));
                let service = name.and_then(Service::named);
                (path.strip_suffix("/info/refs")?, "info/refs", service, true)
            }
            Method::POST => {
                let (repository, name) = path.rsplit_once('/')?;
                let service = Service::named(name)?;
                (repository, service.name(), Some(service), false)
            }
            _ => return None,
        };
        let bare = repository.strip_suffix(".git");
        Some(Self {
            path: bare.unwrap_or(repository).to_owned(),
            suffixed: bare.is_some(),
            tail,
            service,
            advertise,
        })
    }
}
