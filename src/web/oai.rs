//! `/oai`: the resources of the catalogue for those who harvest it, by OAI-PMH 2.0.
//!
//! A refusal of the protocol is an answer like any other, with status 200. What a resource says in a
//! format is `glane_catalog::write`'s; must not know it.

mod arguments;
mod ask;
mod date;
mod format;
mod list;
mod refusal;
mod repository;
mod sheet;
mod single;
mod token;

use std::convert::Infallible;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use self::arguments::Arguments;
use self::ask::Ask;
use self::refusal::Refusal;
pub(super) use self::repository::Repository;
use super::answer::CachePolicy;
use super::app::App;
use super::error::PageError;

/// Most bytes of a question that is posted.
const LONGEST: usize = 16 << 10;

pub(super) fn route() -> MethodRouter<App> {
    get(asked).post(posted).layer::<_, Infallible>(DefaultBodyLimit::max(LONGEST))
}

async fn asked(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    answered(&app, query.unwrap_or_default().as_bytes()).await
}

async fn posted(State(app): State<App>, body: Bytes) -> Result<Response, PageError> {
    answered(&app, &body).await
}

async fn answered(app: &App, question: &[u8]) -> Result<Response, PageError> {
    let repository = app.repository();
    if repository.contact.is_none() {
        return Ok(unattended());
    }
    let arguments = Arguments::read(question);
    let answer = match Ask::of(&arguments) {
        Ok(ask) => answer_to(app, &ask).await?,
        Err(refusal) => Err(refusal),
    };
    let body = sheet::envelope(&repository.address, app.now(), &arguments, &answer);
    let kind = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
    Ok((kind, Extension(CachePolicy::Never), body).into_response())
}

/// The content of an answer, or the protocol's word for why there is none.
type Answer = Result<String, Refusal>;

async fn answer_to(app: &App, ask: &Ask<'_>) -> Result<Answer, PageError> {
    match ask {
        Ask::Identify => repository::identify(app).await,
        Ask::Formats { identifier } => single::formats(app, *identifier).await,
        Ask::Sets => repository::sets(app).await,
        Ask::List(list) => list::list(app, list).await,
        Ask::Record { identifier, format } => single::record(app, identifier, *format).await,
    }
}

/// The protocol obliges whoever answers to give an e-mail address, and none is made up.
fn unattended() -> Response {
    let words = "L’exploitant de ce site n’a pas encore donné d’adresse électronique : la clé « contact » de \
                 [site] doit en être une pour que le catalogue puisse être moissonné.\n\
                 The operator of this site has given no e-mail address yet: contact of [site] must be one \
                 for the catalogue to be harvested.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "86400")], words).into_response()
}
