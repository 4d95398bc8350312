//! A folder of a commit as one ZIP file: what would be in it is weighed first, then it is written on its way.
//!
//! Entries stand in the order of their paths and bear the time of the commit. Symbolic links, submodules, what
//! was withdrawn and what no archive should unpack are left out. Must not know headers.

mod listing;

use std::fs::File;
use std::io::{self, Seek};
use std::path::PathBuf;

use axum::body::Body;
use git2::{Oid, Repository};
use jiff::Timestamp;

use self::listing::Listing;
use super::commit::Known;
use super::content::{self, LARGEST};
use super::desk::{Desk, Spool};
use super::entry::Place;
use super::named;
use super::outlet::{self, Outlet};
use super::refusal::Refusal;
use super::zip::{Head, PACKED, Zip};

/// Most bytes of all files together.
const TOTAL: u64 = 500 << 20;

/// One file of an archive.
#[derive(Debug, Clone)]
struct Item {
    /// Its path in the archive.
    name: String,
    id: Oid,
    is_program: bool,
    length: u64,
    /// Where it lies when it is a large file.
    large: Option<PathBuf>,
}

/// What an archive will hold.
pub(super) struct Plan {
    repository: PathBuf,
    tree: Oid,
    time: Timestamp,
    items: Vec<Item>,
    /// How many files a person withdrew.
    withdrawn: usize,
}

impl Plan {
    /// The entity tag: the tree says everything but what was withdrawn of it.
    pub(super) fn tag(&self) -> String {
        match self.withdrawn {
            0 => format!("\"{}\"", self.tree),
            count => format!("\"{}-{count}\"", self.tree),
        }
    }
}

/// The name under which an archive is saved: project, folder, commit.
pub(super) fn name(project: &str, folder: &str, commit: &str) -> String {
    let project = named::last(project);
    let folder = Some(named::last(folder)).filter(|folder| !folder.is_empty());
    let folder = folder.map(|folder| format!("-{folder}")).unwrap_or_default();
    format!(
        "{}{folder}-{}.zip",
        project.strip_suffix(".git").unwrap_or(project),
        commit.get(..8).unwrap_or(commit)
    )
}

/// Says what the archive of a folder will hold; an empty folder is the whole.
///
/// # Errors
/// When there is no such folder, or it is above the limits.
pub(super) fn plan(place: Place, known: &Known, folder: &str) -> Result<Plan, Refusal> {
    let repository = place.open()?;
    let commit = place.commit(&repository, known)?;
    let time = Timestamp::from_second(commit.time().seconds()).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut tree = commit.tree().map_err(|error| Refusal::fault(&error))?;
    if !folder.is_empty() {
        tree = place.folder(&repository, tree, folder)?;
    }
    let id = tree.id();
    let listing = Listing::of(&repository, &place, folder, id)?;
    let (mut items, withdrawn) = (listing.items, listing.withdrawn);
    items.sort_by(|one, other| one.name.cmp(&other.name));
    items.dedup_by(|one, other| one.name == other.name);
    let mut total = 0;
    for item in &mut items {
        let (length, large) = content::sized(&repository, item.id)?;
        // One that is not kept here stays what it is in the tree: a pointer.
        let large = large.and_then(|large| Some((content::kept(&place.large, &large)?, large.size)));
        let length = large.as_ref().map_or(length, |(_, length)| *length);
        (item.length, item.large) = (length, large.map(|(place, _)| place));
        total += length;
        if length > LARGEST || total > TOTAL {
            return Err(Refusal::LargeFolder);
        }
    }
    Ok(Plan { repository: place.repository, tree: id, time, items, withdrawn })
}

/// An archive as the body of an answer.
///
/// # Errors
/// When every place is taken.
pub(super) async fn body(desk: &Desk, plan: Plan) -> Result<Body, Refusal> {
    let (place, spool) = (desk.packing().await?, desk.spool());
    Ok(outlet::body(place, move |to| write(&plan, &spool, to)))
}

fn write(plan: &Plan, spool: &Spool, to: &mut Outlet) -> io::Result<()> {
    let repository = Repository::open_bare(&plan.repository).map_err(io::Error::other)?;
    let odb = repository.odb().map_err(io::Error::other)?;
    let mut zip = Zip::new(to, plan.time);
    for item in &plan.items {
        let head = Head { name: &item.name, is_program: item.is_program };
        match &item.large {
            Some(place) => zip.copied(&head, || File::open(place))?,
            None if item.length > PACKED => {
                let file = content::spooled(&odb, item.id, &(0..item.length), spool)?;
                zip.copied(&head, || {
                    let mut again = file.try_clone()?;
                    again.rewind().map(|()| again)
                })?;
            }
            None => zip.file(&head, odb.read(item.id).map_err(io::Error::other)?.data())?,
        }
    }
    zip.finish()
}
