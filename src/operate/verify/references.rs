//! The references of the public copy, of the table of what was pushed, and of each host.
//!
//! Mends the table alone, and only where host and public copy agree.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{MirrorRecord, ProjectRecord};

use super::Finding;
use crate::forge::Host;
use crate::layout::Layout;
use crate::mirror::fetch;
use crate::mirror::listed;
use crate::mirror::pass::Context;
use crate::mirror::references::{References, read};

type Ids = BTreeMap<String, String>;

/// Compares what a project's copies hold.
///
/// # Errors
/// When the store fails.
pub(super) async fn compare(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    repair: bool,
) -> anyhow::Result<Vec<Finding>> {
    let public = on_disk(&layout.public);
    let mut findings = Vec::new();
    if let Some(public) = &public {
        findings.extend(published(project, layout, public));
    }
    for mirror in &project.mirrors {
        let Some(host) = context.hosts.iter().find(|host| *host.id() == mirror.host) else { continue };
        let Some(present) = listing(context, host.as_ref(), mirror).await else {
            let text = format!("host {}: {} cannot be listed by us", mirror.host, mirror.name);
            findings.push(Finding::new("copy_not_listed", text));
            continue;
        };
        let public = public.clone().unwrap_or_default();
        findings.extend(compare_one(context, project, mirror, &public, &present, repair).await?);
    }
    Ok(findings)
}

/// What the public copy holds must have been published, and be known to the intake.
fn published(project: &ProjectRecord, layout: &Layout, public: &Ids) -> Vec<Finding> {
    let mut findings = Vec::new();
    if project.published_at.is_none() && !public.is_empty() {
        let text =
            "the public copy holds references and no publication is recorded: the next pass settles it";
        findings.push(Finding::new("unrecorded_publication", text));
    }
    let Ok(intake) = git2::Repository::open_bare(&layout.intake) else { return findings };
    let Ok(objects) = intake.odb() else { return findings };
    let lacks = |id: &String| !git2::Oid::from_str(id).is_ok_and(|id| objects.exists(id));
    let missing: Vec<String> =
        public.iter().filter(|(_, id)| lacks(id)).map(|(name, _)| name.clone()).collect();
    if !missing.is_empty() {
        let text = format!(
            "intake.git does not hold what is public: {}; the next pass brings it back from the public copy",
            listed(&missing)
        );
        findings.push(Finding::new("intake_behind", text));
    }
    findings
}

async fn compare_one(
    context: &Context,
    project: &ProjectRecord,
    mirror: &MirrorRecord,
    public: &Ids,
    present: &Ids,
    repair: bool,
) -> anyhow::Result<Vec<Finding>> {
    let noted = context.store.pushed_refs(project.number, &mirror.host).await?;
    let names = |differs: &dyn Fn(&String, &String) -> bool, from: &Ids| -> Vec<String> {
        from.iter().filter(|(name, id)| differs(name, id)).map(|(name, _)| name.clone()).collect()
    };
    let mut findings = Vec::new();
    let lost = names(&|name, id| present.get(name) != Some(id), public);
    if !lost.is_empty() {
        let text =
            format!("host {}: the copy differs in {}; the next pass sees to it", mirror.host, listed(&lost));
        findings.push(Finding::new("copy_differs", text));
    }
    let theirs = names(&|name, id| !public.contains_key(name) && noted.get(name) != Some(id), present);
    if !theirs.is_empty() {
        let text = format!("host {}: {} did not come from here", mirror.host, listed(&theirs));
        findings.push(Finding::new("copy_diverged", text));
    }
    let unnoted: BTreeMap<String, Option<String>> = public
        .iter()
        .filter(|(name, id)| present.get(*name) == Some(id) && noted.get(*name) != Some(id))
        .map(|(name, id)| (name.clone(), Some(id.clone())))
        .collect();
    if !unnoted.is_empty() {
        let named: Vec<String> = unnoted.keys().cloned().collect();
        let text =
            format!("host {}: the table does not have what was pushed: {}", mirror.host, listed(&named));
        let finding = Finding::new("table_behind", text);
        findings.push(if repair {
            context.store.record_pushed(project.number, &mirror.host, &unnoted).await?;
            finding.repaired()
        } else {
            finding
        });
    }
    Ok(findings)
}

/// What a host holds: read where it is a folder, else listed as anyone can.
async fn listing(context: &Context, host: &dyn Host, mirror: &MirrorRecord) -> Option<Ids> {
    if let Some(place) = host.on_disk(&mirror.name) {
        return Some(on_disk(&place).unwrap_or_default());
    }
    let url = mirror.url.as_deref()?;
    let found: Result<References, _> = fetch::list_references(&context.git, url).await;
    found.ok().map(|found| found.ids)
}

fn on_disk(place: &Path) -> Option<Ids> {
    let repository = git2::Repository::open_bare(place).ok()?;
    read(&repository, "refs/").ok().map(|found| found.ids)
}
