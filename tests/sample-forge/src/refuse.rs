//! Refusal of single references at a push by git's `update` hook, and of whole pushes that move a
//! protected branch back or delete it by its `pre-receive` hook.
//!
//! Must not refuse what was not named.

use std::collections::BTreeSet;
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

/// Run by git once a push; the words are GitLab's.
const PROTECTION: &str = r#"#!/bin/sh
while read -r old new name; do
	while IFS= read -r protected; do
		[ "$name" = "refs/heads/$protected" ] || continue
		case "$new" in *[!0]*) ;; *)
			echo "GitLab: You can only delete protected branches using the web interface." >&2
			exit 1 ;;
		esac
		case "$old" in *[!0]*)
			git merge-base --is-ancestor "$old" "$new" && continue
			echo "GitLab: You are not allowed to force push code to a protected branch on this project." >&2
			exit 1 ;;
		esac
	done < protected-branches
done
exit 0
"#;

/// Protects these branches from now on, and no others.
///
/// # Errors
/// When the repository's files cannot be written.
pub(crate) fn protect(directory: &Path, branches: &BTreeSet<String>) -> Result<(), Error> {
    let (list, hooks) = (directory.join("protected-branches"), directory.join("hooks"));
    let lines: String = branches.iter().map(|name| format!("{name}\n")).collect();
    fs::create_dir_all(&hooks).map_err(Error::io(hooks.display()))?;
    fs::write(&list, lines).map_err(Error::io(list.display()))?;
    let (script, hook) = (hooks.join("protection"), hooks.join("pre-receive"));
    if hook.symlink_metadata().is_ok() {
        return Ok(());
    }
    fs::write(&script, PROTECTION).map_err(Error::io(script.display()))?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).map_err(Error::io(script.display()))?;
    symlink("protection", &hook).map_err(Error::io(hook.display()))
}

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
