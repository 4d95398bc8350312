//! The headers by which both dialects tell how many requests are left.
//!
//! Must not refuse anything, nor say that nothing is left: a limit that is reached is a fault on demand.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

use crate::answer::{GITHUB, GITLAB};
use crate::date;
use crate::state::Shared;

const GITLAB_LIMIT: u64 = 600;
const GITHUB_LIMIT: u64 = 5_000;

/// Counts this request into its answer's headers.
pub(crate) fn count(shared: &Shared, path: &str, response: &mut Response) {
    let spent = |prefix: &str| {
        let state = shared.lock();
        1 + state.requests.iter().filter(|request| request.path.starts_with(prefix)).count() as u64
    };
    let now = date::now();
    if path.starts_with(GITLAB) {
        let (observed, reset) = (spent(GITLAB), now - now % 60 + 60);
        let headers = response.headers_mut();
        set(headers, "ratelimit-limit", &GITLAB_LIMIT);
        set(headers, "ratelimit-name", &"throttle_unauthenticated_api");
        set(headers, "ratelimit-observed", &observed);
        set(headers, "ratelimit-remaining", &GITLAB_LIMIT.saturating_sub(observed).max(1));
        set(headers, "ratelimit-reset", &reset);
        set(headers, "ratelimit-resettime", &date::http(reset));
    } else if path.starts_with(GITHUB) {
        let (used, reset) = (spent(GITHUB), now - now % 3_600 + 3_600);
        let headers = response.headers_mut();
        set(headers, "x-ratelimit-limit", &GITHUB_LIMIT);
        set(headers, "x-ratelimit-remaining", &GITHUB_LIMIT.saturating_sub(used).max(1));
        set(headers, "x-ratelimit-used", &used);
        set(headers, "x-ratelimit-reset", &reset);
        set(headers, "x-ratelimit-resource", &"core");
    }
}

/// Sets a header, if its value can be one.
pub(crate) fn set(headers: &mut HeaderMap, name: &'static str, value: &dyn ToString) {
    if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
        headers.insert(HeaderName::from_static(name), value);
    }
}
