//! The trait: everything the service asks of storage.
//!
//! Backends implement it; the contract suite in `contract.rs` says what each call promises.

mod announced;
mod links;
mod resources;
mod same;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use glane_catalog::model::{
    Change, Decision, ForgeId, GateReport, HostId, Kin, MirrorRecord, ProjectKey, ProjectRecord,
    SourceProject,
};
use jiff::Timestamp;

use crate::{
    Answer, Backlog, ForgeRow, Job, JobKind, JobSpec, PassRow, Pause, PausedSide, Standing, StoreError,
};

pub use announced::{Announced, AnnouncedStore, Announcement, Span};
pub use links::LinkStore;
pub use resources::{ResourceStore, Written};
pub use same::SameStore;

/// Storage of the catalogue, the jobs and the mirrors' references. SQL is the truth.
///
/// Every call that returns `Ok` is durable. Catalogue writes take the next number of the change
/// sequence inside their transaction, from a counter row. Instants outside documents are kept to
/// the second.
///
/// Where a number names what is copied (references, names, reports, looks), the number of a project
/// negated names its wiki: see [`ProjectRecord::wiki`].
#[async_trait]
pub trait Store: ResourceStore + AnnouncedStore + SameStore + LinkStore {
    /// A name that was drawn when this storage was made and that no other has: numbers of the change
    /// sequence mean something together with it only. A restored backup keeps it.
    async fn identity(&self) -> Result<String, StoreError>;

    // --- the catalogue -------------------------------------------------------------------

    /// Writes a project: creates its row (and number) or replaces its document; resolves the
    /// queried columns; keeps the path map. Returns the record with its number.
    /// Writing a record equal to the stored one changes nothing and takes no sequence number.
    /// A path that another project of the forge held passes to this one.
    async fn put_project(&self, record: &ProjectRecord) -> Result<ProjectRecord, StoreError>;

    /// Writes a project as [`Store::put_project`] does, but only over the record `seen`: false, and nothing
    /// written, when somebody has written another meanwhile, or removed it.
    async fn replace_project(&self, seen: &ProjectRecord, record: &ProjectRecord)
    -> Result<bool, StoreError>;

    /// Writes what a complete listing says of a project, new or known, in one step: whatever a pass wrote
    /// of it before stays, as [`ProjectRecord::rediscover`] says.
    async fn put_source(&self, source: &SourceProject) -> Result<ProjectRecord, StoreError>;

    /// Notes that a project was looked at and found up to date. It takes no number of the change
    /// sequence: nothing of what is shown or searched has changed.
    async fn touch_project(&self, number: i64, at: Timestamp) -> Result<(), StoreError>;

    /// Notes when the copies of a project were last compared, and in what state their hosts showed
    /// them: `compared_at` and `host_state` of each copy that the stored record knows. Nothing else
    /// of `mirrors` is read, and no number of the change sequence is taken.
    async fn note_looks(&self, number: i64, mirrors: &[MirrorRecord]) -> Result<(), StoreError>;
    /// Notes the last activity that a forge tells of projects, by number. As a look that found nothing,
    /// it takes no number of the change sequence.
    async fn note_activity(&self, seen: &[(i64, Option<Timestamp>)]) -> Result<(), StoreError>;

    /// Up to `limit` projects of a forge with a number above `after`, by number, without what their
    /// repositories say. Those whose document cannot be read are passed over.
    async fn standings(&self, forge: &ForgeId, after: i64, limit: u32) -> Result<Vec<Standing>, StoreError>;

    /// The project of this key.
    async fn project(&self, key: &ProjectKey) -> Result<Option<ProjectRecord>, StoreError>;

    /// The project that has, or had, this path on this forge; compare `source.path` to know which.
    /// A current path wins over a former one, then the same spelling over another case, then the
    /// project that came by it last.
    async fn project_at(&self, forge: &ForgeId, path: &str) -> Result<Option<ProjectRecord>, StoreError>;

    /// What a project has to do with others that are shown: those that are one with it, those that it or
    /// that themselves name as origin, those with which it has a history in common; at most some
    /// hundreds, by tie, then by number. Empty for one that is not shown.
    async fn kin(&self, of: &ProjectKey) -> Result<Vec<Kin>, StoreError>;

