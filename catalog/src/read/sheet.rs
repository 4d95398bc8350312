//! The sheet on which a reader writes what it found: cleaned values, lines, findings.
//!
//! Every value from outside is bounded and freed of control characters here, once.

use super::Reading;
use super::mailbox;
use super::rights;
use super::status::status;
use super::tree::{Node, Problem, Tree};
use crate::licence::{ALL_RIGHTS_RESERVED, declares_all_rights_reserved, parse_expression};
use crate::model::{Attachment, Claim, Field, Finding, Severity, Source};
use crate::vocabulary::school;

/// Longest summary, in characters.
const SUMMARY: usize = 300;
/// Longest description, in characters.
const DESCRIPTION: usize = 10_000;
/// Longest value of any other field, in characters.
const VALUE: usize = 300;
/// Most claims one file makes about one field that may have many.
const MANY: usize = 50;
/// Most attachments of one file.
const ATTACHMENTS: usize = 200;
/// Most findings of one file: who has mended these runs the reader again.
const FINDINGS: usize = 300;

/// A reading under way.
pub(super) struct Sheet<'a> {
    /// The file's path, or the identifier of the record.
    path: &'a str,
    /// Whether it is a record of another catalogue that is read, and no file.
    is_record: bool,
    reading: Reading,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(path: &'a str) -> Self {
        Self { path, is_record: false, reading: Reading::default() }
    }

    /// A sheet for a record of another catalogue, whose claims name it rather than a file.
    pub(super) fn of_record(identifier: &'a str) -> Self {
        Self { path: identifier, is_record: true, reading: Reading::default() }
    }

    /// The claims made so far about a field.
    pub(super) fn claims(&self, field: Field) -> &[Claim] {
        self.reading.fields.claims(field)
    }

    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    /// The value said of a field so far, by the claim made with the highest confidence.
    pub(super) fn said(&self, field: Field) -> Option<&str> {
        self.reading.fields.value(field)
    }

    pub(super) fn done(self) -> Reading {
        self.reading
    }

    /// Whether something says this of the file already.
    pub(super) fn says(&self, field: Field) -> bool {
        !self.reading.fields.claims(field).is_empty()
    }

    /// Claims the text of a node.
    pub(super) fn claim(&mut self, field: Field, key: &str, node: Option<&Node>) {
        if let Some(text) = node.and_then(Node::text) {
            self.say(field, text, Some(key), node.and_then(|node| node.line), 1.0);
        }
    }

    /// Claims every text of a list, or the one text.
    pub(super) fn claim_each(&mut self, field: Field, key: &str, node: Option<&Node>) {
        for item in node.map(Node::items).unwrap_or_default() {
            self.claim(field, key, Some(item));
        }
    }

    /// Claims an address, when it is one a person can follow.
    pub(super) fn address(&mut self, field: Field, key: &str, node: Option<&Node>) {
        if let Some((text, node)) = node.and_then(|node| Some((node.text()?, node))) {
            self.link(field, text, key, node.line, 1.0);
        }
    }

    /// Claims an address found without a tree.
    pub(super) fn link(&mut self, field: Field, text: &str, key: &str, line: Option<u32>, confidence: f32) {
        let text = text.trim();
        let text = text.strip_prefix("git+").unwrap_or(text);
        let Ok(url) = url::Url::parse(text) else { return };
        if matches!(url.scheme(), "http" | "https" | "git" | "ssh") {
            if url.has_host() && url.password().is_none() {
                self.say(field, text, Some(key), line, confidence);
            }
        } else if matches!(url.scheme(), "javascript" | "data" | "vbscript" | "file") {
            let told = (
                format!("{key} has the scheme {}:, which no link may have", url.scheme()),
                "Write an address that begins with https://.",
            );
            self.find(Severity::Warning, "address_refused", told, Some(key), line);
        }
    }

    /// Claims a development status, in the words of publiccode.yml where it means one of them.
    pub(super) fn status(&mut self, text: &str, key: &str, line: Option<u32>, confidence: f32) {
        if let Some(known) = status(text) {
            self.say(Field::Status, known, Some(key), line, confidence);
        }
    }

    /// Claims a DOI, bare or in an address, or an identifier of Software Heritage.
    pub(super) fn identifier(&mut self, text: &str, key: &str, line: Option<u32>) {
        let text = text.trim().trim_end_matches('/');
        let bare = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"]
            .iter()
            .find_map(|before| text.strip_prefix(before))
            .unwrap_or(text);
        let archived = bare.find("swh:1:").map(|at| &bare[at..]);
        let known =
            archived.or_else(|| Some(bare).filter(|bare| bare.starts_with("10.") && bare.contains('/')));
        if let Some(known) = known {
            self.say(Field::Identifier, known, Some(key), line, 1.0);
        }
    }

    /// Claims a day, written `2026-09-01` with or without an hour; the first day of 1970 stands for none.
    pub(super) fn day(&mut self, field: Field, key: &str, node: Option<&Node>) {
        let Some((text, node)) = node.and_then(|node| Some((node.text()?, node))) else { return };
        let day = text.trim().get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
        if let Some(day) = day.filter(|day| day.year() > 1970 || day.day_of_year() > 1) {
            self.say(field, &day.to_string(), Some(key), node.line, 1.0);
        }
    }

    /// Claims a value found without a tree.
    pub(super) fn say(
        &mut self,
        field: Field,
        text: &str,
        key: Option<&str>,
        line: Option<u32>,
        confidence: f32,
    ) {
        let longest = match field {
            Field::Summary => SUMMARY,
            Field::Description => DESCRIPTION,
            _ => VALUE,
        };
        let text = mailbox::without(text);
        let value = if field == Field::Description { clean_lines(&text) } else { clean(&text) };
        if value.is_empty() || self.reading.fields.claims(field).len() >= MANY {
            return;
        }
        let source =
            if self.is_record { Source::record(self.path, key) } else { Source::file(self.path, key, line) };
        self.reading.fields.add(field, Claim::new(shorten(&value, longest), source, confidence));
    }

    /// Claims a person's name as that of an author, cut before the address that may follow it.
    pub(super) fn author(&mut self, name: &str, key: Option<&str>, line: Option<u32>, confidence: f32) {
        self.person(Field::Author, name, key, line, confidence);
    }

    /// Claims a person's name, cut before the address that may follow it.
    pub(super) fn person(
        &mut self,
        field: Field,
        name: &str,
        key: Option<&str>,
        line: Option<u32>,
        confidence: f32,
    ) {
        let name = name.split(['<', '(', '[']).next().unwrap_or_default().trim().trim_matches(['"', ',']);
        if name.chars().any(char::is_alphabetic) && !name.contains('@') && !name.contains("://") {
            self.say(field, name, key, line, confidence);
        }
    }

    /// Claims the licence that a text means, or finds that it means none.
    pub(super) fn licence(&mut self, text: &str, key: &str, line: Option<u32>, weight: f32) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if let Some(known) = parse_expression(text) {
            self.say(Field::Licence, &known.expression, Some(key), line, known.confidence * weight);
            let unsaid = rights::version_unsaid(text, &known, key);
            self.add(unsaid.map(|finding| finding.in_file(self.path, line)));
        } else if declares_all_rights_reserved(text) {
            self.say(Field::Licence, ALL_RIGHTS_RESERVED, Some(key), line, weight);
        } else {
            let message =
                format!("\"{}\" is not a licence that can be recognised", shorten(&clean(text), 80));
            let remedy = "Write an SPDX expression, for example EUPL-1.2, MIT or CC-BY-SA-4.0.";
            self.find(Severity::Warning, "licence_unrecognised", (message, remedy), Some(key), line);
        }
    }

    /// Claims the levels and subjects of school that a text names.
    pub(super) fn school(&mut self, text: &str, key: Option<&str>, line: Option<u32>, confidence: f32) {
        for term in school::lookup(text) {
            let field = match term.kind {
                school::Kind::Level => Field::Level,
                school::Kind::Subject => Field::Subject,
                _ => continue,
            };
            self.say(field, &term.term, key, line, confidence);
        }
    }

    /// Adds a finding about this file.
    pub(super) fn find(
        &mut self,
        severity: Severity,
        code: &str,
        (message, remedy): (String, &str),
        key: Option<&str>,
        line: Option<u32>,
    ) {
        if self.reading.findings.len() >= FINDINGS {
            return;
        }
        let message = mailbox::without(&message).into_owned();
        let mut finding = Finding::new(severity, code, message, remedy).in_file(self.path, line);
        finding.key = key.map(str::to_owned);
        self.reading.findings.push(finding);
    }

    pub(super) fn add(&mut self, finding: Option<Finding>) {
        self.reading.findings.extend(finding);
    }

    /// The root of a tree; its problem becomes a finding.
    pub(super) fn root(&mut self, tree: Tree, format: &str) -> Option<Node> {
        if let Some(Problem { message, line, column }) = tree.problem {
            let message = format!(
                "{} is not valid {format}: {}",
                self.path,
                shorten(&clean(&mailbox::without(&message)), 200)
            );
            // The commonest break of all: a sentence with a colon in it.
            let remedy = if message.contains("mapping values are not allowed") {
                "Put the value in quotes: without them, a colon followed by a space begins a key."
            } else {
                "Correct the file at this place; what stands after it may not have been read."
            };
            let mut finding =
                Finding::new(Severity::Error, "syntax", message, remedy).in_file(self.path, line);
            finding.column = column;
            self.reading.findings.push(finding);
        }
        tree.root
    }

    /// Notes a file that this one carries or leads to.
    pub(super) fn attach(&mut self, attachment: Attachment) {
        if self.reading.attachments.len() < ATTACHMENTS {
            self.reading.attachments.push(attachment);
        }
    }

    /// Keeps text worth searching.
    pub(super) fn text(&mut self, text: &str) {
        // The spaces before a first line may say that it is code.
        let text = text.trim_end().trim_start_matches('\n');
        if !text.is_empty() {
            self.reading.text = Some(cut(&mailbox::without(text), super::TEXT_LIMIT).to_owned());
        }
    }
}

