//! What git said, turned into a cause with a remedy.
//!
//! git's own words are quoted for the owner after addresses' secrets are gone; must not guess.

use glane_catalog::model::{Reason, ReasonCode};

use crate::egress::PROXY_ACCOUNT;

const NO_ACCOUNT: &str = "it cannot be read without an account";
const NOTHING: &str = "there is nothing to read without an account";
const NO_ACCESS: &str = "access is refused";
/// Remedies of a source that is closed to strangers.
const DOORS: [&str; 3] = [NO_ACCOUNT, NOTHING, NO_ACCESS];
/// What is said in their place of a host, to which we come with a token.
const HOST_DOOR: &str = "it refuses our token to git: renew the token, or give it the right to write there; \
                         glane check says which";

/// Phrases of git's standard error (English, `LC_ALL=C`) and the cause they speak of.
const PHRASES: &[(&str, ReasonCode, &str)] = &[
    ("Authentication failed", ReasonCode::SourceRefused, NO_ACCOUNT),
    ("could not read Username", ReasonCode::SourceRefused, NO_ACCOUNT),
    ("terminal prompts disabled", ReasonCode::SourceRefused, NO_ACCOUNT),
    ("The requested URL returned error: 401", ReasonCode::SourceRefused, NO_ACCOUNT),
    ("The requested URL returned error: 403", ReasonCode::SourceRefused, NO_ACCESS),
    ("The requested URL returned error: 404", ReasonCode::SourceRefused, NOTHING),
    ("repository not found", ReasonCode::SourceRefused, NOTHING),
    (
        "not found: did you run git update-server-info",
        ReasonCode::SourceInvalid,
        "the address does not answer as a git repository",
    ),
    ("response 407", ReasonCode::SourceUnreachable, PROXY_ACCOUNT),
    ("HTTP code 407 from proxy", ReasonCode::SourceUnreachable, PROXY_ACCOUNT),
    ("The requested URL returned error: 407", ReasonCode::SourceUnreachable, PROXY_ACCOUNT),
    (
        "CONNECT tunnel failed",
        ReasonCode::SourceUnreachable,
        "the outgoing proxy does not let us through: have this address allowed there",
    ),
    (
        "Could not resolve proxy",
        ReasonCode::SourceUnreachable,
        "the name of the outgoing proxy is unknown; check proxy of [network] or HTTPS_PROXY",
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
    (
        "RST_STREAM",
        ReasonCode::SourceUnreachable,
        "the connection was cut off on purpose, as hosts do with what is too large or names a private address; it will \
         be tried again: if that does not help, look at the largest files and at the account's settings there",
    ),
    (
        "was not closed cleanly",
        ReasonCode::SourceUnreachable,
        "the connection was cut off on purpose, as hosts do with what is too large or names a private address; it will \
         be tried again: if that does not help, look at the largest files and at the account's settings there",
    ),
    (
        "This repository was archived",
        ReasonCode::SourceRefused,
        "it is archived, so read-only: the next pass opens it, or open it there",
    ),
    (
        "You can't push code to a read-only",
        ReasonCode::SourceRefused,
        "it is archived, or the whole server is read-only for a while",
    ),
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
        Some((_, code, remedy)) if on_host(otherwise) => {
            let remedy = if DOORS.contains(remedy) { HOST_DOOR } else { remedy };
            Reason::new(as_host(*code), format!("{address}: {remedy}"))
        }
        Some((_, code, remedy)) => Reason::new(*code, format!("{address}: {remedy}")),
        None => Reason::new(otherwise, format!("{address}: git failed: {}", last_words(stderr))),
    }
}

/// What hosts say when they refuse references (GitHub's `GH` numbers, GitLab, Forgejo), and what helps.
const REFUSALS: &[(&str, ReasonCode, &str)] = &[
    (
        "GH001",
        ReasonCode::TooLarge,
        "it takes no file of that size (GH001): keep large files in LFS, or out of the history",
    ),
    (
        "GH006",
        ReasonCode::ReferencesRejected,
        "the branch is protected there (GH006): let our account push to it, or take the protection off the copy",
    ),
    (
        "GH007",
        ReasonCode::ReferencesRejected,
        "a commit bears an address that our account there keeps private (GH007): take \"Block command line pushes \
         that expose my email\" off that account",
    ),
    (
        "GH008",
        ReasonCode::LargeFiles,
        "large files (LFS) that the commits name are missing there (GH008): push them to the source with \
         git lfs push --all",
    ),
    (
        "GH009",
        ReasonCode::Secrets,
        "it sees a secret in a commit (GH009): revoke the secret, then take it out of the history at the source",
    ),
    (
        "Push cannot contain secrets",
        ReasonCode::Secrets,
        "it sees a secret in a commit (GH013): revoke the secret, then take it out of the history at the source",
    ),
    (
        "GH013",
        ReasonCode::ReferencesRejected,
        "a rule of the organisation forbids it (GH013): exempt our account from that rule, or change the rule",
    ),
    (
        "archived",
        ReasonCode::HostRefused,
        "the copy is archived there, so read-only: the next pass opens it, or open it there",
    ),
    (
        "quota",
        ReasonCode::HostRefused,
        "the quota of the copy's owner there is used up: raise it, or make room",
    ),
    (
        "size limit",
        ReasonCode::TooLarge,
        "it is larger than the host takes: raise the limit there, or keep large files in LFS",
    ),
    (
        "protected branch",
        ReasonCode::ReferencesRejected,
        "the branch is protected there: let our account push to it, also by force, or take the protection off the copy",
    ),
    (
        "Another git process seems to be running",
        ReasonCode::ReferencesRejected,
        "a git of the host is at work there, or was killed and left its lock: the next pass tries again; if that says the \
         same, have the host's operator remove the .lock file from the repository",
    ),
    (
        ".keep' differ in contents",
        ReasonCode::ReferencesRejected,
        "a git of the host was killed and left a .keep file beside a pack, which its git then does not take again: have \
         the host's operator remove that file",
    ),
    (
        "exceeds",
        ReasonCode::TooLarge,
        "it is larger than the host takes: raise the limit there, or keep large files in LFS",
    ),
];