    /// Up to `limit` projects with a number above `after`, by number. Those whose document cannot be
    /// read are passed over; see [`Store::unreadable`].
    async fn projects(&self, after: i64, limit: u32) -> Result<Vec<ProjectRecord>, StoreError>;

    /// A sentence for each stored document that cannot be read: which one, and why. Reads them all.
    async fn unreadable(&self) -> Result<Vec<String>, StoreError>;

    /// Removes a project from the catalogue and leaves a tombstone in the change sequence.
    /// Its number is never given again. What its copies hold and are called stays known until
    /// [`Store::forget_copy`]. Nothing happens when there is no such project.
    async fn remove_project(&self, key: &ProjectKey) -> Result<(), StoreError>;

    /// The last number of the change sequence; 0 when nothing was ever written.
    async fn sequence(&self) -> Result<u64, StoreError>;

    /// The latest change of each record whose latest number is above `after`, in order, at most `limit`.
    /// A record takes a number too when another begins, or ceases, to stand for it in the search.
    /// A record whose document cannot be read counts as removed: it must not stop those who follow.
    async fn changes(&self, after: u64, limit: u32) -> Result<Vec<Change>, StoreError>;

    // --- forges ---------------------------------------------------------------------------

    /// Writes what is known of a forge's listings.
    async fn put_forge(&self, row: &ForgeRow) -> Result<(), StoreError>;

    /// What is known of all forges, by id.
    async fn forges(&self) -> Result<Vec<ForgeRow>, StoreError>;

    // --- mirrors --------------------------------------------------------------------------

    /// References (full name to object id) that a host acknowledged for a project.
    async fn pushed_refs(&self, project: i64, host: &HostId) -> Result<BTreeMap<String, String>, StoreError>;

    /// Records acknowledged changes: `Some(id)` created or updated, `None` deleted.
    async fn record_pushed(
        &self,
        project: i64,
        host: &HostId,
        changes: &BTreeMap<String, Option<String>>,
    ) -> Result<(), StoreError>;

    /// The name a project has on a host, if one was reserved.
    async fn host_name(&self, host: &HostId, project: i64) -> Result<Option<String>, StoreError>;

    /// Reserves a name for a project on a host; names are compared without case.
    /// Replaces the project's former name there.
    ///
    /// # Errors
    /// [`StoreError::NameTaken`] when another project holds it.
    async fn reserve_host_name(&self, host: &HostId, project: i64, name: &str) -> Result<(), StoreError>;

    /// Forgets the copy of a project on a host, once it is gone there: its references, and its name,
    /// which another project may then take.
    async fn forget_copy(&self, project: i64, host: &HostId) -> Result<(), StoreError>;

    // --- jobs -----------------------------------------------------------------------------

    /// Files jobs. One that is already unfinished for the same kind and subject keeps its step and
    /// takes the higher priority and the earlier time; where nobody holds it, its attempts are counted
    /// anew, and where somebody does, it is done once more when it ends. Returns how many are new.
    async fn file_jobs(&self, specs: &[JobSpec], now: Timestamp) -> Result<u64, StoreError>;

