//! Refusal of single references at a push, by git's own `update` hook.
//!
//! Must not refuse what was not named.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::Error;

/// Run by git once a reference, in the repository; the words are those of GitHub's branch
/// protection.
const HOOK: &str = r#"#!/bin/sh
while IFS= read -r name; do
	if [ "$name" = "$1" ]; then
		echo "error: GH006: Protected branch update failed for $1." >&2
		exit 1
	fi
done < refused-references
exit 0
"#;

/// Refuses these references from now on; none lifts it.
///
/// # Errors
/// When the repository's files cannot be written.
pub(crate) fn set(directory: &Path, names: &[&str]) -> Result<(), Error> {
    let hooks = directory.join("hooks");
    let (script, hook) = (hooks.join("refuse"), hooks.join("update"));
    fs::create_dir_all(&hooks).map_err(Error::io(hooks.display()))?;
    if hook.symlink_metadata().is_ok() {
        fs::remove_file(&hook).map_err(Error::io(hook.display()))?;
    }
    if names.is_empty() {
        return Ok(());
    }
    let list = directory.join("refused-references");
    let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
    fs::write(&list, lines).map_err(Error::io(list.display()))?;
    fs::write(&script, HOOK).map_err(Error::io(script.display()))?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).map_err(Error::io(script.display()))?;
    symlink("refuse", &hook).map_err(Error::io(hook.display()))
}
