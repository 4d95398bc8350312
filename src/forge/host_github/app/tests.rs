//! The App's statement, as openssl checks it. The key is made for the test and goes with it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::*;
use crate::config::Token;

fn openssl(place: &Path, arguments: &[&str]) -> bool {
    let ran = Command::new("openssl").current_dir(place).args(arguments).output().unwrap();
    ran.status.success()
}

/// A folder with `key.pem` (PKCS#8), `pkcs1.pem` and `public.pem`.
fn keys() -> TempDir {
    let place = TempDir::new().unwrap();
    let made = [
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem"][..],
        &["rsa", "-in", "key.pem", "-traditional", "-out", "pkcs1.pem"],
        &["rsa", "-in", "key.pem", "-pubout", "-out", "public.pem"],
        &["genpkey", "-algorithm", "ed25519", "-out", "other.pem"],
    ];
    assert!(made.iter().all(|arguments| openssl(place.path(), arguments)));
    place
}

fn app(place: &Path, key: &str) -> Result<App, ForgeError> {
    let key = std::fs::read_to_string(place.join(key)).unwrap();
    let clock = Clock::fixed("2026-01-01T00:00:00Z".parse().unwrap());
    App::new(GithubApp { id: 12345, installation: 7, key: key.into() }, clock)
}

#[test]
fn openssl_takes_the_signature_of_either_form_of_key() {
    let place = keys();
    for key in ["key.pem", "pkcs1.pem"] {
        let statement = app(place.path(), key).unwrap().statement().unwrap();
        let (said, signature) = statement.rsplit_once('.').unwrap();
        std::fs::write(place.path().join("said"), said).unwrap();
        std::fs::write(place.path().join("signature"), URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
        let check = ["dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "said"];
        assert!(openssl(place.path(), &check), "{key}");
        let (head, claims) = said.split_once('.').unwrap();
        let read =
            |part: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        assert_eq!(read(head), json!({"alg": "RS256", "typ": "JWT"}));
        // `date -u -d 2026-01-01 +%s` is 1767225600; GitHub wants at most 600 seconds and advises 60 back.
        let expected = json!({"iat": 1_767_225_540, "exp": 1_767_226_140, "iss": "12345"});
        assert_eq!(read(claims), expected);
    }
}

#[test]
fn a_key_that_was_replaced_signs_without_a_restart() {
    let place = keys();
    let read = |name: &str| std::fs::read_to_string(place.path().join(name)).unwrap();
    assert!(openssl(
        place.path(),
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "new.pem"]
    ));
    let key = Token::new(read("key.pem").into(), Some(place.path().join("key.pem")));
    let clock = Clock::fixed("2026-01-01T00:00:00Z".parse().unwrap());
    let app = App::new(GithubApp { id: 12345, installation: 7, key }, clock).unwrap();
    std::fs::rename(place.path().join("new.pem"), place.path().join("key.pem")).unwrap();
    let expected = sign(&read("key.pem").into(), b"head.claims").unwrap();
    let statement = app.statement().unwrap();
    let (said, signature) = statement.rsplit_once('.').unwrap();
    assert_eq!(sign(&app.settings.key.now(), b"head.claims").unwrap(), expected);
    assert_eq!(signature, URL_SAFE_NO_PAD.encode(sign(&read("key.pem").into(), said.as_bytes()).unwrap()));
}

#[test]
fn a_key_that_is_none_is_named_and_not_shown() {
    let place = keys();
    let error = app(place.path(), "other.pem").err().unwrap();
    assert!(error.to_string().contains("is no RSA key"), "{error}");
    std::fs::write(place.path().join("text"), "s3cret words").unwrap();
    let error = app(place.path(), "text").err().unwrap();
    assert!(error.to_string().contains("PEM") && !error.to_string().contains("s3cret"), "{error}");
}
