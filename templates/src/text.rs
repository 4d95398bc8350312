//! The texts of the pages: one struct, filled once a language, so that a missing text does not compile.
//!
//! Words and plurals only; must not know markup or any view.

mod en;
mod finding;
mod fr;
mod resource;
mod selection;
mod software;
mod why;

use glane_catalog::model::{Field, Finding, ProjectState, ReasonClass, Severity, SourceKind};

use crate::page::mirrors::MirrorState;
use crate::page::project::Rights;
use crate::part::HitKind;
use crate::{FacetKey, Sort};

pub(crate) use en::EN;
pub(crate) use finding::french as in_french;
pub(crate) use fr::FR;
pub(crate) use resource::{Combine, Resource, Values};
pub(crate) use selection::Selection;
pub(crate) use software::Software;
pub(crate) use why::Why;

/// A count with its noun in the right number.
pub(crate) type Counted = fn(u64) -> String;

/// All texts of one language.
pub(crate) struct Texts {
    pub(crate) common: Common,
    pub(crate) words: Words,
    pub(crate) home: Home,
    pub(crate) search: Search,
    pub(crate) project: Project,
    pub(crate) quality: Quality,
    pub(crate) identity: Identity,
    pub(crate) resource: Resource,
    pub(crate) combine: Combine,
    pub(crate) selection: Selection,
    pub(crate) software: Software,
    pub(crate) why: Why,
    pub(crate) mirrors: Mirrors,
    pub(crate) indicators: Indicators,
    pub(crate) error: Error,
    pub(crate) about: Prose,
    pub(crate) accessibility: Prose,
    pub(crate) legal: Prose,
    pub(crate) data: Prose,
}

/// Header, footer and what several pages share.
pub(crate) struct Common {
    pub(crate) skip: &'static str,
    pub(crate) tagline: &'static str,
    pub(crate) navigation: &'static str,
    pub(crate) search: &'static str,
    pub(crate) mirrors: &'static str,
    pub(crate) indicators: &'static str,
    pub(crate) data: &'static str,
    pub(crate) about: &'static str,
    pub(crate) accessibility: &'static str,
    pub(crate) legal: &'static str,
    pub(crate) footer: &'static str,
    pub(crate) this_language: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) never_gathered: &'static str,
    pub(crate) pager: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) page_of: fn(u32, u32) -> String,
    pub(crate) colon: &'static str,
    pub(crate) others: Counted,
    pub(crate) operator: &'static str,
}

/// The names of things the domain has as codes.
pub(crate) struct Words {
    pub(crate) kind: fn(HitKind) -> &'static str,
    pub(crate) state: fn(ProjectState) -> &'static str,
    pub(crate) cause: fn(ReasonClass) -> &'static str,
    pub(crate) mirror: fn(MirrorState) -> &'static str,
    pub(crate) severity: fn(Severity) -> &'static str,
    pub(crate) field: fn(Field) -> &'static str,
    pub(crate) source: fn(SourceKind) -> &'static str,
    pub(crate) facet: fn(FacetKey) -> &'static str,
    pub(crate) sort: fn(Sort) -> &'static str,
    /// The format of a teaching file, for the slugs that are known.
    pub(crate) format: fn(&str) -> Option<&'static str>,
    /// What is needed to use a resource, for the words that are known.
    pub(crate) access: fn(&str) -> Option<&'static str>,
    /// The value of a property whose values are words of ours, for those that are known.
    pub(crate) value: fn(FacetKey, &str) -> Option<&'static str>,
    pub(crate) rights: fn(Rights) -> String,
    /// What a finding says and its remedy, for the codes that are known in this language.
    pub(crate) finding: fn(&Finding) -> Option<(&'static str, &'static str)>,
}

