//! Whether a delivery comes from who knows the secret, and the name by which it is known again.
//!
//! Compared in constant time. Where a forge signs the name of a delivery, that is its name; where it
//! signs the body alone, the name is made from the body, since a header could be another each time.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::config::ForgeKind;

/// How far the time a delivery was signed at may lie from now, in seconds, as Standard Webhooks
/// recommends.
const TOLERANCE: i64 = 300;

/// The name of a delivery that may be believed; none for any other.
pub(super) fn verify(
    kind: ForgeKind,
    secret: &SecretString,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Option<String> {
    let secret = secret.expose_secret();
    // An empty secret would let everyone sign.
    if secret.is_empty() {
        return None;
    }
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match kind {
        ForgeKind::Gitlab => match said("webhook-signature") {
            // Where there is a signature, nothing else will do.
            Some(signatures) => {
                let (id, at) = (said("webhook-id")?, said("webhook-timestamp")?);
                standard(secret, signatures, (id, at), body, now).then(|| named(b"id", id.as_bytes()))
            }
            None => bears(secret, said("x-gitlab-token")?).then(|| {
                let id = said("idempotency-key").or(said("x-gitlab-event-uuid"));
                id.map_or_else(|| named(b"body", body), |id| named(b"id", id.as_bytes()))
            }),
        },
        ForgeKind::Github => {
            let hex = said("x-hub-signature-256")?.strip_prefix("sha256=")?;
            signs(secret.as_bytes(), &[body], &unhex(hex)?).then(|| named(b"body", body))
        }
        ForgeKind::Forgejo => {
            let hex = said("x-forgejo-signature").or(said("x-gitea-signature"))?;
            signs(secret.as_bytes(), &[body], &unhex(hex)?).then(|| named(b"body", body))
        }
        ForgeKind::Plain => None,
    }
}

/// Standard Webhooks: one of the signatures is of `id.timestamp.body`, and the time is near.
fn standard(secret: &str, signatures: &str, (id, at): (&str, &str), body: &[u8], now: Timestamp) -> bool {
    let Ok(signed_at) = at.parse::<i64>() else { return false };
    if now.as_second().abs_diff(signed_at) > TOLERANCE.unsigned_abs() {
        return false;
    }
    let key = match secret.strip_prefix("whsec_").map(|key| BASE64.decode(key)) {
        Some(Ok(key)) if !key.is_empty() => key,
        Some(_) => return false,
        None => secret.as_bytes().to_vec(),
    };
    let parts: [&[u8]; 5] = [id.as_bytes(), b".", at.as_bytes(), b".", body];
    signatures
        .split(' ')
        .filter_map(|signature| BASE64.decode(signature.strip_prefix("v1,")?).ok())
        .any(|signature| signs(&key, &parts, &signature))
}

/// Whether this is the secret: compared by their codes under the secret, so that the time taken says
/// nothing of it.
fn bears(secret: &str, said: &str) -> bool {
    let code = code(secret.as_bytes(), &[secret.as_bytes()]);
    code.is_some_and(|code| signs(secret.as_bytes(), &[said.as_bytes()], &code.finalize().into_bytes()))
}

fn signs(key: &[u8], parts: &[&[u8]], signature: &[u8]) -> bool {
    code(key, parts).is_some_and(|code| code.verify_slice(signature).is_ok())
}

fn code(key: &[u8], parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).ok()?;
    for part in parts {
        code.update(part);
    }
    Some(code)
}

/// A name of bounded length, whatever it is made from.
fn named(kind: &[u8], bytes: &[u8]) -> String {
    let digest = Sha256::new().chain_update(kind).chain_update(b":").chain_update(bytes).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests;
