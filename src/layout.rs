//! Where a project's two bare repositories lie on disk, and how they are made and cleaned.
//!
//! Folders are named by the store's own numbers: a name from outside is never a path.

pub mod private;
pub mod replace;

use std::path::{Path, PathBuf};

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode};

/// The two bare repositories of one project.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What was fetched, not yet judged, and the archive of overwritten tips.
    pub intake: PathBuf,
    /// Only what passed the gate and was published; it alone is served.
    pub public: PathBuf,
}

impl Layout {
    /// The folders of a project: `repositories/<forge>/<number modulo 256>/<number>/`.
    #[must_use]
    pub fn of(data: &Path, forge: &ForgeId, number: i64) -> Self {
        let folder = Self::folder(data, forge, number);
        Self { intake: folder.join("intake.git"), public: folder.join("public.git") }
    }

    /// The two repositories of the project's wiki, beside its own.
    #[must_use]
    pub fn wiki(&self) -> Self {
        Self {
            intake: self.intake.with_file_name("wiki-intake.git"),
            public: self.public.with_file_name("wiki-public.git"),
        }
    }

    /// What the last examination keeps in mind for the next.
    #[must_use]
    pub fn memo(&self) -> PathBuf {
        self.intake.with_file_name("examined.memo")
    }

    /// The same, and the one that is being written.
    #[must_use]
    pub fn memos(&self) -> [PathBuf; 2] {
        [self.memo(), self.memo().with_extension("part")]
    }

    /// The folder of a project, in which both lie.
    #[must_use]
    pub fn folder(data: &Path, forge: &ForgeId, number: i64) -> PathBuf {
        data.join("repositories")
            .join(forge.as_str())
            .join(format!("{:02x}", number.rem_euclid(256)))
            .join(number.to_string())
    }
}

/// Opens a bare repository, making it if it is not there.
///
/// # Errors
/// `internal`, naming the folder, when it can be neither opened nor made.
pub fn open_or_create(path: &Path) -> Result<git2::Repository, Reason> {
    if path.join("HEAD").exists()
        && let Ok(repository) = git2::Repository::open_bare(path)
    {
        return Ok(repository);
    }
    let mut options = git2::RepositoryInitOptions::new();
    options.bare(true).mkpath(true).external_template(false).initial_head("main");
    git2::Repository::init_opts(path, &options).map_err(|error| internal(path, &error))
}

/// The key in a repository's configuration that says whose it is.
const OWNER: &str = "glane.project";

/// Opens a project's bare repository, making it if it is not there.
///
/// Numbers begin anew with a new database, and the folders are still those of the old one: a
/// repository that is another project's, or does not say whose it is, is set aside beside its place
/// and never touched again.
///
/// # Errors
/// `internal`, naming the folder.
pub fn open_or_create_for(path: &Path, key: &ProjectKey) -> Result<git2::Repository, Reason> {
    let key = key.to_string();
    if path.join("HEAD").exists() {
        let repository = open_or_create(path)?;
        if owner(&repository).as_deref() == Some(key.as_str()) {
            return Ok(repository);
        }
        drop(repository);
        set_aside(path)?;
    }
    let repository = open_or_create(path)?;
    name_owner(&repository, &key).map_err(|error| internal(path, &error))?;
    Ok(repository)
}

/// Has a repository say that it belongs to the project of this key.
///
/// # Errors
/// When its configuration cannot be written.
pub fn name_owner(repository: &git2::Repository, key: &str) -> Result<(), git2::Error> {
    repository.config()?.set_str(OWNER, key)
}

/// The key of the project that a repository says it belongs to.
#[must_use]
pub fn owner_of(path: &Path) -> Option<String> {
    owner(&git2::Repository::open_bare(path).ok()?)
}

/// The project a repository says it belongs to, in its own configuration and not in the machine's.
fn owner(repository: &git2::Repository) -> Option<String> {
    let mut config = repository.config().ok()?.open_level(git2::ConfigLevel::Local).ok()?;
    config.snapshot().ok()?.get_string(OWNER).ok()
}

/// Whether a repository is there and says that it is this project's.
#[must_use]
pub fn is_of(path: &Path, key: &ProjectKey) -> bool {
    git2::Repository::open_bare(path).is_ok_and(|repository| owner(&repository) == Some(key.to_string()))
}

fn set_aside(path: &Path) -> Result<(), Reason> {
    let aside = (1_u32..)
        .map(|number| path.with_extension(format!("git.stranger-{number}")))
        .find(|aside| !aside.exists())
        .unwrap_or_else(|| path.with_extension("git.stranger"));
    std::fs::rename(path, &aside).map_err(|error| {
        Reason::new(ReasonCode::Internal, format!("{} cannot be set aside: {error}", path.display()))
    })?;
    tracing::warn!(
        folder = %aside.display(),
        "a repository stood in the place of another project, after the loss of a database perhaps, and was set \
         aside; remove it once nothing in it is missed"
    );
    Ok(())
}

/// Opens a bare repository that must be there.
///
/// # Errors
/// `internal`, naming the folder.
pub fn open(path: &Path) -> Result<git2::Repository, Reason> {
    git2::Repository::open_bare(path).map_err(|error| internal(path, &error))
}

/// The reason for a failure of git on disk.
pub(crate) fn internal(path: &Path, error: &git2::Error) -> Reason {
    Reason::new(ReasonCode::Internal, format!("{}: {}", path.display(), error.message()))
}

/// How the folders begin, in a project's own, in which files of a release wait for their judgement.
pub const WAITING: &str = "release-";

