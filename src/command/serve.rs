//! `glane serve`: the site, the schedule and the workers in one process.
//!
//! Puts the long-running parts side by side; must not do their work.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use glane_index::{Index, Trouble};
use glane_store::Store;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc, watch};

use super::{Ending, output};
use crate::config::Settings;
use crate::disk;
use crate::harvest::run::Harvested;
use crate::layout::private;
use crate::mirror::pass::Context;
use crate::service::Service;
use crate::web::{self, App};
use crate::work::follow::Follower;
use crate::work::lock::DataLock;
use crate::work::pauses::{self, TokenFile};
use crate::work::runner::{self, Report};
use crate::work::schedule::Schedule;

/// Longest time between two looks at the job table.
const LOOK: Duration = Duration::from_secs(5);
/// Longest time between two looks at the change sequence: another process may have written.
const CHANGES: Duration = Duration::from_secs(1);
/// How often it is seen whether a token file was written.
const TOKENS: Duration = Duration::from_secs(60);
/// How often a full disk is tried again.
const ROOM: Duration = Duration::from_secs(15);
/// How long open answers may take once the service is asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Runs `glane serve`.
pub(super) async fn run(service: Service, listen: Option<SocketAddr>) -> anyhow::Result<Ending> {
    let listen = listen.unwrap_or(service.settings.site.listen);
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}: choose another address or port with --listen")
    })?;
    let data = &service.settings.store.data;
    match private::tighten(data) {
        Ok(true) => output::note(&format!("{}: closed to other accounts (chmod 700)", data.display())),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the data folder could not be closed to other accounts"),
    }
    if let Some(text) = idle(&service.settings) {
        output::note(&format!("warning: {text}"));
    }
    let service = Arc::new(service);
    let index = open_index(&service)?;
    let stop = stop_signal();
    let lead = match Lead::take(&service, &index).await {
        // What is there can be read meanwhile.
        Err(error) if disk::is_full(&format!("{error:#}")) => {
            tracing::error!(error = disk::explained(format!("{error:#}")), "only the pages are served");
            index.say_trouble(Some(Trouble::DiskFull));
            None
        }
        taken => Some(taken?),
    };
    let jobs = Arc::new(Notify::new());
    let leading = keep_leading(Arc::clone(&service), index.clone(), lead, Arc::clone(&jobs), stop);
    let working = tokio::spawn(leading);
    let ended = site(&service, index, listener, jobs).await;
    if ended.is_ok() {
        // The jobs under way come to their end, or are given back.
        working.await??;
    }
    ended.map(|()| Ending::Done)
}

/// The index, and a word in the log where it has to be filled anew.
fn open_index(service: &Service) -> anyhow::Result<Index> {
    let index = Index::open(&service.index_folder())?;
    if let Some(aside) = index.recovered() {
        tracing::error!(
            aside = %aside.display(),
            "the index was damaged: it was set aside and is filled anew from the catalogue; results are incomplete \
             meanwhile"
        );
    }
    Ok(index)
}

/// The lead of a data folder: what follows the index, keeps the schedule and works.
struct Lead {
    context: Arc<Context>,
    follower: Follower,
    _locks: [DataLock; 2],
}

impl Lead {
    async fn take(service: &Service, index: &Index) -> anyhow::Result<Self> {
        let (context, locks) = service.mirroring().await?;
        let follower = Follower::new(Arc::clone(&service.store), index.clone(), service.clock.clone())?;
        Ok(Self { context, follower, _locks: locks })
    }

    /// Works until it is asked to stop.
    async fn keep(
        self,
        service: &Service,
        jobs: Arc<Notify>,
        stop: watch::Receiver<bool>,
    ) -> anyhow::Result<()> {
        let changes = Arc::new(Notify::new());
        let schedule = Schedule {
            store: Arc::clone(&service.store),
            clock: service.clock.clone(),
            wake: Arc::clone(&jobs),
            daily_look: service.settings.policy.daily_look,
        };
        let mut scheduler = schedule.start(&service.settings.forges, &service.settings.sources).await?;
        let (reports, received) = mpsc::unbounded_channel();
        let besides = [
            tokio::spawn(self.follower.keep_following(Arc::clone(&changes), CHANGES)),
            tokio::spawn(log(received, Some(changes))),
            tokio::spawn(watch_tokens(Arc::clone(&service.store), service.token_files())),
        ];
        runner::keep_draining(self.context, reports, jobs, LOOK, stop).await;
        scheduler.shutdown().await.ok();
        for task in &besides {
            // Stopping between two writes is safe: what is not in the table is not done.
            task.abort();
        }
        Ok(())
    }
}

