//! `glane withdraw`: takes a project, a file or a person's name out of the public at once.
//!
//! Says what will be done and does it when told so; must not carry anything out itself.

use std::io::Read;
use std::path::Path;

use anyhow::Context as _;
use glane_catalog::model::{DecisionKind, MirrorRecord, Reason};

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
        // Clap lets this pass: what --lift asks for is at odds with the subject.
        (None, Some(subject)) if arguments.lift => {
            let text = format!("--lift is for --person; use `glane gate lift {subject}`");
            Err(UsageError(text).into())
        }
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
        output::note("nothing was done: add --yes to do it");
        return Ok(Ending::Done);
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
    let kind = if meant.path.is_some() { "file" } else { "project" };
    tracing::info!(forge = %key.forge, kind, left = left.len(), "withdrawal");
    Ok(ending(&left, meant.path.is_some()))
}

/// Brings the index into step; with `anew` it is built again, so that not even a deleted entry is left
/// in its files.
async fn follow(service: &Service, anew: bool) -> anyhow::Result<()> {
    if anew { super::index::rebuild(service).await.map(drop) } else { sync::follow(service).await }
}

fn announcement(context: &Context, meant: &Meant, objects: usize, erase: bool) -> String {
    let path = &meant.project.source.path;
    let what = match &meant.path {
        None => format!("{path} leaves the public and is not taken in again"),
        Some(file) => format!(
            "{path} leaves the public because of \"{file}\" ({} known here) until the file is in no \
             reference's history at its source; Glane never rewrites a history",
            output::counted(objects, "version")
        ),
    };
    format!(
        "{what}:\n- its page gives way to a dated notice; catalogue, index and exports forget it;\n{}- its \
         repositories on this disk are removed, with everything archived.\nForks and clones that others made \
         stay with them; backups made before still hold it.",
        copies(context, meant, erase)
    )
}

/// A line for each copy that is known of, with the host and the name it has there.
fn copies(context: &Context, meant: &Meant, erase: bool) -> String {
    let fate = if erase { "is removed" } else { "is made private, or removed where there is no privacy" };
    if meant.project.mirrors.is_empty() {
        let hosts: Vec<&str> = context.hosts.iter().map(|host| host.id().as_str()).collect();
        let hosts = if hosts.is_empty() { "no host".to_owned() } else { hosts.join(", ") };
        return format!("- no copy of it is recorded on {hosts};\n");
    }
    let line = |copy: &MirrorRecord| {
        let place = copy.url.as_deref().unwrap_or(&copy.name);
        format!("- its copy on {}, {place}, {fate};\n", copy.host)
    };
    meant.project.mirrors.iter().map(line).collect()
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
        output::note(if arguments.lift {
            "nothing was done: add --yes, and this person is credited again, from each project's next change on"
        } else {
            "nothing was done: add --yes, and every claim that credits this person goes, now and later"
        });
        return Ok(Ending::Done);
    }
    if arguments.lift && !withdraw::is_withdrawn(service.store.as_ref(), &names).await? {
        output::note(
            "there is nothing to lift: no spelling of that name was withdrawn; nothing was recorded",
        );
        return Ok(Ending::WithFailures);
    }
    let kind = if arguments.lift { DecisionKind::Lift } else { DecisionKind::Withdraw };
    let changed = withdraw::person(service.store.as_ref(), &names, kind, decided).await?;
    tracing::info!(kind = "person", lifted = arguments.lift, changed, "withdrawal");
    let changed = usize::try_from(changed).unwrap_or(usize::MAX);
    if lock::take(&service.settings.store.data).is_ok() {
        sync::follow(service).await?;
    }
    let (spellings, projects) =
        (output::counted(names.len(), "spelling"), output::counted(changed, "project"));
    output::line(&format!("{spellings} recorded as digests; {projects} rewritten"));
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
