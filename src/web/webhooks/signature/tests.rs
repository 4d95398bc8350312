//! Each way of signing, against values computed elsewhere.

use super::*;

fn headers(said: &[(&'static str, &str)]) -> HeaderMap {
    said.iter()
        .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()))
        .collect()
}

fn verified(kind: ForgeKind, secret: &str, said: &[(&'static str, &str)], body: &[u8], now: i64) -> bool {
    let now = Timestamp::from_second(now).unwrap();
    verify(kind, &secret.to_owned().into(), &headers(said), body, now).is_some()
}

/// The example of GitHub's documentation, "Validating webhook deliveries".
#[test]
fn the_documented_example_of_github_holds() {
    let (secret, body) = ("It's a Secret to Everybody", b"Hello, World!");
    let good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let github = |signature: &str, body: &[u8]| {
        verified(ForgeKind::Github, secret, &[("x-hub-signature-256", signature)], body, 0)
    };
    assert!(github(good, body));
    assert!(!github(good, b"Hello, World?"));
    for bad in ["", "sha256=", &good[..70], &good[7..], "sha256=é", "sha1=757107ea", "sha256=zz"] {
        assert!(!github(bad, body), "{bad}");
    }
    assert!(!verified(ForgeKind::Github, secret, &[], body, 0));
    assert!(!verified(ForgeKind::Github, "", &[("x-hub-signature-256", good)], body, 0));
    // Forgejo and Gitea write the same code without the prefix.
    for name in ["x-forgejo-signature", "x-gitea-signature"] {
        assert!(verified(ForgeKind::Forgejo, secret, &[(name, &good[7..])], body, 0), "{name}");
        assert!(!verified(ForgeKind::Forgejo, secret, &[(name, good)], body, 0), "{name}");
    }
    let (wrong, right) = ("00".repeat(32), &good[7..]);
    let both = [("x-forgejo-signature", wrong.as_str()), ("x-gitea-signature", right)];
    assert!(!verified(ForgeKind::Forgejo, secret, &both, body, 0), "the first that is there counts");
}

/// The example of the Standard Webhooks specification and its libraries.
#[test]
fn the_documented_example_of_standard_webhooks_holds() {
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let body = br#"{"test": 2432232314}"#;
    let good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let (id, at, now) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", 1_614_265_330);
    let gitlab = |id: &str, at: &str, signature: &str, now| {
        let said = [("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", signature)];
        verified(ForgeKind::Gitlab, secret, &said, body, now)
    };
    assert!(gitlab(id, at, good, now));
    assert!(gitlab(id, at, &format!("v1,AAAA v1a,xyz {good}"), now + 300), "one of several, in time");
    assert!(!gitlab(id, at, good, now + 301) && !gitlab(id, at, good, now - 301), "too old, or too early");
    assert!(!gitlab("msg_2", at, good, now) && !gitlab(id, "1614265331", good, now));
    assert!(!gitlab(id, "soon", good, now) && !gitlab(id, at, &good[3..], now) && !gitlab(id, at, "", now));
}

#[test]
fn the_token_of_gitlab_is_compared_whole_and_a_bad_signature_outweighs_it() {
    let gitlab = |said: &[(&'static str, &str)]| verified(ForgeKind::Gitlab, "jeton", said, b"{}", 0);
    assert!(gitlab(&[("x-gitlab-token", "jeton")]));
    for bad in ["", "jeto", "jetons", "Jeton"] {
        assert!(!gitlab(&[("x-gitlab-token", bad)]), "{bad}");
    }
    let signed = [("webhook-signature", "v1,AAAA"), ("webhook-id", "1"), ("webhook-timestamp", "0")];
    assert!(!gitlab(&[signed.as_slice(), &[("x-gitlab-token", "jeton")]].concat()));
    assert!(!verified(ForgeKind::Plain, "jeton", &[("x-gitlab-token", "jeton")], b"{}", 0));
}

#[test]
fn a_delivery_has_one_name_whatever_unsigned_headers_say() {
    let name = |kind, said: &[(&'static str, &str)]| {
        verify(kind, &"jeton".to_owned().into(), &headers(said), b"{}", Timestamp::UNIX_EPOCH).unwrap()
    };
    // HMAC-SHA256 of "{}" under "jeton", by `openssl dgst -sha256 -hmac jeton`.
    let code = "3c9c22eafe6ba062834f397ae53c71ce184c03bb91168e9feb22c2e3ac479203";
    let signed = format!("sha256={code}");
    let github =
        |id: &str| name(ForgeKind::Github, &[("x-hub-signature-256", &signed), ("x-github-delivery", id)]);
    assert_eq!(github("1"), github("2"), "the name of a delivery is not signed there");
    let gitlab =
        |id: &str| name(ForgeKind::Gitlab, &[("x-gitlab-token", "jeton"), ("x-gitlab-event-uuid", id)]);
    assert_ne!(gitlab("1"), gitlab("2"));
    assert_eq!(gitlab(&"x".repeat(4000)).len(), 64);
}
