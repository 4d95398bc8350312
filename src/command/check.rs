//! `glane check`: tries everything the configuration names, and says what is wrong with it.
//!
//! Writes nothing but a probe file in the data folder, removed at once, and the end of a pause.

mod state;

use std::path::Path;

use glane_store::PausedSide;
use rustix::fs::statvfs;
use serde::Serialize;

use super::{Ending, output, serve};
use crate::forge::Checked;
use crate::harvest;
use crate::layout::private;
use crate::mirror::git::minimum_version;
use crate::service::Service;
use crate::work::pauses;

/// Free disk space below which a warning is due, in bytes.
const LITTLE: u64 = 1 << 30;

#[derive(Serialize)]
struct Line {
    what: String,
    ok: bool,
    warning: bool,
    message: String,
}

/// Runs `glane check`.
pub(super) async fn run(service: &Service, json: bool) -> anyhow::Result<Ending> {
    let mut lines = vec![
        line("configuration", configuration(service)),
        data_folder(service),
        accounts(service),
        line("catalogue", catalogue(service).await),
    ];
    let context = service.context()?;
    lines.push(match minimum_version(&context.git).await {
        Ok(found) => warned("git", found.warning.is_some(), found.warning.unwrap_or(found.text)),
        Err(reason) => line("git", Err(reason.message)),
    });
    lines.push(state::large_files(&context).await);
    lines.push(state::network(&service.settings.network));
    for (id, forge) in &context.forges {
        let found = forge.check().await.map_err(|error| error.to_string());
        lines.push(side(service, PausedSide::Forge, id.as_str(), found).await?);
    }
    for host in &context.hosts {
        let found = host.check().await.map_err(|error| error.to_string());
        lines.push(side(service, PausedSide::Host, host.id().as_str(), found).await?);
    }
    for settings in &context.catalogues {
        let found = harvest::look(settings, &context.reach).await.map_err(|trouble| trouble.to_string());
        lines.push(line(&format!("source {}", settings.id), found));
    }
    lines.extend(serve::idle(&service.settings).map(|text| warned("schedule", true, text)));
    lines.extend(state::of(service).await?);
    lines.iter().for_each(|line| print(line, json));
    let well = lines.iter().all(|line| line.ok);
    Ok(if well { Ending::Done } else { Ending::WithFailures })
}

/// A forge or host: one that answers is no longer paused, and of one that is, it is said.
async fn side(
    service: &Service,
    side: PausedSide,
    id: &str,
    found: Result<Checked, String>,
) -> anyhow::Result<Line> {
    let store = service.store.as_ref();
    let what = format!("{} {id}", side.as_str());
    match found {
        Ok(found) => {
            pauses::end(store, side, id).await?;
            Ok(warned(&what, !found.warnings.is_empty(), found.to_string()))
        }
        Err(said) => Ok(line(
            &what,
            Err(match pauses::in_force(store, side, id, service.clock.now()).await? {
                Some(pause) => format!("{said}; paused until {}", pause.until),
                None => said,
            }),
        )),
    }
}

fn print(line: &Line, json: bool) {
    if json {
        return output::json(line);
    }
    let word = match (line.ok, line.warning) {
        (false, _) => "WRONG",
        (true, true) => "warn",
        (true, false) => "ok",
    };
    output::line(&format!("{word:<5} {:<20} {}", line.what, line.message));
}

fn line(what: &str, outcome: Result<String, String>) -> Line {
    let ok = outcome.is_ok();
    let message = outcome.unwrap_or_else(|message| message);
    Line { what: what.to_owned(), ok, warning: false, message }
}

/// Something that works, and may be worth a warning.
fn warned(what: &str, warning: bool, message: String) -> Line {
    Line { what: what.to_owned(), ok: true, warning, message }
}

fn configuration(service: &Service) -> Result<String, String> {
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let settings = &service.settings;
    let (forges, hosts, sources) = (settings.forges.len(), settings.hosts.len(), settings.sources.len());
    if forges == 0 && sources == 0 {
        return Err("no [[forge]] is configured: take the # away from one of the examples".to_owned());
    }
    let sources = if sources == 0 { String::new() } else { format!(", {}", count(sources, "source")) };
    Ok(format!("{}, {}{sources}", count(forges, "forge"), count(hosts, "host")))
}

/// Documents that a message names one by one.
const NAMED: usize = 10;

async fn catalogue(service: &Service) -> Result<String, String> {
    let mut unreadable = service.store.unreadable().await.map_err(|error| error.to_string())?;
    let count = unreadable.len();
    if count == 0 {
        return Ok("every stored document can be read".to_owned());
    }
    unreadable.truncate(NAMED);
    let more = if count > NAMED { format!("; and {} more", count - NAMED) } else { String::new() };
    Err(format!("{}{more}; they are passed over: restore the database from a backup", unreadable.join("; ")))
}

/// Whether other accounts of this machine can look into the data.
fn accounts(service: &Service) -> Line {
    let store = &service.settings.store;
    let database =
        store.url.strip_prefix("sqlite:").map(|file| Path::new(file.strip_prefix("//").unwrap_or(file)));
    match private::remedy(&store.data, database) {
        Some(command) => warned(
            "accounts",
            true,
            format!(
                "other accounts of this machine can read what is stored, unpublished projects too: {command}"
            ),
        ),
        None => warned("accounts", false, "what is stored is closed to other accounts".to_owned()),
    }
}

fn data_folder(service: &Service) -> Line {
    let folder = &service.settings.store.data;
    let outcome = tempfile::NamedTempFile::new_in(folder)
        .map_err(|error| format!("{} cannot be written: {error}; give it to this user", folder.display()))
        .and_then(|_| statvfs(folder).map_err(|error| format!("{}: {error}", folder.display())))
        .and_then(|disk| {
            let free = disk.f_bavail * disk.f_frsize;
            let said = format!("{}: {} GB free", folder.display(), free / 1_000_000_000);
            if free < LITTLE { Err(format!("{said}; make room before mirroring")) } else { Ok(said) }
        });
    line("data folder", outcome)
}