/// Leads, once there is room on the disk to do so.
async fn keep_leading(
    service: Arc<Service>,
    index: Index,
    mut lead: Option<Lead>,
    jobs: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    loop {
        if let Some(lead) = lead {
            return lead.keep(&service, jobs, stop).await;
        }
        if tokio::time::timeout(ROOM, stop.wait_for(|stop| *stop)).await.is_ok() {
            return Ok(());
        }
        lead = Lead::take(&service, &index)
            .await
            .inspect_err(|error| {
                tracing::error!(
                    error = disk::explained(format!("{error:#}")),
                    "still only the pages are served"
                );
            })
            .ok();
    }
}

/// What there is to say where the service would never look at a forge by itself.
pub(super) fn idle(settings: &Settings) -> Option<String> {
    if settings.forges.is_empty() {
        return Some(
            "no [[forge]] is configured: the site shows what is stored, and nothing is looked at".to_owned(),
        );
    }
    let silent: Vec<&str> = settings
        .forges
        .iter()
        .filter(|forge| forge.schedule.is_none())
        .map(|forge| forge.id.as_str())
        .collect();
    let remedy = "add schedule = \"30 3 * * *\" to the [[forge]], or run glane sync from a timer";
    match silent.len() {
        0 => None,
        count if count == settings.forges.len() => {
            Some(format!("no [[forge]] has a schedule: none is looked at by itself; {remedy}"))
        }
        _ => Some(format!("no schedule for {}: not looked at by itself; {remedy}", silent.join(", "))),
    }
}

/// Serves the pages until the process is asked to stop.
///
/// `jobs` is told of jobs that were filed meanwhile.
pub(super) async fn site(
    service: &Service,
    index: Index,
    listener: TcpListener,
    jobs: Arc<Notify>,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let app = App::new(
        &service.settings,
        address,
        Arc::clone(&service.store),
        index,
        service.clock.clone(),
        service.programs.clone(),
        jobs,
    );
    output::note(&format!("{} — http://{address}/", service.settings.site.title));
    let stopped = Arc::new(Notify::new());
    let told = Arc::clone(&stopped);
    let serving = axum::serve(listener, web::router(app)).with_graceful_shutdown(async move {
        asked_to_stop().await;
        told.notify_one();
    });
    tokio::select! {
        served = serving.into_future() => served?,
        () = async { stopped.notified().await; tokio::time::sleep(GRACE).await; } => {
            tracing::warn!("some answers were still open when the time to stop ran out");
        }
    }
    Ok(())
}

/// Becomes true when the process is asked to stop.
pub(super) fn stop_signal() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        let _ = stop.send(true);
    });
    stopped
}

/// Ends the pauses of those whose token file was written meanwhile.
pub(super) async fn watch_tokens(store: Arc<dyn Store>, tokens: Vec<TokenFile>) {
    let mut tick = tokio::time::interval(TOKENS);
    loop {
        tick.tick().await;
        if let Err(error) = pauses::end_renewed(store.as_ref(), &tokens).await {
            tracing::warn!(%error, "the pauses cannot be read; trying again");
        }
    }
}

fn harvested(done: &Harvested) {
    if let Some(reason) = &done.failure {
        tracing::warn!(source = done.source, reason, "source not harvested to its end");
    }
    tracing::info!(
        source = done.source,
        created = done.created,
        changed = done.changed,
        unchanged = done.unchanged,
        removed = done.removed,
        refused = done.refused,
        "source harvested"
    );
}

/// Waits for Ctrl-C or SIGTERM.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}

/// Logs what the workers report and wakes the follower.
pub(super) async fn log(mut reports: mpsc::UnboundedReceiver<Report>, changes: Option<Arc<Notify>>) {
    while let Some(report) = reports.recv().await {
        match report {
            Report::Discovered(forge, found) => {
                if let Some(doubt) = &found.doubt {
                    tracing::warn!(%forge, reason = doubt.message, "nothing was concluded from what is missing");
                }
                for key in &found.to_retire {
                    tracing::warn!(project = %key, "its source is gone for good: its copies are read-only from now on");
                }
                tracing::info!(
                    %forge, due = found.projects, settled = found.settled, not_public = found.not_public,
                    "forge listed"
                );
            }
            Report::Undiscovered(forge, reason) => {
                tracing::warn!(%forge, code = reason.code.as_str(), reason = reason.message, "forge not listed");
            }
            Report::Passed(pass) => {
                let codes: Vec<&str> = pass.reasons.iter().map(|reason| reason.code.as_str()).collect();
                tracing::info!(
                    forge = %pass.forge, project = pass.id, state = pass.state.as_str(), reasons = codes.join(","),
                    duration_ms = pass.ms, "project gone through"
                );
            }
            Report::Harvested(done) => harvested(&done),
            Report::Maintained(done) => tracing::info!(done, "upkeep"),
            Report::Broken(_, reason) => {
                tracing::error!(reason = reason.message, "a job broke off; it will be tried again");
            }
        }
        if let Some(changes) = &changes {
            changes.notify_one();
        }
    }
}
