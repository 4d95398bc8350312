//! A project as catalogues describe one: the resolved values, without their sources.
//!
//! The one view of the model that all writers of descriptions share. What is not known is none, and no
//! text keeps an e-mail address; must not know any format.

use jiff::Timestamp;

use super::address::web;
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::{Examination, Field, Fields, ProjectRecord, ResourceFile};
use crate::read::mailbox;

/// What is known of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// What it is called.
    pub name: String,
    /// One sentence.
    pub summary: Option<String>,
    /// A longer text, plain.
    pub description: Option<String>,
    /// Natural language, ISO 639-1 lower case.
    pub language: Option<String>,
    /// Address of the repository.
    pub repository: Option<String>,
    /// Its page for visitors, where that is not the repository.
    pub website: Option<String>,
    /// Address of the documentation.
    pub documentation: Option<String>,
    /// Addresses of the copies.
    pub copies: Vec<String>,
    /// SPDX expression of the licence.
    pub licence: Option<String>,
    /// Version as the authors state it.
    pub version: Option<String>,
    /// Development status as the authors state it.
    pub status: Option<String>,
    /// Those who declared themselves its authors.
    pub authors: Vec<String>,
    /// The body responsible for it.
    pub organisation: Option<String>,
    /// Subject words.
    pub keywords: Vec<String>,
    /// School levels.
    pub levels: Vec<String>,
    /// School subjects.
    pub subjects: Vec<String>,
    /// Programming languages, most used first.
    pub programming: Vec<String>,
    /// What it runs on, in the authors' words.
    pub platforms: Vec<String>,
    /// What sort of software it is, as the authors state it.
    pub kind: Option<String>,
    /// Who keeps it up, as the authors state it.
    pub maintenance: Option<String>,
    /// The day of the release that the version names, ISO 8601.
    pub released: Option<String>,
    /// Who holds the rights in it.
    pub holder: Option<String>,
    /// Where to report what is wrong with it.
    pub issues: Option<String>,
    /// First commit.
    pub created: Option<Timestamp>,
    /// Last commit.
    pub modified: Option<Timestamp>,
    /// Read-only at its source.
    pub archived: bool,
}

impl Described {
    /// What the catalogue shows of a project.
    #[must_use]
    pub fn of(record: &ProjectRecord) -> Self {
        let empty = Examination::default();
        let examination = record.examination.as_ref().unwrap_or(&empty);
        let source = &record.source;
        let own = web(&source.clone_url).or_else(|| source.web_url.as_deref().and_then(web));
        let mut described = Self::of_examination(examination, &source.name, own.as_deref());
        described.name = mailbox::without(record.title().trim()).into_owned();
        described.summary = record.summary().and_then(filled);
        described.website =
            described.website.filter(|page| source.web_url.as_deref().and_then(web).as_ref() != Some(page));
        described.copies =
            record.mirrors.iter().filter_map(|mirror| mirror.url.as_deref().and_then(web)).collect();
        described.archived = source.archived;
        described
    }

    /// What a repository that is in no catalogue says of itself; `name` and `address` are what whoever
    /// asks knows of it.
    #[must_use]
    pub fn of_examination(examination: &Examination, name: &str, address: Option<&str>) -> Self {
        let fields = &examination.fields;
        let one = |field: Field| fields.value(field).and_then(filled);
        let followed = |field: Field| fields.value(field).and_then(web);
        // Files of a fork may still name what it was forked from.
        let repository = address.and_then(web).or_else(|| followed(Field::Repository));
        let licence = examination.licence.expression.as_deref().and_then(filled);
        Self {
            name: one(Field::Name).unwrap_or_else(|| mailbox::without(name.trim()).into_owned()),
            summary: one(Field::Summary),
            description: one(Field::Description),
            language: one(Field::Language).filter(|code| is_language(code)),
            website: followed(Field::Website).filter(|page| Some(page) != repository.as_ref()),
            repository,
            documentation: followed(Field::Documentation),
            licence: licence.filter(|found| found != ALL_RIGHTS_RESERVED),
            version: one(Field::Version),
            status: one(Field::Status),
            authors: fields.values(Field::Author).into_iter().filter_map(person).collect(),
            organisation: one(Field::Organisation),
            keywords: many(fields, Field::Keyword),
            levels: many(fields, Field::Level),
            subjects: many(fields, Field::Subject),
            programming: examination.languages.iter().map(|share| share.name.clone()).collect(),
            platforms: many(fields, Field::Platform),
            kind: one(Field::Kind),
            maintenance: one(Field::Maintenance),
            released: one(Field::Released).filter(|day| day.parse::<jiff::civil::Date>().is_ok()),
            holder: one(Field::Holder),
            issues: followed(Field::Issues),
            created: examination.history.first_commit,
            modified: examination.history.last_commit,
            copies: Vec::new(),
            archived: false,
        }
    }

