//! Records for the checks: a plain one, and one in which every field holds something.
//!
//! Struct literals without `..`, so that a new field of the model does not compile until it is here.

use glane_catalog::model::{
    Absence, AnswerTime, Change, Claim, Dependency, Examination, Field, Fields, Finding, ForgeId, History,
    HostId, Identifiers, LanguageShare, LicencePart, LicenceReading, MirrorRecord, PartRole, ProjectKey,
    ProjectRecord, ProjectState, Reason, ReasonCode, RecordKey, Register, ResourceFile, Severity, Source,
    SourceProject, TicketRecord, Visibility,
};
use jiff::Timestamp;

/// Text that breaks out of whatever is pasted together, and characters that storage stumbles on.
pub(super) const HOSTILE: &str =
    "'; DROP TABLE project; -- \" \\ \u{0} ?1 $1 %s {} \r\n\t é \u{202f}« à »\u{1F33E} \u{feff}\u{202e}";

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub(super) fn forge(id: &str) -> ForgeId {
    ForgeId::new(id).unwrap()
}

pub(super) fn host(id: &str) -> HostId {
    HostId::new(id).unwrap()
}

pub(super) fn key(id: &str) -> ProjectKey {
    ProjectKey { forge: forge("mim"), id: id.to_owned() }
}

/// The id of what a change is about.
pub(super) fn id(change: &Change) -> &str {
    match &change.key {
        RecordKey::Project(key) => &key.id,
        RecordKey::Resource(id) => id,
    }
}

/// A project of the forge `mim`, just discovered.
pub(super) fn project(id: &str, path: &str) -> ProjectRecord {
    ProjectRecord::discovered(SourceProject {
        name: "Site".to_owned(),
        clone_url: format!("https://forge.example/{path}.git"),
        ..SourceProject::public(key(id), path)
    })
}

/// A project with something in every field; `text` in every free text but the key.
pub(super) fn full(id: &str, path: &str, text: &str) -> ProjectRecord {
    ProjectRecord {
        number: 0,
        source: source(id, path, text),
        aliases: vec![format!("{path}-before"), format!("{path}-first")],
        state: ProjectState::Held,
        reasons: vec![Reason::new(ReasonCode::NoLicence, text), Reason::new(ReasonCode::MassDeletion, "")],
        examination: Some(examination(text)),
        pending: Some(Box::new(examination("pending"))),
        mirrors: vec![MirrorRecord {
            host: host("copies"),
            name: text.to_owned(),
            url: Some("https://copies.example/site".to_owned()),
            verified_at: Some(Timestamp::from_nanosecond(1_790_000_000_123_456_789).unwrap()),
            changed_at: Some(at(-1)),
            compared_at: Some(at(-2)),
            dressed: true,
            refs_expected: u64::MAX,
            refs_equal: 0,
            host_state: None,
            refs_digest: None,
            dress_digest: None,
            archived: false,
            cleaned_up: Some(3),
        }],
        wiki_mirrors: Vec::new(),
        seen_digest: Some("ab".repeat(32)),
        taught_digest: None,
        taught_findings: Vec::new(),
        tickets: Some(TicketRecord {
            asked_at: at(9),
            measured: Some(AnswerTime {
                at: at(8),
                answered: u32::MAX,
                waiting: 0,
                mean_seconds: Some(u64::MAX >> 1),
            }),
        }),
        published_at: Some(at(-5)),
        collected_at: Some(Timestamp::MAX),
        cleaned_up: Some(3),
        wiki_cleaned_up: Some(2),
        absence: Some(Absence { since: Timestamp::MIN, last: Timestamp::MAX, listings: 3 }),
    }
}

fn source(id: &str, path: &str, text: &str) -> SourceProject {
    SourceProject {
        key: key(id),
        path: path.to_owned(),
        name: text.to_owned(),
        web_url: Some(text.to_owned()),
        clone_url: text.to_owned(),
        description: Some(text.to_owned()),
        topics: vec![text.to_owned(), String::new(), "nsi".to_owned()],
        default_branch: Some(text.to_owned()),
        visibility: Visibility::Internal,
        archived: true,
        fork_of: Some(text.to_owned()),
        empty: true,
        created_at: Some(Timestamp::MIN),
        last_activity_at: Some(at(7)),
        wiki_url: None,
        is_mirror: false,
        owned_by_person: true,
        owned_by_group: true,
    }
}

fn examination(text: &str) -> Examination {
    let mut fields = Fields::new();
    fields.add(Field::Name, Claim::new(text.to_owned(), Source::forge("name"), 0.1));
    fields.add(Field::Keyword, Claim::new("arbres".to_owned(), Source::file(text, Some(text), Some(3)), 1.0));
    fields.add(Field::Keyword, Claim::new("listes".to_owned(), Source::history("topics"), 1.0 / 3.0));
    let mut finding = Finding::new(Severity::Warning, "no_summary", text, text)
        .in_file(text, Some(u32::MAX))
        .at_key(text)
        .at_column(1);
    finding.severity = Severity::Error;
    Examination {
        commit: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
        default_branch: Some(text.to_owned()),
        identifiers: Identifiers {
            revision: "swh:1:rev:0123456789abcdef0123456789abcdef01234567".parse().ok(),
            directory: "swh:1:dir:4b825dc642cb6eb9a060e54bf8d69288fbee4904".parse().ok(),
            snapshot: "swh:1:snp:1a8893e6a86f444e8be8e7bda6cb34fb1735a00e".parse().ok(),
            roots: vec![text.to_owned()],
        },
        licence: LicenceReading {
            expression: Some("EUPL-1.2 OR MIT".to_owned()),
            claims: vec![Claim::new("MIT".to_owned(), Source::file("LICENSE", None, None), 0.98)],
            parts: vec![LicencePart {
                path: text.to_owned(),
                expression: "CC-BY-4.0".to_owned(),
                role: PartRole::Content,
            }],
        },
        fields,
        languages: vec![LanguageShare { name: text.to_owned(), bytes: u64::MAX }],
        history: History {
            first_commit: Some(at(1)),
            last_commit: Some(at(2)),
            last_human_commit: Some(at(3)),
            commits: 4,
            authors: 5,
            branches: 6,
            tags: 7,
            newest: vec![at(8), at(2)],
            bus_factor: Some(9),
        },
        dependencies: Dependency::new(Register::Npm, "@vue/compat", Some("3.4.0"), Source::history("lock"))
            .into_iter()
            .collect(),
        resources: vec![ResourceFile {
            path: text.to_owned(),
            format: "notebook".to_owned(),
            title: Some(text.to_owned()),
            bytes: 8,
            reason: text.to_owned(),
        }],
        files: 9,
        bytes: 10,
        text: Some(text.repeat(300)),
        findings: vec![finding],
    }
}
