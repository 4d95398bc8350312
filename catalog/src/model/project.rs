//! A project: one source repository, what is known of it and where its copies are.
//!
//! One document a project, with all its claims; must not know how it is stored.

use serde::{Deserialize, Serialize};

use super::{Examination, Field, Finding, HostId, ProjectKey, Reason, TicketRecord};

/// Who may see a project at its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Anyone, without an account.
    Public,
    /// Anyone with an account there: not public.
    Internal,
    /// Members only.
    Private,
}

/// What the forge says of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceProject {
    /// Who it is.
    pub key: ProjectKey,
    /// Full path at the forge, `group/sub/site`.
    pub path: String,
    /// Display name at the forge.
    pub name: String,
    /// Page a person can open; none for a plain directory.
    pub web_url: Option<String>,
    /// Address to fetch from: http(s) address, or an absolute path for a plain directory.
    pub clone_url: String,
    /// The forge's description.
    pub description: Option<String>,
    /// The forge's topics.
    pub topics: Vec<String>,
    /// The forge's default branch, short name.
    pub default_branch: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Read-only at the source.
    pub archived: bool,
    /// Path of the project it was forked from on the same forge.
    pub fork_of: Option<String>,
    /// The forge says that it has no commit.
    pub empty: bool,
    /// When it was made.
    pub created_at: Option<jiff::Timestamp>,
    /// Last activity, a hint only: forges forget to move it.
    pub last_activity_at: Option<jiff::Timestamp>,
    /// Address to fetch its wiki from, if it has one with pages.
    #[serde(default)]
    pub wiki_url: Option<String>,
    /// The forge itself pulls it from elsewhere: copying it again would make a loop.
    #[serde(default)]
    pub is_mirror: bool,
    /// It lies in a person's own space and in no organisation's, as far as the forge says so.
    #[serde(default)]
    pub owned_by_person: bool,
    /// The forge says that it lies in a group's or an organisation's space: where it says neither, the name
    /// of the owner may be a person's.
    #[serde(default)]
    pub owned_by_group: bool,
}

impl SourceProject {
    /// A public project of which no more is known: named after the last part of its path, and with
    /// nothing to fetch from.
    #[must_use]
    pub fn public(key: ProjectKey, path: &str) -> Self {
        Self {
            key,
            path: path.to_owned(),
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            web_url: None,
            clone_url: String::new(),
            description: None,
            topics: Vec::new(),
            default_branch: None,
            visibility: Visibility::Public,
            archived: false,
            fork_of: None,
            empty: false,
            created_at: None,
            last_activity_at: None,
            wiki_url: None,
            is_mirror: false,
            owned_by_person: false,
            owned_by_group: false,
        }
    }
}

/// Where a project stands after its last pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProjectState {
    /// Discovered, not yet looked at.
    Pending,
    /// Copied to every host.
    Published,
    /// The gate said "not yet".
    Held,
    /// Nothing to publish.
    Skipped,
    /// Something failed; it will be tried again.
    Failed,
    /// No longer public at its source: out of every page and of the index.
    Withdrawn,
}

impl ProjectState {
    /// As written in JSON and SQL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Published => "published",
            Self::Held => "held",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One copy of a project on one host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MirrorRecord {
    /// The host.
    pub host: HostId,
    /// The copy's name there.
    pub name: String,
    /// Page or address of the copy that anyone can open; none while the copy is private or on a local disk.
    pub url: Option<String>,
    /// When the copy was compared with the source, reference for reference, after the last push.
    pub verified_at: Option<jiff::Timestamp>,
    /// When the difference was seen that the last push carried over.
    pub changed_at: Option<jiff::Timestamp>,
    /// When the host's references were last listed and compared.
    #[serde(default)]
    pub compared_at: Option<jiff::Timestamp>,
    /// Whether the host took description, topics and default branch.
    #[serde(default)]
    pub dressed: bool,
    /// References the copy should have.
    pub refs_expected: u64,
    /// References that are equal.
    pub refs_equal: u64,
    /// What the host's listing said of the copy when it was last found equal.
    #[serde(default)]
    pub host_state: Option<String>,
    /// Digest of the references it was last brought to.
    #[serde(default)]
    pub refs_digest: Option<String>,
    /// Digest of what it was last dressed in.
    #[serde(default)]
    pub dress_digest: Option<String>,
    /// Whether it was last left read-only.
    #[serde(default)]
    pub archived: bool,
    /// Number of the last declared clean-up that a copy on this disk has followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleaned_up: Option<i64>,
}

impl MirrorRecord {
    /// The record without what moves when it is only looked at.
    #[must_use]
    pub fn without_looks(&self) -> Self {
        Self { compared_at: None, host_state: None, ..self.clone() }
    }
}

/// Since when its forge's complete listings no longer name a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// When one first did not.
    pub since: jiff::Timestamp,
    /// When the last that was counted did not.
    pub last: jiff::Timestamp,
    /// How many have not.
    pub listings: u32,
}