    /// One of its files that teaches, as a work of its own; what is only true of the whole is left out.
    #[must_use]
    pub fn resource(&self, file: &ResourceFile) -> Self {
        let named = file.path.rsplit('/').next().unwrap_or(&file.path);
        Self {
            name: file.title.as_deref().and_then(filled).unwrap_or_else(|| named.to_owned()),
            summary: None,
            description: None,
            website: None,
            documentation: None,
            copies: Vec::new(),
            version: None,
            released: None,
            created: None,
            modified: None,
            programming: Vec::new(),
            ..self.clone()
        }
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| mailbox::without(text).into_owned())
}

/// Somebody's name, without the address that may follow it; an address alone names nobody.
fn person(declared: &str) -> Option<String> {
    let name = declared.split(['<', '(', '[']).next().and_then(filled)?;
    name.contains(char::is_alphanumeric).then_some(name)
}

fn many(fields: &Fields, field: Field) -> Vec<String> {
    fields.values(field).into_iter().filter_map(filled).collect()
}

/// Whether a text can stand where formats want a language: `fr`, `oci`.
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{Claim, Source};

    #[test]
    fn what_cannot_be_followed_or_allows_nothing_is_not_said() {
        let mut examination = Examination::default();
        for (field, value) in [
            (Field::Repository, "https://upstream.example.fr/x"),
            (Field::Website, "javascript:alert(1)"),
            (Field::Documentation, "https://user:secret@docs.example.fr/"),
            (Field::Language, "français"),
            (Field::Released, "bientôt"),
        ] {
            let claim = Claim::new(value.to_owned(), Source::file("codemeta.json", None, None), 1.0);
            examination.fields.add(field, claim);
        }
        examination.licence.expression = Some(ALL_RIGHTS_RESERVED.to_owned());
        let found =
            Described::of_examination(&examination, " outil ", Some("https://forge.example.fr/x.git"));
        assert_eq!(found.name, "outil");
        assert_eq!(
            found.repository.as_deref(),
            Some("https://forge.example.fr/x.git"),
            "where it is, not what it says"
        );
        assert_eq!(found.documentation.as_deref(), Some("https://docs.example.fr/"));
        assert_eq!((found.website, found.language, found.licence, found.released), (None, None, None, None));
        let on_disk = Described::of_examination(&examination, "outil", Some("/srv/git/x.git"));
        assert_eq!(on_disk.repository.as_deref(), Some("https://upstream.example.fr/x"));
    }

    #[test]
    fn people_are_named_and_never_reachable() {
        let mut examination = Examination::default();
        for (field, value) in [
            (Field::Author, "Ada Lovelace <ada@example.org>"),
            (Field::Author, "blaise@example.org"),
            (Field::Summary, "Écrire à ada@example.org"),
            (Field::Description, "Voir ada@example.org."),
        ] {
            let claim = Claim::new(value.to_owned(), Source::file("AUTHORS", None, None), 1.0);
            examination.fields.add(field, claim);
        }
        let found = Described::of_examination(&examination, "ada@example.org", None);
        assert_eq!(found.authors, ["Ada Lovelace"]);
        assert_eq!(found.summary.as_deref(), Some("Écrire à …"));
        assert!(!format!("{found:?}").contains('@'), "{found:?}");
    }

    #[test]
    fn a_file_that_teaches_is_a_work_of_its_own() {
        let file = ResourceFile {
            path: "cours/tp 1.ipynb".to_owned(),
            format: "notebook".to_owned(),
            title: None,
            bytes: 1,
            reason: String::new(),
        };
        let work = sample::whole().resource(&file);
        assert_eq!((work.name.as_str(), work.summary, work.version), ("tp 1.ipynb", None, None));
        assert_eq!((work.licence.as_deref(), work.levels.len()), (Some("EUPL-1.2"), 1));
        let titled = sample::whole().resource(&ResourceFile { title: Some("Le tri".to_owned()), ..file });
        assert_eq!(titled.name, "Le tri");
    }
}
