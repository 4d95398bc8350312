//! Making a damaged repository again from what holds the same commits.
//!
//! The damaged one is set aside and never removed: it may hold the only copy of something.

use std::path::{Path, PathBuf};

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};

use super::Finding;
use super::repository::{arguments, damage};
use crate::layout::{self, Layout};
use crate::mirror::fetch;
use crate::mirror::git::classify;
use crate::mirror::pass::Context;
use crate::mirror::references::{References, read};

/// Where public tips stand in the intake while the public copy is made again.
const MOMENTARY: &str = "refs/rebuilt/";

/// Makes the intake again: the archive reference by reference from the damaged one, the public tips
/// from the public copy, the rest from the source.
pub(super) async fn intake(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    found: Finding,
) -> Vec<Finding> {
    let aside = match set_aside(&layout.intake) {
        Ok(aside) => aside,
        Err(why) => return vec![found, unmended(&layout.intake, &why)],
    };
    let made = tokio::task::block_in_place(|| {
        layout::open_or_create_for(&layout.intake, &project.source.key).map(drop)
    });
    if let Err(reason) = made {
        return vec![found, unmended(&layout.intake, &reason.message)];
    }
    let mut findings = archive(context, layout, &aside).await;
    // Large files are named by their own digest: no damage of the repository is theirs.
    let (from, to) = (aside.join("lfs"), layout.intake.join("lfs"));
    if from.exists()
        && let Err(error) = std::fs::rename(&from, &to)
    {
        findings
            .push(unmended(&to, &format!("large files cannot be moved from {}: {error}", from.display())));
    }
    let public = ["heads", "tags", "notes"].map(|kind| format!("+refs/{kind}/*:refs/public/{kind}/*"));
    let public = public.each_ref().map(String::as_str);
    if layout.public.exists()
        && let Err(reason) = bring(context, &layout.public, &layout.intake, &public).await
    {
        findings.push(unmended(&layout.public, &reason.message));
    }
    // What cannot be asked now is fetched by the next pass.
    if let Err(reason) = refetch(context, project, layout).await {
        let text = format!("the source cannot be fetched now ({}); the next pass does", reason.message);
        findings.push(Finding::new("source_not_fetched", text));
    }
    let kept = format!("{}; made again, the damaged one is kept as {}", found.message, aside.display());
    findings.push(Finding { message: kept, ..found }.repaired());
    findings
}

/// Brings what is copied of the source, as a pass would.
async fn refetch(context: &Context, project: &ProjectRecord, layout: &Layout) -> Result<(), Reason> {
    let (source, git) = (&project.source, &context.git);
    let scope = context.scope_of(&source.key.forge)?;
    let announced = fetch::list_within(git, &source.clone_url, &scope).await?;
    fetch::fetch(git, &source.clone_url, &layout.intake, &scope, &announced).await
}

/// Brings the archived tips that can still be read; says which cannot.
async fn archive(context: &Context, layout: &Layout, damaged: &Path) -> Vec<Finding> {
    let all = "+refs/archive/*:refs/archive/*";
    if bring(context, damaged, &layout.intake, &[all]).await.is_ok() {
        return Vec::new();
    }
    let names = tokio::task::block_in_place(|| archived(damaged));
    let mut lost = Vec::new();
    for name in names {
        let one = format!("+{name}:{name}");
        if bring(context, damaged, &layout.intake, &[&one]).await.is_err() {
            let text =
                format!("{name} cannot be read any more in {}: look for it in a backup", damaged.display());
            lost.push(Finding::new("archive_lost", text));
        }
    }
    lost
}

fn archived(place: &Path) -> Vec<String> {
    let Ok(repository) = git2::Repository::open_bare(place) else { return Vec::new() };
    let Ok(found) = repository.references_glob("refs/archive/*") else { return Vec::new() };
    found.flatten().filter_map(|reference| reference.name().ok().map(str::to_owned)).collect()
}

