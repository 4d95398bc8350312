//! `glane check`: tries everything the configuration names, and says what is wrong with it.
//!
//! Writes nothing but a probe file in the data folder, removed at once.

use rustix::fs::statvfs;
use serde::Serialize;

use super::{Ending, output};
use crate::mirror::git::minimum_version;
use crate::service::Service;

/// Free disk space below which a warning is due, in bytes.
const LITTLE: u64 = 1 << 30;

#[derive(Serialize)]
struct Line {
    what: String,
    ok: bool,
    message: String,
}

/// Runs `glane check`.
pub(super) async fn run(service: &Service, json: bool) -> anyhow::Result<Ending> {
    let mut lines = vec![
        Line {
            what: "configuration".to_owned(),
            ok: true,
            message: format!(
                "{} forge(s), {} host(s)",
                service.settings.forges.len(),
                service.settings.hosts.len()
            ),
        },
        data_folder(service),
    ];
    let context = service.context()?;
    lines.push(line("git", minimum_version(&context.git).await.map_err(|reason| reason.message)));
    for (id, forge) in &context.forges {
        lines.push(line(&format!("forge {id}"), forge.check().await.map_err(|error| error.to_string())));
    }
    for host in &context.hosts {
        lines.push(line(
            &format!("host {}", host.id()),
            host.check().await.map_err(|error| error.to_string()),
        ));
    }
    for line in &lines {
        if json {
            output::json(line);
        } else {
            output::line(&format!(
                "{:<5} {:<20} {}",
                if line.ok { "ok" } else { "WRONG" },
                line.what,
                line.message
            ));
        }
    }
    let well = lines.iter().all(|line| line.ok);
    Ok(if well { Ending::Done } else { Ending::WithFailures })
}

fn line(what: &str, outcome: Result<String, String>) -> Line {
    let ok = outcome.is_ok();
    Line { what: what.to_owned(), ok, message: outcome.unwrap_or_else(|message| message) }
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
