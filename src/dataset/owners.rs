//! `codegouvfr-organizations`: a row an owner, known once every project was seen.

use glane_catalog::model::ProjectRecord;
use glane_catalog::write::code_gouv::{Organisation, Owners};

use super::table::{Form, Rows};
use super::{About, Sheet};

/// The owners, counted so far.
pub(super) struct OwnersSheet {
    rows: Rows<Organisation>,
    about: About,
    owners: Owners,
}

impl OwnersSheet {
    pub(super) fn new(form: Form, about: About) -> Self {
        Self { rows: Rows::new(form), about, owners: Owners::default() }
    }
}

impl Sheet for OwnersSheet {
    fn opening(&mut self) -> String {
        self.rows.opening()
    }

    fn projects(&mut self, records: &[ProjectRecord]) -> String {
        for record in records {
            self.owners.count(record, self.about.runs(&record.source.key.forge));
        }
        String::new()
    }

    fn closing(&mut self) -> String {
        let rows = std::mem::take(&mut self.owners).rows();
        self.rows.more(&rows) + &self.rows.closing()
    }
}
