//! A signature below a message, so that its reader can tell that the operator wrote it.
//!
//! Ed25519 over the bytes above the line; the key is a file of the operator, and never shown.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use crate::command::UsageError;

/// The message, and under it a line with the public key and the signature.
///
/// # Errors
/// When the file is no Ed25519 key in PKCS#8, as PEM or DER.
pub(super) fn signed(message: &str, file: &Path) -> anyhow::Result<String> {
    let wrong = |what: &str| {
        let remedy = "make one with openssl genpkey -algorithm ed25519";
        UsageError(format!("{}: {what}; {remedy}", file.display()))
    };
    let bytes = std::fs::read(file).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let der = match std::str::from_utf8(&bytes).ok().filter(|text| text.contains("-----BEGIN")) {
        Some(pem) => {
            let body: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
            STANDARD.decode(body).map_err(|_| wrong("it is not PEM"))?
        }
        None => bytes,
    };
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der)
        .map_err(|_| wrong("it is no Ed25519 private key in PKCS#8"))?;
    let signature = STANDARD.encode(pair.sign(message.as_bytes()));
    let public = STANDARD.encode(pair.public_key());
    Ok(format!("{message}-- \ned25519 {public} {signature}\n"))
}

#[cfg(test)]
mod tests {
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    #[test]
    fn a_signature_is_that_of_the_message_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key.pem");
        // The key of RFC 8410, section 10.3.
        let label = "PRIVATE KEY";
        let pem = format!(
            "-----BEGIN {label}-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
             -----END {label}-----\n"
        );
        std::fs::write(&file, pem).unwrap();
        let message = "Bonjour,\n\nÀ vérifier.\n";
        let text = signed(message, &file).unwrap();
        let rest = text.strip_prefix(message).unwrap().strip_prefix("-- \ned25519 ").unwrap();
        let (public, signature) = rest.trim_end().split_once(' ').unwrap();
        // The public key of the same section.
        assert_eq!(public, "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
        let key = UnparsedPublicKey::new(&ED25519, STANDARD.decode(public).unwrap());
        key.verify(message.as_bytes(), &STANDARD.decode(signature).unwrap()).unwrap();
        assert!(key.verify(b"autre", &STANDARD.decode(signature).unwrap()).is_err());
        std::fs::write(&file, "rien").unwrap();
        assert!(signed(message, &file).unwrap_err().to_string().contains("openssl genpkey"));
    }
}
