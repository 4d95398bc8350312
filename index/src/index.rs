//! The index as a whole: opening it whatever state it is in, and saying how it is.
//!
//! Opening never fails for damage or for another fingerprint: it begins anew, at sequence 0.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;
use tantivy::{IndexReader, ReloadPolicy, TantivyError};

use crate::analyse::register;
use crate::error::IndexError;
use crate::fingerprint::fingerprint;
use crate::place::Place;
use crate::schema::{Fields, schema};
use crate::search::{Kept, Searcher};
use crate::sound::{self, damaged};
use crate::state::{Filling, Said, State, Trouble};
use crate::writer::Writer;

/// How often a generation that seems damaged is looked at before that is believed.
const LOOKS: usize = 3;

/// The index: cheap to clone, shared by the writer and every search.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) shared: Arc<Shared>,
}

/// What `glane index status` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Folder of the generation that serves.
    pub path: PathBuf,
    /// Digest of schema, analysis and engine.
    pub fingerprint: String,
    /// Last number of the change sequence that it holds; 0 when it must be filled.
    pub sequence: u64,
    /// Records in it.
    pub documents: u64,
    /// Records replaced or removed that still take space.
    pub deleted: u64,
    /// Segments.
    pub segments: usize,
    /// Bytes on disk.
    pub bytes: u64,
    /// Where a damaged generation was set aside since this index was opened.
    pub recovered: Option<PathBuf>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) place: Place,
    pub(crate) fingerprint: String,
    live: RwLock<Arc<Live>>,
    recovered: Mutex<Option<PathBuf>>,
    said: Said,
}

/// What a generation holds: every change of one catalogue up to a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The catalogue's own name; empty when nobody said it.
    pub(crate) identity: String,
    pub(crate) sequence: u64,
}

/// One generation, open.
pub(crate) struct Live {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) engine: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) kept: Kept,
    mark: RwLock<Mark>,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live").field("path", &self.path).field("mark", &self.mark()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in this folder, or begins one.
    ///
    /// When the index there was made with another schema or analysis, or is damaged, a new one is
    /// begun whose [`sequence`](Self::sequence) is 0: fill it from the change sequence. Damaged files
    /// are set aside, and [`Status::recovered`] says where. All files are read once to check them.
    ///
    /// # Errors
    /// [`IndexError::Io`] when the folder cannot be used; [`IndexError::Locked`] when a new index has
    /// to be begun while another process writes there.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let place = Place::new(folder)?;
        let fingerprint = fingerprint();
        if let Some(live) = sound(&place, &fingerprint)? {
            return Ok(Self::of(place, fingerprint, live, None));
        }
        let _lock = place.lock()?;
        let mut recovered = None;
        if let Some(name) = place.current(&fingerprint)? {
            match Live::open(&place, &name) {
                Ok(live) => return Ok(Self::of(place, fingerprint, live, None)),
                Err(IndexError::Damaged { .. }) => recovered = place.set_aside(&name)?,
                Err(error) => return Err(error),
            }
        }
        let live = begun(&place, &fingerprint, &mut recovered)?;
        Ok(Self::of(place, fingerprint, live, recovered))
    }

    /// Reads every file of the generation that serves and compares its checksum.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] when one does not fit, [`IndexError::Io`] when one cannot be read.
    pub fn check(&self) -> Result<(), IndexError> {
        let live = self.shared.live();
        sound::check(&live.path, &live.engine)
    }

    /// Sets aside what serves, which was found damaged, and begins anew at number 0. Searches go on, and
    /// find what the new one holds by then. Whoever has the writer gives it back first.
    ///
    /// # Errors
    /// [`IndexError::Locked`] when somebody has the writer; [`IndexError::Io`] when the folder cannot be
    /// used.
    pub fn begin_anew(&self) -> Result<(), IndexError> {
        let shared = &self.shared;
        let _lock = shared.place.lock()?;
        let mut aside = shared.place.set_aside(&shared.live().name)?;
        shared.swap(Arc::new(begun(&shared.place, &shared.fingerprint, &mut aside)?));
        *shared.recovered.lock().unwrap_or_else(PoisonError::into_inner) = aside;
        Ok(())
    }

    /// How whoever keeps it in step says that it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.shared.said.state()
    }

    /// Says how far it is filled; none when it is in step.
    pub fn say_filling(&self, filling: Option<Filling>) {
        self.shared.said.change(|state| state.filling = filling);
    }

    /// Says why it cannot be written; none when it can.
    pub fn say_trouble(&self, trouble: Option<Trouble>) {
        self.shared.said.change(|state| state.trouble = trouble);
    }

    /// Says that a search met what no sound index gives: it is checked soon.
    pub fn doubt(&self) {
        self.shared.said.doubt();
    }

    /// Whether somebody doubted since this was last asked.
    #[must_use]
    pub fn take_doubt(&self) -> bool {
        self.shared.said.take_doubt()
    }

    fn of(place: Place, fingerprint: String, live: Live, recovered: Option<PathBuf>) -> Self {
        let (live, recovered) = (RwLock::new(Arc::new(live)), Mutex::new(recovered));
        let said = Said::default();
        Self { shared: Arc::new(Shared { place, fingerprint, live, recovered, said }) }
    }

    /// The last number of the change sequence that the index holds; 0 when it must be filled.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.shared.live().mark().sequence
    }

    /// The name of the catalogue whose changes the index holds; empty when it was never given one. Of
    /// another catalogue, [`sequence`](Self::sequence) says nothing.
    #[must_use]
    pub fn identity(&self) -> String {
        self.shared.live().mark().identity
    }

    /// A handle to search with; cheap, to be cloned into every request.
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        Searcher::new(Arc::clone(&self.shared))
    }

    /// The one writer. Give it to one owner; it holds a lock until it is dropped.
    ///
    /// # Errors
    /// [`IndexError::Locked`] when there is one already, here or in another process.
    pub fn writer(&self) -> Result<Writer, IndexError> {
        Writer::take(Arc::clone(&self.shared))
    }

    /// Where the last index was set aside that was found damaged, since this one was opened.
    #[must_use]
    pub fn recovered(&self) -> Option<PathBuf> {
        self.shared.recovered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How the index is.
    ///
    /// # Errors
    /// [`IndexError::Io`] when its folder cannot be read.
    pub fn status(&self) -> Result<Status, IndexError> {
        let live = self.shared.live();
        let searcher = live.reader.searcher();
        let deleted =
            searcher.segment_readers().iter().map(|segment| u64::from(segment.num_deleted_docs())).sum();
        Ok(Status {
            path: live.path.clone(),
            fingerprint: self.shared.fingerprint.clone(),
            sequence: live.mark().sequence,
            documents: searcher.num_docs(),
            deleted,
            segments: searcher.segment_readers().len(),
            bytes: bytes_in(&live.path)?,
            recovered: self.recovered(),
        })
    }
}