impl Absence {
    /// Complete listings that must not name it before its copies are put away.
    const LISTINGS: u32 = 3;
    /// Seconds over which they must lie.
    const SECONDS: i64 = 72 * 3600;

    /// One more complete listing without it.
    #[must_use]
    pub fn once_more(former: Option<Self>, now: jiff::Timestamp) -> Self {
        match former {
            Some(former) => Self { last: now, listings: former.listings.saturating_add(1), ..former },
            None => Self { since: now, last: now, listings: 1 },
        }
    }

    /// Whether it has been missed often and long enough for no accident of a forge to explain it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.listings >= Self::LISTINGS && self.last.as_second() - self.since.as_second() >= Self::SECONDS
    }
}

/// Everything known of one project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectRecord {
    /// Row number in the store; names the project's folder on disk. 0 until stored.
    pub number: i64,
    /// What the forge says.
    pub source: SourceProject,
    /// Former paths.
    pub aliases: Vec<String>,
    /// Where it stands.
    pub state: ProjectState,
    /// Why, unless it is published without reserve.
    pub reasons: Vec<Reason>,
    /// What its repository says, as published: what pages and index show.
    pub examination: Option<Examination>,
    /// What its repository says now, where that is not, or not yet, published: for the gate and the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Box<Examination>>,
    /// Its copies.
    pub mirrors: Vec<MirrorRecord>,
    /// The copies of its wiki.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wiki_mirrors: Vec<MirrorRecord>,
    /// Digest of the references last examined, with the version of the readers.
    pub seen_digest: Option<String>,
    /// What its resources were last read from: the version of the readers, the last decision about it, a
    /// digest of what was said of it, and the public commit, with which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taught_digest: Option<String>,
    /// What should be mended in its resources, as they were then read: the gravest first, at most
    /// [`ProjectRecord::TAUGHT_FINDINGS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taught_findings: Vec<Finding>,
    /// When a pass first published it; none until then.
    #[serde(default)]
    pub published_at: Option<jiff::Timestamp>,
    /// When the source was last looked at and everything that follows from it was done.
    pub collected_at: Option<jiff::Timestamp>,
    /// Number of the last declared clean-up that its public copy has followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleaned_up: Option<i64>,
    /// The same for the public copy of its wiki.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wiki_cleaned_up: Option<i64>,
    /// Since when its forge's listings no longer name it, while they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<Absence>,
    /// How soon its tickets are answered, once that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tickets: Option<TicketRecord>,
}

impl ProjectRecord {
    /// Most findings kept of all its resources together.
    pub const TAUGHT_FINDINGS: usize = 50;

    /// A project just discovered.
    #[must_use]
    pub fn discovered(source: SourceProject) -> Self {
        Self {
            number: 0,
            source,
            aliases: Vec::new(),
            state: ProjectState::Pending,
            reasons: Vec::new(),
            examination: None,
            pending: None,
            mirrors: Vec::new(),
            wiki_mirrors: Vec::new(),
            seen_digest: None,
            taught_digest: None,
            taught_findings: Vec::new(),
            published_at: None,
            collected_at: None,
            cleaned_up: None,
            wiki_cleaned_up: None,
            absence: None,
            tickets: None,
        }
    }

    /// Takes in what a listing says of it: a former path becomes an alias, it is examined anew, and what
    /// had left begins again.
    pub fn rediscover(&mut self, source: SourceProject) {
        if self.source.path != source.path && !self.aliases.contains(&self.source.path) {
            self.aliases.push(self.source.path.clone());
            self.aliases.retain(|alias| *alias != source.path);
        }
        self.source = source;
        self.absence = None;
        // What the forge says is part of what is examined and of how the copies present themselves.
        self.seen_digest = None;
        if self.state == ProjectState::Withdrawn {
            self.state = ProjectState::Pending;
            self.reasons.clear();
        }
    }

    /// What its repository said when it was last examined, published or not.
    #[must_use]
    pub fn latest(&self) -> Option<&Examination> {
        self.pending.as_deref().or(self.examination.as_ref())
    }

