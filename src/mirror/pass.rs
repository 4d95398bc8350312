//! One pass over one project: the steps in their order, each noted in the job's row before it begins.
//!
//! Every step can be done again without harm: an interrupted pass starts over and finds its work
//! done. Must not know the dialects of forges and hosts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::identity;
use glane_catalog::model::{
    ForgeId, ProjectKey, ProjectRecord, ProjectState, Reason, ReasonCode, SourceProject,
};
use glane_store::{Job, Store};

use super::copy::{Circumstances, retire};
use super::git::{Git, is_local};
use super::kept::{self, Decided};
use super::outcome::{Done, PassReport, Stop};
use super::overview::Overviews;
use super::quota::{self, Quota};
use super::references::{INTENDED, References, difference};
use super::scope::Scope;
use super::steps::{Step, Watch};
use super::{confirm, done, examine, fetch, gate, publish, record, releases, teach, wiki, withdraw};
use crate::clock::Clock;
use crate::config::{ForgeSettings, Policy, SourceSettings};
use crate::disk;
use crate::egress::Reach;
use crate::examine::{READERS, Request};
use crate::forge::{Forge, Host};
use crate::layout::{self, Layout};
use crate::process::Programs;

/// How long a worker may be silent before its job is another's.
pub const LEASE: Duration = Duration::from_secs(5 * 60);
/// How often a source that changes meanwhile is fetched in one pass.
const MOST_FETCHES: u32 = 3;
/// How often a job may be begun before it is given up: it may be what kills the service.
const MOST_ATTEMPTS: u32 = 5;

/// Everything a pass works with.
pub struct Context {
    /// The catalogue and the jobs.
    pub store: Arc<dyn Store>,
    /// The git program.
    pub git: Git,
    /// How children are started.
    pub programs: Programs,
    /// The time.
    pub clock: Clock,
    /// Root of the repositories.
    pub data: PathBuf,
    /// What may become public.
    pub policy: Policy,
    /// What the gate looks for, and who approves.
    pub gate: gate::Setup,
    /// Sources.
    pub forges: BTreeMap<ForgeId, Box<dyn Forge>>,
    /// Targets.
    pub hosts: Vec<Box<dyn Host>>,
    /// The project (path or id) whose deletions a person has said are intended, whatever their number.
    pub allow_deletions: Option<String>,
    /// What was said of each source.
    pub sources: BTreeMap<ForgeId, ForgeSettings>,
    /// Other catalogues that are harvested.
    pub catalogues: Vec<SourceSettings>,
    /// What may be reached.
    pub reach: Reach,
    /// What hosts show of all copies.
    pub overviews: Overviews,
    /// What all repositories together take.
    pub quota: Quota,
}

impl Context {
    /// The hosts to which a forge's projects are copied.
    pub fn hosts_of<'a>(&'a self, forge: &ForgeId) -> impl Iterator<Item = &'a dyn Host> + use<'a> {
        let chosen = self.sources.get(forge).and_then(|source| source.hosts.as_ref());
        let is_chosen = move |host: &&dyn Host| chosen.is_none_or(|hosts| hosts.contains(host.id()));
        self.hosts.iter().map(AsRef::as_ref).filter(is_chosen)
    }

    /// Which references of a forge's projects are copied.
    ///
    /// # Errors
    /// A glob that cannot be read.
    pub fn scope_of(&self, forge: &ForgeId) -> Result<Scope, Reason> {
        self.sources.get(forge).map_or_else(|| Ok(Scope::default()), |source| Scope::new(&source.carry))
    }
}

