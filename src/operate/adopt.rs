//! Adopt: a repository that exists on a host without our mark becomes our copy, after comparison.
//!
//! Nothing of it may be lost: commits that only it has are a refusal. Must not push.

use std::collections::BTreeMap;

use glane_catalog::model::{Decision, DecisionKind, HostId, ProjectRecord};

use super::withdraw::Decided;
use crate::forge::{Dress, Host, Target};
use crate::layout::{self, Layout};
use crate::mirror::pass::Context;
use crate::mirror::push;
use crate::mirror::references::{References, read};

/// How one reference of the repository compares with what we would publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The same on both sides.
    Equal,
    /// We have it and the repository has not: the next pass brings it.
    Missing,
    /// The repository is behind: the next pass moves it on.
    Behind,
    /// The repository alone has this name, and we have its commit: the next pass removes the name.
    Extra,
    /// The repository has commits that we have not: it cannot be adopted.
    Foreign,
}

/// The differences, by reference.
pub type Compared = BTreeMap<String, Difference>;

/// Whether a repository that compares so may be adopted.
#[must_use]
pub fn is_adoptable(compared: &Compared) -> bool {
    !compared.values().any(|difference| *difference == Difference::Foreign)
}

/// Compares a repository on a host with the project's public copy; gives what the repository holds.
///
/// # Errors
/// When the project has no public copy, or the repository cannot be listed.
pub async fn compare(
    context: &Context,
    project: &ProjectRecord,
    target: &Target,
) -> anyhow::Result<(Compared, References)> {
    let layout = Layout::of(&context.data, &project.source.key.forge, project.number.abs());
    let layout = if project.is_wiki() { layout.wiki() } else { layout };
    if !layout.public.join("HEAD").exists() {
        anyhow::bail!(
            "{}{} has no public copy to compare with: let it pass the gate first, with glane sync --project {}",
            if project.is_wiki() { "the wiki of " } else { "" },
            project.source.path,
            project.source.path
        );
    }
    let present = push::list_host(&context.git, target, false)
        .await
        .map_err(|reason| anyhow::anyhow!(reason.message))?;
    let compared = tokio::task::block_in_place(|| differences(&layout, &present))?;
    Ok((compared, present))
}

fn differences(layout: &Layout, present: &References) -> anyhow::Result<Compared> {
    let public = layout::open(&layout.public).map_err(|reason| anyhow::anyhow!(reason.message))?;
    let ours = read(&public, "refs/")?.ids;
    let mut compared = Compared::new();
    for (name, id) in &present.ids {
        let difference = match ours.get(name) {
            Some(our) if our == id => Difference::Equal,
            Some(our) if descends(&public, our, id) => Difference::Behind,
            None if ours.values().any(|our| our == id || descends(&public, our, id)) => Difference::Extra,
            _ => Difference::Foreign,
        };
        compared.insert(name.clone(), difference);
    }
    for name in ours.keys().filter(|name| !present.ids.contains_key(*name)) {
        compared.insert(name.clone(), Difference::Missing);
    }
    Ok(compared)
}

/// Whether a commit of ours has another among its ancestors.
fn descends(repository: &git2::Repository, our: &str, theirs: &str) -> bool {
    let commit = |id: &str| {
        let object = repository.find_object(git2::Oid::from_str(id).ok()?, None).ok()?;
        Some((object.id(), object.peel_to_commit().ok()?.id()))
    };
    match (commit(our), commit(theirs)) {
        (Some((_, our)), Some((object, theirs))) => {
            // An annotated tag is more than its commit.
            object == theirs
                && (our == theirs || repository.graph_descendant_of(our, theirs).unwrap_or(false))
        }
        _ => false,
    }
}

/// Marks the repository as our copy: the decision first, the name, what it holds, the mark.
///
/// # Errors
/// When the name is another project's, or the host refuses.
pub async fn adopt(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    name: &str,
    present: &References,
    decided: &Decided,
) -> anyhow::Result<()> {
    let subject = Some(host.id().to_string());
    context.store.add_decision(&decision(project, subject, decided)).await?;
    reserve(context, project, host.id(), name).await?;
    let dress = Dress {
        description: format!(
            "Miroir {} {}",
            if project.is_wiki() { "du wiki de" } else { "de" },
            project.source.web_url.as_deref().unwrap_or(&project.source.path)
        ),
        homepage: project.source.web_url.clone(),
        topics: project.source.topics.clone(),
        default_branch: present.default_branch(project.source.default_branch.as_deref()),
        archived: project.source.archived,
        mark: project.mark(),
    };
    let target = host.adopt(name, &dress).await?;
    if target.name != name {
        reserve(context, project, host.id(), &target.name).await?;
    }
    let held = present.ids.iter().map(|(name, id)| (name.clone(), Some(id.clone()))).collect();
    Ok(context.store.record_pushed(project.number, host.id(), &held).await?)
}

async fn reserve(
    context: &Context,
    project: &ProjectRecord,
    host: &HostId,
    name: &str,
) -> anyhow::Result<()> {
    Ok(context.store.reserve_host_name(host, project.number, name).await?)
}

fn decision(project: &ProjectRecord, subject: Option<String>, decided: &Decided) -> Decision {
    Decision {
        number: 0,
        kind: DecisionKind::Adopt,
        project: Some(project.source.key.clone()),
        subject,
        by: decided.by.clone(),
        reason: decided.reason.clone(),
        at: decided.at,
    }
}
