//! Faults, tokens and the request log of a running forge.
//!
//! Must never hand out a token's secret.

use super::Handle;
use crate::fault::{Fault, Trigger};
use crate::request::Request;
use crate::state::Deed;
use crate::token::{Rights, Token};

impl Handle {
    /// From now on this fault happens to the requests meant; the first of several wins.
    pub fn fault(&self, trigger: Trigger, fault: Fault) {
        self.shared.lock().faults.push((trigger, fault));
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Does something once after a matching request was answered, and before its client reads
    /// the answer's end. A git answer may still be on its way while this happens.
    pub fn after_request(&self, trigger: Trigger, deed: impl FnOnce(&Self) + Send + 'static) {
        let deed: Deed = Box::new(deed);
        self.shared.lock().after_request.push((trigger, deed));
    }

    /// Does something once after a GitLab listing showed the project of that id, such as making
    /// it private before it can be fetched.
    pub fn after_listing(&self, id: u64, deed: impl FnOnce(&Self) + Send + 'static) {
        let deed: Deed = Box::new(deed);
        self.shared.lock().after_listing.push((id, deed));
    }

    /// Adds a token.
    pub fn add_token(&self, label: &str, secret: &str, rights: Rights) {
        let mut state = self.shared.lock();
        let id = state.tokens.iter().map(|token| token.id).max().unwrap_or(0) + 1;
        let scopes =
            if rights == Rights::Account { vec!["read_api", "read_repository"] } else { vec!["api", "repo"] };
        let scopes = scopes.into_iter().map(str::to_owned).collect();
        let (label, secret) = (label.to_owned(), secret.to_owned());
        state.tokens.push(Token { id, label, secret, rights, expires: None, scopes });
    }

    /// Sets a token's last day (`YYYY-MM-DD`) as the API tells it; it goes on working.
    pub fn set_token_expiry(&self, label: &str, day: Option<&str>) {
        for token in self.shared.lock().tokens.iter_mut().filter(|token| token.label == label) {
            token.expires = day.map(str::to_owned);
        }
    }

    /// Takes a token back: it is answered 401 from now on.
    pub fn revoke_token(&self, label: &str) {
        self.shared.lock().tokens.retain(|token| token.label != label);
    }

    /// Every request so far, in the order of their answers.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.lock().requests.clone()
    }

    /// Empties the request log; the counters of the rate limit begin anew with it.
    pub fn clear_requests(&self) {
        self.shared.lock().requests.clear();
    }
}
