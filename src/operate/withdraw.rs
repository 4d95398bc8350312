//! Taking the decision to withdraw: what is meant, written down before anything follows from it.
//!
//! Carrying it out is the business of the pass, here only begun at once.

use std::collections::HashMap;

use glane_catalog::model::{Decision, DecisionKind, ProjectKey, ProjectRecord, Reason, Subject, Withdrawal};
use glane_store::{JobKind, JobSpec, Store};

use super::find;
use crate::layout::Layout;
use crate::mirror::pass::Context;
use crate::mirror::withdraw::{self, People};
use crate::work::lock;

/// Priority of the job that finishes a withdrawal: before everything else.
const FIRST: i32 = 1000;
/// Records taken from the store at a time.
const PAGE: u32 = 200;

/// Who decides, why, and when.
#[derive(Debug, Clone)]
pub struct Decided {
    /// Who, as they are to be named.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// What an operator means: a project, or a file of it.
#[derive(Debug, Clone)]
pub struct Meant {
    /// The project.
    pub project: ProjectRecord,
    /// The file or folder of it; none for all of it.
    pub path: Option<String>,
}

/// Reads `PROJECT` or `PROJECT:FILE`; keys and file names may hold colons themselves.
///
/// # Errors
/// When no such project is known, or the path is none of a repository.
pub async fn meant(store: &dyn Store, text: &str) -> anyhow::Result<Meant> {
    if let Some(project) = find::project(store, text).await? {
        return Ok(Meant { project, path: None });
    }
    for (place, _) in text.match_indices(':') {
        let (named, path) = (&text[..place], &text[place + 1..]);
        let Some(project) = find::project(store, named).await? else { continue };
        let path = path.trim_matches('/');
        if path.is_empty() || path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            anyhow::bail!("\"{path}\" is no path of a repository: write it as in PROJECT:folder/file.csv");
        }
        return Ok(Meant { project, path: Some(path.to_owned()) });
    }
    find::known_project(store, text).await.map(|project| Meant { project, path: None })
}

/// What stood at the path that is meant, in any commit known here.
///
/// # Errors
/// When the repository cannot be read, or none of its commits has that path.
pub async fn objects(context: &Context, meant: &Meant) -> anyhow::Result<Vec<String>> {
    let Some(path) = &meant.path else { return Ok(Vec::new()) };
    let layout = Layout::of(&context.data, &meant.project.source.key.forge, meant.project.number);
    let found = withdraw::objects_at(&context.git, &layout.intake, path).await;
    let found = found.map_err(|reason| anyhow::anyhow!(reason.message))?;
    if found.is_empty() && layout.intake.exists() {
        anyhow::bail!(
            "no commit of {} that is known here has \"{path}\": write the path as the repository does, from its root",
            meant.project.source.path
        );
    }
    Ok(found)
}

/// Writes the decision down; from here on it holds, whatever happens.
///
/// # Errors
/// When the store fails.
pub async fn decide(
    store: &dyn Store,
    meant: &Meant,
    objects: Vec<String>,
    erase: bool,
    decided: &Decided,
) -> anyhow::Result<()> {
    let key = &meant.project.source.key;
    let first = meant.path.clone().map_or(Subject::Project, Subject::Path);
    let subjects = [first].into_iter().chain(objects.into_iter().map(Subject::Object));
    let all: Vec<Decision> = subjects
        .chain(erase.then_some(Subject::Erase))
        .map(|subject| decision(Some(key), subject.written(), DecisionKind::Withdraw, decided))
        .collect();
    store.add_decisions(&all).await?;
    Ok(())
}

fn decision(
    project: Option<&ProjectKey>,
    subject: Option<String>,
    kind: DecisionKind,
    decided: &Decided,
) -> Decision {
    Decision {
        number: 0,
        kind,
        project: project.cloned(),
        subject,
        by: decided.by.clone(),
        reason: decided.reason.clone(),
        at: decided.at,
    }
}

