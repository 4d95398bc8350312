//! Between the values of the model and the integers and documents of SQL columns.
//!
//! Instants are whole seconds; must not know any table.

use glane_catalog::model::{ForgeId, ProjectKey, ProjectRecord};
use jiff::Timestamp;

use crate::StoreError;

/// An instant from its column.
pub(super) fn instant(seconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(seconds).map_err(|error| sqlx::Error::Decode(error.into()).into())
}

/// An instant that may be absent, from its column.
pub(super) fn instant_if(seconds: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    seconds.map(instant).transpose()
}

/// A count for its column; what no column can hold is written as the most it can.
pub(super) fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count from its column.
pub(super) fn count(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|error| sqlx::Error::Decode(error.into()).into())
}

/// A text as names are compared: without case.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// A key from its columns.
pub(super) fn key(forge: &str, id: String) -> Result<ProjectKey, StoreError> {
    let forge = ForgeId::new(forge).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(ProjectKey { forge, id })
}

/// A record as its document. One that could not be read again is refused here, before it is
/// acknowledged, since it would stop everyone who follows the change sequence.
pub(super) fn to_document(record: &ProjectRecord) -> Result<String, StoreError> {
    let unreadable = |source| StoreError::Document { what: record.source.key.to_string(), source };
    let document = serde_json::to_string(record).map_err(unreadable)?;
    serde_json::from_str::<ProjectRecord>(&document).map_err(unreadable)?;
    Ok(document)
}

/// A record from its document; `forge` and `id` name it when it cannot be read.
pub(super) fn from_document(forge: &str, id: &str, document: &str) -> Result<ProjectRecord, StoreError> {
    serde_json::from_str(document)
        .map_err(|source| StoreError::Document { what: format!("{forge}:{id}"), source })
}
