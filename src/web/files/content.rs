//! The bytes of one file of a commit, its own or those of the large file that it points to (LFS).
//!
//! git unpacks an object as a whole: a big one is in memory while it is unpacked, one at a time, and travels
//! from a file without a name. Must not know headers.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use axum::body::Body;
use git2::{Odb, Oid, Repository};

use super::commit::Known;
use super::desk::{Desk, Spool, blocking};
use super::entry::Place;
use super::outlet;
use super::refusal::Refusal;
use crate::examine::pointer::LargeFile;

/// Largest file that is served.
pub(super) const LARGEST: u64 = 200 << 20;
/// Largest piece that waits in memory until its visitor has taken it.
const SMALL: u64 = 256 << 10;
/// Sizes of a pointer to a large file.
const POINTER: std::ops::RangeInclusive<u64> = 100..=1024;

/// A file that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The id of its object, which changes with its bytes.
    pub(super) id: Oid,
    /// Its bytes.
    pub(super) length: u64,
    /// Where it lies when it is a large file.
    pub(super) large: Option<PathBuf>,
    repository: PathBuf,
}

/// Finds the file at a path of a commit.
///
/// # Errors
/// When there is none that is served.
pub(super) fn find(place: Place, known: &Known, path: &str) -> Result<Found, Refusal> {
    let repository = place.open()?;
    let commit = place.commit(&repository, known)?;
    let tree = commit.tree().map_err(|error| Refusal::fault(&error))?;
    let id = place.file(&repository, tree, path)?;
    let (length, large) = sized(&repository, id)?;
    let found = Found {
        id,
        length: large.as_ref().map_or(length, |large| large.size),
        large: None,
        repository: place.repository,
    };
    if found.length > LARGEST {
        return Err(Refusal::Large);
    }
    match large {
        Some(large) => {
            Ok(Found { large: Some(kept(&place.large, &large).ok_or(Refusal::NotKept)?), ..found })
        }
        None => Ok(found),
    }
}

/// The bytes of a file of a commit where it has at most so many; none of a larger one.
///
/// # Errors
/// As [`find`].
pub(super) fn small(place: Place, known: &Known, path: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
    let found = find(place, known, path)?;
    if found.length > most || found.large.is_some() {
        return Ok(None);
    }
    let repository = Repository::open_bare(&found.repository).map_err(|error| Refusal::fault(&error))?;
    let blob = repository.find_blob(found.id).map_err(|error| Refusal::fault(&error))?;
    Ok(Some(blob.content().to_vec()))
}

/// The bytes of a file's object, and the large file that it points to.
///
/// # Errors
/// A fault when the object cannot be read.
pub(super) fn sized(repository: &Repository, id: Oid) -> Result<(u64, Option<LargeFile>), Refusal> {
    let fault = |error: git2::Error| Refusal::fault(&error);
    let odb = repository.odb().map_err(fault)?;
    let (length, _) = odb.read_header(id).map_err(fault)?;
    let length = length as u64;
    if !POINTER.contains(&length) {
        return Ok((length, None));
    }
    Ok((length, LargeFile::named_by(odb.read(id).map_err(fault)?.data())))
}

/// Where a large file is kept, if it is and is whole.
pub(super) fn kept(folder: &Path, large: &LargeFile) -> Option<PathBuf> {
    let place = large.place_in(folder);
    let is_whole = |file: std::fs::Metadata| file.is_file() && file.len() == large.size;
    std::fs::metadata(&place).is_ok_and(is_whole).then_some(place)
}

/// What is sent.
enum Held {
    Memory(Vec<u8>),
    File(File),
}

/// A part of a file as the body of an answer.
///
/// # Errors
/// When every place is taken, or it cannot be read.
pub(super) async fn body(desk: &Desk, found: &Found, part: Range<u64>) -> Result<Body, Refusal> {
    let length = part.end - part.start;
    // A place to send from comes first: what was unpacked waits for nobody.
    let place = if found.length > SMALL { Some(desk.sending().await?) } else { None };
    let (file, spool) = (found.clone(), desk.spool());
    let held = blocking(move || read(&file, &part, &spool).map_err(|error| Refusal::fault(&error))).await?;
    match (held, place) {
        (Held::Memory(bytes), _) => Ok(Body::from(bytes)),
        (Held::File(file), Some(place)) => Ok(outlet::body(place, move |to| send(file, length, to))),
        (Held::File(_), None) => Err(Refusal::fault(&"a big file has no place")),
    }
}

fn send(file: File, length: u64, to: &mut impl Write) -> io::Result<()> {
    let sent = io::copy(&mut file.take(length), to)?;
    if sent == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// A small part in memory, a big one in a file that stands at its beginning.
fn read(found: &Found, part: &Range<u64>, spool: &Spool) -> io::Result<Held> {
    let length = part.end - part.start;
    if let Some(place) = &found.large {
        let mut file = File::open(place)?;
        file.seek(SeekFrom::Start(part.start))?;
        if length > SMALL {
            return Ok(Held::File(file));
        }
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes)?;
        return Ok(Held::Memory(bytes));
    }
    let repository = Repository::open_bare(&found.repository).map_err(io::Error::other)?;
    let odb = repository.odb().map_err(io::Error::other)?;
    if length > SMALL {
        return spooled(&odb, found.id, part, spool).map(Held::File);
    }
    let _alone = (found.length > SMALL).then(|| spool.begin());
    let object = odb.read(found.id).map_err(io::Error::other)?;
    Ok(Held::Memory(slice(object.data(), part)?.to_vec()))
}

/// A part of a big object in a file without a name, which stands at its beginning.
///
/// # Errors
/// When it cannot be read or written.
pub(super) fn spooled(odb: &Odb<'_>, id: Oid, part: &Range<u64>, spool: &Spool) -> io::Result<File> {
    let (_alone, folder) = spool.begin();
    let object = odb.read(id).map_err(io::Error::other)?;
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(slice(object.data(), part)?)?;
    file.rewind()?;
    Ok(file)
}

fn slice<'a>(bytes: &'a [u8], part: &Range<u64>) -> io::Result<&'a [u8]> {
    let bounds = usize::try_from(part.start).ok().zip(usize::try_from(part.end).ok());
    let inside = bounds.and_then(|(start, end)| bytes.get(start..end));
    inside.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}