/// Removes the files of releases that a killed pass left waiting. Only the holder of the project's lock
/// may call this.
///
/// # Errors
/// When a folder cannot be removed.
pub fn remove_waiting(layout: &Layout) -> std::io::Result<()> {
    let folder = layout.public.parent().unwrap_or(&layout.public);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(WAITING.as_bytes()) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Removes what a killed git leaves behind: `*.lock` and temporary packs, never reused by git and
/// in the way of every later run. Only the holder of the project's lock may call this.
///
/// # Errors
/// When a folder cannot be read or a file not be removed.
pub fn remove_leftovers(repository: &Path) -> std::io::Result<u64> {
    let left = leftovers(repository)?;
    for path in &left {
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else {
            std::fs::remove_file(path)?;
        }
    }
    Ok(left.len() as u64)
}

/// What a killed git left in a repository; of one that is not there, nothing.
///
/// # Errors
/// When a folder cannot be read.
pub fn leftovers(repository: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    let mut folders = vec![repository.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry.file_type()?;
            let is_left = kind.is_dir() && name.starts_with("tmp_objdir")
                || kind.is_file() && (is_leftover(&name) || is_left_keep(&entry.path()));
            if is_left {
                left.push(entry.path());
            } else if kind.is_dir() && !is_loose_object_folder(&folder, &name) {
                folders.push(entry.path());
            }
        }
    }
    Ok(left)
}

fn is_leftover(name: &str) -> bool {
    let lock = Path::new(name).extension().is_some_and(|extension| extension == "lock");
    lock || ["tmp_pack_", "tmp_idx_", "tmp_rev_", "pack_git2_"].iter().any(|start| name.starts_with(start))
}

/// Whether it is the mark by which a git at work keeps a pack from being packed anew. One that was killed
/// leaves it, and git 2.47 then takes the same pack no more: "unable to migrate objects to permanent storage",
/// since the mark of the next one names another process. A mark that a person made says something else.
fn is_left_keep(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "keep")
        && std::fs::read(path).is_ok_and(|text| {
            ["receive-pack ", "fetch-pack "].iter().any(|start| text.starts_with(start.as_bytes()))
        })
}

fn is_loose_object_folder(parent: &Path, name: &str) -> bool {
    name.len() == 2 && parent.file_name().is_some_and(|folder| folder == "objects")
}

/// Bytes of all files under a folder; what cannot be read counts nothing.
#[must_use]
pub fn bytes_on_disk(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes_on_disk(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_of_another_project_is_set_aside_and_not_continued() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("intake.git");
        let key = |id: &str| ProjectKey { forge: ForgeId::new("mim").unwrap(), id: id.to_owned() };
        let owner_now = || owner(&git2::Repository::open_bare(&path).unwrap());
        drop(open_or_create_for(&path, &key("1")).unwrap());
        std::fs::write(path.join("mark"), b"").unwrap();
        drop(open_or_create_for(&path, &key("1")).unwrap());
        assert!(path.join("mark").exists(), "its own is opened again");

        let hard = "a #\"é;\\ .git";
        drop(open_or_create_for(&path, &key(hard)).unwrap());
        assert!(!path.join("mark").exists() && folder.path().join("intake.git.stranger-1/mark").exists());
        assert_eq!(owner_now(), Some(format!("mim:{hard}")), "whatever the key is written with");

        std::fs::remove_dir_all(&path).unwrap();
        drop(open_or_create(&path).unwrap());
        drop(open_or_create_for(&path, &key("1")).unwrap());
        assert!(
            folder.path().join("intake.git.stranger-2").is_dir(),
            "one that says nothing is no less foreign"
        );
        assert_eq!(owner_now().as_deref(), Some("mim:1"));
    }

    #[test]
    fn files_of_releases_that_a_killed_pass_left_go_and_nothing_else() {
        let data = tempfile::tempdir().unwrap();
        let layout = Layout::of(data.path(), &ForgeId::new("mim").unwrap(), 7);
        let folder = Layout::folder(data.path(), &ForgeId::new("mim").unwrap(), 7);
        for name in ["release-Xy12", "public.git", "wiki-public.git"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        std::fs::write(folder.join("release-Xy12/0"), "une liste").unwrap();
        remove_waiting(&layout).unwrap();
        let mut left: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["public.git", "wiki-public.git"]);
        remove_waiting(&Layout::of(data.path(), &ForgeId::new("mim").unwrap(), 8)).unwrap();
    }

    #[test]
    fn leftovers_of_a_killed_git_go_and_references_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.git");
        let repository = open_or_create(&path).unwrap();
        drop(repository);
        for name in ["packed-refs.lock", "refs/heads/x.lock", "objects/pack/tmp_pack_aB3"] {
            std::fs::write(path.join(name), b"").unwrap();
        }
        std::fs::write(path.join("refs/heads/locked"), b"kept").unwrap();
        let keep = |name: &str| path.join("objects/pack").join(name);
        std::fs::write(keep("pack-1.keep"), b"receive-pack 4711 on machine\n").unwrap();
        std::fs::write(keep("pack-2.keep"), b"fetch-pack 4712 on machine\n").unwrap();
        std::fs::write(keep("pack-3.keep"), b"").unwrap();
        assert_eq!(remove_leftovers(&path).unwrap(), 5);
        assert!(path.join("refs/heads/locked").exists());
        assert!(keep("pack-3.keep").exists(), "what a person keeps stays");
        assert!(!path.join("refs/heads/x.lock").exists());
    }
}
