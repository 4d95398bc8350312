//! What leads from one page of a list to the next: the whole question and the place in the list, so that
//! nothing is kept here of anybody who harvests.
//!
//! A digest tells a token of ours from junk; whoever forges one gets a list that they could ask for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use glane_store::Span;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::format::Format;

/// How long a list may take, from its first page.
const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Bytes of the digest.
const DIGEST: usize = 8;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// What resources are called, and when they changed.
    Identifiers,
    /// Resources.
    Records,
}

impl Verb {
    /// The protocol's word.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Identifiers => "ListIdentifiers",
            Self::Records => "ListRecords",
        }
    }
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What is listed.
    pub(super) verb: Verb,
    /// In which format.
    pub(super) format: Format,
    /// Which of them.
    pub(super) span: Span,
    /// The number of the last that was given.
    pub(super) after: i64,
    /// How many were given before.
    pub(super) cursor: u64,
    /// How many there were when the list was begun.
    pub(super) size: u64,
    /// When it ends.
    pub(super) expires: Timestamp,
}

impl Token {
    /// The beginning of a list.
    pub(super) fn first(verb: Verb, format: Format, span: Span, now: Timestamp) -> Self {
        let expires = now.saturating_add(LIFE).unwrap_or(now);
        Self { verb, format, span, after: 0, cursor: 0, size: 0, expires }
    }

    /// As a text for addresses, bound to the catalogue of this name.
    pub(super) fn written(&self, catalogue: &str) -> String {
        let second = |at: Option<Timestamp>| at.map(|at| at.as_second().to_string()).unwrap_or_default();
        let plain = format!(
            "{} {} {} {} {} {} {} {} {}",
            self.verb.name(),
            self.format.prefix(),
            second(self.span.from),
            second(self.span.until),
            self.span.set.as_deref().unwrap_or_default(),
            self.after,
            self.cursor,
            self.size,
            self.expires.as_second()
        );
        let digest = digest(&plain, catalogue);
        URL_SAFE_NO_PAD.encode([digest.as_slice(), plain.as_bytes()].concat())
    }

    /// A text that [`Self::written`] gave for this catalogue and this verb, and that has not expired.
    pub(super) fn read(text: &str, catalogue: &str, verb: Verb, now: Timestamp) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (sign, plain) = bytes.split_at_checked(DIGEST)?;
        let plain = std::str::from_utf8(plain).ok()?;
        if sign != digest(plain, catalogue) {
            return None;
        }
        let parts: Vec<&str> = plain.split(' ').collect();
        let [name, prefix, from, until, set, after, cursor, size, expires] = parts.as_slice() else {
            return None;
        };
        let token = Self {
            verb,
            format: Format::named(prefix)?,
            span: Span {
                from: instant(from)?,
                until: instant(until)?,
                set: Some((*set).to_owned()).filter(|set| !set.is_empty()),
            },
            after: after.parse().ok()?,
            cursor: cursor.parse().ok()?,
            size: size.parse().ok()?,
            expires: instant(expires)??,
        };
        (*name == verb.name() && now <= token.expires).then_some(token)
    }
}

/// A second, or nothing; none for what is neither.
fn instant(text: &str) -> Option<Option<Timestamp>> {
    if text.is_empty() {
        return Some(None);
    }
    Timestamp::from_second(text.parse().ok()?).ok().map(Some)
}

fn digest(plain: &str, catalogue: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(catalogue.as_bytes());
    digest.update([0]);
    digest.update(plain.as_bytes());
    digest.finalize().into_iter().take(DIGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_where_it_was_given_for_as_long_as_it_says() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let week = Timestamp::from_second(1_800_000_000 + 7 * 86_400).unwrap();
        let span = Span { from: Some(now), until: None, set: Some("niveau:6e".to_owned()) };
        let token = Token { after: 12, cursor: 100, ..Token::first(Verb::Records, Format::Lom, span, now) };
        let text = token.written("a");
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        assert!(text.bytes().all(safe), "{text}");
        let read = |text: &str, catalogue, verb, at| Token::read(text, catalogue, verb, at);
        assert_eq!(read(&text, "a", Verb::Records, week), Some(token.clone()));
        assert_eq!(read(&text, "a", Verb::Records, week + SignedDuration::from_secs(1)), None);
        assert_eq!(read(&text, "a", Verb::Identifiers, now), None);
        assert_eq!(read(&text, "b", Verb::Records, now), None, "of another catalogue");
        for junk in ["", "junk", "é", &text[1..], &format!("{text}A"), &text.replace('A', "B")] {
            assert_eq!(read(junk, "a", Verb::Records, now), None, "{junk}");
        }
    }
}
