//! Resources follow their project: what is said of it, whether it is shown, and its end.
//!
//! Must not know why a project changed.

use super::super::same::{self, Touched};
use super::super::{Write, changes};
use crate::StoreError;

/// What resources are shown with of their project, and whether they are: path, title, archived, shown,
/// the project that stands for it, and where its forge gives it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::sqlite) struct Outward((String, String, bool, bool, Option<i64>, Option<String>));

impl Outward {
    /// That of a project as it stands in the table.
    pub(in crate::sqlite) async fn of(tx: &mut Write, project: i64) -> Result<Option<Self>, StoreError> {
        let found = sqlx::query_as(
            "SELECT path, title, archived, shown, lead, (SELECT group_concat(address, ' ' ORDER BY address) \
             FROM project_address WHERE project = number AND role = 'own') FROM project WHERE number = ?1",
        )
        .bind(project)
        .fetch_optional(&mut **tx)
        .await?;
        Ok(found.map(Self))
    }
}

/// Gives every resource of a project a next number of the change sequence.
pub(in crate::sqlite) async fn follow(tx: &mut Write, project: i64) -> Result<(), StoreError> {
    let Some(before) = numbers_for(tx, project).await? else { return Ok(()) };
    let mut touched = Touched::default();
    touched.parts_of(tx, project).await?;
    same::place(tx, project).await?;
    sqlx::query(
        "UPDATE resource SET sequence = ?2 + placed.place FROM \
         (SELECT number, row_number() OVER (ORDER BY number) AS place FROM resource WHERE project = ?1) \
         AS placed WHERE resource.number = placed.number",
    )
    .bind(project)
    .bind(before)
    .execute(&mut **tx)
    .await?;
    touched.parts_of(tx, project).await?;
    touched.parts_numbered(tx, project).await?;
    same::settle(tx, touched).await
}

/// Removes every resource of a project that is about to be removed, and leaves tombstones.
pub(in crate::sqlite) async fn leave(tx: &mut Write, project: i64) -> Result<(), StoreError> {
    let Some(before) = numbers_for(tx, project).await? else { return Ok(()) };
    let mut touched = Touched::default();
    touched.parts_of(tx, project).await?;
    sqlx::query(
        "INSERT INTO resource_tombstone (id, project, sequence) \
         SELECT id, project, ?2 + row_number() OVER (ORDER BY number) FROM resource WHERE project = ?1",
    )
    .bind(project)
    .bind(before)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM resource WHERE project = ?1").bind(project).execute(&mut **tx).await?;
    same::settle(tx, touched).await
}

/// Takes as many numbers as a project has resources; returns the one before the first. None for none.
async fn numbers_for(tx: &mut Write, project: i64) -> Result<Option<i64>, StoreError> {
    let (count,): (i64,) = sqlx::query_as("SELECT count(*) FROM resource WHERE project = ?1")
        .bind(project)
        .fetch_one(&mut **tx)
        .await?;
    if count == 0 {
        return Ok(None);
    }
    let last = changes::take(tx, count).await?;
    Ok(Some(last - count))
}
