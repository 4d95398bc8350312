//! Teach: has the parts of what was published that teach read by a child, and keeps them.
//!
//! Only the public copy is read, after it was brought up to date. A failure holds nothing back: the
//! resources stay as they were, and are read again at the next pass.

use std::path::PathBuf;
use std::time::Duration;

use glane_catalog::model::{Examination, Field, ProjectRecord, Reason, ResourceRecord};
use glane_store::Job;
use sha2::{Digest, Sha256};

use super::examine::{Child, ask};
use super::outcome::{Done, Stop};
use super::pass::{Context, step};
use super::resources;
use super::steps::{Step, Watch};
use crate::examine::{READERS, TeachAnswer, TeachRequest};
use crate::layout::Layout;

/// Wall clock and processor time of one reading: hundreds of documents, of which some are books.
const LONGEST: Duration = Duration::from_secs(180);

/// Reads the resources of a project that is published, unless they were read in this state of it.
///
/// # Errors
/// When the store fails.
pub(super) async fn follow(
    context: &Context,
    job: &Job,
    watch: &mut Watch,
    project: &mut ProjectRecord,
    layout: &Layout,
    mut done: Done,
) -> Result<Done, Stop> {
    let Some(examination) = project.examination.as_ref().filter(|_| project.published_at.is_some()) else {
        return Ok(done);
    };
    let digest = digest(project, examination);
    if project.taught_digest.as_ref() == Some(&digest) {
        return Ok(done);
    }
    step(context, job, watch, Step::Teach).await?;
    match read(context, project, examination, layout.public.clone()).await {
        Ok(records) => {
            resources::keep(context.store.as_ref(), &project.source.key, records).await?;
            project.taught_digest = Some(digest);
        }
        Err(reason) => {
            tracing::warn!(project = project.number, "resources stay as they were: {}", reason.message);
            done.reasons.push(reason);
        }
    }
    Ok(done)
}

/// What decides which resources there are, and what they say.
fn digest(project: &ProjectRecord, examination: &Examination) -> String {
    let fields = &examination.fields;
    let said = [Field::Name, Field::Summary].map(|field| fields.value(field).unwrap_or_default());
    let topics = fields.values(Field::Keyword).join("\n");
    let commit = examination.commit.as_deref().unwrap_or_default();
    let mut digest = Sha256::new();
    for part in [said[0], said[1], &topics, commit, &project.source.key.to_string()] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let digest: String = digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{READERS}-{digest}")
}

async fn read(
    context: &Context,
    project: &ProjectRecord,
    examination: &Examination,
    repository: PathBuf,
) -> Result<Vec<ResourceRecord>, Reason> {
    if examination.resources.is_empty() {
        return Ok(Vec::new());
    }
    let child = Child {
        command: "teach",
        memory: context.policy.examine_memory,
        time: LONGEST,
        limits: "of reading resources, and policy.examine_memory",
    };
    let key = project.source.key.clone();
    let request = TeachRequest { repository, project: key, examination: examination.clone() };
    let mut records = ask::<_, TeachAnswer>(&context.programs, &child, &request).await??;
    let now = context.clock.now();
    for record in &mut records {
        (record.found_at, record.gathered_at) = (now, now);
    }
    Ok(records)
}