    /// Claims the due job of highest priority (then the oldest) that nobody holds, until `now + lease`.
    /// A lease that has run out is nobody's.
    async fn claim_job(
        &self,
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError>;

    /// As [`Store::claim_job`], but only a job about one of these subjects.
    async fn claim_job_of(
        &self,
        subjects: &[String],
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError>;

    /// As [`Store::claim_job`], or where there are subjects as [`Store::claim_job_of`], but no job of this
    /// kind.
    async fn claim_job_but(
        &self,
        kind: JobKind,
        subjects: Option<&[String]>,
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError>;

    /// Notes the step that begins and extends the lease.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when the job was finished or claimed by another meanwhile.
    async fn job_step(
        &self,
        job: &Job,
        step: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<(), StoreError>;

    /// Ends a job for good, unless it was filed again while it was held: it is then due again.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] as above.
    async fn finish_job(&self, job: &Job) -> Result<(), StoreError>;

    /// Gives a job back, to be claimed again from `not_before` on, with the reason of the failure.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] as above.
    async fn release_job(&self, job: &Job, not_before: Timestamp, error: &str) -> Result<(), StoreError>;

    /// Gives a job back after a failure: as [`Store::release_job`], and one more failure is counted,
    /// and its attempts and step begin anew. One that was filed again meanwhile is due at once.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] as above.
    async fn retry_job(&self, job: &Job, not_before: Timestamp, error: &str) -> Result<(), StoreError>;

    /// Extends the lease of a job that is still worked on.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] as above.
    async fn renew_job(&self, job: &Job, now: Timestamp, lease: Duration) -> Result<(), StoreError>;

    /// Frees every lease, for a process that holds the exclusive lock of the data directory and so
    /// knows that no other worker lives. Returns how many.
    async fn free_leases(&self) -> Result<u64, StoreError>;

    /// Number of unfinished jobs.
    async fn unfinished_jobs(&self) -> Result<u64, StoreError>;

    /// The subjects of the unfinished jobs of a kind, and when each is due.
    async fn waiting_jobs(&self, kind: JobKind) -> Result<BTreeMap<String, Timestamp>, StoreError>;

    /// How much is to be done.
    async fn backlog(&self, now: Timestamp) -> Result<Backlog, StoreError>;

    // --- passes and schedule ----------------------------------------------------------------

    /// Adds a pass to the log.
    async fn add_pass(&self, pass: &PassRow) -> Result<(), StoreError>;

    /// Up to `limit` passes of the log with a number above `after`, oldest first, each with its number.
    async fn passes(&self, after: i64, limit: u32) -> Result<Vec<(i64, PassRow)>, StoreError>;

    /// When a named schedule last ran.
    async fn last_run(&self, schedule: &str) -> Result<Option<Timestamp>, StoreError>;

    /// Notes that a named schedule ran.
    async fn set_last_run(&self, schedule: &str, at: Timestamp) -> Result<(), StoreError>;

    /// Forgets passes (all but each project's last), deliveries, answers and links from before an instant.
    /// Returns how many rows went.
    async fn prune(&self, before: Timestamp) -> Result<u64, StoreError>;

    // --- the gate and decisions -------------------------------------------------------------

    /// What the gate last saw in a project.
    async fn gate_report(&self, project: i64) -> Result<Option<GateReport>, StoreError>;

    /// Replaces what the gate saw in a project.
    async fn put_gate_report(&self, project: i64, report: &GateReport) -> Result<(), StoreError>;

    /// Adds a decision to the log, whatever number it bears; returns the number it has there.
    async fn add_decision(&self, decision: &Decision) -> Result<i64, StoreError>;

    /// Adds decisions to the log in this order: all of them, or none. Returns their numbers.
    async fn add_decisions(&self, decisions: &[Decision]) -> Result<Vec<i64>, StoreError>;

    /// Decisions in their order: about one project, or all of them.
    async fn decisions(&self, project: Option<&ProjectKey>) -> Result<Vec<Decision>, StoreError>;

    // --- questions spared -------------------------------------------------------------------

    /// What a forge last answered to a question.
    async fn answer(&self, forge: &ForgeId, question: &str) -> Result<Option<Answer>, StoreError>;

    /// Keeps an answer in place of the former one.
    async fn put_answer(
        &self,
        forge: &ForgeId,
        question: &str,
        answer: &Answer,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Notes the delivery of a webhook; whether it is new.
    async fn note_delivery(&self, forge: &ForgeId, delivery: &str, at: Timestamp)
    -> Result<bool, StoreError>;

    /// Forgets a delivery that came to nothing, so that it may be sent again.
    async fn forget_delivery(&self, forge: &ForgeId, delivery: &str) -> Result<(), StoreError>;

    /// Sets a pause or, with none, ends it.
    async fn set_pause(&self, side: PausedSide, id: &str, pause: Option<&Pause>) -> Result<(), StoreError>;

    /// The pause of a forge or host, whether or not it has run out.
    async fn pause(&self, side: PausedSide, id: &str) -> Result<Option<Pause>, StoreError>;

    // --- copies of the storage ----------------------------------------------------------------

    /// Writes a consistent copy of the whole storage to a file that is not there yet, while others
    /// go on reading and writing.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    async fn back_up(&self, file: &Path) -> Result<(), StoreError>;
}
