//! One mirror job: begun unless something stands in its way, and nobody else is in its folder.
//!
//! Must not know the steps of a pass.

use glane_catalog::model::{ProjectKey, ProjectRecord, ProjectState, Reason, ReasonCode};
use glane_store::{Job, Pause};
use jiff::SignedDuration;

use super::runner::Report;
use super::{lock, pauses};
use crate::layout::Layout;
use crate::mirror::outcome::{Ending, PassReport};
use crate::mirror::pass::{self, Context};

/// How long a job waits whose project another process works in.
const BUSY: SignedDuration = SignedDuration::from_secs(15);

/// Does one job.
///
/// # Errors
/// When the store or this machine fails; the job is then given back by whoever called.
pub(super) async fn run(context: &Context, job: &Job) -> anyhow::Result<Report> {
    let key: ProjectKey = job.subject.parse()?;
    let Some(project) = context.store.project(&key).await? else {
        anyhow::bail!("no project {key}");
    };
    if let Some(pause) = pauses::in_the_way(context, &key.forge).await? {
        context.store.release_job(job, pause.until, ReasonCode::Paused.as_str()).await?;
        return Ok(Report::Passed(paused(&project, &pause)));
    }
    let folder = Layout::folder(&context.data, &key.forge, project.number);
    let Some(_lock) = lock::project(&folder)? else {
        let again = context.clock.now().saturating_add(BUSY)?;
        let text = "another process works in its repository; it is taken up when that has ended";
        context.store.release_job(job, again, text).await?;
        return Ok(Report::Broken(job.subject.clone(), Reason::new(ReasonCode::Internal, text)));
    };
    let report = pass::run(context, job).await?;
    pauses::after_pass(context, &report).await?;
    Ok(Report::Passed(report))
}

/// The report of a project that was not begun; nothing of it is written.
fn paused(project: &ProjectRecord, pause: &Pause) -> PassReport {
    let named = project.state != ProjectState::Withdrawn;
    PassReport {
        id: Some(project.source.key.id.clone()).filter(|_| named),
        path: Some(project.source.path.clone()).filter(|_| named),
        ..PassReport::at_rest(project.source.key.forge.clone(), Ending::Failed, vec![pauses::reason(pause)])
    }
}