/// The home page.
pub(crate) struct Home {
    pub(crate) title: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) label: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) ways: &'static str,
    pub(crate) teach: Way,
    pub(crate) develop: Way,
    pub(crate) steer: Way,
    pub(crate) level: fn(&str) -> String,
    pub(crate) projects_in: fn(&str) -> String,
    pub(crate) counts: &'static str,
    pub(crate) projects: Counted,
    pub(crate) resources: Counted,
    pub(crate) licences: Counted,
    pub(crate) forges: Counted,
    pub(crate) latest: &'static str,
    pub(crate) all: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) browse: &'static str,
    pub(crate) levels: &'static str,
    pub(crate) subjects: &'static str,
    pub(crate) code: &'static str,
}

/// One way into the catalogue: a heading, a sentence, links (label, path without language) that
/// stand whatever the catalogue holds.
pub(crate) struct Way {
    pub(crate) heading: &'static str,
    pub(crate) sentence: &'static str,
    pub(crate) links: &'static [(&'static str, &'static str)],
}

/// The search page.
pub(crate) struct Search {
    pub(crate) everything: &'static str,
    pub(crate) results_for: fn(&str) -> String,
    pub(crate) results: Counted,
    pub(crate) label: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) filters: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) more: Counted,
    /// What opens the values that are part of one.
    pub(crate) detail: &'static str,
    pub(crate) look: &'static str,
    pub(crate) look_submit: &'static str,
    pub(crate) look_heading: &'static str,
    pub(crate) look_found: Counted,
    pub(crate) look_none: &'static str,
    pub(crate) look_many: &'static str,
    pub(crate) look_back: &'static str,
    pub(crate) maintained_note: &'static str,
    pub(crate) active: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) sort_submit: &'static str,
    pub(crate) help: &'static str,
    pub(crate) help_rows: &'static [(&'static str, &'static str)],
    pub(crate) near: Counted,
    pub(crate) near_lead: &'static str,
    pub(crate) incomplete: &'static str,
    pub(crate) understood: &'static str,
    pub(crate) as_words: &'static str,
    pub(crate) counterparts: &'static str,
    pub(crate) no_counterpart: &'static str,
    pub(crate) shown_for: &'static str,
    pub(crate) instead: &'static str,
    pub(crate) active_on: &'static str,
    pub(crate) changed_on: &'static str,
    pub(crate) archived: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) none: &'static str,
    pub(crate) none_lead: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) beyond_lead: fn(u32) -> String,
    pub(crate) first_page: &'static str,
    pub(crate) ways_out: &'static str,
    pub(crate) try_without: &'static str,
    pub(crate) try_without_all: &'static str,
    pub(crate) try_corrected: &'static str,
    pub(crate) try_without_word: fn(&str) -> String,
    pub(crate) without_word: fn(&str) -> String,
    pub(crate) try_near: &'static str,
    pub(crate) try_feed: &'static str,
    pub(crate) try_words: &'static str,
    pub(crate) try_all: &'static str,
    pub(crate) try_home: &'static str,
}

