//! `glane backup`: database and repositories into a folder, while the service runs.
//!
//! Must not copy anything itself.

use std::path::Path;

use super::{Ending, output};
use crate::operate::backup;
use crate::service::Service;

/// Runs `glane backup`.
pub(super) async fn run(service: &Service, folder: &Path) -> anyhow::Result<Ending> {
    let made = backup::back_up(&service.context()?, folder).await?;
    for failure in &made.failures {
        output::line(&format!("not copied: {failure}"));
    }
    output::line(&format!(
        "{} repositories ({} changed), {} MB in all, in {}",
        made.repositories,
        made.changed,
        made.bytes >> 20,
        folder.display()
    ));
    Ok(if made.failures.is_empty() { Ending::Done } else { Ending::WithFailures })
}
