//! Which files there are, by name and media type, and what writes each.

use glane_catalog::model::ProjectRecord;
use jiff::Timestamp;

use super::About;
use super::assets::Assets;
use super::owners::OwnersSheet;
use super::repositories::Repositories;
use super::table::Form;

/// One file of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatasetFile {
    /// The repositories, as code.gouv.fr writes them.
    Repositories(Form),
    /// Their owners, as code.gouv.fr writes them.
    Organisations(Form),
    /// The catalogue in DCAT and ADMS.
    Catalogue,
}

/// A file under way: what stands first, what it says of some projects, what stands last.
pub trait Sheet: Send {
    /// What stands before the projects.
    fn opening(&mut self) -> String;
    /// What it says of the next projects.
    fn projects(&mut self, records: &[ProjectRecord]) -> String;
    /// What stands after them.
    fn closing(&mut self) -> String;
}

impl DatasetFile {
    /// Every file.
    pub const ALL: [Self; 7] = [
        Self::Repositories(Form::French),
        Self::Repositories(Form::Csv),
        Self::Repositories(Form::Json),
        Self::Organisations(Form::French),
        Self::Organisations(Form::Csv),
        Self::Organisations(Form::Json),
        Self::Catalogue,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Repositories(Form::Json) => "codegouvfr-repositories.json",
            Self::Repositories(Form::Csv) => "codegouvfr-repositories.csv",
            Self::Repositories(Form::French) => "codegouvfr-repositories.fr.csv",
            Self::Organisations(Form::Json) => "codegouvfr-organizations.json",
            Self::Organisations(Form::Csv) => "codegouvfr-organizations.csv",
            Self::Organisations(Form::French) => "codegouvfr-organizations.fr.csv",
            Self::Catalogue => "catalogue.ttl",
        }
    }

    /// The file of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// Its media type, with the character set for text.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Repositories(form) | Self::Organisations(form) => form.media_type(),
            Self::Catalogue => "text/turtle; charset=utf-8",
        }
    }

    /// What writes it; `now` is the instant its measures are taken at.
    #[must_use]
    pub fn sheet(self, about: &About, now: Timestamp) -> Box<dyn Sheet> {
        match self {
            Self::Repositories(form) => Box::new(Repositories::new(form, now)),
            Self::Organisations(form) => Box::new(OwnersSheet::new(form, about.clone())),
            Self::Catalogue => Box::new(Assets::new(about.clone(), now)),
        }
    }
}
