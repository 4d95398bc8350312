//! Octocrab over our own client: its pace, limits, origin and redirects hold for GitHub as well.
//!
//! Carries requests; must not know what they ask.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Request, Response};
use http_body_util::BodyExt;
use octocrab::{AuthState, OctoBody, Octocrab, OctocrabBuilder};
use tower_service::Service;
use url::Url;

use super::super::ForgeError;
use super::super::client::{Answer, Ask, Client};
use super::super::fault::Fault;
use super::access::Access;

/// The version of the REST API that we speak.
const VERSION: &str = "2022-11-28";

/// An octocrab that asks through `client` by the right of `access`. It must be made inside a runtime.
pub(super) fn over(client: Arc<Client>, access: Arc<Access>) -> Octocrab {
    let carrier = Carrier { client, access };
    let built = OctocrabBuilder::new_empty().with_service(carrier).with_auth(AuthState::None).build();
    match built {
        Ok(octocrab) => octocrab,
        Err(never) => match never {},
    }
}

#[derive(Clone)]
struct Carrier {
    client: Arc<Client>,
    access: Arc<Access>,
}

impl Service<Request<OctoBody>> for Carrier {
    type Response = Response<OctoBody>;
    type Error = ForgeError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<OctoBody>) -> Self::Future {
        let carrier = self.clone();
        Box::pin(async move { carrier.carry(request).await })
    }
}

impl Carrier {
    async fn carry(&self, request: Request<OctoBody>) -> Result<Response<OctoBody>, ForgeError> {
        let (head, body) = request.into_parts();
        let route = head.uri.path_and_query().map_or("/", |route| route.as_str());
        let unsent = || self.client.error(Fault::Invalid, "a request to GitHub could not be put together");
        let body = body.collect().await.map_err(|_| unsent())?.to_bytes();
        let url = self.client.at(route.trim_start_matches('/'))?;
        let mut answer = self.send(&head.method, &url, &body).await?;
        if answer.status.as_u16() == 401 && self.access.forget() {
            // A refused request did nothing, so asking again with a new token repeats nothing.
            answer = self.send(&head.method, &url, &body).await?;
        }
        let mut response = Response::new(OctoBody::from(answer.body));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        Ok(response)
    }

    async fn send(&self, method: &Method, url: &Url, body: &Bytes) -> Result<Answer, ForgeError> {
        let ask = Ask::new(method.clone(), url.clone())
            .header(ACCEPT, HeaderValue::from_static("application/vnd.github+json"))
            .header(HeaderName::from_static("x-github-api-version"), HeaderValue::from_static(VERSION));
        let mut ask = self.access.borne(&self.client, ask).await?;
        if !body.is_empty() {
            ask = ask.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(body.clone());
        }
        self.client.send(ask).await
    }
}
