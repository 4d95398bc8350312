//! One record a licence: kind, recognition, rights, and what it asks in one sentence.
//!
//! Rows of `licences.csv` where there is one; otherwise what the SPDX list says of the identifier.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::table::rows;

const LICENCES: &str = include_str!("../../../data/licences/licences.csv");
const OFFICIAL: &str = include_str!("../../../data/licences/official_list_fr.csv");

/// What sort of licence it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Asks for credit at most.
    Permissive,
    /// Changes to its own files stay under it.
    WeakCopyleft,
    /// A distributed work that holds it stays under it.
    StrongCopyleft,
    /// As strong, and use over a network counts as distribution.
    NetworkCopyleft,
    /// The author waives all rights.
    PublicDomain,
    /// Creative Commons, for content.
    CreativeCommons,
    /// For data and databases.
    Data,
    /// For documentation.
    Documentation,
    /// For fonts.
    Font,
    /// The source can be read; use is restricted.
    SourceAvailable,
    /// Conditions of its own, or unknown to us.
    Custom,
    /// No licence at all.
    None,
}

/// The three families of the indicators, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Asks for credit at most, public domain included.
    Permissive,
    /// Asks to share alike, in whole or in part.
    Copyleft,
    /// Everything else.
    Other,
}

impl Family {
    /// As written in exports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Permissive => "permissive",
            Self::Copyleft => "copyleft",
            Self::Other => "other",
        }
    }
}

/// Whether a licence gives a right or asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Yes.
    Yes,
    /// In part, or under conditions.
    Partly,
    /// No.
    No,
    /// Not known to us: the licence itself must be read.
    Unknown,
}

/// How open a resource under a licence is for teaching: reuse and change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Openness {
    /// Reuse, change, share, for any purpose.
    Open,
    /// Reuse and change, but not for any purpose.
    NonCommercial,
    /// Not to be changed, or not to be reused.
    Closed,
    /// Not known to us.
    Unknown,
}

/// What is known of one licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// SPDX identifier, or a `LicenseRef-` one.
    pub spdx_id: String,
    /// Full name as the SPDX list has it.
    pub name: String,
    /// What sort of licence it is.
    pub kind: Kind,
    /// Approved by the Open Source Initiative, as the SPDX list says.
    pub osi: bool,
    /// Free according to the Free Software Foundation, as the SPDX list says.
    pub fsf: bool,
    /// On the State's list (article D. 323-2-1 of the code des relations entre le public et l'administration).
    pub official_list: bool,
    /// Openness for teaching.
    pub open_for_education: Openness,
    /// Commercial use allowed.
    pub commercial_use: Right,
    /// Changes allowed.
    pub modification: Right,
    /// Changed versions must stay under it.
    pub share_alike: Right,
    /// Credit required.
    pub attribution: Right,
    /// What it asks, one plain French sentence; none when not known to us.
    pub obligation_fr: Option<String>,
    /// The same in English.
    pub obligation_en: Option<String>,
}

impl Licence {
    /// Whether it gives the four freedoms: to use for any purpose, study, change and share.
    #[must_use]
    pub fn is_libre(&self) -> bool {
        self.open_for_education == Openness::Open
            || self.open_for_education == Openness::Unknown && (self.osi || self.fsf || self.official_list)
    }

    /// Its family in the indicators.
    #[must_use]
    pub fn family(&self) -> Family {
        match self.kind {
            Kind::Permissive | Kind::PublicDomain => Family::Permissive,
            Kind::WeakCopyleft | Kind::StrongCopyleft | Kind::NetworkCopyleft => Family::Copyleft,
            // Content and data licences divide by what they ask: share alike or credit only.
            Kind::CreativeCommons | Kind::Data | Kind::Documentation | Kind::Font if self.is_libre() => {
                if self.share_alike == Right::No {
                    Family::Permissive
                } else {
                    Family::Copyleft
                }
            }
            _ => Family::Other,
        }
    }
}

static TABLE: LazyLock<HashMap<String, Licence>> = LazyLock::new(build);

/// What is known of a licence; none when the identifier is in no list of ours.
///
/// Identifiers in any case are found; `+` and `-or-later` variants share what the base says.
#[must_use]
pub fn licence(spdx_id: &str) -> Option<&'static Licence> {
    TABLE.get(&spdx_id.trim_end_matches('+').to_ascii_lowercase())
}