/// Takes one project from fetch to record.
///
/// # Errors
/// Only when the store fails: whatever else goes wrong is a state of the project, with its reason.
pub async fn run(context: &Context, job: &Job) -> anyhow::Result<PassReport> {
    let mut watch = Watch::begin();
    let key: ProjectKey = job.subject.parse()?;
    let Some(mut project) = context.store.project(&key).await? else {
        anyhow::bail!("no project {key}");
    };
    let layout = Layout::of(&context.data, &key.forge, project.number);
    let found = project.source.clone();
    let ended = if job.attempts > MOST_ATTEMPTS {
        Err(Stop::from(Reason::new(
            ReasonCode::Internal,
            format!("given up after {MOST_ATTEMPTS} interrupted attempts; the next pass begins anew"),
        )))
    } else if let Err(error) = clean(job, &project, &layout) {
        Err(Stop::from(Reason::new(
            ReasonCode::Internal,
            format!("what a killed git left cannot be removed: {error}"),
        )))
    } else {
        steps(context, job, &mut watch, &mut project, &layout).await
    };
    let ended = match ended {
        Ok(done) => wiki::follow(context, job, &mut project, &layout, done).await,
        Err(stop) => Err(stop),
    };
    let ended = teach::follow(context, job, &mut watch, &mut project, &layout, ended).await;
    let ended = match ended {
        Err(stop) => {
            let stop = explained(explain(context, &project.source, stop).await);
            Err(once_published(stop, &project))
        }
        done => done,
    };
    record::record(context, job, project, &found, ended, watch.end()).await
}

fn clean(job: &Job, project: &ProjectRecord, layout: &Layout) -> std::io::Result<()> {
    if may_hold_leftovers(job, project) {
        layout::remove_waiting(layout)?;
        for part in [layout, &layout.wiki()] {
            layout::remove_leftovers(&part.intake)?;
            layout::remove_leftovers(&part.public)?;
        }
    }
    Ok(())
}

/// A failure for lack of room says so, and what helps.
fn explained(mut stop: Stop) -> Stop {
    for reason in &mut stop.reasons {
        reason.message = disk::explained(std::mem::take(&mut reason.message));
    }
    stop
}

/// What was published and is suddenly no repository has failed: a disk may not be mounted. It stays
/// on the pages.
fn once_published(stop: Stop, project: &ProjectRecord) -> Stop {
    let lost = stop.reasons.iter().any(|reason| reason.code == ReasonCode::NotARepository);
    let state = if lost && project.published_at.is_some() { ProjectState::Failed } else { stop.state };
    Stop { state, ..stop }
}

/// Whether a git of the last pass may have been killed at its work: with the service, by a limit of
/// time or memory, or by hand. Its locks would stand in the way for ever.
pub(super) fn may_hold_leftovers(job: &Job, project: &ProjectRecord) -> bool {
    let refused = |reason: &Reason| reason.code == ReasonCode::ReferencesRejected;
    job.step.is_some()
        || project.state == ProjectState::Failed
        || project.reasons.iter().any(refused)
        || project.all_mirrors().any(|mirror| !mirror.dressed)
}

async fn steps(
    context: &Context,
    job: &Job,
    watch: &mut Watch,
    project: &mut ProjectRecord,
    layout: &Layout,
) -> Result<Done, Stop> {
    // Before anything is asked of the source: what was withdrawn is not even looked at.
    withdraw::bar(context, project, layout).await?;
    step(context, job, watch, Step::Fetch).await?;
    gate::admit(context, project).await?;
    let decided = kept::decided(context, project, layout).await?;
    let announced = match list(context, project, &decided).await {
        Ok(announced) => announced,
        Err(stop) => return Err(give_up(context, project, &decided, stop).await),
    };
    let same = is_known(project, &announced);
    let wanted = decided.with_kept(&announced);
    let looked = gate::is_current(context, project, &wanted).await?;
    // An interrupted pass may have moved copies without writing it down: all is looked at again.
    let nothing_said =
        job.step.is_none() && decided.clean_up.is_none() && !releases::are_due(context, project).await?;
    if same && looked && nothing_said && done::is_done(context, project, layout, &wanted).await {
        // The operator's policy may have changed though the repository has not.
        gate::judge(context, project).await?;
        let mut reasons = project.reasons.clone();
        reasons.retain(|reason| reason.code != ReasonCode::Paused);
        return Ok(Done { reasons, ..Done::default() });
    }
    // A difference seen now begins the delay that the indicator of mirrors measures.
    let seen_at = context.clock.now();
    if !layout.intake.exists() {
        quota::admit(context, project).await?;
    }
    let fetched = bring(context, project, layout, &announced, &decided).await?;
    withdraw::refuse_paths(context, project, layout).await?;
    step(context, job, watch, Step::Examine).await?;
    if !same {
        project.pending = Some(Box::new(look_into(context, project, layout, &fetched).await?));
        project.seen_digest = Some(seen(&fetched));
    }
    step(context, job, watch, Step::Gate).await?;
    gate::look(context, project, layout, &decided.with_kept(&fetched)).await?;
    gate::judge(context, project).await?;
    step(context, job, watch, Step::Publish).await?;
    let leftovers = may_hold_leftovers(job, project);
    let circumstances = Circumstances { seen_at, leftovers, decided: &decided };
    publish::publish(context, project, layout, &fetched, circumstances).await
}

