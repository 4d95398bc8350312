//! `glane fsck`: verifies what lies on this disk against the table and the hosts.
//!
//! Must not verify anything itself but the index.

use glane_index::Index;
use serde_json::json;

use super::{Ending, output};
use crate::cli;
use crate::operate::find;
use crate::operate::verify::{self, Archive, Finding, Manner, Verified};
use crate::service::Service;
use crate::work::lock;

/// Runs `glane fsck`.
pub(super) async fn run(service: &Service, arguments: &cli::Fsck) -> anyhow::Result<Ending> {
    let lock = lock::take(&service.settings.store.data);
    let alone = lock.is_ok();
    let _lock = if arguments.repair { Some(lock?) } else { lock.ok() };
    if !alone {
        output::note("another glane is at work here: what a killed git may have left is not looked for");
    }
    let only = match &arguments.project {
        Some(named) => Some(find::known_project(service.store.as_ref(), named).await?),
        None => None,
    };
    let manner = Manner { full: arguments.full, repair: arguments.repair, alone };
    let mut verified = verify::verify(&service.context()?, only.as_ref(), manner).await?;
    if only.is_none() {
        verified.findings.extend(index(service).await?);
    }
    print(&verified, arguments.json);
    if arguments.repair && !arguments.full && !arguments.json {
        output::note("what only glane fsck --full finds is mended by glane fsck --full --repair");
    }
    let left = verified.findings.iter().filter(|finding| !finding.repaired).count();
    Ok(if left == 0 { Ending::Done } else { Ending::WithFailures })
}

/// The index against the change sequence: behind it is at work, ahead of it is astray.
async fn index(service: &Service) -> anyhow::Result<Option<Finding>> {
    let (sequence, identity) = (service.store.sequence().await?, service.store.identity().await?);
    let folder = service.index_folder();
    if !folder.exists() {
        return Ok(None);
    }
    let index = Index::open(&folder)?;
    let (held, whose) = (index.sequence(), index.identity());
    let message = if held > 0 && (whose != identity || held > sequence) {
        format!("the index is of another catalogue or ahead of this one ({held} of {sequence})")
    } else if held < sequence {
        format!("the index is {} changes behind the catalogue", sequence - held)
    } else {
        return Ok(None);
    };
    let message = format!("{message}: glane index rebuild, or the next start, mends it");
    Ok(Some(Finding { code: "index_astray", project: None, message, repaired: false }))
}

fn print(verified: &Verified, json: bool) {
    for finding in &verified.findings {
        if json {
            output::json(finding);
        } else {
            let state = if finding.repaired { "mended" } else { "WRONG" };
            let place = finding.project.as_deref().unwrap_or("-");
            output::line(&format!("{state:<7} {:<22} {place}: {}", finding.code, finding.message));
        }
    }
    for archive in &verified.archives {
        print_archive(archive, json);
    }
    let repaired = verified.findings.iter().filter(|finding| finding.repaired).count();
    let (projects, wrong) = (verified.projects, verified.findings.len() - repaired);
    let archived: usize = verified.archives.iter().map(|archive| archive.references.len()).sum();
    if json {
        let summary =
            json!({"projects": projects, "wrong": wrong, "repaired": repaired, "archived": archived});
        output::json(&json!({ "summary": summary }));
    } else {
        output::note(&format!(
            "{projects} projects: {wrong} wrong, {repaired} mended, {archived} archived tips"
        ));
    }
}

fn print_archive(archive: &Archive, json: bool) {
    if json {
        return output::json(&json!({ "archive": archive }));
    }
    let (count, kilobytes) = (archive.references.len(), archive.bytes.div_ceil(1024));
    output::line(&format!("archive {:<22} {count} tips, {kilobytes} KB of their own", archive.project));
    for (name, id) in &archive.references {
        output::line(&format!("        {id} {name}"));
    }
}
