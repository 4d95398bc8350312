//! Resources: hands what was read of a project, or gathered from another catalogue, to the store.
//!
//! Nobody who asked not to be named is in it. Must not know how it was read.

use std::cmp::Reverse;

use glane_catalog::model::{Finding, ProjectKey, ProjectRecord, ResourceRecord, SourceId};
use glane_store::{Store, StoreError, Written};

use super::withdraw::People;

/// More than one project ever has.
const ALL: u32 = 10_000;

/// What is to be mended in the resources of a project that are kept, the gravest first.
///
/// # Errors
/// When the store fails.
pub async fn findings_of(store: &dyn Store, project: &ProjectKey) -> Result<Vec<Finding>, StoreError> {
    let kept = store.resources_of(project, 0, ALL).await?;
    Ok(gravest(kept.into_iter().flat_map(|record| record.findings).collect()))
}

/// The findings that are kept of all resources of a project together.
pub(super) fn gravest(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| Reverse(finding.severity));
    findings.truncate(ProjectRecord::TAUGHT_FINDINGS);
    findings
}

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
    loop {
        let known = strip(store, &mut records).await?;
        let written = store.put_resources_of(project, &records).await?;
        // Whoever withdrew between the two is in what was written.
        if store.decisions(None).await?.len() == known {
            return Ok(written);
        }
    }
}

/// Keeps of the resources of a project these, and of the others those that were read at the same commit.
///
/// # Errors
/// When the store fails.
pub async fn keep_with_those_of(
    store: &dyn Store,
    project: &ProjectKey,
    commit: Option<&str>,
    mut records: Vec<ResourceRecord>,
) -> Result<Written, StoreError> {
    let mut former = store.resources_of(project, 0, ALL).await?;
    former.retain(|record| {
        record.commit.as_deref() == commit && records.iter().all(|new| new.key != record.key)
    });
    records.append(&mut former);
    keep(store, project, records).await
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
    let known = strip(store, &mut records).await?;
    let written = store.put_resources_from(source, &records).await?;
    // Whoever withdrew between the two is in what was written.
    if store.decisions(None).await?.len() != known {
        strip(store, &mut records).await?;
        store.put_resources_from(source, &records).await?;
    }
    Ok(written)
}

/// Takes out whoever withdrew; how many decisions were read.
async fn strip(store: &dyn Store, records: &mut [ResourceRecord]) -> Result<usize, StoreError> {
    let decisions = store.decisions(None).await?;
    let people = People::standing(&decisions, store.identity().await?);
    for record in records {
        people.strip_resource(record);
    }
    Ok(decisions.len())
}
