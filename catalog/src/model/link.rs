//! Whether the address that a record gives still answers, and what becomes of it when it does not.
//!
//! Slow to doubt and quick to trust again: a server may be down for a week, and one good answer clears it.
//! Must not know how an address is asked.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Field, ResourceKey, ResourceRecord};

/// Failures after which an address is doubted, and the least time over which they lie.
const DOUBT_AFTER: u32 = 3;
const DOUBT_SINCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long an address fails until what is there is taken for gone.
const LOST_SINCE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// When an address is asked again that answered, that failed, that is doubted, that is taken for gone.
const AGAIN: SignedDuration = SignedDuration::from_hours(30 * 24);
const FAILED: SignedDuration = SignedDuration::from_hours(3 * 24);
const DOUBTED: SignedDuration = SignedDuration::from_hours(5 * 24);
const LOST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The least time after an answer that says nothing.
const LATER: SignedDuration = SignedDuration::from_hours(24);
/// Longest address that is asked, in bytes.
const LONGEST: usize = 2_000;

/// What is thought of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It answers, or has not failed for long.
    Ok,
    /// It has failed for a week or more: the page says so.
    Suspect,
    /// It has failed for a month or more: the search does not show it any more.
    Hidden,
}

impl LinkState {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Suspect => "suspect",
            Self::Hidden => "hidden",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Ok, Self::Suspect, Self::Hidden].into_iter().find(|state| state.as_str() == name)
    }
}

/// What asking an address came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Something is there; where it has moved for good, if it has.
    There(Option<String>),
    /// Something is there, for those with an account.
    Account,
    /// Nothing is there; what was found instead, as a short word (`404`, `timeout`).
    Failed(String),
    /// The answer says nothing; how long to wait, where that was said.
    Later(Option<SignedDuration>),
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub address: String,
    /// What is thought of it.
    pub state: LinkState,
    /// Failures since it last answered.
    pub failures: u32,
    /// The first of them.
    pub failing_since: Option<Timestamp>,
    /// When it was last asked.
    pub checked_at: Timestamp,
    /// From when on it is to be asked again.
    pub due_at: Timestamp,
    /// What was last found, as a short word.
    pub found: String,
    /// Where it has moved for good.
    pub moved_to: Option<String>,
}

impl Link {
    /// What is known of an address after it was asked once more.
    #[must_use]
    pub fn after(address: &str, former: Option<&Self>, verdict: Verdict, now: Timestamp) -> Self {
        let before = former.filter(|former| former.address == address);
        let mut link = Self {
            address: address.to_owned(),
            state: LinkState::Ok,
            failures: 0,
            failing_since: None,
            checked_at: now,
            due_at: later(now, AGAIN),
            found: "there".to_owned(),
            moved_to: None,
        };
        match verdict {
            Verdict::There(moved_to) => link.moved_to = moved_to,
            Verdict::Account => "account".clone_into(&mut link.found),
            Verdict::Failed(found) => link.fail(before, found, now),
            Verdict::Later(wait) => {
                let wait = wait.unwrap_or(LATER).clamp(LATER, AGAIN);
                let kept = before.cloned().unwrap_or(link);
                return Self { due_at: later(now, wait), found: "later".to_owned(), checked_at: now, ..kept };
            }
        }
        link
    }

    fn fail(&mut self, before: Option<&Self>, found: String, now: Timestamp) {
        let since = before.and_then(|before| before.failing_since).unwrap_or(now);
        self.failures = before.map_or(0, |before| before.failures).saturating_add(1);
        self.failing_since = Some(since);
        self.found = found;
        self.moved_to = before.and_then(|before| before.moved_to.clone());
        let failing = now.duration_since(since);
        let doubted = self.failures >= DOUBT_AFTER && failing >= DOUBT_SINCE;
        let (state, wait) = match doubted {
            true if failing >= LOST_SINCE => (LinkState::Hidden, LOST),
            true => (LinkState::Suspect, DOUBTED),
            false => (LinkState::Ok, FAILED),
        };
        self.state = state;
        self.due_at = later(now, wait);
    }
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.saturating_add(wait).unwrap_or(now)
}

impl ResourceRecord {
    /// The address at which its work is, for a record of another catalogue that gives one. What lies in one
    /// of our projects is here.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let ResourceKey::Record { .. } = &self.key else { return None };
        let said = self.fields.value(Field::Website)?;
        let mut url = Url::parse(said.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        url.set_fragment(None);
        (url.as_str().len() <= LONGEST).then(|| url.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "https://svt.example.fr/volcans";

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + day * 86_400).unwrap()
    }

    fn failed() -> Verdict {
        Verdict::Failed("404".to_owned())
    }

    /// The states and days on which an address is asked that fails whenever it is asked.
    fn decline() -> Vec<(i64, LinkState)> {
        let (mut link, mut at, mut told) = (None::<Link>, 0, Vec::new());
        while at < 50 {
            let next = Link::after(PLACE, link.as_ref(), failed(), day(at));
            told.push((at, next.state));
            at += next.due_at.duration_since(next.checked_at).as_hours() / 24;
            link = Some(next);
        }
        told
    }

    #[test]
    fn an_address_is_doubted_after_a_week_and_lost_after_a_month() {
        use LinkState::{Hidden, Ok, Suspect};
        let days = [0, 3, 6, 9, 14, 19, 24, 29, 34, 41, 48];
        let states = [Ok, Ok, Ok, Suspect, Suspect, Suspect, Suspect, Suspect, Hidden, Hidden, Hidden];
        assert_eq!(decline(), days.into_iter().zip(states).collect::<Vec<_>>());
    }

    #[test]
    fn three_failures_in_a_day_are_no_week_and_one_success_clears_all() {
        let first = Link::after(PLACE, None, failed(), day(0));
        let second = Link::after(PLACE, Some(&first), failed(), day(0));
        let third = Link::after(PLACE, Some(&second), failed(), day(1));
        assert_eq!((third.state, third.failures), (LinkState::Ok, 3));
        let late = Link::after(PLACE, Some(&third), failed(), day(40));
        assert_eq!((late.state, late.failing_since), (LinkState::Hidden, Some(day(0))));
        let back =
            Link::after(PLACE, Some(&late), Verdict::There(Some("https://x.example/".into())), day(41));
        assert_eq!((back.state, back.failures, back.failing_since), (LinkState::Ok, 0, None));
        assert_eq!((back.due_at, back.moved_to.as_deref()), (day(71), Some("https://x.example/")));
        let account = Link::after(PLACE, Some(&late), Verdict::Account, day(41));
        assert_eq!((account.state, account.found.as_str()), (LinkState::Ok, "account"));
        let other = Link::after("https://svt.example.fr/ailleurs", Some(&late), failed(), day(41));
        assert_eq!((other.state, other.failures), (LinkState::Ok, 1), "another address begins anew");
    }

    #[test]
    fn what_says_nothing_changes_nothing_but_the_day() {
        let late = Link::after(PLACE, None, failed(), day(0));
        let rest = |seconds| Verdict::Later(Some(SignedDuration::from_secs(seconds)));
        for (verdict, due) in [
            (Verdict::Later(None), day(2)),
            (rest(60), day(2)),
            (rest(3 * 86_400), day(4)),
            (rest(400 * 86_400), day(31)),
        ] {
            let after = Link::after(PLACE, Some(&late), verdict, day(1));
            assert_eq!((after.due_at, after.failures, after.state), (due, 1, LinkState::Ok));
        }
        assert_eq!(Link::after(PLACE, None, Verdict::Later(None), day(1)).state, LinkState::Ok);
    }
}