/// Why a host refused references, where its message is one that is known.
#[must_use]
pub fn refusal(stderr: &str) -> Option<Reason> {
    let said = || stderr.lines().filter(|line| line.trim_start().starts_with("remote:"));
    let found = REFUSALS.iter().find(|(phrase, ..)| said().any(|line| line.contains(phrase)));
    found.map(|(_, code, remedy)| Reason::new(*code, *remedy))
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
            // As curl 8 and curl 7 have it.
            (
                "fatal: unable to access 'https://x/': CONNECT tunnel failed, response 407",
                ReasonCode::SourceUnreachable,
            ),
            (
                "fatal: unable to access 'https://x/': Received HTTP code 407 from proxy after CONNECT",
                ReasonCode::SourceUnreachable,
            ),
            ("fatal: '/x' does not appear to be a git repository", ReasonCode::NotARepository),
            ("fatal: mismatched algorithms: client sha1; server sha256", ReasonCode::ObjectFormat),
            ("error: remote did not send all necessary objects", ReasonCode::SourceDamaged),
        ];
        for (text, code) in table {
            assert_eq!(classify("a", text, ReasonCode::SourceInvalid).code, code, "{text}");
        }
        let proxy = "fatal: unable to access 'https://x/': CONNECT tunnel failed, response 407";
        let asked = classify("a", proxy, ReasonCode::HostRefused);
        assert_eq!(asked.code, ReasonCode::HostUnreachable);
        assert!(asked.message.contains("HTTPS_PROXY"), "{}", asked.message);
        let closed = classify("a", "fatal: Authentication failed", ReasonCode::HostRefused);
        assert_eq!(closed.code, ReasonCode::HostRefused);
        assert!(closed.message.contains("token"), "{}", closed.message);
    }

    #[test]
    fn refusals_of_hosts_have_causes_with_remedies() {
        // As the hosts' documentation quotes them.
        let table = [
            (
                "remote: error: GH001: Large files detected. You may want to try Git Large File Storage\n\
                 remote: error: File big.bin is 101.00 MB; this exceeds GitHub's file size limit of 100.00 MB",
                ReasonCode::TooLarge,
                "LFS",
            ),
            (
                "remote: error: GH006: Protected branch update failed for refs/heads/main.",
                ReasonCode::ReferencesRejected,
                "protect",
            ),
            (
                "remote: error: GH007: Your push would publish a private email address.",
                ReasonCode::ReferencesRejected,
                "account",
            ),
            (
                "remote: error: GH008: Your push referenced at least 1 unknown Git LFS object:",
                ReasonCode::LargeFiles,
                "git lfs push",
            ),
            (
                "remote: error: GH013: Repository rule violations found for refs/heads/main.\n\
                 remote: - GITHUB PUSH PROTECTION\nremote:   - Push cannot contain secrets",
                ReasonCode::Secrets,
                "revoke",
            ),
            (
                "remote: error: GH013: Repository rule violations found for refs/heads/main.",
                ReasonCode::ReferencesRejected,
                "rule",
            ),
            (
                "remote: GitLab: You are not allowed to force push code to a protected branch on this project.",
                ReasonCode::ReferencesRejected,
                "protect",
            ),
            (
                "remote: Your push has been rejected, because this repository has exceeded its quota",
                ReasonCode::HostRefused,
                "quota",
            ),
        ];
        for (text, code, word) in table {
            let reason = refusal(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(reason.code, code, "{text}");
            assert!(reason.message.contains(word), "{}", reason.message);
        }
        // What is not the host's own message is no cause.
        assert_eq!(refusal(" ! [remote rejected] main -> main (pre-receive hook declined)"), None);
        let reason = classify(
            "a",
            "error: RPC failed; curl 92 HTTP/2 stream 0 was not closed cleanly: INTERNAL_ERROR (err 2)",
            ReasonCode::HostRefused,
        );
        assert_eq!(reason.code, ReasonCode::HostUnreachable);
    }
}