/// Carries a decision out for a project that nobody else works on. Returns what could not be done yet.
///
/// # Errors
/// When the store fails.
pub async fn carry_out(context: &Context, key: &ProjectKey) -> anyhow::Result<Vec<Reason>> {
    let Some((mut project, standing)) = standing(context, key).await? else { return Ok(Vec::new()) };
    let layout = Layout::of(&context.data, &key.forge, project.number);
    Ok(withdraw::carry_out(context, &mut project, &layout, &standing).await?)
}

/// While another process mirrors: has pages, index and hosts forget it now. Where that process is at
/// work in the very folder of the project, what lies on the disk is left to it, before all its other
/// work. Returns what could not be done yet, and whether the disk is done.
///
/// # Errors
/// When the store fails.
pub async fn carry_out_beside(context: &Context, key: &ProjectKey) -> anyhow::Result<(Vec<Reason>, bool)> {
    let Some((mut project, standing)) = standing(context, key).await? else { return Ok((Vec::new(), true)) };
    withdraw::leave_pages(context, &mut project, &standing).await?;
    let folder = Layout::folder(&context.data, &key.forge, project.number);
    if let Some(_lock) = lock::project(&folder)? {
        return Ok((carry_out(context, key).await?, true));
    }
    let now = context.clock.now();
    let job = JobSpec { kind: JobKind::Mirror, subject: key.to_string(), priority: FIRST, not_before: now };
    context.store.file_jobs(&[job], now).await?;
    Ok((withdraw::leave_hosts(context, &mut project, &standing).await?, false))
}

async fn standing(
    context: &Context,
    key: &ProjectKey,
) -> anyhow::Result<Option<(ProjectRecord, Withdrawal)>> {
    let decisions = context.store.decisions(Some(key)).await?;
    let project = context.store.project(key).await?;
    Ok(project.zip(Withdrawal::standing(&decisions)))
}

/// Whether one of these spellings of a name is withdrawn now.
///
/// # Errors
/// When the store fails.
pub async fn is_withdrawn(store: &dyn Store, spellings: &[String]) -> anyhow::Result<bool> {
    let identity = store.identity().await?;
    let decisions = store.decisions(None).await?;
    let stands = |name: &String| {
        let digest = withdraw::digest(&identity, name);
        let about = |decision: &&Decision| {
            decision.project.is_none()
                && decision.subject.as_deref() == Some(digest.as_str())
                && matches!(decision.kind, DecisionKind::Withdraw | DecisionKind::Lift)
        };
        decisions.iter().rfind(about).is_some_and(|last| last.kind == DecisionKind::Withdraw)
    };
    Ok(spellings.iter().any(stands))
}

/// Writes down that a person, under each of these spellings, is named no more, or named again; takes
/// them out of every record. Returns how many records named them.
///
/// # Errors
/// When the store fails.
pub async fn person(
    store: &dyn Store,
    spellings: &[String],
    kind: DecisionKind,
    decided: &Decided,
) -> anyhow::Result<u64> {
    let identity = store.identity().await?;
    let digests: HashMap<String, ()> =
        spellings.iter().map(|name| (withdraw::digest(&identity, name), ())).collect();
    let all: Vec<Decision> =
        digests.into_keys().map(|digest| decision(None, Some(digest), kind, decided)).collect();
    store.add_decisions(&all).await?;
    let people = People::standing(&store.decisions(None).await?, identity);
    let mut stripped = strip_resources(store, &people).await?;
    let mut after = 0;
    loop {
        let page = store.projects(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(stripped) };
        after = last.number;
        for mut record in page {
            if people.strip(&mut record) {
                store.put_project(&record).await?;
                stripped += 1;
            }
        }
    }
}

async fn strip_resources(store: &dyn Store, people: &People) -> anyhow::Result<u64> {
    let (mut stripped, mut after) = (0, 0);
    loop {
        let page = store.resources(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(stripped) };
        after = last.number;
        for mut seen in page {
            let mut record = seen.clone();
            if !people.strip_resource(&mut record) {
                continue;
            }
            stripped += 1;
            // Where a pass wrote it meanwhile it is read again; what a pass writes from now on is stripped.
            while !store.replace_resource(&seen, &record).await? {
                let Some(present) = store.resource(&seen.id()).await? else { break };
                record = present.clone();
                seen = present;
                people.strip_resource(&mut record);
            }
        }
    }
}
