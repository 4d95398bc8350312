//! Between a resource and its document, with the digest that tells whether two say the same.
//!
//! Must not know any table.

use glane_catalog::model::ResourceRecord;
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::sqlite::column::instant;

/// The digest of all that a record says; neither its number nor its instants are part of it.
pub(super) fn digest(record: &ResourceRecord) -> Result<Vec<u8>, StoreError> {
    let bare = ResourceRecord {
        number: 0,
        found_at: Timestamp::UNIX_EPOCH,
        gathered_at: Timestamp::UNIX_EPOCH,
        ..record.clone()
    };
    let said = serde_json::to_vec(&bare).map_err(|error| unreadable(&record.id(), error))?;
    Ok(Sha256::digest(said).to_vec())
}

/// A record as its document, which holds no number: the row has it. One that could not be read again is
/// refused here, as a project's is.
pub(super) fn written(record: &ResourceRecord, found_at: Timestamp) -> Result<String, StoreError> {
    let record = ResourceRecord { number: 0, found_at, ..record.clone() };
    let unreadable = |error| unreadable(&record.id(), error);
    let document = serde_json::to_string(&record).map_err(unreadable)?;
    serde_json::from_str::<ResourceRecord>(&document).map_err(unreadable)?;
    Ok(document)
}

/// When a stored record was first met; none when its document cannot be read.
pub(super) fn found_at(document: &str) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct Found {
        found_at: Timestamp,
    }
    serde_json::from_str::<Found>(document).ok().map(|found| found.found_at)
}

/// A record from its row.
pub(in crate::sqlite) fn read(
    id: &str,
    number: i64,
    gathered_at: i64,
    document: &str,
) -> Result<ResourceRecord, StoreError> {
    let mut record: ResourceRecord = serde_json::from_str(document).map_err(|error| unreadable(id, error))?;
    record.number = number;
    if gathered_at > record.gathered_at.as_second() {
        record.gathered_at = instant(gathered_at)?;
    }
    Ok(record)
}

fn unreadable(id: &str, source: serde_json::Error) -> StoreError {
    StoreError::Document { what: format!("resource {id}"), source }
}
