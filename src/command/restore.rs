//! `glane restore`: puts a backup in place of nothing, and notes when its operator has confirmed it.
//!
//! Opens no database: there must be none.

use std::path::Path;

use super::{Ending, UsageError, output};
use crate::config::Settings;
use crate::operate::{restore, restored};
use crate::work::lock;

/// Runs `glane restore`; with no folder, lets what was restored begin its work.
pub(super) fn run(settings: &Settings, backup: Option<&Path>) -> anyhow::Result<Ending> {
    let data = &settings.store.data;
    let Some(backup) = backup else { return confirm(data) };
    let url = &settings.store.url;
    let Some(database) = url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path))
    else {
        return Err(UsageError(format!("{url}: only a database in a file can be restored")).into());
    };
    let _lock = lock::take(data)?;
    let restored = restore::restore(backup, data, Path::new(database))?;
    output::line(&format!("{restored} repositories and the database restored into {}", data.display()));
    output::note("the search index is built anew at the next start, or by glane index rebuild");
    output::note(&restored::remedy(data));
    Ok(Ending::Done)
}

fn confirm(data: &Path) -> anyhow::Result<Ending> {
    if restored::confirm(data)? {
        output::note("confirmed: mirroring and serving may begin");
    } else {
        output::note("nothing waits to be confirmed");
    }
    Ok(Ending::Done)
}
