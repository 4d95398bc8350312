//! Writing: changes go in, a commit makes them durable and visible, a rebuild replaces the whole.
//!
//! Must not know where changes come from; their order is the caller's.

use std::sync::Arc;

use glane_catalog::model::{Change, ChangeKind, Software};
use tantivy::merge_policy::LogMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use crate::entry::{Entry, document_key, software_key};
use crate::error::IndexError;
use crate::index::{Live, Mark, Shared};
use crate::place::WriterLock;

/// Memory of the one indexing thread, in bytes. A second thread gains little on a machine of two cores, where
/// searches have the other one. While an index is built aside the former one has such a thread too; of its
/// budget it takes what a few changes need.
const BUDGET: usize = 64 * 1024 * 1024;
/// A segment with more dead records than this share is merged, with those of its size.
const DEAD_SHARE: f32 = 0.2;

/// The one writer of an index.
pub struct Writer {
    shared: Arc<Shared>,
    pen: Pen,
    lock: WriterLock,
    cleared: bool,
}

/// A new generation being filled while the old one serves. Dropped unfinished, it leaves nothing.
pub struct Rebuild {
    // In this order: its files are removed once nobody writes them.
    pen: Pen,
    half: Half,
    serving: Writer,
}

/// The folder of a generation that is not finished; removed when dropped.
struct Half {
    shared: Arc<Shared>,
    name: String,
    is_finished: bool,
}

impl Drop for Half {
    fn drop(&mut self) {
        if !self.is_finished {
            // What cannot be removed now goes when the next generation holds something.
            let _ = self.shared.place.remove(&self.name);
        }
    }
}

/// Writes to one generation.
struct Pen {
    live: Arc<Live>,
    engine: IndexWriter,
}

impl Writer {
    pub(crate) fn take(shared: Arc<Shared>) -> Result<Self, IndexError> {
        let lock = shared.place.lock()?;
        let pen = Pen::new(shared.live())?;
        let mut writer = Self { shared, pen, lock, cleared: false };
        // An empty one replaces nothing yet.
        if writer.pen.live.mark().sequence > 0 {
            writer.clear()?;
        }
        Ok(writer)
    }

    /// Removes the generations that this one replaces, and those that nobody finished.
    fn clear(&mut self) -> Result<(), IndexError> {
        if !self.cleared {
            self.shared.place.keep_only(&self.pen.live.name)?;
            self.cleared = true;
        }
        Ok(())
    }

    /// Takes changes in, in their order; nothing is visible before [`commit`](Self::commit).
    ///
    /// A record that may not be shown, or is gone, leaves the index.
    ///
    /// # Errors
    /// When the engine's thread has stopped, for lack of disk for instance: drop the writer, open the
    /// index again and go on from its sequence.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), IndexError> {
        self.pen.apply(changes)
    }

    /// Takes programs in, each in the place of the one with its id; nothing is visible before a commit.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn shelve(&mut self, programs: &[Software]) -> Result<(), IndexError> {
        self.pen.shelve(programs)
    }

    /// Makes what was applied durable and visible, and notes the last number it holds.
    ///
    /// # Errors
    /// As [`apply`](Self::apply); the index then still is what the last good commit made it.
    pub fn commit(&mut self, sequence: u64) -> Result<(), IndexError> {
        let identity = self.pen.live.mark().identity;
        self.commit_of(&identity, sequence)
    }

    /// As [`commit`](Self::commit), and notes the name of the catalogue to which the number belongs.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub fn commit_of(&mut self, identity: &str, sequence: u64) -> Result<(), IndexError> {
        self.pen.commit(Mark { identity: identity.to_owned(), sequence })?;
        self.clear()
    }

    /// Begins a new generation beside the one that serves.
    ///
    /// # Errors
    /// When its folder cannot be made.
    pub fn rebuild(mut self) -> Result<Rebuild, IndexError> {
        // Its own folder is none of those that are cleared away.
        self.clear()?;
        let live = Live::begin(&self.shared.place, &self.shared.fingerprint)?;
        let half = Half { shared: Arc::clone(&self.shared), name: live.name.clone(), is_finished: false };
        let pen = Pen::new(Arc::new(live))?;
        Ok(Rebuild { pen, half, serving: self })
    }

    /// Waits until merges under way are done, and gives the lock back.
    ///
    /// # Errors
    /// When a merge failed.
    pub fn close(self) -> Result<(), IndexError> {
        let Pen { live, engine } = self.pen;
        engine.wait_merging_threads().map_err(|error| IndexError::engine(&live.path, error))
    }
}

impl Rebuild {
    /// The writer of the generation that serves meanwhile.
    pub fn serving(&mut self) -> &mut Writer {
        &mut self.serving
    }

