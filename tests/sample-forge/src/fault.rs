//! Faults on demand: which request they hit and what they do to its answer.
//!
//! Must not know what a request means.

use std::time::Duration;

/// What happens instead of, or to, an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An error of that status, shaped as the dialect shapes errors.
    Status {
        /// HTTP status.
        status: u16,
        /// Seconds in `Retry-After`.
        retry_after: Option<u64>,
    },
    /// A redirection to that address.
    Redirect(String),
    /// A web page with status 200, as a portal or a login form would answer.
    Html,
    /// The true answer, its connection cut after that many bytes of the body although
    /// `Content-Length` promised all of it; for answers up to 64 MiB.
    CutConnection(usize),
    /// The true answer with only that many bytes of body: well-formed HTTP, broken content.
    CutBody(usize),
    /// A listing's `next` leads to the same page for ever.
    EndlessListing,
    /// The connection is closed without a byte of answer.
    Drop,
    /// The true answer, that much later.
    Slow(Duration),
}

impl Fault {
    /// An error without `Retry-After`.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Status { status, retry_after: None }
    }

    /// `429 Too Many Requests`, to be tried again after so many seconds.
    #[must_use]
    pub fn too_many(retry_after: u64) -> Self {
        Self::Status { status: 429, retry_after: Some(retry_after) }
    }
}

/// Which requests something happens to; by default the next one that matches.
#[derive(Debug, Clone)]
pub struct Trigger {
    method: Option<String>,
    path: String,
    exact: bool,
    skip: u64,
    left: u64,
}

impl Trigger {
    /// Requests of any method whose path (undecoded, without query) starts so.
    pub fn any(path: impl Into<String>) -> Self {
        Self { method: None, path: path.into(), exact: false, skip: 0, left: 1 }
    }

    /// Requests of one method whose path (undecoded, without query) starts so.
    pub fn on(method: impl Into<String>, path: impl Into<String>) -> Self {
        Self { method: Some(method.into()), ..Self::any(path) }
    }

    /// The whole path must match, not its beginning only.
    #[must_use]
    pub fn exactly(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Only the `n`th matching request from now, counted from 1.
    #[must_use]
    pub fn nth(self, n: u64) -> Self {
        Self { skip: n.saturating_sub(1), left: 1, ..self }
    }

    /// The next `n` matching requests.
    #[must_use]
    pub fn next(self, n: u64) -> Self {
        Self { skip: 0, left: n, ..self }
    }

    /// Every matching request until the faults are cleared.
    #[must_use]
    pub fn always(self) -> Self {
        self.next(u64::MAX)
    }

    /// Counts a request; true when it is one of those meant.
    pub(crate) fn fires(&mut self, method: &str, path: &str) -> bool {
        let named = if self.exact { path == self.path } else { path.starts_with(&self.path) };
        if !named || self.left == 0 || self.method.as_ref().is_some_and(|wanted| wanted != method) {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        self.left -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Trigger;

    fn run(mut trigger: Trigger, requests: &[(&str, &str)]) -> Vec<bool> {
        requests.iter().map(|(method, path)| trigger.fires(method, path)).collect()
    }

    #[test]
    fn the_second_of_its_method_is_hit_once() {
        let requests = [("GET", "/a"), ("POST", "/a"), ("GET", "/ab"), ("GET", "/a"), ("GET", "/b")];
        assert_eq!(run(Trigger::on("GET", "/a").nth(2), &requests), [false, false, true, false, false]);
        assert_eq!(run(Trigger::any("/a").exactly().next(2), &requests), [true, true, false, false, false]);
        assert_eq!(run(Trigger::any("/").always(), &requests), [true; 5]);
    }
}
