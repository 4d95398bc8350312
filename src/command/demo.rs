//! `glane demo`: a sample ministry on this machine, mirrored, catalogued and served.
//!
//! The forge is the sample forge that also serves the tests; everything after it is the product.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use glane_catalog::model::{ForgeId, HostId};
use glane_index::Index;
use glane_sample_forge::{Rights, SampleForge, world};
use tokio::net::TcpListener;

use super::sync::{Show, Summary, in_words, pass_over};
use super::{Ending, UsageError, output, serve};
use crate::cli;
use crate::clock::Clock;
use crate::config::{
    ForgeKind, ForgeSettings, HostKind, HostSettings, Network, Operator, Policy, Settings, Site, Storage,
};
use crate::mirror::discover::{Asked, Wish};
use crate::process::Programs;
use crate::service::Service;
use crate::work::lock::{self, DataLock};

/// The sample forge's token: it opens nothing but a sample on the loopback address.
const TOKEN: &str = "sample-ministry";

/// The file by which a demo's folder is known: nothing is written into a foreign one.
const MARKER: &str = ".glane-demo";

/// Held as long as a demo runs; the data lock is free between its passes.
const LOCK: &str = "demo.lock";

/// What the demo's passes are for.
const WISH: Wish<'static> = Wish { only: None, asked: Asked::ByPerson };

/// Runs `glane demo`.
pub(super) async fn run(arguments: &cli::Demo, programs: Programs) -> anyhow::Result<Ending> {
    let begun = Instant::now();
    let (folder, _lock) = enter(&arguments.dir)?;
    let listener = if arguments.once { None } else { Some(listen(arguments.port).await?) };
    let renamed = folder.join("renamed");
    let first_time = !renamed.exists();
    output::note(&format!("sample ministry in {}", folder.display()));
    let forge = start_forge(&folder, !first_time).await?;
    let service =
        Service::open(settings(&folder, forge.url(), &listener)?, Clock::system(), programs).await?;
    let ids: Vec<ForgeId> = service.settings.forges.iter().map(|forge| forge.id.clone()).collect();
    let mut summary = pass_over(&service, &ids, WISH, Show::Lines).await?;
    if first_time {
        let rename = world::second_pass();
        forge.handle().rename(rename.old_path, rename.new_path)?;
        std::fs::write(&renamed, b"")?;
        output::note(&format!(
            "\nfirst pass: {}\n{} becomes {} at the forge; second pass",
            in_words(&summary),
            rename.old_path,
            rename.new_path
        ));
        summary = pass_over(&service, &ids, WISH, Show::Lines).await?;
    }
    say_what_is_there(&service, &folder, &summary, begun.elapsed())?;
    if listener.is_some() {
        output::note("Ctrl-C stops it");
    }
    let ending = if summary.failed + summary.forges_failed > 0 { Ending::WithFailures } else { Ending::Done };
    if let Some(listener) = listener {
        serve::site(&service, Index::open(&service.index_folder())?, listener, std::sync::Arc::default())
            .await?;
    }
    forge.stop().await;
    Ok(ending)
}

/// Makes the folder a demo's own, for this demo alone.
fn enter(dir: &Path) -> anyhow::Result<(PathBuf, DataLock)> {
    let folder = std::path::absolute(dir)?;
    if !is_free(&folder)? {
        return Err(UsageError(format!(
            "{} is not empty and not a demo's folder; name a new one with --dir",
            folder.display()
        ))
        .into());
    }
    let held =
        format!("another demo runs in {}; stop it or choose another folder with --dir", folder.display());
    let lock = lock::take_named(&folder, LOCK, &held)?;
    let marker = folder.join(MARKER);
    std::fs::write(&marker, b"").with_context(|| format!("cannot write {}", marker.display()))?;
    Ok((folder, lock))
}

/// Whether a folder is new, empty or a demo's; the lock alone is a demo that is just beginning.
fn is_free(folder: &Path) -> anyhow::Result<bool> {
    if folder.join(MARKER).is_file() {
        return Ok(true);
    }
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == LOCK))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("cannot read the folder {}", folder.display())),
    }
}

async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} is taken; choose another with --port, or --port 0 for any"))
}

/// Starts the sample forge on the port it had before, so that a second run finds nothing changed.
async fn start_forge(folder: &Path, second_time: bool) -> anyhow::Result<SampleForge> {
    let port_file = folder.join("forge-port");
    let port =
        std::fs::read_to_string(&port_file).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    let mut repositories = world::ministry();
    if second_time {
        let rename = world::second_pass();
        for repository in repositories.iter_mut().filter(|repository| repository.id == rename.id) {
            rename.new_path.clone_into(&mut repository.path);
        }
    }
    let groups: Vec<String> = world::GROUPS.iter().map(|(path, _)| (*path).to_owned()).collect();
    let builder = |port| {
        SampleForge::builder()
            .gitlab(repositories.clone())
            .token("demo", TOKEN, Rights::Member(groups.clone()))
            .port(port)
            .start(folder.join("forge"))
    };
    let forge = match builder(port).await {
        // Another program took the port meanwhile: the projects then move to another address.
        Err(_) if port != 0 => builder(0).await?,
        other => other?,
    };
    let port = forge.url().rsplit(':').next().unwrap_or_default().to_owned();
    std::fs::write(&port_file, port)?;
    Ok(forge)
}

fn settings(folder: &Path, forge: &str, listener: &Option<TcpListener>) -> anyhow::Result<Settings> {
    let listen = match listener {
        Some(listener) => listener.local_addr()?,
        None => ([127, 0, 0, 1], 0).into(),
    };
    Ok(Settings {
        file: None,
        site: Site {
            title: "Glane, démonstration".to_owned(),
            url: None,
            files_url: None,
            listen,
            operator: Operator::default(),
        },
        store: Storage {
            url: format!("sqlite:{}", folder.join("glane.db").display()),
            data: folder.to_owned(),
        },
        forges: vec![ForgeSettings {
            url: Some(forge.parse()?),
            token: Some(TOKEN.to_owned().into()),
            approved_by: Some("la démonstration".to_owned()),
            ..ForgeSettings::new(ForgeId::new("ministere")?, ForgeKind::Gitlab)
        }],
        hosts: vec![HostSettings {
            path: Some(folder.join("host")),
            name: "{path}".to_owned(),
            ..HostSettings::new(HostId::new("copies")?, HostKind::Plain)
        }],
        sources: Vec::new(),
        policy: Policy { git_timeout: Duration::from_secs(120), ..Policy::default() },
        network: Network::default(),
    })
}

fn say_what_is_there(
    service: &Service,
    folder: &Path,
    summary: &Summary,
    took: Duration,
) -> anyhow::Result<()> {
    let status = Index::open(&service.index_folder())?.status()?;
    output::note(&format!(
        "\n{}\n{} projects and resources in the catalogue; copies in {}; done in {:.1} s",
        in_words(summary),
        status.documents,
        folder.join("host").display(),
        took.as_secs_f64()
    ));
    Ok(())
}
