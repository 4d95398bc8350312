//! What git said, turned into a cause with a remedy.
//!
//! git's own words are quoted for the owner after addresses' secrets are gone; must not guess.

use glane_catalog::model::{Reason, ReasonCode};

/// Phrases of git's standard error (English, `LC_ALL=C`) and the cause they speak of.
const PHRASES: &[(&str, ReasonCode, &str)] = &[
    ("Authentication failed", ReasonCode::SourceRefused, "it cannot be read without an account"),
    ("could not read Username", ReasonCode::SourceRefused, "it cannot be read without an account"),
    ("terminal prompts disabled", ReasonCode::SourceRefused, "it cannot be read without an account"),
    (
        "The requested URL returned error: 401",
        ReasonCode::SourceRefused,
        "it cannot be read without an account",
    ),
    ("The requested URL returned error: 403", ReasonCode::SourceRefused, "access is refused"),
    (
        "The requested URL returned error: 404",
        ReasonCode::SourceRefused,
        "there is nothing to read without an account",
    ),
    ("repository not found", ReasonCode::SourceRefused, "there is nothing to read without an account"),
    (
        "not found: did you run git update-server-info",
        ReasonCode::SourceInvalid,
        "the address does not answer as a git repository",
    ),
    (
        "Could not resolve host",
        ReasonCode::SourceUnreachable,
        "its host name is unknown; check the address and the DNS",
    ),
    (
        "Failed to connect",
        ReasonCode::SourceUnreachable,
        "nothing answers there; check the address and the network",
    ),
    (
        "Connection refused",
        ReasonCode::SourceUnreachable,
        "nothing answers there; check the address and the network",
    ),
    (
        "unable to update url base from redirection",
        ReasonCode::SourceInvalid,
        "it redirects elsewhere; give the new address",
    ),
    (
        "The requested URL returned error: 30",
        ReasonCode::SourceInvalid,
        "it redirects elsewhere; give the new address",
    ),
    ("SSL certificate problem", ReasonCode::SourceUnreachable, "its certificate is not valid"),
    ("does not appear to be a git repository", ReasonCode::NotARepository, "it is not a git repository"),
    ("not a git repository", ReasonCode::NotARepository, "it is not a git repository"),
    ("mismatched algorithms", ReasonCode::ObjectFormat, "it uses SHA-256 objects"),
    ("bad object", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    ("unable to read", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    ("loose object", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    ("is corrupt", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    ("missing blob", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    ("missing tree", ReasonCode::SourceDamaged, "objects are missing or damaged; run git fsck there"),
    (
        "did not send all necessary objects",
        ReasonCode::SourceDamaged,
        "objects are missing or damaged; run git fsck there",
    ),
    ("index-pack failed", ReasonCode::SourceDamaged, "what it sent is not a valid pack"),
    ("invalid index-pack output", ReasonCode::SourceDamaged, "what it sent is not a valid pack"),
    ("early EOF", ReasonCode::SourceUnreachable, "the connection broke off; it will be tried again"),
    (
        "the remote end hung up",
        ReasonCode::SourceUnreachable,
        "the connection broke off; it will be tried again",
    ),
    (
        "expected flush after",
        ReasonCode::SourceUnreachable,
        "the connection broke off; it will be tried again",
    ),
    (
        "not our ref",
        ReasonCode::SourceInvalid,
        "a reference moved while it was read, or its object is missing; it will be tried again: if that does not help, \
         run git fsck there",
    ),
    ("No space left on device", ReasonCode::Internal, "this machine's disk is full"),
    ("Disk quota exceeded", ReasonCode::Internal, "this machine's disk quota is used up"),
    ("Out of memory", ReasonCode::TooLarge, "it needs more memory than a git process may use"),
    ("out of memory", ReasonCode::TooLarge, "it needs more memory than a git process may use"),
];

/// The cause of a failed git command, naming the address it spoke to.
#[must_use]
pub fn classify(address: &str, stderr: &str, otherwise: ReasonCode) -> Reason {
    if otherwise == ReasonCode::Internal {
        // Our own repositories: whatever git says of them is no fault of a source.
        return Reason::new(otherwise, format!("{address}: git failed: {}", last_words(stderr)));
    }
    let found = PHRASES.iter().find(|(phrase, ..)| stderr.contains(phrase));
    match found {
        Some((_, code, remedy)) => {
            let code = if on_host(otherwise) { as_host(*code) } else { *code };
            Reason::new(code, format!("{address}: {remedy}"))
        }
        None => Reason::new(otherwise, format!("{address}: git failed: {}", last_words(stderr))),
    }
}

fn on_host(code: ReasonCode) -> bool {
    matches!(code, ReasonCode::HostRefused | ReasonCode::HostUnreachable)
}

fn as_host(code: ReasonCode) -> ReasonCode {
    match code {
        ReasonCode::SourceUnreachable => ReasonCode::HostUnreachable,
        ReasonCode::SourceRefused | ReasonCode::SourceInvalid | ReasonCode::NotARepository => {
            ReasonCode::HostRefused
        }
        other => other,
    }
}

/// The last line of substance, at most 200 characters, without control characters.
fn last_words(stderr: &str) -> String {
    let line = stderr
        .lines()
        .map(str::trim)
        .rfind(|line| line.starts_with("fatal:") || line.starts_with("error:"))
        .or_else(|| stderr.lines().map(str::trim).rfind(|line| !line.is_empty()))
        .unwrap_or("no message");
    line.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn git_2_47_messages_have_causes() {
        let table = [
            ("fatal: Authentication failed for 'https://x/'", ReasonCode::SourceRefused),
            (
                "fatal: unable to access 'https://x/': Could not resolve host: x",
                ReasonCode::SourceUnreachable,
            ),
            ("fatal: '/x' does not appear to be a git repository", ReasonCode::NotARepository),
            ("fatal: mismatched algorithms: client sha1; server sha256", ReasonCode::ObjectFormat),
            ("error: remote did not send all necessary objects", ReasonCode::SourceDamaged),
        ];
        for (text, code) in table {
            assert_eq!(classify("a", text, ReasonCode::SourceInvalid).code, code, "{text}");
        }
        assert_eq!(
            classify("a", "fatal: Authentication failed", ReasonCode::HostRefused).code,
            ReasonCode::HostRefused
        );
    }
}
