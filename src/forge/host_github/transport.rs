//! Octocrab over our own client: its pace, limits, origin and redirects hold for GitHub as well.
//!
//! Carries requests; must not know what they ask.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Request, Response};
use http_body_util::BodyExt;
use octocrab::{AuthState, OctoBody, Octocrab, OctocrabBuilder};
use tower_service::Service;

use super::super::ForgeError;
use super::super::client::{Ask, Client};
use super::super::fault::Fault;

/// The version of the REST API that we speak.
const VERSION: &str = "2022-11-28";

/// An octocrab that asks through `client`. It must be made inside a runtime.
pub(super) fn over(client: Arc<Client>) -> Octocrab {
    let built = OctocrabBuilder::new_empty().with_service(Carrier(client)).with_auth(AuthState::None).build();
    match built {
        Ok(octocrab) => octocrab,
        Err(never) => match never {},
    }
}

#[derive(Clone)]
struct Carrier(Arc<Client>);

impl Service<Request<OctoBody>> for Carrier {
    type Response = Response<OctoBody>;
    type Error = ForgeError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<OctoBody>) -> Self::Future {
        let client = Arc::clone(&self.0);
        Box::pin(async move { carry(&client, request).await })
    }
}

async fn carry(client: &Client, request: Request<OctoBody>) -> Result<Response<OctoBody>, ForgeError> {
    let (head, body) = request.into_parts();
    let route = head.uri.path_and_query().map_or("/", |route| route.as_str());
    let unsent = || client.error(Fault::Invalid, "a request to GitHub could not be put together");
    let body = body.collect().await.map_err(|_| unsent())?.to_bytes();
    let mut ask = Ask::new(head.method, client.at(route.trim_start_matches('/'))?)
        .with_token()
        .header(ACCEPT, HeaderValue::from_static("application/vnd.github+json"))
        .header(HeaderName::from_static("x-github-api-version"), HeaderValue::from_static(VERSION));
    if !body.is_empty() {
        ask = ask.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(body);
    }
    let answer = client.send(ask).await?;
    let mut response = Response::new(OctoBody::from(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response)
}