    /// As [`Writer::shelve`].
    ///
    /// # Errors
    /// As [`Writer::apply`].
    pub fn shelve(&mut self, programs: &[Software]) -> Result<(), IndexError> {
        self.pen.shelve(programs)
    }

    /// As [`Writer::apply`].
    ///
    /// # Errors
    /// As [`Writer::apply`].
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), IndexError> {
        self.pen.apply(changes)
    }

    /// Commits, lets the new generation serve, removes the old ones, and gives the writer back.
    ///
    /// # Errors
    /// When the commit or the swap fails; the old generation then serves on.
    pub fn finish(self, sequence: u64) -> Result<Writer, IndexError> {
        self.finish_of("", sequence)
    }

    /// As [`finish`](Self::finish), and notes the name of the catalogue to which the number belongs.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_of(mut self, identity: &str, sequence: u64) -> Result<Writer, IndexError> {
        self.pen.commit(Mark { identity: identity.to_owned(), sequence })?;
        let Self { pen, mut half, serving: Writer { shared, pen: former, lock, .. } } = self;
        shared.place.point_at(&pen.live.name)?;
        half.is_finished = true;
        shared.swap(Arc::clone(&pen.live));
        drop(former);
        let mut writer = Writer { shared, pen, lock, cleared: false };
        writer.clear()?;
        Ok(writer)
    }
}

impl Pen {
    fn new(live: Arc<Live>) -> Result<Self, IndexError> {
        let failed = |error| IndexError::engine(&live.path, error);
        let engine: IndexWriter = live.engine.writer_with_num_threads(1, BUDGET).map_err(failed)?;
        let pen = Self { live, engine };
        pen.set_policy();
        pen.sweep();
        Ok(pen)
    }

    /// Removes the files of commits that never came to their end, on a full disk or by a kill: the engine
    /// would give the next ones the same names, and refuse to write over them for ever.
    fn sweep(&self) {
        // What cannot be removed now is tried again by the next writer.
        let _ = self.engine.garbage_collect_files().wait();
    }

    fn set_policy(&self) {
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DEAD_SHARE);
        self.engine.set_merge_policy(Box::new(policy));
    }

    fn apply(&mut self, changes: &[Change]) -> Result<(), IndexError> {
        for change in changes {
            let fields = &self.live.fields;
            self.engine.delete_term(Term::from_field_text(fields.key, &document_key(&change.key)));
            let entry = match &change.kind {
                ChangeKind::Put(record) if record.is_shown() => Some(Entry::project(record)),
                ChangeKind::PutResource(placed) => Some(Entry::resource(placed)),
                _ => None,
            };
            if let Some(document) = entry.map(|entry| entry.document(fields)) {
                self.add(document)?;
            }
        }
        Ok(())
    }

    fn shelve(&mut self, programs: &[Software]) -> Result<(), IndexError> {
        for software in programs {
            let fields = &self.live.fields;
            self.engine.delete_term(Term::from_field_text(fields.key, &software_key(&software.id)));
            let document = Entry::software(software).document(fields);
            self.add(document)?;
        }
        Ok(())
    }

    fn add(&mut self, document: TantivyDocument) -> Result<(), IndexError> {
        self.engine.add_document(document).map(drop).map_err(|error| self.stopped(error))
    }

    fn commit(&mut self, mark: Mark) -> Result<(), IndexError> {
        if let Err(error) = self.try_commit(&mark) {
            // What could not be committed must not slip into the next commit under its number. When
            // even this fails the first error says more.
            if self.engine.rollback().is_ok() {
                self.set_policy();
                self.sweep();
            }
            return Err(self.failed(error));
        }
        self.live.reader.reload().map_err(|error| self.failed(error))?;
        // Made here rather than by the first who searches, who would tell of what is wrong too.
        let _ = self.live.kept.of(&self.live.reader.searcher());
        self.live.set_mark(mark);
        Ok(())
    }

    fn try_commit(&mut self, mark: &Mark) -> Result<(), TantivyError> {
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(&mark.written());
        commit.commit()?;
        Ok(())
    }

    /// Why the engine's thread has stopped: whoever hands it a document only learns that it has, and who
    /// waits for it at the end of a commit learns why. What was handed over is never committed.
    fn stopped(&mut self, told: TantivyError) -> IndexError {
        if !matches!(told, TantivyError::ErrorInThread(_)) {
            return self.failed(told);
        }
        let cause = self.engine.prepare_commit().err().unwrap_or(told);
        self.failed(cause)
    }

    fn failed(&self, error: TantivyError) -> IndexError {
        IndexError::engine(&self.live.path, error)
    }
}
