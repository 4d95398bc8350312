//! A secret that several hold, and that can be replaced while they hold it.
//!
//! Its text is in a `SecretString` only; reading the file again is the business of the file reader.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Instant, SystemTime};

use secrecy::SecretString;

/// What tells one state of a file from another: its time, its length, its number.
pub(in crate::config) type Stamp = (SystemTime, u64, u64);

/// A secret that is read again when its file changes.
#[derive(Debug, Clone)]
pub struct Token {
    held: Arc<RwLock<Held>>,
    /// The file it comes from; none for a variable of the environment.
    pub file: Option<PathBuf>,
}

#[derive(Debug)]
struct Held {
    secret: SecretString,
    /// When the file was last looked at.
    looked: Option<Instant>,
    /// The state of the file that the secret was read from.
    stamp: Option<Stamp>,
}

impl Token {
    /// A secret, and the file it was read from.
    #[must_use]
    pub fn new(secret: SecretString, file: Option<PathBuf>) -> Self {
        Self { held: Arc::new(RwLock::new(Held { secret, looked: None, stamp: None })), file }
    }

    /// The secret as it is now.
    #[must_use]
    pub fn now(&self) -> SecretString {
        self.held.read().unwrap_or_else(PoisonError::into_inner).secret.clone()
    }

    /// Puts a newly read secret in place of the former one, for everyone who holds this token.
    pub fn replace(&self, secret: SecretString) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).secret = secret;
    }

    pub(in crate::config) fn looked(&self) -> Option<Instant> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).looked
    }

    pub(in crate::config) fn note_look(&self, at: Instant) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).looked = Some(at);
    }

    pub(in crate::config) fn stamp(&self) -> Option<Stamp> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).stamp
    }

    pub(in crate::config) fn note_stamp(&self, stamp: Option<Stamp>) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).stamp = stamp;
    }
}

impl From<String> for Token {
    fn from(secret: String) -> Self {
        Self::new(secret.into(), None)
    }
}
