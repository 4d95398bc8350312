//! The fields a project or resource can have, and their claims.
//!
//! Which claim wins is written once, in [`Fields::resolve`].

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::claim::Claim;
use super::precedence::rank;
use crate::vocabulary::fold::fold;

/// A field that several sources may claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What it is called.
    Name,
    /// One sentence, at most 300 characters.
    Summary,
    /// A longer text, plain.
    Description,
    /// Natural language, ISO 639-1 lower case (`fr`, `en`).
    Language,
    /// A licence as an SPDX expression; read by the licence room, not shown from here.
    Licence,
    /// A subject word: topic of the forge, keyword of a file.
    Keyword,
    /// Home page.
    Website,
    /// Address of the documentation.
    Documentation,
    /// Address of the repository as the authors state it.
    Repository,
    /// Version as the authors state it.
    Version,
    /// Development status as the authors state it.
    Status,
    /// An author who declared themselves (AUTHORS, CITATION.cff, publiccode.yml, codemeta.json).
    Author,
    /// A body responsible for it.
    Organisation,
    /// School level, a preferred term of the thesaurus.
    Level,
    /// School subject, a preferred term of the thesaurus.
    Subject,
    /// What sort of software it is, in the words of publiccode.yml (`library`, `standalone/web`).
    Kind,
    /// Who keeps it up: `internal`, `contract`, `community` or `none`.
    Maintenance,
    /// What it runs on.
    Platform,
    /// Whom it is for.
    Audience,
    /// The day of the release that the version names, `2026-09-01`.
    Released,
    /// The day it was begun.
    Created,
    /// A body that uses it.
    UsedBy,
    /// A body that pays for it.
    Funder,
    /// Who holds the rights in it.
    Holder,
    /// Its picture: an address, or a path in the repository.
    Logo,
    /// Where to report what is wrong with it.
    Issues,
    /// Where to try it.
    Demo,
    /// An identifier under which it is cited: DOI, SWHID.
    Identifier,
    /// What it was made from.
    BasedOn,
    /// How open its making is, in the words of code.gouv.fr: `contributif`, `ouvert`, `publié`.
    Openness,
    /// A badge of its README, by what it says.
    Badge,
    /// A document for those who take part that is there: `changelog`, `contributing`.
    Document,
    /// Pedagogical type, a preferred term of the thesaurus (`exercice`, `cours`).
    ResourceType,
    /// What sort of resource it is: `activity`, `audio`, `book`, `course`, `dataset`, `document`, `image`,
    /// `model`, `training` or `video`.
    ResourceKind,
    /// How long it takes, or runs: ISO 8601 (`PT1H30M`).
    Duration,
    /// What is needed to use it: `no_account`, `educonnect`, `gar` or `account`.
    Access,
    /// Whether it is free of charge: `yes` or `no`.
    Free,
    /// The year of the school programme it follows, `2025`.
    Programme,
    /// Where its answers are: a path, an address, or `yes`.
    AnswerKey,
    /// What it can be edited from: a path, an address, or `yes`.
    EditableSource,
    /// A person who took part and declared themselves; the key says as what.
    Contributor,
    /// The day it was published.
    Published,
    /// The day it was last changed.
    Modified,
    /// When a training takes place: a day, or two with `/` between them.
    Occurs,
    /// What is said of rights without naming a licence that is known.
    Rights,
    /// What it is a part of: an address, an identifier or a title.
    PartOf,
    /// What it is made of: an address, an identifier or a title.
    HasPart,
    /// What it is another version or a translation of.
    VersionOf,
    /// What it names or needs besides.
    Related,
    /// What it teaches or assesses, in its own words or as an address.
    Competence,
}

impl Field {
    /// As written in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Summary => "summary",
            Self::Description => "description",
            Self::Language => "language",
            Self::Licence => "licence",
            Self::Keyword => "keyword",
            Self::Website => "website",
            Self::Documentation => "documentation",
            Self::Repository => "repository",
            Self::Version => "version",
            Self::Status => "status",
            Self::Author => "author",
            Self::Organisation => "organisation",
            Self::Level => "level",
            Self::Subject => "subject",
            Self::Kind => "kind",
            Self::Maintenance => "maintenance",
            Self::Platform => "platform",
            Self::Audience => "audience",
            Self::Released => "released",
            Self::Created => "created",
            Self::UsedBy => "used_by",
            Self::Funder => "funder",
            Self::Holder => "holder",
            Self::Logo => "logo",
            Self::Issues => "issues",
            Self::Demo => "demo",
            Self::Identifier => "identifier",
            Self::BasedOn => "based_on",
            Self::Openness => "openness",
            Self::Badge => "badge",
            Self::Document => "document",
            Self::ResourceType => "resource_type",
            Self::ResourceKind => "resource_kind",
            Self::Duration => "duration",
            Self::Access => "access",
            Self::Free => "free",
            Self::Programme => "programme",
            Self::AnswerKey => "answer_key",
            Self::EditableSource => "editable_source",
            Self::Contributor => "contributor",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Occurs => "occurs",
            Self::Rights => "rights",
            Self::PartOf => "part_of",
            Self::HasPart => "has_part",
            Self::VersionOf => "version_of",
            Self::Related => "related",
            Self::Competence => "competence",
        }
    }

    /// Whether several values stand side by side (keywords) rather than compete (name).
    #[must_use]
    pub fn is_many(self) -> bool {
        matches!(
            self,
            Self::Keyword
                | Self::Author
                | Self::Level
                | Self::Subject
                | Self::Licence
                | Self::Language
                | Self::Platform
                | Self::Audience
                | Self::UsedBy
                | Self::Funder
                | Self::Holder
                | Self::Identifier
                | Self::BasedOn
                | Self::Badge
                | Self::Document
                | Self::ResourceType
                | Self::Contributor
                | Self::PartOf
                | Self::HasPart
                | Self::VersionOf
                | Self::Related
                | Self::Competence
                | Self::Occurs
        )
    }
}

