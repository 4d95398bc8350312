//! Large files (Git LFS): found by their pointers, brought from the source into a store beside
//! `intake.git`, and given to each host before the references that name them.
//!
//! The server asked is the source's own: what a repository says of other servers is not listened to.

mod local;
mod program;
mod relay;

use std::path::{Path, PathBuf};

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};

use self::local::Store;
use super::git::is_local;
use super::outcome::Stop;
use super::pass::Context;
use super::references::References;
use super::{confirm, listed, objects};
use crate::examine::pointer::LargeFile;
use crate::forge::{Host, Target, local_path};
use crate::layout::Layout;

/// Sizes of a pointer: the shortest one there can be, and the most that the format allows.
const POINTER: std::ops::RangeInclusive<u64> = 100..=1024;
/// Missing files that are named with their path.
const NAMED: usize = 10;

/// A large file, and the blob that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pointer {
    /// SHA-256 of the file, hexadecimal.
    pub(super) oid: String,
    /// Its bytes.
    pub(super) size: u64,
    /// The pointer itself.
    pub(super) blob: git2::Oid,
}

impl Pointer {
    /// Reads the format of git-lfs, version 1.
    fn read(blob: git2::Oid, bytes: &[u8]) -> Option<Self> {
        let LargeFile { oid, size } = LargeFile::named_by(bytes)?;
        Some(Self { oid, size, blob })
    }
}

/// Brings the large files that the gate is about to look into: those that `new` leads to and what
/// was looked at before does not. Returns the folder in which they are.
///
/// # Errors
/// `large_files` with the list and the remedy.
pub(super) async fn bring_for_look(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    (new, judged): (&[&str], &[&str]),
) -> Result<PathBuf, Reason> {
    let pointers = pointers(context, &layout.intake, new, judged).await?;
    have(context, project, layout, &pointers, new).await?;
    Ok(folder_of(&layout.intake))
}

/// Where the large files of a repository are.
pub(super) fn folder_of(repository: &Path) -> PathBuf {
    Store::of(repository).folder().to_owned()
}

/// Brings the large files that the wanted references name and the public copy does not, and holds
/// the project when some cannot be had. Tells whether the source was asked for any.
///
/// # Errors
/// `large_files` with the list and the remedy.
pub(super) async fn bring(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    fetched: &References,
) -> Result<bool, Reason> {
    if has_none(context, project).await? {
        return Ok(false);
    }
    let present = git2::Repository::open_bare(&layout.public)
        .and_then(|public| super::references::read(&public, "refs/"))
        .unwrap_or_default();
    let (new, present) = (ids(fetched), ids(&present));
    let pointers = pointers(context, &layout.intake, &new, &present).await?;
    have(context, project, layout, &pointers, &new).await
}

/// Gives a host the large files of what is about to be pushed.
///
/// # Errors
/// `large_files` when some cannot be had, or the host takes none.
pub(super) async fn give(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    host: &dyn Host,
    target: &Target,
    (new, present): (&[&str], &[&str]),
) -> Result<(), Stop> {
    if has_none(context, project).await? {
        return Ok(());
    }
    let pointers = pointers(context, &layout.public, new, present).await?;
    if pointers.is_empty() {
        return Ok(());
    }
    have(context, project, layout, &pointers, new).await?;
    let store = Store::of(&layout.intake);
    confirm::confirm_public(context, &project.source).await?;
    if is_local(&target.push) {
        let theirs = Store::of(Path::new(&target.push));
        return Ok(tokio::task::block_in_place(|| store.give(&theirs, &pointers))?);
    }
    if !host.limits().lfs {
        let text = format!(
            "it takes no large files (LFS), and {} are named by what would be pushed: leave this host out for the \
             project, or keep the files in the repository itself",
            pointers.len()
        );
        return Err(Reason::new(ReasonCode::LargeFiles, text).into());
    }
    Ok(program::push(&context.git, &layout.intake, target, &pointers).await?)
}

/// Removes from a copy on this disk the large files that nothing in it names.
///
/// # Errors
/// `internal` when it cannot be read, or a file not be removed.
pub(super) async fn keep_named(context: &Context, copy: &Path) -> Result<(), Reason> {
    let store = Store::of(copy);
    if !store.folder().is_dir() {
        return Ok(());
    }
    let repository = copy.to_owned();
    let everything = tokio::task::block_in_place(|| {
        let opened = crate::layout::open(&repository)?;
        super::references::read(&opened, "refs/")
            .map_err(|error| crate::layout::internal(&repository, &error))
    })?;
    let named = pointers(context, copy, &ids(&everything), &[]).await?;
    tokio::task::block_in_place(|| store.keep(&named)).map_err(|error| {
        let text = format!("large files cannot be removed from {}: {error}", store.folder().display());
        Reason::new(ReasonCode::Internal, text)
    })
}