/// The project page.
pub(crate) struct Project {
    pub(crate) archived: &'static str,
    pub(crate) held_again: fn(&str) -> String,
    pub(crate) licence: &'static str,
    pub(crate) no_licence: &'static str,
    pub(crate) licence_unknown: &'static str,
    pub(crate) licence_text_rules: &'static str,
    pub(crate) licence_help: &'static str,
    pub(crate) clone: &'static str,
    pub(crate) clone_here: &'static str,
    pub(crate) clone_mirror: fn(&str) -> String,
    pub(crate) clone_source: fn(&str) -> String,
    pub(crate) clone_none: &'static str,
    pub(crate) facts: &'static str,
    pub(crate) forge: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) path: &'static str,
    pub(crate) page_at_source: &'static str,
    pub(crate) website: &'static str,
    pub(crate) documentation: &'static str,
    pub(crate) version: &'static str,
    pub(crate) default_branch: &'static str,
    pub(crate) first_commit: &'static str,
    pub(crate) last_commit: &'static str,
    pub(crate) history: &'static str,
    pub(crate) commits: Counted,
    pub(crate) contributors: Counted,
    pub(crate) branches: Counted,
    pub(crate) tags: Counted,
    pub(crate) files: Counted,
    pub(crate) contents: &'static str,
    pub(crate) levels: &'static str,
    pub(crate) subjects: &'static str,
    pub(crate) keywords: &'static str,
    pub(crate) authors: &'static str,
    pub(crate) authors_note: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) others: &'static str,
    pub(crate) readme: &'static str,
    pub(crate) readme_note: &'static str,
    pub(crate) resources: &'static str,
    pub(crate) format: &'static str,
    pub(crate) size: &'static str,
    pub(crate) file: &'static str,
    pub(crate) findings: &'static str,
    pub(crate) findings_lead: &'static str,
    pub(crate) remedy: &'static str,
    pub(crate) line: fn(u32) -> String,
    pub(crate) mirrors: &'static str,
    pub(crate) no_mirror: &'static str,
    pub(crate) mirror_private: &'static str,
    pub(crate) claims: &'static str,
    pub(crate) claims_lead: &'static str,
    pub(crate) claims_commit: fn(&str) -> String,
    pub(crate) claim_field: &'static str,
    pub(crate) claim_value: &'static str,
    pub(crate) claim_source: &'static str,
    pub(crate) claim_shown: &'static str,
    pub(crate) aliases: &'static str,
    pub(crate) not_examined: &'static str,
}

/// Quality and maintenance on the project page.
pub(crate) struct Quality {
    pub(crate) title: &'static str,
    pub(crate) ladder: &'static str,
    /// Stands above what is asked for this level.
    pub(crate) next_level: fn(u8) -> String,
    pub(crate) ladder_detail: &'static str,
    pub(crate) code_gouv: &'static str,
    pub(crate) points_detail: &'static str,
    pub(crate) score_detail: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) unknown: &'static str,
}

/// The project page: its identifiers, and the projects it is tied to.
pub(crate) struct Identity {
    pub(crate) kin: &'static str,
    pub(crate) folded: &'static str,
    pub(crate) same: &'static str,
    pub(crate) original: &'static str,
    pub(crate) forks: &'static str,
    pub(crate) bases: &'static str,
    pub(crate) variants: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) contained: &'static str,
    pub(crate) containers: &'static str,
    pub(crate) archive: &'static str,
    pub(crate) browse: &'static str,
    pub(crate) save: &'static str,
    pub(crate) snapshot: &'static str,
    pub(crate) revision: &'static str,
    pub(crate) directory: &'static str,
    pub(crate) open: &'static str,
    pub(crate) note: &'static str,
    pub(crate) badge: &'static str,
    pub(crate) badge_note: &'static str,
}

/// The page of mirrors.
pub(crate) struct Mirrors {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) states: &'static str,
    pub(crate) state: &'static str,
    pub(crate) count: &'static str,
    pub(crate) causes: &'static str,
    pub(crate) causes_lead: &'static str,
    pub(crate) cause: &'static str,
    pub(crate) none: &'static str,
    pub(crate) forges: &'static str,
    pub(crate) forge: &'static str,
    pub(crate) listed: &'static str,
    pub(crate) never: &'static str,
    pub(crate) announced: &'static str,
    pub(crate) known: &'static str,
    pub(crate) coverage: &'static str,
    pub(crate) hosts: &'static str,
    pub(crate) copies: &'static str,
    pub(crate) late: &'static str,
    pub(crate) last_success: &'static str,
    /// That a forge or host of this name is left alone until a date, which follows.
    pub(crate) paused: fn(&str) -> String,
    pub(crate) storage: &'static str,
    /// What is taken, of what may be, and its share.
    pub(crate) storage_of: fn(&str, &str, &str) -> String,
    pub(crate) storage_used: fn(&str) -> String,
    pub(crate) storage_limit: fn(&str) -> String,
    pub(crate) storage_full: &'static str,
    pub(crate) oldest: &'static str,
    pub(crate) oldest_lead: &'static str,
    pub(crate) table: &'static str,
    pub(crate) project: &'static str,
    pub(crate) host: &'static str,
    pub(crate) checked: &'static str,
    pub(crate) refs: &'static str,
    pub(crate) ago: fn(&str) -> String,
    pub(crate) no_mirror: &'static str,
}