/// All claims about one item, by field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<Field, Vec<Claim>>);

impl Fields {
    /// No claim at all.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim; a blank value is no claim.
    pub fn add(&mut self, field: Field, claim: Claim) {
        if !claim.value.trim().is_empty() {
            self.0.entry(field).or_default().push(claim);
        }
    }

    /// Adds every claim of another set.
    pub fn extend(&mut self, other: Self) {
        for (field, claims) in other.0 {
            self.0.entry(field).or_default().extend(claims);
        }
    }

    /// The claims about a field, in the order they were made.
    #[must_use]
    pub fn claims(&self, field: Field) -> &[Claim] {
        self.0.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Every field that has a claim, with its claims.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &[Claim])> {
        self.0.iter().map(|(field, claims)| (*field, claims.as_slice()))
    }

    /// The claim to show: the most trusted source, then the highest confidence, then the first made.
    ///
    /// Which source is trusted most is written in the table of precedences, field by field.
    #[must_use]
    pub fn resolve(&self, field: Field) -> Option<&Claim> {
        let claims = self.claims(field);
        claims
            .iter()
            .enumerate()
            .min_by(|(i, a), (j, b)| {
                rank(field, a).cmp(&rank(field, b)).then(b.confidence.total_cmp(&a.confidence)).then(i.cmp(j))
            })
            .map(|(_, claim)| claim)
    }

    /// The resolved value of a field.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&str> {
        self.resolve(field).map(|claim| claim.value.as_str())
    }

    /// As [`Fields::values`], without what is rather a guess: who is credited in public.
    #[must_use]
    pub fn credited(&self, field: Field) -> Vec<&str> {
        let sure = |value: &&str| {
            self.claims(field).iter().any(|claim| claim.value == **value && claim.confidence >= 0.5)
        };
        self.values(field).into_iter().filter(sure).collect()
    }

    /// The distinct values of a field that may have many, in the order they were claimed.
    ///
    /// A keyword counts once in its first spelling, whatever its case and accents. Authors stand in
    /// the order of their sources: CITATION.cff is written to credit them.
    #[must_use]
    pub fn values(&self, field: Field) -> Vec<&str> {
        let mut keys = HashSet::new();
        let mut claims: Vec<&Claim> = self.claims(field).iter().collect();
        if field == Field::Author {
            claims.sort_by_key(|claim| rank(field, claim));
        }
        let values = claims.into_iter().map(|claim| claim.value.as_str());
        let key = |value: &str| if field == Field::Keyword { fold(value) } else { value.to_owned() };
        values.filter(|value| keys.insert(key(value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    fn claim(value: &str, source: Source) -> Claim {
        Claim::new(value.to_owned(), source, 1.0)
    }

    #[test]
    fn precedence_is_publiccode_then_readme_title_then_forge_then_manifest() {
        let mut fields = Fields::new();
        fields.add(Field::Name, claim("pkg", Source::file("Cargo.toml", Some("name"), Some(2))));
        assert_eq!(fields.value(Field::Name), Some("pkg"));
        fields.add(Field::Name, claim("forge", Source::forge("name")));
        assert_eq!(fields.value(Field::Name), Some("forge"));
        fields.add(Field::Name, claim("Titre", Source::file("README.md", None, Some(1))));
        assert_eq!(fields.value(Field::Name), Some("Titre"));
        fields.add(Field::Name, claim("Officiel", Source::file("publiccode.yml", None, Some(3))));
        assert_eq!(fields.value(Field::Name), Some("Officiel"));
    }

    #[test]
    fn a_keyword_in_another_case_is_the_same() {
        let mut fields = Fields::new();
        for (value, source) in [("SVT", Source::forge("topics")), ("svt", Source::forge("topics"))] {
            fields.add(Field::Keyword, claim(value, source.clone()));
            fields.add(Field::Author, claim(value, source));
        }
        assert_eq!(fields.values(Field::Keyword), ["SVT"]);
        assert_eq!(fields.values(Field::Author), ["SVT", "svt"]);
    }

    #[test]
    fn a_blank_value_is_no_claim() {
        let mut fields = Fields::new();
        fields.add(Field::Summary, claim("  ", Source::forge("description")));
        assert!(fields.claims(Field::Summary).is_empty());
    }
}
