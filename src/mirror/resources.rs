//! Resources: hands what was read of a project, or gathered from another catalogue, to the store.
//!
//! Nobody who asked not to be named is in it. Must not know how it was read.

use glane_catalog::model::{ProjectKey, ResourceRecord, SourceId};
use glane_store::{Store, StoreError, Written};

use super::withdraw::People;

/// Keeps the resources of a project, all of them: those of the commit that was published, and no other,
/// since they are shown as soon as the project is.
///
/// # Errors
/// When the store fails, or a record is no part of the project.
pub async fn keep(
    store: &dyn Store,
    project: &ProjectKey,
    mut records: Vec<ResourceRecord>,
) -> Result<Written, StoreError> {
    strip(store, &mut records).await?;
    store.put_resources_of(project, &records).await
}

/// Keeps a batch of records of another catalogue.
///
/// # Errors
/// When the store fails, or a record is none of that catalogue.
pub async fn keep_gathered(
    store: &dyn Store,
    source: &SourceId,
    mut records: Vec<ResourceRecord>,
) -> Result<Written, StoreError> {
    strip(store, &mut records).await?;
    store.put_resources_from(source, &records).await
}

async fn strip(store: &dyn Store, records: &mut [ResourceRecord]) -> Result<(), StoreError> {
    let people = People::standing(&store.decisions(None).await?, store.identity().await?);
    for record in records {
        people.strip_resource(record);
    }
    Ok(())
}