/// Whether the gate, which has just read every object, saw no pointer.
async fn has_none(context: &Context, project: &ProjectRecord) -> Result<bool, Reason> {
    let report = context.store.gate_report(project.number).await;
    let report = report.map_err(|error| Reason::new(ReasonCode::Internal, error.to_string()))?;
    Ok(report.is_some_and(|report| report.large_files == 0))
}

fn ids(references: &References) -> Vec<&str> {
    references.ids.values().map(String::as_str).collect()
}

/// The pointers among what is new.
async fn pointers(
    context: &Context,
    repository: &Path,
    new: &[&str],
    present: &[&str],
) -> Result<Vec<Pointer>, Reason> {
    let blobs = objects::blobs(&context.git, repository, new, present, POINTER).await?;
    if blobs.is_empty() {
        return Ok(Vec::new());
    }
    tokio::task::block_in_place(|| {
        let opened = crate::layout::open(repository)?;
        let read = |blob: &objects::Blob| Pointer::read(blob.id, opened.find_blob(blob.id).ok()?.content());
        let mut found: Vec<Pointer> = blobs.iter().filter_map(read).collect();
        found.sort_by(|one, other| one.oid.cmp(&other.oid));
        found.dedup_by(|one, other| one.oid == other.oid);
        Ok(found)
    })
}

/// Makes sure that the store holds these files, asking the source for those that it does not.
async fn have(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    pointers: &[Pointer],
    tips: &[&str],
) -> Result<bool, Reason> {
    let store = Store::of(&layout.intake);
    let missing = |store: &Store| store.missing(pointers);
    let mut absent = tokio::task::block_in_place(|| missing(&store));
    if absent.is_empty() {
        return Ok(false);
    }
    let address = &project.source.clone_url;
    if let Some(source) = local_path(address).filter(|_| is_local(address)) {
        tokio::task::block_in_place(|| Store::of(&source).give_some(&store, &absent))?;
    } else {
        program::fetch(&context.git, &layout.intake, address).await?;
    }
    absent = tokio::task::block_in_place(|| missing(&store));
    if absent.is_empty() {
        return Ok(true);
    }
    let mut named = Vec::new();
    for pointer in absent.iter().take(NAMED) {
        let origin = objects::origin(&context.git, &layout.intake, pointer.blob, tips).await?;
        let place =
            origin.map_or_else(|| "?".to_owned(), |(path, commit)| format!("{path}, commit {commit}"));
        named.push(format!("{} ({place})", &pointer.oid[..12]));
    }
    named.extend(absent.iter().skip(NAMED).map(|pointer| pointer.oid[..12].to_owned()));
    let text = format!(
        "{}: large files (LFS) are missing at the source: {}; push them there from a clone that has them, with \
         git lfs push --all origin",
        project.source.path,
        listed(&named)
    );
    Err(Reason::new(ReasonCode::LargeFiles, text))
}

/// What a host shall be given: the references of a plan, and what it has.
pub(super) fn of_plan<'a>(
    plan: &'a super::push::Plan,
    present: &'a References,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let new = plan.first.iter().chain(&plan.rest).filter_map(|change| change.new.as_deref());
    (new.collect(), ids(present))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_what_the_format_says_and_nothing_else() {
        // The example of https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md.
        let text = "version https://git-lfs.github.com/spec/v1\n\
                    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n\
                    size 12345\n";
        let read = |text: &str| Pointer::read(git2::Oid::ZERO_SHA1, text.as_bytes());
        let pointer = read(text).unwrap();
        assert_eq!(pointer.size, 12345);
        assert!(pointer.oid.starts_with("4d7a2146"));
        assert!(POINTER.contains(&(text.len() as u64)));
        for wrong in [
            text.replace("spec/v1", "spec/v9"),
            text.replace("4d7a", "../a"),
            text.replace("size 12345", "size -1"),
            format!("# Comment\n{text}"),
        ] {
            assert_eq!(read(&wrong), None, "{wrong}");
        }
    }
}
