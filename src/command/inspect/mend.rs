//! What the owner of a repository should mend, most important first: the one list that the report,
//! the formats of CI systems and the exit status are made of.
//!
//! Of what the gate saw, rule and place; never what was matched. Must not know any format.

use glane_catalog::model::{
    Examination, Field, Finding, Reason, ReasonClass, Severity, Sighting, SightingKind,
};
use glane_templates::{Lang, spoken};

use super::gate::Judged;
use super::snippet;
use crate::cli::{FailOn, Tongue};
use crate::command::gate::letter::causes;
use crate::command::gate::remedy::{remedy, remedy_if, title};

/// How much a thing weighs, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It keeps the repository from being published.
    Hold,
    /// A value could not be used.
    Error,
    /// Should be mended.
    Warning,
    /// Good to know.
    Info,
}

impl Weight {
    /// Whether it makes a failure of what was asked.
    pub(super) fn fails(self, asked: FailOn) -> bool {
        match asked {
            FailOn::Never => false,
            FailOn::Hold => self == Self::Hold,
            FailOn::Error => self <= Self::Error,
            FailOn::Warning => self <= Self::Warning,
            FailOn::Info => true,
        }
    }
}

/// One thing to mend.
#[derive(Debug, Clone)]
pub(super) struct Mend {
    /// How much it weighs.
    pub(super) weight: Weight,
    /// Stable name: the code of a finding or reason, the rule of the gate.
    pub(super) code: String,
    /// What stands together in a report: things of one code and file, places of one kind.
    pub(super) group: String,
    /// The file.
    pub(super) path: Option<String>,
    /// The key in that file.
    pub(super) key: Option<String>,
    /// The line at the examined commit, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1.
    pub(super) column: Option<u32>,
    /// A commit in whose history it is, where it is in the files no more.
    pub(super) commit: Option<String>,
    /// The rule by which the gate saw it; none for what a reader found.
    pub(super) rule: Option<String>,
    /// What is wrong.
    pub(super) what: String,
    /// What to do about it; empty where `what` says it.
    pub(super) remedy: String,
    /// A file or command to begin with, to paste.
    pub(super) snippet: Option<String>,
}

/// Everything there is to mend, most important first.
pub(super) fn list(examination: &Examination, judged: &Judged, tongue: Tongue) -> Vec<Mend> {
    let mut list: Vec<Mend> =
        judged.seen().map(|(seen, holds)| sighted(seen, holds, judged, tongue)).collect();
    let told = |reason: &&Reason| !(reason.code.class() == ReasonClass::Check && judged.holds_anything());
    list.extend(
        judged.verdict.reasons().iter().filter(told).map(|reason| caused(reason, examination, tongue)),
    );
    list.extend(judged.report.publication.problems.iter().map(|problem| unread(problem)));
    list.extend(examination.findings.iter().map(|finding| found(finding, examination, tongue)));
    list.extend(absent(examination, tongue));
    list.sort_by_key(|mend| (mend.weight, rank(&mend.code)));
    list
}

/// What concerns the licence comes before what concerns a description.
fn rank(code: &str) -> u8 {
    match code {
        code if code.contains("licence") && !code.starts_with("publiccode") => 0,
        "syntax" => 1,
        _ => 2,
    }
}

fn sighted(seen: &Sighting, holds: bool, judged: &Judged, tongue: Tongue) -> Mend {
    let to_do = match seen.kind {
        _ if holds => remedy(seen.kind, tongue),
        SightingKind::Workflow => {
            tongue.say("Rien à faire\u{202f}: rien ne s’exécute sur les copies.", remedy_if(holds, seen.kind))
        }
        _ => tongue.say(
            "Regardez si cela peut être public\u{202f}; rien n’attend après.",
            "Look whether it may be public; nothing waits for it.",
        ),
    };
    Mend {
        weight: if holds { Weight::Hold } else { Weight::Info },
        code: seen.rule.clone(),
        group: format!("{} {holds}", seen.kind.as_str()),
        // A message of a commit is in no file.
        path: seen.object.is_some().then(|| seen.path.clone()),
        key: None,
        line: seen.line.filter(|_| seen.at_tip),
        column: None,
        commit: seen.commit.clone().filter(|_| !seen.at_tip),
        what: title(seen.kind, tongue).to_owned(),
        remedy: to_do.to_owned(),
        snippet: snippet::waiver(seen, judged.today).filter(|_| holds),
        rule: Some(seen.rule.clone()),
    }
}

fn caused(reason: &Reason, examination: &Examination, tongue: Tongue) -> Mend {
    let what = tongue.say(causes::in_french(reason.code), &reason.message).to_owned();
    let code = reason.code.as_str().to_owned();
    Mend { snippet: snippet::of_reason(reason.code, examination), ..plain(Weight::Hold, code, what) }
}

fn unread(problem: &str) -> Mend {
    let what = format!(".publication.toml: {problem}");
    Mend {
        path: Some(".publication.toml".to_owned()),
        ..plain(Weight::Error, "publication_unreadable".to_owned(), what)
    }
}

fn found(finding: &Finding, examination: &Examination, tongue: Tongue) -> Mend {
    let lang = if tongue == Tongue::Fr { Lang::Fr } else { Lang::En };
    let (what, remedy) = spoken::finding(finding, lang);
    let path = finding.path.clone();
    Mend {
        weight: match finding.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Info => Weight::Info,
        },
        group: format!("{} {}", finding.code, path.as_deref().unwrap_or_default()),
        key: finding.key.clone(),
        line: finding.line,
        column: finding.column,
        remedy: remedy.to_owned(),
        snippet: snippet::of_finding(finding, examination),
        path,
        ..plain(Weight::Info, finding.code.clone(), what.to_owned())
    }
}

/// The description that catalogues ask for first.
fn absent(examination: &Examination, tongue: Tongue) -> Option<Mend> {
    let documents = examination.fields.values(Field::Document);
    if examination.commit.is_none() || documents.contains(&"publiccode") {
        return None;
    }
    let what = tongue.say("Il n’y a pas de publiccode.yml.", "There is no publiccode.yml.");
    let remedy = tongue.say(
        "C’est par lui que les catalogues, code.gouv.fr en tête, décrivent un logiciel public.",
        "It is what catalogues, code.gouv.fr first of all, describe a public software by.",
    );
    Some(Mend {
        path: Some("publiccode.yml".to_owned()),
        remedy: remedy.to_owned(),
        snippet: Some("glane inspect --propose publiccode . > publiccode.yml".to_owned()),
        ..plain(Weight::Info, "publiccode_absent".to_owned(), what.to_owned())
    })
}

fn plain(weight: Weight, code: String, what: String) -> Mend {
    Mend {
        weight,
        group: code.clone(),
        code,
        path: None,
        key: None,
        line: None,
        column: None,
        commit: None,
        what,
        remedy: String::new(),
        snippet: None,
        rule: None,
    }
}