    /// The name to show.
    ///
    /// A fork carries the files of what it was forked from: there the forge's own name comes first.
    #[must_use]
    pub fn title(&self) -> &str {
        let own = self.source.name.as_str();
        if self.source.fork_of.is_some() && !own.trim().is_empty() {
            return own;
        }
        self.claimed(Field::Name).unwrap_or(own)
    }

    /// One sentence to show; for a fork the forge's own comes first, as for the name.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        let said = |text: &&str| !text.trim().is_empty();
        let own = self.source.description.as_deref().filter(said);
        let claimed = self.claimed(Field::Summary).filter(said);
        if self.source.fork_of.is_some() { own.or(claimed) } else { claimed.or(own) }
    }

    /// SPDX expression of the licence, if one was found.
    #[must_use]
    pub fn licence(&self) -> Option<&str> {
        self.examination.as_ref()?.licence.expression.as_deref()
    }

    /// The resolved value of a field.
    #[must_use]
    pub fn claimed(&self, field: Field) -> Option<&str> {
        self.examination.as_ref()?.fields.value(field)
    }

    /// The distinct values of a field that may have many.
    #[must_use]
    pub fn values(&self, field: Field) -> Vec<&str> {
        self.examination.as_ref().map(|examination| examination.fields.values(field)).unwrap_or_default()
    }

    /// The first segment of its path: the group, organisation or person that owns it at the forge;
    /// empty for a repository that lies in none.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.source.path.split_once('/').map_or("", |(owner, _)| owner)
    }

    /// Whether a visitor may see its page: only what passed the gate is shown.
    ///
    /// A failure after a first publication hides nothing: the copy is still there.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        match self.state {
            ProjectState::Published => true,
            ProjectState::Held | ProjectState::Failed => self.published_at.is_some(),
            ProjectState::Pending | ProjectState::Skipped | ProjectState::Withdrawn => false,
        }
    }

    /// When a copy was last known to equal its source: when it was verified, or when a later look
    /// found the source unchanged. None for a copy that differs.
    #[must_use]
    pub fn mirror_current_at(&self, mirror: &MirrorRecord) -> Option<jiff::Timestamp> {
        let equal = mirror.refs_equal == mirror.refs_expected;
        mirror.verified_at.filter(|_| equal).max(
            self.collected_at
                .filter(|_| equal && mirror.verified_at.is_some() && self.state == ProjectState::Published),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, ForgeId, Source};

    fn record(path: &str) -> ProjectRecord {
        let mut examination = Examination::default();
        for (field, value) in [(Field::Name, "Typofr"), (Field::Summary, "Le résumé copié.")] {
            let source = Source::file("publiccode.yml", None, None);
            examination.fields.add(field, Claim::new(value.to_owned(), source, 1.0));
        }
        let source = SourceProject {
            name: "typofr-nsi".to_owned(),
            description: Some("Notre variante.".to_owned()),
            ..SourceProject::public(
                ProjectKey { forge: ForgeId::new("f").unwrap(), id: "1".to_owned() },
                path,
            )
        };
        ProjectRecord { examination: Some(examination), ..ProjectRecord::discovered(source) }
    }

    #[test]
    fn a_fork_is_shown_under_its_own_name() {
        let mut record = record("nsi/typofr");
        assert_eq!((record.title(), record.summary()), ("Typofr", Some("Le résumé copié.")));
        record.source.fork_of = Some("outils/typofr".to_owned());
        assert_eq!((record.title(), record.summary()), ("typofr-nsi", Some("Notre variante.")));
        record.source.description = Some(" ".to_owned());
        assert_eq!(record.summary(), Some("Le résumé copié."));
    }

    #[test]
    fn an_absence_is_settled_after_three_listings_over_three_days() {
        let at = |hours: i64| jiff::Timestamp::from_second(hours * 3600).unwrap();
        let missed = |hours: &[i64]| {
            let all = hours.iter().fold(None, |former, hour| Some(Absence::once_more(former, at(*hour))));
            all.unwrap().is_settled()
        };
        assert!(!missed(&[0]));
        assert!(!missed(&[0, 1, 2, 3, 71]), "often, but not for long");
        assert!(!missed(&[0, 72]), "for long, but not often");
        assert!(missed(&[0, 24, 72]));
    }

    #[test]
    fn the_owner_is_the_first_segment_and_may_be_none() {
        assert_eq!(record("dsi/outils/x").owner(), "dsi");
        assert_eq!(record("bon").owner(), "");
    }
}
