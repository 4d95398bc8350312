//! Folders that no other account of this machine may look into: what is not published, or was
//! withdrawn, and the log of decisions lie there.
//!
//! Must not know what lies in them.

use std::fs::{DirBuilder, Metadata, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

/// What is open to the group or to everyone.
const OTHERS: u32 = 0o077;
/// A folder of its owner alone.
const OWN: u32 = 0o700;

/// Makes a folder that its owner alone may enter; one that is there stays as it is.
///
/// # Errors
/// When it can be neither found nor made.
pub fn make(folder: &Path) -> std::io::Result<()> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    match DirBuilder::new().mode(OWN).create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        done => done,
    }
}

/// Closes a folder to other accounts where it is ours to close. Whether it had been open.
///
/// # Errors
/// When its mode cannot be changed.
pub fn tighten(folder: &Path) -> std::io::Result<bool> {
    let metadata = folder.metadata()?;
    let ours = metadata.uid() == rustix::process::geteuid().as_raw();
    let open = ours && is_open(&metadata);
    if open {
        std::fs::set_permissions(folder, Permissions::from_mode(OWN))?;
    }
    Ok(open)
}

/// The command that closes a folder and its database to other accounts; none where nothing is open.
#[must_use]
pub fn remedy(folder: &Path, database: Option<&Path>) -> Option<String> {
    let open = |path: &Path| path.metadata().is_ok_and(|metadata| is_open(&metadata));
    if open(folder) {
        return Some(format!("chmod 700 {}", folder.display()));
    }
    // Within a closed folder the mode of a file is no matter.
    let database = database.filter(|file| !file.starts_with(folder) && open(file))?;
    Some(format!("chmod 600 {}", database.display()))
}

fn is_open(metadata: &Metadata) -> bool {
    metadata.mode() & OTHERS != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_folder_is_closed_and_an_open_one_is_named_and_tightened() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("a/data");
        make(&folder).unwrap();
        let mode = |folder: &Path| folder.metadata().unwrap().mode() & 0o777;
        assert_eq!((mode(&folder), remedy(&folder, None)), (0o700, None));

        std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        make(&folder).unwrap();
        assert_eq!(mode(&folder), 0o755, "one that is there is an operator's");
        assert_eq!(remedy(&folder, None), Some(format!("chmod 700 {}", folder.display())));
        assert!(tighten(&folder).unwrap() && !tighten(&folder).unwrap());
        assert_eq!(mode(&folder), 0o700);

        let database = outer.path().join("glane.db");
        std::fs::write(&database, b"").unwrap();
        std::fs::set_permissions(&database, Permissions::from_mode(0o644)).unwrap();
        assert_eq!(remedy(&folder, Some(&database)), Some(format!("chmod 600 {}", database.display())));
    }
}