/// The page of indicators.
pub(crate) struct Indicators {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) downloads: &'static str,
    pub(crate) on: &'static str,
    pub(crate) figures_on: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) version: fn(&str) -> String,
    pub(crate) coverage: &'static str,
    pub(crate) per_forge: fn(&str) -> String,
    pub(crate) scope: &'static str,
    pub(crate) whole: &'static str,
    pub(crate) value: &'static str,
    pub(crate) numerator: &'static str,
    pub(crate) denominator: &'static str,
    /// A numerator, its denominator, and what the denominator counts, possibly nothing.
    pub(crate) out_of: fn(&str, &str, &str) -> String,
    pub(crate) not_measurable: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) hours: &'static str,
    pub(crate) none: &'static str,
}

/// Error pages.
pub(crate) struct Error {
    pub(crate) not_found: &'static str,
    pub(crate) not_found_lead: &'static str,
    pub(crate) bad_request: &'static str,
    pub(crate) bad_request_lead: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) fault_lead: &'static str,
    pub(crate) unavailable: &'static str,
    pub(crate) unavailable_lead: &'static str,
    pub(crate) search: &'static str,
    pub(crate) ways_out: &'static str,
    pub(crate) home: &'static str,
    pub(crate) browse: &'static str,
    pub(crate) code: fn(u16) -> String,
    pub(crate) withdrawn: &'static str,
    pub(crate) withdrawn_on: fn(&str) -> String,
    pub(crate) withdrawn_lead: &'static str,
}

/// A page of prose.
pub(crate) struct Prose {
    pub(crate) title: &'static str,
    pub(crate) blocks: &'static [Block],
}

/// One block of prose.
pub(crate) enum Block {
    Heading(&'static str),
    Paragraph(&'static str),
    List(&'static [&'static str]),
    /// A link to a page of ours: label and path without language.
    Link(&'static str, &'static str),
    /// Links to files of ours, which have no language: label and path.
    Files(&'static [(&'static str, &'static str)]),
    /// What only the operator of a site can say: whose it is, how it is introduced where it was said,
    /// and what to ask for where it was not.
    Operator(Told, &'static str, &'static str),
}

/// What an operator can tell of a site.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    Publisher,
    Host,
    Contact,
    AccessibilityContact,
}

#[cfg(test)]
mod tests {
    /// The string literals of a source file, comments left out.
    fn literals(source: &str) -> Vec<&str> {
        source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| line.split('"').skip(1).step_by(2))
            .collect()
    }

    #[test]
    fn french_texts_are_spelt_as_print_does() {
        let mut texts = literals(include_str!("text/fr.rs"));
        texts.extend(literals(include_str!("text/fr/prose.rs")));
        texts.extend(literals(include_str!("text/fr/quality.rs")));
        texts.extend(literals(include_str!("text/fr/identity.rs")));
        texts.extend(literals(include_str!("text/fr/resource.rs")));
        texts.extend(literals(include_str!("text/fr/software.rs")));
        texts.extend(literals(include_str!("text/finding.rs")));
        assert!(texts.len() > 200, "the texts were not read: {}", texts.len());
        for text in texts {
            assert!(!text.contains('\''), "straight apostrophe: {text}");
            let characters: Vec<char> = text.chars().collect();
            for (at, c) in characters.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| characters[at]);
                let after = characters.get(at + 1);
                match c {
                    ';' | '!' | '?' | '»' | '%' if !text.starts_with('/') => {
                        assert_eq!(before, Some('\u{202f}'), "before {c}: {text}");
                    }
                    ':' if after.is_none_or(|c| *c == ' ') => {
                        assert_eq!(before, Some('\u{202f}'), "before {c}: {text}");
                    }
                    '«' => assert_eq!(after, Some(&'\u{202f}'), "after {c}: {text}"),
                    _ => {}
                }
            }
        }
    }
}
