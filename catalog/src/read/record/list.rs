//! Small lists of resources as CSV, one resource a row, with column names in French or English.
//!
//! The columns are those of the table below; any other column is left alone. Several values in one field
//! stand between `|`. Must not know the other formats.

mod quotes;

use std::collections::HashSet;

use super::super::sheet::Sheet;
use super::{concept, reference, rights};
use crate::model::{Field, Severity};
use crate::read::Reading;
use crate::read::{day, duration, language};
use crate::vocabulary::fold::fold;
use crate::vocabulary::school::Kind;

/// Most resources read of one list.
const ROWS: usize = 10_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Identifier,
    Title,
    Place,
    Description,
    Author,
    Organisation,
    Licence,
    Language,
    Level,
    Subject,
    Type,
    Keyword,
    Audience,
    Duration,
    Published,
}

/// Names of columns, folded.
const NAMES: &[(&str, Column)] = &[
    ("identifiant", Column::Identifier),
    ("identifier", Column::Identifier),
    ("id", Column::Identifier),
    ("titre", Column::Title),
    ("title", Column::Title),
    ("nom", Column::Title),
    ("name", Column::Title),
    ("adresse", Column::Place),
    ("lien", Column::Place),
    ("url", Column::Place),
    ("link", Column::Place),
    ("description", Column::Description),
    ("resume", Column::Description),
    ("auteur", Column::Author),
    ("auteurs", Column::Author),
    ("auteur(s)", Column::Author),
    ("author", Column::Author),
    ("authors", Column::Author),
    ("editeur", Column::Organisation),
    ("organisation", Column::Organisation),
    ("publisher", Column::Organisation),
    ("licence", Column::Licence),
    ("license", Column::Licence),
    ("langue", Column::Language),
    ("language", Column::Language),
    ("niveau", Column::Level),
    ("niveaux", Column::Level),
    ("niveau(x)", Column::Level),
    ("classe", Column::Level),
    ("level", Column::Level),
    ("levels", Column::Level),
    ("matiere", Column::Subject),
    ("matieres", Column::Subject),
    ("discipline", Column::Subject),
    ("disciplines", Column::Subject),
    ("subject", Column::Subject),
    ("subjects", Column::Subject),
    ("type", Column::Type),
    ("type de ressource", Column::Type),
    ("mots-cles", Column::Keyword),
    ("mots cles", Column::Keyword),
    ("keywords", Column::Keyword),
    ("public", Column::Audience),
    ("audience", Column::Audience),
    ("duree", Column::Duration),
    ("duration", Column::Duration),
    ("date", Column::Published),
];

/// A resource of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u32,
    /// Its identifier: what the list gives, else its address; `#` and the line where a row that cannot be
    /// used does not say which resource it is.
    pub identifier: String,
    /// What the row says; a row that cannot be used has a finding of severity error and no claims.
    pub reading: Reading,
}

/// Every resource of a list: comma, semicolon or tabulator between fields, names of columns in the first row.
///
/// The text is already decoded (see [`crate::read::text_of`]). A list without a column for titles or
/// addresses gives one row with a finding; what is not read to its end, one more.
#[must_use]
pub fn list(text: &str) -> Vec<Row> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = reader.records();
    let columns = columns(rows.next());
    if !columns.contains(&Some(Column::Title)) || !columns.contains(&Some(Column::Place)) {
        return vec![bad(1, "the list has no column for titles or none for addresses", REMEDY)];
    }
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for record in rows {
        let row = match record {
            Ok(record) if record.iter().all(str::is_empty) => continue,
            Ok(record) if found.len() == ROWS => {
                let line = number(record.position().map_or(0, csv::Position::line));
                found.push(bad(line, &format!("the list has more than {ROWS} resources"), SPLIT));
                break;
            }
            Ok(record) => row(&record, &columns, &mut seen),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                bad(number(line), "the row cannot be read", QUOTES)
            }
        };
        found.push(row);
    }
    found.extend(unclosed(text).map(|(line, message)| bad(line, message, QUOTES)));
    found
}

/// The line of a quote that swallows the rows behind it, and what is wrong with it.
pub(super) fn unclosed(text: &str) -> Option<(u32, &'static str)> {
    let text = text.trim_start_matches('\u{feff}');
    let line = quotes::unclosed(text, delimiter(text))?;
    Some((line, "a quote opens a field here and is not closed: the rows behind it are lost"))
}

const QUOTES: &str = "Put fields that hold quotes or line breaks in quotes, and double the quotes in them.";
const SPLIT: &str = "Split it: the rows from here on were not read.";
const REMEDY: &str = "Name the columns in the first row; titre and url are needed.";

/// The findings of a list; its resources are read one by one by [`list`].
pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    for row in list(text) {
        for finding in row.reading.findings {
            let told = (format!("row on line {}: {}", row.line, finding.message), finding.remedy.as_str());
            sheet.find(finding.severity, &finding.code, told, finding.key.as_deref(), Some(row.line));
        }
    }
}