/// Notes a step before it begins, and renews the lease.
pub(super) async fn begin(context: &Context, job: &Job, name: &str) -> Result<(), Stop> {
    tracing::debug!(job = job.id, step = name, "step");
    Ok(context.store.job_step(job, name, context.clock.now(), LEASE).await?)
}

pub(super) async fn step(context: &Context, job: &Job, watch: &mut Watch, step: Step) -> Result<(), Stop> {
    watch.enter(step);
    begin(context, job, step.as_str()).await
}

/// A published project whose source was emptied, as a person has said it should be, leaves the pages;
/// its copies stay, read-only.
async fn give_up(context: &Context, project: &mut ProjectRecord, decided: &Decided, stop: Stop) -> Stop {
    let emptied = stop.reasons.iter().any(|reason| reason.code == ReasonCode::Empty);
    if !emptied || project.published_at.is_none() {
        return stop;
    }
    let refused = retire(context, project).await;
    if refused.is_empty() {
        project.published_at = None;
        project.cleaned_up = decided.clean_up.or(project.cleaned_up);
        return stop;
    }
    Stop { state: ProjectState::Failed, reasons: refused, ..stop }
}

/// Lists what anyone can see of the source, and stops where there is nothing to bring.
pub(super) async fn list(
    context: &Context,
    project: &ProjectRecord,
    decided: &Decided,
) -> Result<References, Stop> {
    let address = &project.source.clone_url;
    let scope = context.scope_of(&project.source.key.forge)?;
    let default_branch = project.source.default_branch.as_deref();
    let announced = match fetch::list_briefly(&context.git, address, &scope, default_branch).await {
        Ok(announced) => announced,
        Err(reason) => return Err(reason.into()),
    };
    if announced.ids.is_empty() && announced.unreadable.is_empty() {
        if project.published_at.is_some() && !decided.allows_deletions {
            let text = format!(
                "the source has lost every reference; the copies are kept: bring the references back at the source; \
                 or, if it was intended, {INTENDED}: it then leaves the catalogue, and its copies stay, read-only"
            );
            return Err(Reason::new(ReasonCode::MassDeletion, text).into());
        }
        return Err(Reason::new(
            ReasonCode::Empty,
            "the repository has no commit yet; it will be looked at again at the next pass",
        )
        .into());
    }
    if announced.are_sha256() {
        return Err(Reason::new(
            ReasonCode::ObjectFormat,
            "the repository uses SHA-256 objects, which GitHub and most hosts do not accept: \
             convert it to SHA-1 to have it published",
        )
        .into());
    }
    Ok(announced)
}