/// One line: runs of white space become one space, control and invisible characters go.
pub(super) fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !is_invisible(*letter))
        .collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One line of code: its spaces stay, a tab is four of them; control and invisible characters go.
pub(super) fn clean_code(line: &str) -> String {
    let spaced = line.trim_end().replace('\t', "    ");
    spaced.chars().filter(|letter| !letter.is_control() && !is_invisible(*letter)).collect()
}

/// Several lines, each clean; paragraphs stay apart.
fn clean_lines(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(clean).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines.join("\n").trim().to_owned()
}

/// Marks that change direction or show nothing, by which a text can be made to look like another.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
}

/// At most so many characters, cut between words, with an ellipsis where something went.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest.saturating_sub(1)).collect();
    let kept = head.rfind(' ').filter(|at| *at > head.len() / 2).map_or(head.as_str(), |at| &head[..at]);
    format!("{}…", kept.trim_end_matches([',', ';', ':', ' ']))
}

/// At most so many bytes, cut between letters.
pub(super) fn cut(text: &str, longest: usize) -> &str {
    &text[..text.floor_char_boundary(longest)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_after_a_name_is_never_kept() {
        let mut sheet = Sheet::new("package.json");
        for name in
            ["Ada Lovelace <ada@example.org>", "ada@example.org", "Jean (https://example.org)", "<x@y.fr>"]
        {
            sheet.author(name, None, None, 1.0);
        }
        assert_eq!(sheet.done().fields.values(Field::Author), ["Ada Lovelace", "Jean"]);
    }

    #[test]
    fn values_are_bounded_and_freed_of_what_does_not_show() {
        assert_eq!(clean("a\u{202e}b\t\u{7}c \r\n d"), "ab c d");
        let short = shorten(&"mot ".repeat(100), 50);
        assert!(short.chars().count() <= 50 && short.ends_with("mot…"), "{short}");
    }
}
