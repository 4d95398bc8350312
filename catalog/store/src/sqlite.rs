//! The `SQLite` backend: one writer connection, a few readers that it never blocks.
//!
//! Delegates each concern to its own file below; must not know the clock or the caller's steps.

mod announced;
mod answers;
mod backlog;
mod changes;
mod column;
mod forges;
mod gate;
mod jobs;
mod kin;
mod links;
mod migrate;
mod mirrors;
mod open;
mod paths;
mod projects;
mod resources;
mod same;
mod schedule;
mod standings;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use glane_catalog::model::{
    Change, Decision, ForgeId, GateReport, HostId, Kin, MirrorRecord, ProjectKey, ProjectRecord,
    SourceProject,
};
use jiff::Timestamp;
use sqlx::{Sqlite, SqlitePool, Transaction};

use crate::{
    Answer, Backlog, ForgeRow, Job, JobKind, JobSpec, PassRow, Pause, PausedSide, Standing, Store, StoreError,
};

/// A store in one `SQLite` file (write-ahead log, every commit synced), or in memory.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens `sqlite:PATH` (the file and its folder are made when missing) or `sqlite::memory:`,
    /// and brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the address, the folder or the file is not usable,
    /// [`StoreError::TooNew`] when a later version wrote it; the file is then left as it is.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let (writer, readers) = open::pools(url).await?;
        Ok(Self { writer, readers })
    }

    /// Waits for the calls under way, then closes every connection. Dropping the store is as safe:
    /// nothing acknowledged is lost, only the write-ahead log is left to the next opening.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

type Write = Transaction<'static, Sqlite>;

/// Begins a transaction that may write. `IMMEDIATE`, so that what it reads is still true when it writes.
async fn begin(writer: &SqlitePool) -> Result<Write, sqlx::Error> {
    writer.begin_with("BEGIN IMMEDIATE").await
}

#[async_trait]
impl Store for SqliteStore {
    async fn identity(&self) -> Result<String, StoreError> {
        changes::identity(&self.readers).await
    }

    async fn put_project(&self, record: &ProjectRecord) -> Result<ProjectRecord, StoreError> {
        projects::put(&self.writer, record).await
    }

    async fn replace_project(
        &self,
        seen: &ProjectRecord,
        record: &ProjectRecord,
    ) -> Result<bool, StoreError> {
        projects::replace(&self.writer, seen, record).await
    }

    async fn touch_project(&self, number: i64, at: Timestamp) -> Result<(), StoreError> {
        projects::touch(&self.writer, number, at).await
    }

    async fn put_source(&self, source: &SourceProject) -> Result<ProjectRecord, StoreError> {
        projects::put_source(&self.writer, source).await
    }

    async fn note_looks(&self, number: i64, mirrors: &[MirrorRecord]) -> Result<(), StoreError> {
        projects::note_looks(&self.writer, number, mirrors).await
    }

    async fn note_activity(&self, seen: &[(i64, Option<Timestamp>)]) -> Result<(), StoreError> {
        standings::note_activity(&self.writer, seen).await
    }

    async fn standings(&self, forge: &ForgeId, after: i64, limit: u32) -> Result<Vec<Standing>, StoreError> {
        standings::list(&self.readers, forge, after, limit).await
    }

    async fn project(&self, key: &ProjectKey) -> Result<Option<ProjectRecord>, StoreError> {
        projects::get(&self.readers, key).await
    }

    async fn project_at(&self, forge: &ForgeId, path: &str) -> Result<Option<ProjectRecord>, StoreError> {
        paths::project_at(&self.readers, forge, path).await
    }

    async fn kin(&self, of: &ProjectKey) -> Result<Vec<Kin>, StoreError> {
        kin::kin(&self.readers, of).await
    }

    async fn projects(&self, after: i64, limit: u32) -> Result<Vec<ProjectRecord>, StoreError> {
        projects::list(&self.readers, after, limit).await
    }

    async fn unreadable(&self) -> Result<Vec<String>, StoreError> {
        let mut found = projects::unreadable(&self.readers).await?;
        found.extend(resources::unreadable(&self.readers).await?);
        Ok(found)
    }

    async fn remove_project(&self, key: &ProjectKey) -> Result<(), StoreError> {
        projects::remove(&self.writer, key).await
    }

    async fn sequence(&self) -> Result<u64, StoreError> {
        changes::sequence(&self.readers).await
    }

    async fn changes(&self, after: u64, limit: u32) -> Result<Vec<Change>, StoreError> {
        changes::list(&self.readers, after, limit).await
    }

    async fn put_forge(&self, row: &ForgeRow) -> Result<(), StoreError> {
        forges::put(&self.writer, row).await
    }

    async fn forges(&self) -> Result<Vec<ForgeRow>, StoreError> {
        forges::list(&self.readers).await
    }

    async fn pushed_refs(&self, project: i64, host: &HostId) -> Result<BTreeMap<String, String>, StoreError> {
        mirrors::pushed_refs(&self.readers, project, host).await
    }

    async fn record_pushed(
        &self,
        project: i64,
        host: &HostId,
        changes: &BTreeMap<String, Option<String>>,
    ) -> Result<(), StoreError> {
        mirrors::record_pushed(&self.writer, project, host, changes).await
    }

    async fn host_name(&self, host: &HostId, project: i64) -> Result<Option<String>, StoreError> {
        mirrors::host_name(&self.readers, host, project).await
    }

