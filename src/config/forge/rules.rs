//! `[[forge]]`: which of its projects are wanted, what of them is copied, where to, and who says so.
//!
//! Must not know how a forge is asked.

use glane_catalog::model::HostId;
use serde_json::Value;

use crate::config::context::Context;
use crate::config::list::{flag, globs_or, topics};
use crate::config::measure::duration_or_none;
use crate::config::nearest::suggestion;
use crate::config::report::Report;
use crate::config::section::Section;
use crate::config::settings::{Carry, Choice};

pub(super) fn choice(section: &Section<'_>, report: &mut Report<'_>) -> Choice {
    let choice = Choice {
        topics: topics(section, "topics", report),
        without_topics: topics(section, "without_topics", report),
        skip_archived: flag(section, "skip_archived", false, report),
        skip_forks: flag(section, "skip_forks", false, report),
        active_within: duration_or_none(section, "active_within", report),
    };
    if let Some(twice) = choice.topics.iter().find(|topic| choice.without_topics.contains(topic))
        && let Some(at) = section.place("without_topics", report)
    {
        let message = format!("the topic \"{}\" is both wanted and not wanted", twice.escape_debug());
        report.problem(at, message, "keep it in topics or in without_topics");
    }
    choice
}

pub(super) fn carry(section: &Section<'_>, report: &mut Report<'_>) -> Carry {
    let default = Carry::default();
    Carry {
        deny_refs: globs_or(section, "deny_refs", default.deny_refs, report),
        notes: flag(section, "notes", default.notes, report),
        wikis: flag(section, "wikis", default.wikis, report),
        releases: flag(section, "releases", default.releases, report),
    }
}

pub(super) fn pace(section: &Section<'_>, report: &mut Report<'_>) -> Option<u32> {
    let entry = section.number("requests_per_second", 1..=1000, report);
    let pace = entry.and_then(|entry| u32::try_from(entry.value).ok());
    report.show(section.key("requests_per_second"), pace, entry.map(|entry| entry.at));
    pace
}

/// The hosts that are named, each of which must be declared.
pub(super) fn hosts(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<HostId>> {
    let Some(at) = section.place("hosts", report) else {
        report.show(section.key("hosts"), Value::Null, None);
        return None;
    };
    let entries = section.texts("hosts", report);
    let known: Vec<&str> = context.hosts.iter().map(String::as_str).collect();
    let mut hosts = Vec::new();
    for entry in &entries {
        let declared = known.contains(&entry.value);
        match HostId::new(entry.value) {
            Ok(id) if declared && hosts.contains(&id) => {
                report.problem(entry.at, format!("the host \"{id}\" is named twice"), "keep it once");
            }
            Ok(id) if declared => hosts.push(id),
            _ => {
                let message = format!("no [[host]] has the id \"{}\"", entry.value.escape_debug());
                let remedy = if known.is_empty() {
                    "declare it with [[host]], or take it out".to_owned()
                } else {
                    suggestion(entry.value, &known, "known hosts")
                };
                report.problem(entry.at, message, remedy);
            }
        }
    }
    let shown: Vec<&str> = entries.iter().map(|entry| entry.value).collect();
    report.show(section.key("hosts"), shown, Some(at));
    Some(hosts)
}

pub(super) fn approved_by(section: &Section<'_>, report: &mut Report<'_>) -> Option<String> {
    let entry = section.text("approved_by", report);
    let by = entry.map(|entry| entry.value.trim().to_owned());
    report.show(section.key("approved_by"), by.clone(), entry.map(|entry| entry.at));
    by
}

/// Whether owners may be told on the forge, which takes a token that may write issues.
pub(super) fn tell_owners(section: &Section<'_>, has_token: bool, report: &mut Report<'_>) -> bool {
    let tell = flag(section, "tell_owners", false, report);
    if let (true, false, Some(at)) = (tell, has_token, section.place("tell_owners", report)) {
        let message = "tell_owners opens issues, and this forge has no token";
        report.problem(at, message, "add token_file = \"…\" with the scope api, or take tell_owners out");
    }
    tell
}
