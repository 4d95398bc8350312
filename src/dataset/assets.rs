//! `catalogue.ttl`: each project as an asset of ADMS and a data set of DCAT.

use glane_catalog::model::ProjectRecord;
use glane_catalog::write::Described;
use glane_catalog::write::dcat::{self, Catalogue};
use jiff::Timestamp;

use super::{About, Sheet};

/// The catalogue under way.
pub(super) struct Assets {
    about: About,
    catalogue: Catalogue,
}

impl Assets {
    pub(super) fn new(about: About, now: Timestamp) -> Self {
        Self { catalogue: about.catalogue(now), about }
    }

    fn asset(&self, record: &ProjectRecord) -> Option<String> {
        let page = self.about.page(record)?;
        Some(dcat::project(&self.catalogue, &page, &Described::of(record)))
    }
}

impl Sheet for Assets {
    fn opening(&mut self) -> String {
        dcat::opening(&self.catalogue)
    }

    fn projects(&mut self, records: &[ProjectRecord]) -> String {
        records.iter().filter_map(|record| self.asset(record)).collect()
    }

    fn closing(&mut self) -> String {
        String::new()
    }
}