/// What a source does not give may be what is no longer public, of which nothing is said: the forge is
/// asked.
pub(super) async fn explain(context: &Context, source: &SourceProject, stop: Stop) -> Stop {
    use ReasonCode as Code;
    let ungiven = [
        Code::SourceRefused,
        Code::SourceInvalid,
        Code::SourceDamaged,
        Code::SourceUnreachable,
        Code::NotARepository,
        Code::TimedOut,
        Code::Empty,
        Code::MassDeletion,
        Code::LargeFiles,
    ];
    if stop.state != ProjectState::Withdrawn
        && !is_on_disk(source)
        && stop.reasons.iter().any(|reason| ungiven.contains(&reason.code))
        && let Err(now) = confirm::confirm_public(context, source).await
        && now.state == ProjectState::Withdrawn
    {
        return now;
    }
    stop
}

/// Brings the source's references into the intake, until it holds what the source announces.
pub(super) async fn bring(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    announced: &References,
    decided: &Decided,
) -> Result<References, Stop> {
    let source = &project.source;
    let scope = context.scope_of(&source.key.forge)?;
    let mut announced = announced.clone();
    for _ in 0..MOST_FETCHES {
        tokio::task::block_in_place(|| layout::open_or_create_for(&layout.intake, &source.key))?;
        if !tokio::task::block_in_place(|| fetch::holds(&layout.intake, &announced, &scope)) {
            fetch::fetch_noting(&context.git, &source.clone_url, &layout.intake, &scope, &announced).await?;
        }
        quota::add(context, project, within_limit(context, layout)?).await;
        let fetched = tokio::task::block_in_place(|| fetch::fetched(&layout.intake, &announced, &scope))?;
        if fetched.ids == announced.ids {
            return Ok(fetched);
        }
        // Somebody pushed meanwhile, or the source announces what it does not give.
        let missing = difference(&fetched.ids, &announced.ids);
        announced = list(context, project, decided).await?;
        if difference(&fetched.ids, &announced.ids) == missing {
            return Err(fetch::incomplete(source, &missing).into());
        }
    }
    Err(Reason::new(
        ReasonCode::SourceInvalid,
        format!("{}: it changes faster than it can be fetched", source.path),
    )
    .into())
}

/// The size of what was fetched.
fn within_limit(context: &Context, layout: &Layout) -> Result<u64, Reason> {
    // Large files lie beside the repository, and are limited by themselves.
    let size = tokio::task::block_in_place(|| {
        let whole = layout::bytes_on_disk(&layout.intake);
        whole.saturating_sub(layout::bytes_on_disk(&layout.intake.join("lfs")))
    });
    let most = context.policy.max_repository;
    if size <= most {
        return Ok(size);
    }
    let text = format!(
        "the repository takes {} MB on disk, more than the {} MB allowed (policy.max_repository)",
        size >> 20,
        most >> 20
    );
    Err(Reason::new(ReasonCode::TooLarge, text))
}

async fn look_into(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    fetched: &References,
) -> Result<glane_catalog::model::Examination, Stop> {
    let branch = fetched.default_branch(project.source.default_branch.as_deref());
    let revision =
        branch.as_ref().and_then(|branch| fetched.ids.get(&format!("refs/heads/{branch}"))).cloned();
    let request = Request {
        repository: layout.intake.clone(),
        revision: revision.or_else(|| fetched.first().cloned()),
        default_branch: branch,
        references: fetch::SOURCE_PREFIX.to_owned(),
        source: Some(project.source.clone()),
        memo: Some(layout.memo()),
        titles: true,
    };
    let mut examination = examine::examine(&context.programs, &context.policy, &request).await?;
    // The child knows the repository; where it is copied to is known here.
    examination.findings.extend(identity::elsewhere(project, &examination.fields));
    Ok(examination)
}

/// What was seen, and by which readers: when they learn something, everything is examined again.
pub(super) fn seen(references: &References) -> String {
    format!("{}-{}", READERS, references.digest())
}

/// Whether these very references were examined before, by the readers of today.
pub(super) fn is_known(project: &ProjectRecord, announced: &References) -> bool {
    project.latest().is_some() && project.seen_digest.as_ref() == Some(&seen(announced))
}

/// Whether a source lies on this machine's disk, where "public" is the operator's word.
pub(crate) fn is_on_disk(source: &SourceProject) -> bool {
    is_local(&source.clone_url)
}
