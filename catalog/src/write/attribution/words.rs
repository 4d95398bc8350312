//! The sentence of a credit, in French and in English.
//!
//! French has its narrow no-break spaces; each form writes them in its own way. Must not know the forms.

use jiff::tz::TimeZone;

use super::{Language, Origin, Piece, Usage, authors, title};
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::{Field, ResourceRecord};
use crate::vocabulary::licence_policy::{called, explained_at};
use crate::write::address::web;

/// Most authors that are written out.
const AUTHORS: usize = 20;
/// Most works named that it was made from.
const BASES: usize = 3;

/// The words of one language, in the order of the sentence.
pub(super) struct Words {
    language: Language,
    open: &'static str,
    close: &'static str,
    after: &'static str,
    by: &'static str,
    and: &'static str,
    no_author: &'static str,
    source: &'static str,
    version_of: &'static str,
    version: &'static str,
    licence: &'static str,
    under: &'static str,
    public_domain: &'static str,
    no_licence: &'static str,
    reserved: &'static str,
    itself_after: &'static str,
    and_after: &'static str,
    unchanged: &'static str,
    adapted: &'static str,
}

static FRENCH: Words = Words {
    language: Language::French,
    open: "«\u{202f}",
    close: "\u{202f}»",
    after: "D’après ",
    by: ", par ",
    and: " et ",
    no_author: ", auteur non indiqué",
    source: " (source\u{202f}: ",
    version_of: ", version du ",
    version: ", version ",
    licence: ", sous licence ",
    under: ", sous ",
    public_domain: ", dans le domaine public\u{202f}: ",
    no_licence: ", licence non indiquée (l’accord de l’auteur est nécessaire)",
    reserved: ", tous droits réservés (l’accord de l’auteur est nécessaire)",
    itself_after: ", elle-même d’après ",
    and_after: " et ",
    unchanged: ". Reprise sans modification.",
    adapted: ". Avec des modifications.",
};

static ENGLISH: Words = Words {
    language: Language::English,
    open: "“",
    close: "”",
    after: "Based on ",
    by: ", by ",
    and: " and ",
    no_author: ", author not stated",
    source: " (source: ",
    version_of: ", version of ",
    version: ", version ",
    licence: ", licensed under ",
    under: ", licensed under ",
    public_domain: ", in the public domain: ",
    no_licence: ", licence not stated (the author’s leave is needed)",
    reserved: ", all rights reserved (the author’s leave is needed)",
    itself_after: ", itself based on ",
    and_after: " and ",
    unchanged: ". Used unchanged.",
    adapted: ". With changes.",
};

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// Title, author, version, licence, what it was made from, use.
    pub(super) fn sentence(&self, record: &ResourceRecord, origin: Origin<'_>, usage: Usage) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let opening = if usage == Usage::Adapted { self.after } else { "" };
        pieces.push(words(opening.to_owned()));
        let quoted = format!("{}{}{}", self.open, clean(title(record)), self.close);
        pieces.push(linked(quoted, origin.address, false));
        pieces.push(words(self.authors(record, origin.publisher)));
        pieces.extend(self.version(record).map(words));
        pieces.extend(self.licence(record.licence.expression.as_deref()));
        for (at, base) in record.fields.values(Field::BasedOn).into_iter().take(BASES).enumerate() {
            pieces.push(words(if at == 0 { self.itself_after } else { self.and_after }.to_owned()));
            pieces.push(linked(clean(base), Some(base), false));
        }
        let closing = if usage == Usage::Adapted { self.adapted } else { self.unchanged };
        pieces.push(words(closing.to_owned()));
        pieces
    }

    /// `, par A, B et C`; without any, who publishes it, said to be no more than that.
    fn authors(&self, record: &ResourceRecord, publisher: Option<&str>) -> String {
        let names = authors(record);
        match names.as_slice() {
            [] => {
                let body =
                    [Field::Organisation, Field::Holder].iter().find_map(|field| record.fields.value(*field));
                let body = body.or(publisher);
                let source = body.map(|body| format!("{}{})", self.source, clean(body)));
                format!("{}{}", self.no_author, source.unwrap_or_default())
            }
            [one] => format!("{}{}", self.by, clean(one)),
            many if many.len() > AUTHORS => {
                let rest = many.len() - AUTHORS;
                let others = match self.language {
                    Language::French => format!(" et {rest} autres"),
                    Language::English => format!(" and {rest} others"),
                };
                let named: Vec<String> = many[..AUTHORS].iter().map(|name| clean(name)).collect();
                format!("{}{}{others}", self.by, named.join(", "))
            }
            [first @ .., last] => {
                let first: Vec<String> = first.iter().map(|name| clean(name)).collect();
                format!("{}{}{}{}", self.by, first.join(", "), self.and, clean(last))
            }
        }
    }

    /// `, version du 17/11/2026 (commit 8f3b1c6d)`, or what the record says of its date.
    fn version(&self, record: &ResourceRecord) -> Option<String> {
        let Some(commit) = record.commit.as_deref() else {
            let said = record.fields.value(Field::Modified).or(record.fields.value(Field::Published))?;
            let day = said.get(..10)?.parse::<jiff::civil::Date>().ok()?;
            return Some(format!("{}{}", self.version_of, self.day(day)));
        };
        let short: String = commit.chars().take(8).collect();
        let at = record.versions.iter().find(|version| version.commit == commit).or(record.versions.first());
        Some(match at {
            Some(version) => {
                let day = version.at.to_zoned(TimeZone::UTC).date();
                format!("{}{} (commit {})", self.version_of, self.day(day), clean(&short))
            }
            None => format!("{}{}", self.version, clean(&short)),
        })
    }

    fn day(&self, day: jiff::civil::Date) -> String {
        match self.language {
            Language::French => day.strftime("%d/%m/%Y").to_string(),
            Language::English => day.strftime("%Y-%m-%d").to_string(),
        }
    }

    fn licence(&self, expression: Option<&str>) -> Vec<Piece> {
        let introduced = match expression {
            None | Some("NONE" | "NOASSERTION") => return vec![words(self.no_licence.to_owned())],
            Some(ALL_RIGHTS_RESERVED) => return vec![words(self.reserved.to_owned())],
            Some("CC-PDM-1.0") => self.public_domain,
            Some(_) => self.licence,
        };
        let id = expression.unwrap_or_default();
        let page = explained_at(id, self.language == Language::French);
        let name = clean(&called(id));
        // Some say themselves that they are one.
        let introduced = if name.starts_with("Licence ") { self.under } else { introduced };
        vec![words(introduced.to_owned()), linked(name, page.as_deref(), true)]
    }
}

fn words(words: String) -> Piece {
    Piece::Words(words)
}

/// Words that lead somewhere, where the address is one of the web.
fn linked(words: String, address: Option<&str>, licence: bool) -> Piece {
    match address.and_then(web) {
        Some(address) => Piece::Linked { words, address, licence },
        None => Piece::Words(words),
    }
}

/// A text from outside on one line, without what shows nothing or turns the text around it.
fn clean(text: &str) -> String {
    let hidden = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let line: String =
        text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).filter(hidden).collect();
    line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
