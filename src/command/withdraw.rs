//! `glane withdraw`: takes a project, a file or a person's name out of the public at once.
//!
//! Says what will be done and does it when told so; must not carry anything out itself.

use std::io::Read;
use std::path::Path;

use anyhow::Context as _;
use glane_catalog::model::{DecisionKind, Reason};

use super::{Ending, UsageError, output, sync};
use crate::cli;
use crate::mirror::pass::Context;
use crate::operate::withdraw::{self, Decided, Meant};
use crate::service::Service;
use crate::work::follow::REBUILD;
use crate::work::lock;

/// Longest file of names, in bytes, and longest reason, in characters.
const NAMES: u64 = 64 << 10;
const REASON: usize = 2000;

/// Runs `glane withdraw`.
pub(super) async fn run(service: &Service, arguments: &cli::Withdraw, user: &str) -> anyhow::Result<Ending> {
    let decided = decided(service, arguments.by.or(user), &arguments.reason)?;
    match (&arguments.person, &arguments.subject) {
        (Some(file), _) => person(service, file, arguments, &decided).await,
        (None, Some(subject)) => project(service, subject, arguments, &decided).await,
        (None, None) => Err(UsageError("name a project, a file of one, or --person".to_owned()).into()),
    }
}

/// Who decides and why; neither may be empty.
pub(super) fn decided(service: &Service, by: &str, reason: &str) -> anyhow::Result<Decided> {
    let (by, reason) = (by.trim(), reason.trim());
    if by.is_empty() || reason.is_empty() || reason.chars().count() > REASON {
        let text = format!("--reason and --by must say something, in at most {REASON} characters");
        return Err(UsageError(text).into());
    }
    Ok(Decided { by: by.to_owned(), reason: reason.to_owned(), at: service.clock.now() })
}

async fn project(
    service: &Service,
    subject: &str,
    arguments: &cli::Withdraw,
    decided: &Decided,
) -> anyhow::Result<Ending> {
    let meant = withdraw::meant(service.store.as_ref(), subject).await?;
    let context = service.context()?;
    let objects = withdraw::objects(&context, &meant).await?;
    if !arguments.yes {
        output::note(&announcement(&context, &meant, objects.len(), arguments.erase));
        return Err(UsageError("nothing was done: add --yes to do it".to_owned()).into());
    }
    withdraw::decide(service.store.as_ref(), &meant, objects, arguments.erase, decided).await?;
    output::note("the decision is recorded; from here on it is carried out, whatever happens");
    let key = &meant.project.source.key;
    let left = match lock::take(&context.data) {
        Ok(lock) => {
            let left = withdraw::carry_out(&context, key).await?;
            drop(lock);
            follow(service, arguments.erase).await?;
            left
        }
        Err(_) => {
            let (left, emptied) = withdraw::carry_out_beside(&context, key).await?;
            if arguments.erase {
                // Whoever holds the index builds it anew at its next look.
                service.store.set_last_run(REBUILD, service.clock.now()).await?;
            }
            if !emptied {
                output::note(
                    "another glane is at work in its repositories: it removes them next; pages, index and hosts did not \
                     wait for it",
                );
            }
            left
        }
    };
    Ok(ending(&left, meant.path.is_some()))
}

/// Brings the index into step; with `anew` it is built again, so that not even a deleted entry is left
/// in its files.
async fn follow(service: &Service, anew: bool) -> anyhow::Result<()> {
    if anew { super::index::rebuild(service).await.map(drop) } else { sync::follow(service).await }
}

fn announcement(context: &Context, meant: &Meant, objects: usize, erase: bool) -> String {
    let path = &meant.project.source.path;
    let hosts = if erase { "is removed" } else { "is made private, or removed where there is no privacy" };
    let what = match &meant.path {
        None => format!("{path} leaves the public and is not taken in again"),
        Some(file) => format!(
            "{path} leaves the public because of \"{file}\" ({objects} versions known here) until the file is in no \
             reference's history at its source; Glane never rewrites a history"
        ),
    };
    format!(
        "{what}:\n- its page gives way to a dated notice; catalogue, index and exports forget it;\n- its copy on {} \
         {hosts};\n- its repositories on this disk are removed, with everything archived.\nForks and clones that \
         others made stay with them; backups made before still hold it.",
        match context.hosts.len() {
            0 => "no host".to_owned(),
            1 => "the host".to_owned(),
            count => format!("each of {count} hosts"),
        }
    )
}

fn ending(left: &[Reason], is_file: bool) -> Ending {
    for reason in left {
        output::line(&format!("left to do: {}: {}", reason.code.as_str(), reason.message));
    }
    if !left.is_empty() {
        output::note("what is left is tried again at every pass, and by running this command again");
        return Ending::WithFailures;
    }
    output::line("withdrawn");
    if is_file {
        output::note("once its owner has cleaned the history, the next pass publishes the project again");
    }
    Ending::Done
}

async fn person(
    service: &Service,
    file: &Path,
    arguments: &cli::Withdraw,
    decided: &Decided,
) -> anyhow::Result<Ending> {
    let names = names(file)?;
    if !arguments.yes {
        let text =
            "nothing was done: add --yes, and every claim that credits this person goes, now and later";
        return Err(UsageError(text.to_owned()).into());
    }
    let kind = if arguments.lift { DecisionKind::Lift } else { DecisionKind::Withdraw };
    let changed = withdraw::person(service.store.as_ref(), &names, kind, decided).await?;
    if lock::take(&service.settings.store.data).is_ok() {
        sync::follow(service).await?;
    }
    let word = if changed == 1 { "project" } else { "projects" };
    output::line(&format!("{} spellings recorded as digests; {changed} {word} rewritten", names.len()));
    output::note(
        "what the files of a repository say, README included, is not changed by this: withdraw the file or the project",
    );
    Ok(Ending::Done)
}

/// Spellings of one name, a line each.
fn names(file: &Path) -> anyhow::Result<Vec<String>> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(NAMES).read_to_string(&mut text)
    } else {
        let shown = file.display();
        std::fs::File::open(file)
            .with_context(|| format!("{shown}: give a file that holds the name, or - for standard input"))?
            .take(NAMES)
            .read_to_string(&mut text)
    };
    read.context("the name cannot be read: write it as UTF-8 text")?;
    let lines = text.lines().map(str::trim).filter(|line| line.chars().any(char::is_alphabetic));
    let names: Vec<String> = lines.map(str::to_owned).collect();
    if names.is_empty() {
        return Err(UsageError("no name was given: one spelling a line".to_owned()).into());
    }
    Ok(names)
}
