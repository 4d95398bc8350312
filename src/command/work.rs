//! `glane work`: one more worker on the same data folder and database, without site and schedule.
//!
//! The job table shares the work out; must not follow the index nor file what is scheduled.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

use super::serve::{log, stop_signal};
use super::{Ending, output};
use crate::service::Service;
use crate::work::runner;

/// Longest time between two looks at the job table.
const LOOK: Duration = Duration::from_secs(2);

/// Runs `glane work`.
pub(super) async fn run(service: &Service) -> anyhow::Result<Ending> {
    let (context, _lock) = service.working().await?;
    output::note(&format!("working on {}", service.settings.store.data.display()));
    let (reports, received) = mpsc::unbounded_channel();
    let logging = tokio::spawn(log(received, None));
    runner::keep_draining(context, reports, Arc::new(Notify::new()), LOOK, stop_signal()).await;
    logging.await?;
    Ok(Ending::Done)
}