impl Shared {
    /// The generation that serves now.
    pub(crate) fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets another generation serve from now on; searches under way end on the old one.
    pub(crate) fn swap(&self, live: Arc<Live>) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
    }
}

/// A new generation that is the current one. Where there is no room for it, what was set aside has to go.
fn begun(place: &Place, fingerprint: &str, aside: &mut Option<PathBuf>) -> Result<Live, IndexError> {
    let begin = || {
        let live = Live::begin(place, fingerprint)?;
        // Left under a number that is given again, an empty one would pass for what the number named before.
        place.point_at(&live.name).inspect_err(|_| drop(place.remove(&live.name)))?;
        Ok(live)
    };
    begin().or_else(|error| {
        let former = aside.take().ok_or(error)?;
        fs::remove_dir_all(&former).map_err(|error| IndexError::io(&former, error))?;
        begin()
    })
}

/// The current generation, if there is one and it is sound.
///
/// Looked at again when it seems damaged: a writer in another process may have just replaced files.
fn sound(place: &Place, fingerprint: &str) -> Result<Option<Live>, IndexError> {
    for _ in 0..LOOKS {
        let Some(name) = place.current(fingerprint)? else { return Ok(None) };
        match Live::open(place, &name) {
            Ok(live) => return Ok(Some(live)),
            Err(IndexError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

impl Live {
    /// A new, empty generation.
    pub(crate) fn begin(place: &Place, fingerprint: &str) -> Result<Self, IndexError> {
        let name = place.begin(fingerprint)?;
        let path = place.path(&name);
        let (schema, fields) = schema();
        let engine =
            tantivy::Index::create_in_dir(&path, schema).map_err(|error| IndexError::engine(&path, error))?;
        Self::of(name, path, engine, fields, Mark::default())
    }

    /// A generation that is there, after reading every file of it.
    fn open(place: &Place, name: &str) -> Result<Self, IndexError> {
        let path = place.path(name);
        let failed = |error| IndexError::engine(&path, error);
        let (ours, fields) = schema();
        let engine = tantivy::Index::open_in_dir(&path).map_err(failed)?;
        if engine.schema() != ours {
            return Err(damaged(&path, "its schema is not the one it was made with"));
        }
        sound::check(&path, &engine)?;
        let payload = engine.load_metas().map_err(failed)?.payload;
        let mark = match payload.as_deref().map(Mark::read) {
            None => Mark::default(),
            Some(Some(mark)) => mark,
            Some(None) => return Err(damaged(&path, "its sequence number is not a number")),
        };
        Self::of(name.to_owned(), path, engine, fields, mark)
    }

    fn of(
        name: String,
        path: PathBuf,
        engine: tantivy::Index,
        fields: Fields,
        mark: Mark,
    ) -> Result<Self, IndexError> {
        register(engine.tokenizers());
        let reader: Result<IndexReader, TantivyError> =
            engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader = reader.map_err(|error| IndexError::engine(&path, error))?;
        Ok(Self { name, path, engine, reader, fields, kept: Kept::default(), mark: RwLock::new(mark) })
    }

    /// What it holds.
    pub(crate) fn mark(&self) -> Mark {
        self.mark.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what was committed.
    pub(crate) fn set_mark(&self, mark: Mark) {
        *self.mark.write().unwrap_or_else(PoisonError::into_inner) = mark;
    }
}

impl Mark {
    /// As it is committed with the documents: the number, then the name if there is one.
    pub(crate) fn written(&self) -> String {
        format!("{} {}", self.sequence, self.identity).trim_end().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        let (sequence, identity) = text.split_once(' ').unwrap_or((text, ""));
        Some(Self { identity: identity.to_owned(), sequence: sequence.parse().ok()? })
    }
}

fn bytes_in(path: &Path) -> Result<u64, IndexError> {
    let failed = |error| IndexError::io(path, error);
    let mut bytes = 0;
    for entry in fs::read_dir(path).map_err(failed)? {
        // A file may go between the listing and the look at it: a merge removes what it replaced.
        bytes += entry.map_err(failed)?.metadata().map_or(0, |data| data.len());
    }
    Ok(bytes)
}
