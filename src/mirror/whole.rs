//! The first publication without a second indexing: when `intake.git` holds exactly what is being
//! published, `public.git` takes its pack as a hard link.
//!
//! git serves any object of a repository to whoever knows its id: one object too many here and this
//! way is closed. Must not fetch.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::git::Git;
use super::references::References;

/// In `intake.git`: the references that its only fetch brought, by their digest.
const MARK: &str = "glane-whole";

/// Whether nothing was ever fetched into an intake.
pub(super) fn is_fresh(intake: &Path) -> bool {
    !intake.join(MARK).exists() && objects(intake).is_ok_and(|objects| objects.is_empty())
}

/// Notes after a first fetch that the intake holds these references and nothing else.
pub(super) fn note(intake: &Path, fetched: &References) {
    // Without the note the longer way is taken.
    if fetched.denied.is_empty()
        && fetched.unreadable.is_empty()
        && let Err(error) = fs::write(intake.join(MARK), digest(fetched))
    {
        tracing::debug!(%error, "the first publication will index its objects a second time");
    }
}

/// Forgets the note, before anything else is fetched.
pub(super) fn forget(intake: &Path) -> io::Result<()> {
    match fs::remove_file(intake.join(MARK)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether the intake's only pack holds as many objects as these references lead to: a source may
/// send more than it was asked for.
pub(super) async fn is_exact(git: &Git, intake: &Path, wanted: &References) -> bool {
    let Some(sent) = tokio::task::block_in_place(|| count(intake)) else { return false };
    let tips: Vec<&str> = wanted.ids.values().map(String::as_str).collect();
    let options = ["--objects", "--count"].map(str::to_owned);
    let reached = super::objects::rev_list(git, intake, options, &tips, &[]).await;
    reached.is_ok_and(|reached| reached.trim().parse() == Ok(sent))
}

/// The objects in the only pack, by its head.
fn count(intake: &Path) -> Option<u32> {
    let found = objects(intake).ok()?;
    let mut packs = found.iter().filter(|file| file.extension().is_some_and(|end| end == "pack"));
    let (pack, other) = (packs.next()?, packs.next());
    let mut head = [0; 12];
    fs::File::open(pack).ok()?.read_exact(&mut head).ok()?;
    let [.., a, b, c, d] = head;
    other.is_none().then(|| u32::from_be_bytes([a, b, c, d]))
}

/// Gives an empty public copy the intake's pack and these references; whether that was possible.
pub(super) fn link(intake: &Path, public: &Path, wanted: &References) -> bool {
    let noted = fs::read_to_string(intake.join(MARK)).is_ok_and(|noted| noted == digest(wanted));
    let possible = noted && objects(public).is_ok_and(|objects| objects.is_empty());
    possible
        && match link_pack(intake, public).and_then(|linked| {
            if linked {
                write_references(public, wanted)?;
            }
            Ok(linked)
        }) {
            Ok(linked) => linked,
            Err(error) => {
                tracing::debug!(%error, "the pack of the intake cannot be linked; it is copied");
                false
            }
        }
}

/// Gives an empty public copy the intake's only pack where that holds so many objects and no more;
/// whether it did.
pub(super) fn hand_over(intake: &Path, public: &Path, reached: usize) -> bool {
    let possible = count(intake).is_some_and(|sent| usize::try_from(sent) == Ok(reached))
        && objects(public).is_ok_and(|objects| objects.is_empty());
    possible && link_pack(intake, public).unwrap_or(false)
}

/// Links the only pack; false when there is more than that.
fn link_pack(intake: &Path, public: &Path) -> io::Result<bool> {
    let found = objects(intake)?;
    let ends_with =
        |end: &str| found.iter().filter(|file| file.extension().is_some_and(|e| e == end)).count();
    let in_packs = found.iter().all(|file| file.parent().is_some_and(|folder| folder.ends_with("pack")));
    if !in_packs || ends_with("pack") != 1 || ends_with("idx") != 1 {
        return Ok(false);
    }
    let place = public.join("objects").join("pack");
    // The index last: a pack without one does not exist for git.
    for end in ["pack", "rev", "idx"] {
        for file in found.iter().filter(|file| file.extension().is_some_and(|e| e == end)) {
            let Some(name) = file.file_name() else { continue };
            fs::hard_link(file, place.join(name))?;
        }
    }
    fs::File::open(&place)?.sync_all()?;
    Ok(true)
}

/// All references at once, in the file that git reads for those that are packed.
fn write_references(public: &Path, wanted: &References) -> io::Result<()> {
    let mut text = "# pack-refs with: sorted \n".to_owned();
    for (name, id) in &wanted.ids {
        text.push_str(&format!("{id} {name}\n"));
    }
    let draft = public.join("packed-refs.glane-new");
    fs::write(&draft, text)?;
    fs::File::open(&draft)?.sync_all()?;
    fs::rename(&draft, public.join("packed-refs"))
}

/// Every file of the object store but what says nothing of objects.
fn objects(repository: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in fs::read_dir(repository.join("objects"))? {
        let folder = folder?;
        if folder.file_type()?.is_dir() {
            for file in fs::read_dir(folder.path())? {
                found.push(file?.path());
            }
        }
    }
    Ok(found)
}

/// Equal when names and ids are, whatever HEAD says.
fn digest(references: &References) -> String {
    References { ids: references.ids.clone(), ..References::default() }.digest()
}
