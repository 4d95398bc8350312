//! Teach: has the parts of what was published that teach read by a child, and keeps them.
//!
//! Only the public copy is read, after it was brought up to date. A failure holds nothing else back: what
//! arrived is kept, what was read of another commit leaves, since its owner may have taken it out, and the
//! next pass tries again.

mod listen;

use std::path::PathBuf;
use std::time::Duration;

use glane_catalog::model::{Examination, Finding, ProjectKey, ProjectRecord, ProjectState, Reason, Severity};
use glane_store::Job;
use sha2::{Digest, Sha256};

use super::examine::Child;
use super::outcome::{Done, Stop};
use super::pass::{Context, step};
use super::resources;
use super::steps::{Step, Watch};
use crate::config::Policy;
use crate::examine::{READERS, TeachRequest};
use crate::layout::Layout;
use crate::process::Programs;
use listen::Heard;

/// Wall clock of one reading, whatever becomes of its processes, and processor time of each of them:
/// hundreds of documents, of which some are books and some are hostile.
const LONGEST: Duration = Duration::from_secs(300);

/// Whose the parts are of a repository that is only looked at.
const NOBODY: &str = "inspect:0";
/// Raised by hand when more is kept of what the same readers read.
const KEPT: u32 = 2;

/// What the reasons of this step begin with among those of its project.
const NAMED: &str = "resources: ";

/// Reads the resources of a project once what it says was published, whatever became of its copies on
/// hosts, unless they were read in this state of it; adds to what the pass came to.
///
/// # Errors
/// A [`Stop`] when the pass ended in one, or the store fails.
pub(super) async fn follow(
    context: &Context,
    job: &Job,
    watch: &mut Watch,
    project: &mut ProjectRecord,
    layout: &Layout,
    ended: Result<Done, Stop>,
) -> Result<Done, Stop> {
    let leaves = ended.as_ref().is_err_and(|stop| stop.state == ProjectState::Withdrawn);
    let failure =
        if leaves { None } else { bring(context, job, watch, project, layout).await?.map(|why| named(&why)) };
    let renewed = |mut reasons: Vec<Reason>| {
        // Those of the last pass, where nothing of the project itself moved.
        reasons.retain(|reason| !reason.message.starts_with(NAMED));
        reasons.extend(failure.clone());
        reasons
    };
    match ended {
        Ok(done) => Ok(Done { reasons: renewed(done.reasons), ..done }),
        Err(stop) => Err(Stop { reasons: renewed(stop.reasons), ..stop }),
    }
}

fn named(reason: &Reason) -> Reason {
    Reason::new(reason.code, format!("{NAMED}{}", reason.message))
}

/// Reads and keeps them; why they could not be read.
async fn bring(
    context: &Context,
    job: &Job,
    watch: &mut Watch,
    project: &mut ProjectRecord,
    layout: &Layout,
) -> Result<Option<Reason>, Stop> {
    let Some(examination) = project.examination.as_ref().filter(|_| project.published_at.is_some()) else {
        return Ok(None);
    };
    let key = &project.source.key;
    let decided = context.store.decisions(Some(key)).await?.last().map_or(0, |decision| decision.number);
    let digest = digest(examination, decided);
    if project.taught_digest.as_ref() == Some(&digest) {
        return Ok(None);
    }
    step(context, job, watch, Step::Teach).await?;
    let store = context.store.as_ref();
    let heard = read(context, project, examination, layout.public.clone()).await;
    let Some(reason) = heard.missing else {
        resources::keep(store, key, heard.records).await?;
        project.taught_findings = resources::findings_of(store, key).await?;
        project.taught_digest = Some(digest);
        return Ok(None);
    };
    tracing::warn!(project = project.number, "resources were not all read: {}", reason.message);
    resources::keep_with_those_of(store, key, examination.commit.as_deref(), heard.records).await?;
    project.taught_findings = resources::findings_of(store, key).await?;
    project.taught_digest = None;
    Ok(Some(reason))
}

/// What decides which resources there are and what they say; it ends with the commit.
fn digest(examination: &Examination, decided: i64) -> String {
    let said = serde_json::to_vec(&(&examination.fields, &examination.licence, &examination.resources));
    let digest = Sha256::digest(said.unwrap_or_default());
    let digest: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{READERS}.{KEPT}-{decided}-{digest}-{}", examination.commit.as_deref().unwrap_or_default())
}

/// What is to be mended in the parts of a repository that teach, for who asks before it is published.
pub async fn findings(
    programs: &Programs,
    policy: &Policy,
    repository: PathBuf,
    examination: &Examination,
) -> Vec<Finding> {
    let Ok(nobody) = NOBODY.parse().map(|key: ProjectKey| key) else { return Vec::new() };
    if examination.resources.is_empty() {
        return Vec::new();
    }
    let request = TeachRequest::whole(repository, nobody, examination.clone());
    let heard = listen::listen(programs, &child(policy), request).await;
    let mut found: Vec<Finding> = heard.records.into_iter().flat_map(|record| record.findings).collect();
    found.extend(heard.missing.map(|reason| {
        let remedy = "mend or take out what stops it ([ressources] of .publication.toml)";
        Finding::new(Severity::Warning, "reading_stopped", reason.message, remedy)
    }));
    resources::gravest(found)
}

/// How they are read.
fn child(policy: &Policy) -> Child {
    Child {
        command: "teach",
        memory: policy.examine_memory,
        time: LONGEST,
        limits: "of reading resources, and policy.examine_memory",
    }
}

async fn read(
    context: &Context,
    project: &ProjectRecord,
    examination: &Examination,
    repository: PathBuf,
) -> Heard {
    if examination.resources.is_empty() {
        return Heard::default();
    }
    let request = TeachRequest::whole(repository, project.source.key.clone(), examination.clone());
    let mut heard = listen::listen(&context.programs, &child(&context.policy), request).await;
    let now = context.clock.now();
    for record in &mut heard.records {
        (record.found_at, record.gathered_at) = (now, now);
    }
    heard
}
