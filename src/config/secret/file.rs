//! Secrets in files: one word, or one PEM block, and nothing else.
//!
//! Must not put what it read into a message.

use std::io::{ErrorKind, Read};
use std::path::Path;

use secrecy::SecretString;

/// No secret is longer; a longer file is something else.
const LONGEST: u64 = 8 * 1024;

/// What a secret looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One word of visible ASCII: anything else would break, or split, a header.
    Word,
    /// One private key.
    Pem,
}

impl Shape {
    /// The shape of a secret that is in use.
    pub(super) fn of(secret: &str) -> Self {
        if secret.starts_with("-----BEGIN ") { Self::Pem } else { Self::Word }
    }
}

/// A secret that was read, and whether every user of the machine can read it too.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) secret: SecretString,
    pub(super) open: bool,
}

/// Why a file gives no secret.
#[derive(Debug)]
pub(super) struct Unusable {
    /// What is wrong, as the end of a sentence that begins with the file.
    pub(super) what: String,
    pub(super) remedy: Remedy,
}

/// What mends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Create it, or write it anew.
    Create,
    /// Allow the service to read it.
    Allow,
    /// Name another file.
    Name,
}

/// Reads the secret of a file.
///
/// # Errors
/// What is wrong with the file; never what it holds.
pub(super) fn read(path: &Path, shape: Shape) -> Result<Found, Unusable> {
    let create = |what: &str| Unusable { what: what.to_owned(), remedy: Remedy::Create };
    let metadata = std::fs::metadata(path).map_err(|error| broken(&error))?;
    if !metadata.is_file() {
        return Err(Unusable { what: "is not a file".to_owned(), remedy: Remedy::Name });
    }
    let mut text = String::new();
    let opened = std::fs::File::open(path).map_err(|error| broken(&error))?;
    opened.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| broken(&error))?;
    if text.len() as u64 > LONGEST {
        let word = if shape == Shape::Pem { "is too long to be a key" } else { "is too long to be a token" };
        return Err(create(word));
    }
    let secret = match shape {
        Shape::Word => usable(&text).map_err(create)?,
        Shape::Pem => private_key(&text).ok_or_else(|| create("does not hold one private key"))?,
    };
    Ok(Found { secret, open: readable_by_all(&metadata) })
}

fn broken(error: &std::io::Error) -> Unusable {
    let (what, remedy) = match error.kind() {
        ErrorKind::NotFound => ("does not exist".to_owned(), Remedy::Create),
        ErrorKind::PermissionDenied => ("may not be read".to_owned(), Remedy::Allow),
        _ => (format!("cannot be read: {error}"), Remedy::Create),
    };
    Unusable { what, remedy }
}

/// The one word of a text.
///
/// # Errors
/// What is wrong with it, as the end of a sentence.
pub(super) fn usable(text: &str) -> Result<SecretString, &'static str> {
    let token = text.trim();
    match token {
        "" => Err("is empty"),
        _ if !token.bytes().all(|byte| byte.is_ascii_graphic()) => Err("holds more than one token"),
        _ => Ok(SecretString::from(token)),
    }
}

fn private_key(text: &str) -> Option<SecretString> {
    let text = text.trim();
    let whole = text.starts_with("-----BEGIN ")
        && text.ends_with("PRIVATE KEY-----")
        && text.matches("-----BEGIN ").count() == 1;
    whole.then(|| SecretString::from(text))
}

#[cfg(unix)]
fn readable_by_all(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o004 != 0
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::Metadata) -> bool {
    false
}