/// Makes the public copy again with the very references it had, from the intake.
pub(super) async fn public(context: &Context, layout: &Layout, found: Finding) -> Vec<Finding> {
    let what = match damage(&context.git, &layout.intake, false).await {
        Ok(what) => what.map(|what| format!("is damaged too ({what}): restore a backup")),
        Err(reason) => Some(format!("cannot be checked: {}", reason.message)),
    };
    if let Some(what) = what {
        let text = format!("its intake {what}");
        return vec![found, unmended(&layout.public, &text)];
    }
    match rebuild(context, layout).await {
        Ok((aside, lost)) => {
            let mut findings: Vec<Finding> = lost
                .into_iter()
                .map(|name| {
                    Finding::new("public_tip_lost", format!("{name}: its commit is in no repository here"))
                })
                .collect();
            let kept =
                format!("{}; made again, the damaged one is kept as {}", found.message, aside.display());
            findings.push(Finding { message: kept, ..found }.repaired());
            findings
        }
        Err(why) => vec![found, unmended(&layout.public, &why)],
    }
}

/// The damaged repository's new place, and the references whose commit nobody has.
async fn rebuild(context: &Context, layout: &Layout) -> Result<(PathBuf, Vec<String>), String> {
    let (had, head, owner) = tokio::task::block_in_place(|| had(&layout.public)).map_err(|e| said(&e))?;
    let aside = set_aside(&layout.public)?;
    let lost = tokio::task::block_in_place(|| stand_by(layout, &had)).map_err(|e| said(&e))?;
    let made = tokio::task::block_in_place(|| {
        let repository = layout::open_or_create(&layout.public)?;
        owner
            .map_or(Ok(()), |owner| layout::name_owner(&repository, &owner))
            .and_then(|()| head.map_or(Ok(()), |head| repository.set_head(&head)))
            .map_err(|error| Reason::new(ReasonCode::Internal, said(&error)))
    });
    made.map_err(|reason| reason.message)?;
    let all = ["heads", "tags", "notes"].map(|kind| format!("+{MOMENTARY}{kind}/*:refs/{kind}/*"));
    let brought = bring(context, &layout.intake, &layout.public, &all.each_ref().map(String::as_str)).await;
    tokio::task::block_in_place(|| stand_down(layout)).map_err(|e| said(&e))?;
    brought.map_err(|reason| reason.message)?;
    Ok((aside, lost))
}

type Had = (References, Option<String>, Option<String>);

fn had(place: &Path) -> Result<Had, git2::Error> {
    let repository = git2::Repository::open_bare(place)?;
    let head = repository.find_reference("HEAD")?.symbolic_target().ok().flatten().map(str::to_owned);
    Ok((read(&repository, "refs/")?, head, layout::owner_of(place)))
}

fn stand_by(layout: &Layout, had: &References) -> Result<Vec<String>, git2::Error> {
    let intake = git2::Repository::open_bare(&layout.intake)?;
    let objects = intake.odb()?;
    let mut lost = Vec::new();
    for (name, id) in &had.ids {
        let id = git2::Oid::from_str(id)?;
        if objects.exists(id) {
            let short = name.strip_prefix("refs/").unwrap_or(name);
            intake.reference(&format!("{MOMENTARY}{short}"), id, true, "rebuilding the public copy")?;
        } else {
            lost.push(name.clone());
        }
    }
    Ok(lost)
}

fn stand_down(layout: &Layout) -> Result<(), git2::Error> {
    let intake = git2::Repository::open_bare(&layout.intake)?;
    for reference in intake.references_glob(&format!("{MOMENTARY}*"))? {
        reference?.delete()?;
    }
    Ok(())
}

async fn bring(context: &Context, from: &Path, to: &Path, what: &[&str]) -> Result<(), Reason> {
    let address = from.to_string_lossy();
    let options = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"];
    let words = [&options[..], &["--update-head-ok", "--end-of-options", &address], what].concat();
    let outcome = context.git.run(Some(to), &address, arguments(&words), None).await?;
    if outcome.status.success() {
        return Ok(());
    }
    Err(classify(&address, &outcome.stderr, ReasonCode::Internal))
}

fn set_aside(place: &Path) -> Result<PathBuf, String> {
    let aside = (1_u32..)
        .map(|number| place.with_extension(format!("git.damaged-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| place.with_extension("git.damaged"));
    std::fs::rename(place, &aside).map_err(|error| error.to_string())?;
    Ok(aside)
}

fn said(error: &git2::Error) -> String {
    error.message().to_owned()
}

fn unmended(place: &Path, why: &str) -> Finding {
    Finding::new("not_repaired", format!("{}: {why}", place.display()))
}
