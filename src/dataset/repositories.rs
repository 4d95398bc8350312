//! `codegouvfr-repositories`: a row a project.

use glane_catalog::model::ProjectRecord;
use glane_catalog::quality::Evidence;
use glane_catalog::write::code_gouv::Repository;
use jiff::Timestamp;

use super::Sheet;
use super::table::{Form, Rows};

/// The repositories under way.
pub(super) struct Repositories {
    rows: Rows<Repository>,
    now: Timestamp,
}

impl Repositories {
    pub(super) fn new(form: Form, now: Timestamp) -> Self {
        Self { rows: Rows::new(form), now }
    }
}

impl Sheet for Repositories {
    fn opening(&mut self) -> String {
        self.rows.opening()
    }

    fn projects(&mut self, records: &[ProjectRecord]) -> String {
        let row = |record| Repository::of(record, &Evidence::of(record, self.now));
        let rows: Vec<Repository> = records.iter().map(row).collect();
        self.rows.more(&rows)
    }

    fn closing(&mut self) -> String {
        self.rows.closing()
    }
}
