//! What GitHub says of a token beside its answers: until when it holds, what it may.
//!
//! Reads headers only; must not show a token or the name of its owner.

use jiff::civil::Date;

use super::super::Checked;
use super::super::client::Answer;
use super::super::text;

/// Days before its end at which a token is called to mind.
const SOON: i64 = 30;

/// What is told of the token an answer was got with, `needed` being the classic scopes it needs.
///
/// A fine-grained token has no scopes: its rights cannot be read, and none are warned of.
pub(in crate::forge) fn judged(answer: &Answer, needed: &[&str]) -> Checked {
    let mut told = Checked::default();
    let scopes = answer.header("x-oauth-scopes").unwrap_or_default();
    let scopes = scopes.split(',').map(str::trim).filter(|scope| !scope.is_empty()).take(40);
    let excess: Vec<String> =
        scopes.filter(|scope| !needed.contains(scope)).filter_map(|scope| text::line(scope, 40)).collect();
    if !excess.is_empty() {
        let text = format!("the token may more than it needs ({}): make one without", excess.join(", "));
        told = told.warning(text);
    }
    match answer.header("github-authentication-token-expiration").and_then(day) {
        None => told,
        Some(end) if days_left(end, answer).is_some_and(|days| days <= SOON) => {
            told.warning(format!("the token ends on {end}: renew it now"))
        }
        Some(end) => told.and(&format!("the token ends on {end}")),
    }
}

/// The day of `2021-10-27 06:25:09 UTC`, the way GitHub writes an end.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Days until a token ends, by GitHub's own clock.
fn days_left(end: Date, answer: &Answer) -> Option<i64> {
    let end = end.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some((end - answer.date()?) / 86_400)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::super::super::recorded::recorded;
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> Answer {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap())
            })
            .collect();
        let url = "https://api.github.com/orgs/x".parse().unwrap();
        Answer { url, status: StatusCode::OK, headers, body: Bytes::new() }
    }

    #[test]
    fn excess_and_a_near_end_are_told() {
        let date = ("date", "Wed, 01 Sep 2021 00:00:00 GMT");
        let fine = answer(&[date, ("x-oauth-scopes", "repo")]);
        assert_eq!(judged(&fine, &["repo"]), Checked::default());
        let much = answer(&[date, ("x-oauth-scopes", "admin:org, repo, workflow")]);
        let excess = "the token may more than it needs (admin:org, workflow): make one without";
        assert_eq!(judged(&much, &["repo"]).warnings, [excess]);
        let far = ("github-authentication-token-expiration", "2021-10-27 06:25:09 UTC");
        assert_eq!(judged(&answer(&[date, far]), &[]), Checked::well("the token ends on 2021-10-27"));
        let near = ("github-authentication-token-expiration", "2021-09-30 00:00:00 +0200");
        let soon = "the token ends on 2021-09-30: renew it now";
        assert_eq!(judged(&answer(&[date, near]), &[]).warnings, [soon]);
    }

    #[test]
    fn recorded_headers_are_understood() {
        let Some(file) = recorded("github/ogr/test_service.test_project_create_duplicate.json") else {
            return;
        };
        let headers = file["exchanges"][0]["headers"].as_object().unwrap();
        let find = |name: &str| {
            headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).unwrap().1.as_str().unwrap()
        };
        let end = "github-authentication-token-expiration";
        let told =
            judged(&answer(&[("x-oauth-scopes", find("x-oauth-scopes")), (end, find(end))]), &["repo"])
                .to_string();
        assert!(told.contains("admin:enterprise") && told.contains("delete_repo"), "{told}");
        assert!(!told.contains("repo,") || !told.contains(", repo,"), "{told}");
        assert!(told.contains("the token ends on 2021-10-27"), "{told}");
    }
}