/// What parts the fields of the first row most often.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |letter: u8| head.bytes().filter(|byte| *byte == letter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|letter| count(*letter)).unwrap_or(b',')
}

fn columns(first: Option<csv::Result<csv::StringRecord>>) -> Vec<Option<Column>> {
    let Some(Ok(names)) = first else { return Vec::new() };
    let of = |name: &str| {
        let folded = fold(name).replace('_', " ");
        NAMES.iter().find(|(known, _)| *known == folded).map(|(_, column)| *column)
    };
    names.iter().map(of).collect()
}

fn row(record: &csv::StringRecord, columns: &[Option<Column>], seen: &mut HashSet<String>) -> Row {
    let line = number(record.position().map_or(0, csv::Position::line));
    let get = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| record.get(at)).filter(|text| !text.is_empty())
    };
    let place = get(Column::Place).unwrap_or_default();
    // Addresses are read without the line breaks in them, which are those of rows that a quote swallowed.
    let whole = !place.contains(['\n', '\r'])
        && url::Url::parse(place).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let identified = columns.contains(&Some(Column::Identifier));
    let own = get(Column::Identifier).or_else(|| Some(place).filter(|_| whole && !identified));
    if get(Column::Title).is_none() || !whole {
        let message = "the resource has no title or no whole address";
        return unusable((line, own), message, "Fill both; addresses begin with https://.");
    }
    let identifier = get(Column::Identifier).unwrap_or(place).to_owned();
    if !seen.insert(identifier.clone()) {
        let message = "the resource stands in the list twice";
        return unusable((line, Some(&identifier)), message, "Take one of the rows out.");
    }
    let mut sheet = Sheet::of_record(&identifier);
    for (text, column) in record.iter().zip(columns).filter_map(|(text, column)| Some((text, (*column)?))) {
        claim(&mut sheet, column, text);
    }
    Row { line, identifier: identifier.clone(), reading: sheet.done() }
}

/// Claims one field of a row.
fn claim(sheet: &mut Sheet<'_>, column: Column, text: &str) {
    match column {
        Column::Title => sheet.say(Field::Name, text, Some("titre"), None, 1.0),
        Column::Identifier => reference::identifier(sheet, text, "identifiant", None),
        Column::Place => reference::place(sheet, text, "url", None),
        Column::Description => {
            sheet.say(Field::Summary, text, Some("description"), None, 1.0);
            sheet.say(Field::Description, text, Some("description"), None, 1.0);
        }
        Column::Licence => rights::say(sheet, text, "licence", None),
        Column::Duration => spelt(sheet, Field::Duration, duration::exact(text), "durée"),
        Column::Published => spelt(sheet, Field::Published, day::date(text), "date"),
        _ => {
            for one in text.split('|').map(str::trim).filter(|one| !one.is_empty()) {
                one_of(sheet, column, one);
            }
        }
    }
}

/// Claims one of the values of a field that may hold several.
fn one_of(sheet: &mut Sheet<'_>, column: Column, text: &str) {
    match column {
        Column::Author => sheet.author(text, Some("auteur"), None, 1.0),
        Column::Organisation => sheet.say(Field::Organisation, text, Some("éditeur"), None, 1.0),
        Column::Language => spelt(sheet, Field::Language, language::language(text), "langue"),
        Column::Level => named(sheet, (Kind::Level, Field::Level), text, "niveau"),
        Column::Subject => named(sheet, (Kind::Subject, Field::Subject), text, "matière"),
        Column::Type => named(sheet, (Kind::Type, Field::ResourceType), text, "type"),
        Column::Audience => concept::audience(sheet, text, "public", None),
        _ => concept::keyword(sheet, text, "mots-clés", None),
    }
}

/// Claims a code, where the text is one.
fn spelt(sheet: &mut Sheet<'_>, field: Field, code: Option<String>, key: &str) {
    sheet.say(field, &code.unwrap_or_default(), Some(key), None, 1.0);
}

fn named(sheet: &mut Sheet<'_>, as_what: (Kind, Field), text: &str, key: &str) {
    concept::claim(sheet, as_what, (None, Some(text)), key, None);
    if as_what.0 == Kind::Type {
        concept::sort(sheet, text, key, None, 0.8);
    }
}

fn bad(line: u32, message: &str, remedy: &str) -> Row {
    unusable((line, None), message, remedy)
}

/// A row that cannot be used, called by its own identifier where it still says it: what is known of the
/// resource is not gone.
fn unusable((line, own): (u32, Option<&str>), message: &str, remedy: &str) -> Row {
    let identifier = own.map_or_else(|| format!("#{line}"), str::to_owned);
    let mut sheet = Sheet::of_record(&identifier);
    sheet.find(Severity::Error, "row_unusable", (message.to_owned(), remedy), None, Some(line));
    let reading = sheet.done();
    Row { line, identifier, reading }
}

fn number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
