//! Verify: repositories, references, table, hosts, folders and index against each other.
//!
//! Says what it found and, asked to, mends what can be mended without removing any commit. Must not
//! conclude anything from what cannot be read.

mod folders;
mod references;
mod repair;
mod repository;

use glane_catalog::model::{ProjectRecord, ProjectState};
use serde::Serialize;

use crate::layout::Layout;
use crate::mirror::pass::Context;

/// Records taken from the store at a time.
const PAGE: u32 = 200;

/// How to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Read every object.
    pub full: bool,
    /// Mend what can be mended.
    pub repair: bool,
    /// Nobody else works in the data folder: what a git left was left for good.
    pub alone: bool,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name.
    pub code: &'static str,
    /// The key of its project; none for what is no project's.
    pub project: Option<String>,
    /// What it is, where, and the remedy.
    pub message: String,
    /// It was mended.
    pub repaired: bool,
}

impl Finding {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, project: None, message: message.into(), repaired: false }
    }

    fn repaired(self) -> Self {
        Self { repaired: true, ..self }
    }
}

/// What the archive of a project holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Archive {
    /// The key of its project.
    pub project: String,
    /// Archived tips: reference and commit.
    pub references: Vec<(String, String)>,
    /// Bytes on the disk that nothing but the archive needs.
    pub bytes: u64,
}

/// What a verification came to.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Projects looked at.
    pub projects: u64,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
    /// Archives that are not empty.
    pub archives: Vec<Archive>,
}

/// Verifies one project, or all of them and what is no project's.
///
/// # Errors
/// When the store fails.
pub async fn verify(
    context: &Context,
    only: Option<&ProjectRecord>,
    manner: Manner,
) -> anyhow::Result<Verified> {
    let mut verified = Verified::default();
    if let Some(project) = only {
        one(context, project, manner, &mut verified).await?;
        return Ok(verified);
    }
    let unreadable = context.store.unreadable().await?;
    verified.findings.extend(unreadable.into_iter().map(|text| Finding::new("document_unreadable", text)));
    let (mut known, mut after) = (Vec::new(), 0);
    loop {
        let page = context.store.projects(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for project in &page {
            let layout = Layout::of(&context.data, &project.source.key.forge, project.number);
            known.extend([layout.wiki(), layout]);
            one(context, project, manner, &mut verified).await?;
        }
    }
    verified.findings.extend(folders::strangers(&context.data, &known));
    Ok(verified)
}

async fn one(
    context: &Context,
    project: &ProjectRecord,
    manner: Manner,
    verified: &mut Verified,
) -> anyhow::Result<()> {
    verified.projects += 1;
    let layout = Layout::of(&context.data, &project.source.key.forge, project.number);
    part(context, project, &layout, manner, verified).await?;
    let (wiki, layout) = (project.wiki(), layout.wiki());
    if layout.intake.exists() || layout.public.exists() || !wiki.mirrors.is_empty() {
        let state = project.state;
        part(context, &ProjectRecord { state, ..wiki }, &layout, manner, verified).await?;
    }
    Ok(())
}

/// A project's own repositories, or those of its wiki.
async fn part(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    manner: Manner,
    verified: &mut Verified,
) -> anyhow::Result<()> {
    let key = project.mark();
    let mut findings = Vec::new();
    if manner.alone {
        findings.extend(repository::leftovers(layout, manner.repair));
    }
    findings.extend(folders::missing(project, layout));
    findings.extend(repository::foreign(project, layout));
    for (name, place) in [("intake.git", &layout.intake), ("public.git", &layout.public)] {
        if !place.exists() {
            continue;
        }
        let what = match repository::damage(&context.git, place, manner.full).await {
            Ok(None) => continue,
            Ok(Some(what)) => what,
            Err(reason) => {
                // Not knowing is no reason to set anything aside.
                let text = format!("{}: {}", place.display(), reason.message);
                findings.push(Finding::new("repository_not_checked", text));
                continue;
            }
        };
        let found = Finding::new("repository_damaged", format!("{}: {what}", place.display()));
        if !manner.repair {
            findings.push(found);
        } else if name == "intake.git" {
            findings.extend(repair::intake(context, project, layout, found).await);
        } else {
            findings.extend(repair::public(context, layout, found).await);
        }
    }
    if project.state != ProjectState::Withdrawn {
        findings.extend(references::compare(context, project, layout, manner.repair).await?);
    }
    verified.archives.extend(repository::archive(&context.git, layout, &key).await);
    let named = findings.into_iter().map(|finding| Finding { project: Some(key.clone()), ..finding });
    verified.findings.extend(named);
    Ok(())
}
