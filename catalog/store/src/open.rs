//! Chooses the backend by the scheme of the database address.
//!
//! Must not know how a backend opens; never repeats an address that may hold a password.

use std::sync::Arc;

use crate::{SqliteStore, Store, StoreError};

/// Opens the store at this address: `sqlite:PATH`, or `sqlite::memory:` for one that is forgotten.
///
/// # Errors
/// [`StoreError::Open`] when the scheme is none of ours or the database cannot be opened,
/// [`StoreError::TooNew`] when a later version wrote it.
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    let Some((scheme, _)) = url.split_once(':') else {
        return Err(refused("(no scheme)", "write it sqlite:PATH"));
    };
    match scheme {
        "sqlite" => Ok(Arc::new(SqliteStore::open(url).await?)),
        "postgres" | "postgresql" => {
            Err(refused(scheme, "PostgreSQL is not in this version; write sqlite:PATH"))
        }
        _ => Err(refused(scheme, "this kind of database is not known; write sqlite:PATH")),
    }
}

/// Only the scheme is repeated: what follows it may hold a password.
fn refused(scheme: &str, reason: &str) -> StoreError {
    StoreError::Open { url: format!("{scheme}:…"), reason: reason.to_owned() }
}
