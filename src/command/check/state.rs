//! How things stand apart from the configuration: the network in force, pauses, upkeep, backups,
//! projects that nobody has brought up to date for days.
//!
//! Reads the store; asks nobody outside.

use glane_catalog::model::{ProjectRecord, ProjectState};
use glane_store::{PausedSide, Store};
use jiff::Timestamp;

use super::{Line, NAMED, line, warned};
use crate::config::Network;
use crate::mirror::pass::Context;
use crate::operate::backup;
use crate::service::Service;
use crate::work::maintain::Summary;

/// Seconds in a day.
const DAY: i64 = 24 * 3600;
/// Days without success after which a project is named, and without a backup.
const STALE: i64 = 3;
const BACKUP: i64 = 8;
/// Records taken from the store at a time.
const PAGE: u32 = 500;

/// Whether large files can be brought.
pub(super) async fn large_files(context: &Context) -> Line {
    let found = context.git.run(None, "/", vec!["lfs".into(), "version".into()], None).await;
    match found.ok().filter(|outcome| outcome.status.success()) {
        Some(outcome) => {
            let text = String::from_utf8_lossy(&outcome.stdout);
            let text = text.chars().filter(|c| !c.is_control()).take(80).collect();
            line("git-lfs", Ok(text))
        }
        None => {
            let text = "git-lfs is not in PATH: projects with large files are held until it is installed";
            warned("git-lfs", true, text.to_owned())
        }
    }
}

/// What is in force of the network.
pub(super) fn network(network: &Network) -> Line {
    let mut parts = Vec::new();
    for (scheme, proxy) in [("https", &network.proxy), ("http", &network.proxy_http)] {
        if let Some(proxy) = proxy {
            parts.push(format!("{scheme} through {}", proxy.url));
        }
    }
    if parts.is_empty() {
        parts.push("no proxy".to_owned());
    }
    match &network.ca_file {
        Some(file) if !file.is_file() => {
            let text =
                format!("{}: no such file; name the PEM file of the authority in ca_file", file.display());
            return line("network", Err(text));
        }
        Some(file) => parts.push(format!("authorities of {} besides the system's", file.display())),
        None => parts.push("authorities of the system".to_owned()),
    }
    if !network.allow_private.is_empty() {
        parts.push(format!("{} may have private addresses", network.allow_private.join(", ")));
    }
    if !network.resolve.is_empty() {
        let names: Vec<&str> = network.resolve.keys().map(String::as_str).collect();
        parts.push(format!("addresses given for {}", names.join(", ")));
    }
    line("network", Ok(parts.join("; ")))
}

/// The state of an installation.
pub(super) async fn of(service: &Service) -> anyhow::Result<Vec<Line>> {
    let (store, now) = (service.store.as_ref(), service.clock.now());
    let mut lines = vec![pauses(service, now).await?];
    lines.push(projects(store, now).await?);
    lines.push(upkeep(service));
    lines.push(last_backup(store, now).await?);
    Ok(lines)
}

async fn pauses(service: &Service, now: Timestamp) -> anyhow::Result<Line> {
    let forges = service.settings.forges.iter().map(|forge| (PausedSide::Forge, forge.id.to_string()));
    let hosts = service.settings.hosts.iter().map(|host| (PausedSide::Host, host.id.to_string()));
    let mut paused = Vec::new();
    for (side, id) in forges.chain(hosts) {
        if let Some(pause) = service.store.pause(side, &id).await?.filter(|pause| pause.until > now) {
            paused.push(format!("{} {id} until {}: {}", side.as_str(), pause.until, pause.reason));
        }
    }
    let none = paused.is_empty();
    let text = if none { "no forge or host is left alone".to_owned() } else { paused.join("; ") };
    Ok(warned("pauses", !none, text))
}

async fn projects(store: &dyn Store, now: Timestamp) -> anyhow::Result<Line> {
    let (mut stale, mut count, mut after) = (Vec::new(), 0_u64, 0);
    loop {
        let page = store.projects(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for record in page.iter().filter(|record| is_stale(record, now)) {
            count += 1;
            if stale.len() < NAMED {
                stale.push(format!("{}:{}", record.source.key.forge, record.source.path));
            }
        }
    }
    if count == 0 {
        return Ok(line("projects", Ok(format!("none waits for more than {STALE} days"))));
    }
    let more = if count > stale.len() as u64 { " and others" } else { "" };
    let text = format!("{count} without success for more than {STALE} days: {}{more}", stale.join(", "));
    Ok(warned("projects", true, text))
}

/// Whether a project that visitors see was not brought up to date for days.
fn is_stale(record: &ProjectRecord, now: Timestamp) -> bool {
    let waits = matches!(record.state, ProjectState::Published | ProjectState::Failed);
    let old = |at: Timestamp| now.as_second() - at.as_second() > STALE * DAY;
    record.published_at.is_some() && waits && record.collected_at.is_none_or(old)
}

fn upkeep(service: &Service) -> Line {
    let Some(last) = Summary::last(&service.settings.store.data) else {
        return line("upkeep", Ok("not yet done; glane serve does it on its own".to_owned()));
    };
    let mut said = last.in_words();
    for text in last.warnings.iter().chain(&last.failures) {
        said.push_str("; ");
        said.push_str(text);
    }
    warned("upkeep", !last.warnings.is_empty() || !last.failures.is_empty(), said)
}

async fn last_backup(store: &dyn Store, now: Timestamp) -> anyhow::Result<Line> {
    let Some(last) = store.last_run(backup::LAST_RUN).await? else {
        return Ok(warned("backup", true, "none was ever made: glane backup DIR makes one".to_owned()));
    };
    let days = (now.as_second() - last.as_second()) / DAY;
    let text = format!("the last one is {days} days old");
    Ok(warned("backup", days >= BACKUP, text))
}