fn build() -> HashMap<String, Licence> {
    let official: Vec<String> = rows(OFFICIAL).map(|row| row[0].to_owned()).collect();
    let mut table: HashMap<String, Licence> = rows(LICENCES)
        .map(|row| {
            let known = spdx::license_id(&row[0]);
            let licence = Licence {
                spdx_id: row[0].to_owned(),
                name: known.map_or(&row[0], |id| id.full_name).to_owned(),
                kind: kind(&row[1]),
                osi: &row[2] == "yes",
                fsf: &row[3] == "yes",
                official_list: official.iter().any(|id| *id == row[0]),
                open_for_education: openness(&row[4]),
                commercial_use: right(&row[5]),
                modification: right(&row[6]),
                share_alike: right(&row[7]),
                attribution: right(&row[8]),
                obligation_fr: Some(row[9].to_owned()),
                obligation_en: Some(row[10].to_owned()),
            };
            (row[0].to_ascii_lowercase(), licence)
        })
        .collect();
    for listed in spdx::identifiers::LICENSES {
        let key = listed.name.to_ascii_lowercase();
        if !table.contains_key(&key) {
            let derived = derived(listed, &table);
            table.insert(key, derived);
        }
    }
    table
}

/// What can be said of an identifier without a row: as a sibling version, else by the list's flags.
fn derived(listed: &spdx::License, table: &HashMap<String, Licence>) -> Licence {
    let flag = |flag| listed.flags & flag != 0;
    let (osi, fsf) = (flag(spdx::flags::IS_OSI_APPROVED), flag(spdx::flags::IS_FSF_LIBRE));
    let (spdx_id, name) = (listed.name.to_owned(), listed.full_name.to_owned());
    if let Some(sibling) = sibling(listed.name).and_then(|id| table.get(&id)) {
        return Licence { spdx_id, name, osi, fsf, official_list: false, ..sibling.clone() };
    }
    let copyleft = flag(spdx::flags::IS_COPYLEFT);
    let kind = match (osi || fsf, copyleft) {
        (true, true) => Kind::StrongCopyleft,
        (true, false) => Kind::Permissive,
        (false, _) => Kind::Custom,
    };
    let free = if osi || fsf { Right::Yes } else { Right::Unknown };
    Licence {
        spdx_id,
        name,
        kind,
        osi,
        fsf,
        official_list: false,
        open_for_education: if osi || fsf { Openness::Open } else { Openness::Unknown },
        commercial_use: free,
        modification: free,
        share_alike: if copyleft { Right::Yes } else { Right::Unknown },
        attribution: Right::Unknown,
        obligation_fr: None,
        obligation_en: None,
    }
}

/// The row of the same letters in another version: all versions of CC BY-SA ask the same.
fn sibling(id: &str) -> Option<String> {
    let lower = id.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("cc-by") {
        let letters: String = rest
            .split('-')
            .take_while(|part| !part.starts_with(|c: char| c.is_ascii_digit()))
            .collect::<Vec<_>>()
            .join("-");
        return Some(format!("cc-by{letters}-4.0"));
    }
    let current = [
        ("agpl-", "agpl-3.0-only"),
        ("lgpl-", "lgpl-2.1-only"),
        ("gpl-", "gpl-2.0-only"),
        ("gfdl-", "gfdl-1.3-only"),
        ("cecill-1.1", "cecill-1.0"),
        ("lal-", "lal-1.3"),
        ("eupl-1.0", "eupl-1.1"),
    ];
    let with_exception = lower.contains("-with-") || lower.contains("invariants");
    current
        .iter()
        .find(|(start, _)| lower.starts_with(start) && !with_exception)
        .map(|(_, row)| (*row).to_owned())
}

fn kind(text: &str) -> Kind {
    match text {
        "permissive" => Kind::Permissive,
        "weak-copyleft" => Kind::WeakCopyleft,
        "strong-copyleft" => Kind::StrongCopyleft,
        "network-copyleft" => Kind::NetworkCopyleft,
        "public-domain" => Kind::PublicDomain,
        "cc" => Kind::CreativeCommons,
        "data" => Kind::Data,
        "documentation" => Kind::Documentation,
        "font" => Kind::Font,
        "source-available" => Kind::SourceAvailable,
        "none" => Kind::None,
        _ => Kind::Custom,
    }
}

fn right(text: &str) -> Right {
    match text {
        "yes" => Right::Yes,
        "partial" => Right::Partly,
        "no" => Right::No,
        _ => Right::Unknown,
    }
}

fn openness(text: &str) -> Openness {
    match text {
        "yes" => Openness::Open,
        "partial" => Openness::NonCommercial,
        "no" => Openness::Closed,
        _ => Openness::Unknown,
    }
}
