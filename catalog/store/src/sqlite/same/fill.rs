//! Fills the marks from the documents, of a database made before they were there, and groups what they tie.

use super::super::Write;
use super::super::resources::document;
use super::{Touched, settle};
use crate::StoreError;

/// Documents read at a time.
const PAGE: u32 = 500;

/// Fills the table; see the head of this file.
pub(in crate::sqlite) async fn fill(tx: &mut Write) -> Result<(), StoreError> {
    let (mut after, mut touched) = (0, Touched::default());
    loop {
        let rows: Vec<(i64, String, i64, String)> = sqlx::query_as(
            "SELECT number, id, gathered_at, document FROM resource WHERE number > ?1 ORDER BY number LIMIT ?2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut **tx)
        .await?;
        let Some((last, ..)) = rows.last() else { break };
        after = *last;
        for (number, id, gathered_at, text) in &rows {
            // One that cannot be read has no marks until it is written anew.
            if let Ok(record) = document::read(id, *number, *gathered_at, text) {
                touched.written(tx, *number, &record).await?;
            }
        }
    }
    // None of them has a number of this transaction.
    touched.numbered.clear();
    settle(tx, touched).await
}
