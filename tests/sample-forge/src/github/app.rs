//! GitHub Apps: a signed statement is exchanged for a token of one organisation.
//!
//! Reads the statement and keeps it for tests; the signature is theirs to check.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::state::{App, Shared};
use crate::token::Rights;
use crate::{Handle, answer, date};

/// Where statements are shown.
pub(crate) const STATEMENTS: &str = "/api/v3/app/installations/";

/// Longest time for which GitHub takes a statement, in seconds, and what clocks may differ by.
const LONGEST: i64 = 600 + 60;

pub(super) async fn token(
    State(shared): State<Shared>,
    Path(installation): Path<u64>,
    headers: HeaderMap,
) -> Response {
    let Some((statement, claims)) = stated(&headers) else {
        return answer::github(StatusCode::UNAUTHORIZED, "A JSON web token could not be decoded");
    };
    let apps = shared.lock().apps.clone();
    let Some(app) = apps.iter().find(|app| app.installation == installation) else {
        return answer::github(StatusCode::NOT_FOUND, "Not Found");
    };
    if !holds(app, &claims) {
        return answer::github(
            StatusCode::UNAUTHORIZED,
            "'Expiration time' claim ('exp') is too far in the future",
        );
    }
    let number = {
        let mut state = shared.lock();
        state.statements.push(statement);
        state.statements.len()
    };
    let secret = format!("ghs_sentinelle-7f3a51c0{number}");
    Handle::new(shared.clone()).add_token("app", &secret, Rights::Member(vec![app.organisation.clone()]));
    let body = json!({
        "token": secret,
        "expires_at": date::github(date::now() + app.lifetime),
        "permissions": { "administration": "write", "contents": "write", "metadata": "read" },
        "repository_selection": "all",
    });
    answer::json(StatusCode::CREATED, &body)
}

fn stated(headers: &HeaderMap) -> Option<(String, Value)> {
    let statement = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    let claims = statement.split('.').nth(1)?;
    let claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    Some((statement.to_owned(), claims))
}

fn holds(app: &App, claims: &Value) -> bool {
    let (now, instant) = (date::now(), |name: &str| claims[name].as_i64().unwrap_or_default());
    let issuer = claims["iss"].as_str().map_or_else(|| claims["iss"].to_string(), str::to_owned);
    issuer == app.id.to_string()
        && instant("iat") <= now
        && instant("exp") > now
        && instant("exp") - instant("iat") <= LONGEST
}