    async fn reserve_host_name(&self, host: &HostId, project: i64, name: &str) -> Result<(), StoreError> {
        mirrors::reserve(&self.writer, host, project, name).await
    }

    async fn forget_copy(&self, project: i64, host: &HostId) -> Result<(), StoreError> {
        mirrors::forget(&self.writer, project, host).await
    }

    async fn file_jobs(&self, specs: &[JobSpec], now: Timestamp) -> Result<u64, StoreError> {
        jobs::file(&self.writer, specs, now).await
    }

    async fn claim_job(
        &self,
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError> {
        jobs::claim(&self.writer, (None, None), worker, now, lease).await
    }

    async fn claim_job_of(
        &self,
        subjects: &[String],
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError> {
        jobs::claim(&self.writer, (Some(subjects), None), worker, now, lease).await
    }

    async fn claim_job_but(
        &self,
        kind: JobKind,
        subjects: Option<&[String]>,
        worker: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<Option<Job>, StoreError> {
        jobs::claim(&self.writer, (subjects, Some(kind)), worker, now, lease).await
    }

    async fn job_step(
        &self,
        job: &Job,
        step: &str,
        now: Timestamp,
        lease: Duration,
    ) -> Result<(), StoreError> {
        jobs::step(&self.writer, job, step, now, lease).await
    }

    async fn finish_job(&self, job: &Job) -> Result<(), StoreError> {
        jobs::finish(&self.writer, job).await
    }

    async fn release_job(&self, job: &Job, not_before: Timestamp, error: &str) -> Result<(), StoreError> {
        jobs::release(&self.writer, job, not_before, error).await
    }

    async fn retry_job(&self, job: &Job, not_before: Timestamp, error: &str) -> Result<(), StoreError> {
        jobs::retry(&self.writer, job, not_before, error).await
    }

    async fn waiting_jobs(&self, kind: JobKind) -> Result<BTreeMap<String, Timestamp>, StoreError> {
        backlog::waiting(&self.readers, kind).await
    }

    async fn backlog(&self, now: Timestamp) -> Result<Backlog, StoreError> {
        backlog::backlog(&self.readers, now).await
    }

    async fn free_leases(&self) -> Result<u64, StoreError> {
        jobs::free_leases(&self.writer).await
    }

    async fn unfinished_jobs(&self) -> Result<u64, StoreError> {
        jobs::unfinished(&self.readers).await
    }

    async fn add_pass(&self, pass: &PassRow) -> Result<(), StoreError> {
        schedule::add_pass(&self.writer, pass).await
    }

    async fn passes(&self, after: i64, limit: u32) -> Result<Vec<(i64, PassRow)>, StoreError> {
        schedule::passes(&self.readers, after, limit).await
    }

    async fn last_run(&self, schedule: &str) -> Result<Option<Timestamp>, StoreError> {
        schedule::last_run(&self.readers, schedule).await
    }

    async fn set_last_run(&self, schedule: &str, at: Timestamp) -> Result<(), StoreError> {
        schedule::set_last_run(&self.writer, schedule, at).await
    }

    async fn renew_job(&self, job: &Job, now: Timestamp, lease: Duration) -> Result<(), StoreError> {
        jobs::renew(&self.writer, job, now, lease).await
    }

    async fn prune(&self, before: Timestamp) -> Result<u64, StoreError> {
        answers::prune(&self.writer, before).await
    }

    async fn gate_report(&self, project: i64) -> Result<Option<GateReport>, StoreError> {
        gate::report(&self.readers, project).await
    }

    async fn put_gate_report(&self, project: i64, report: &GateReport) -> Result<(), StoreError> {
        gate::put_report(&self.writer, project, report).await
    }

    async fn add_decision(&self, decision: &Decision) -> Result<i64, StoreError> {
        let numbers = gate::add(&self.writer, std::slice::from_ref(decision)).await?;
        numbers.into_iter().next().ok_or(StoreError::Sql(sqlx::Error::RowNotFound))
    }

    async fn add_decisions(&self, decisions: &[Decision]) -> Result<Vec<i64>, StoreError> {
        gate::add(&self.writer, decisions).await
    }

    async fn decisions(&self, project: Option<&ProjectKey>) -> Result<Vec<Decision>, StoreError> {
        gate::decisions(&self.readers, project).await
    }

    async fn answer(&self, forge: &ForgeId, question: &str) -> Result<Option<Answer>, StoreError> {
        answers::answer(&self.readers, forge, question).await
    }

    async fn put_answer(
        &self,
        forge: &ForgeId,
        question: &str,
        answer: &Answer,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        answers::put_answer(&self.writer, forge, question, answer, at).await
    }

    async fn note_delivery(
        &self,
        forge: &ForgeId,
        delivery: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        answers::note_delivery(&self.writer, forge, delivery, at).await
    }

    async fn forget_delivery(&self, forge: &ForgeId, delivery: &str) -> Result<(), StoreError> {
        answers::forget_delivery(&self.writer, forge, delivery).await
    }

    async fn set_pause(&self, side: PausedSide, id: &str, pause: Option<&Pause>) -> Result<(), StoreError> {
        answers::set_pause(&self.writer, side.as_str(), id, pause).await
    }

    async fn pause(&self, side: PausedSide, id: &str) -> Result<Option<Pause>, StoreError> {
        answers::pause(&self.readers, side.as_str(), id).await
    }

    async fn back_up(&self, file: &Path) -> Result<(), StoreError> {
        open::back_up(&self.writer, file).await
    }
}
