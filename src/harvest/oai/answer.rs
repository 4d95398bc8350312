//! What an answer of OAI-PMH says, by whatever prefix it names its elements.
//!
//! Read as events from end to end. A record that is no XML is one that cannot be read, and the others go
//! on. Must not know what metadata says, nor ask for anything.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::clean::title_of_page;
use super::item::{self, Item};

/// Most elements within each other outside records; the protocol has five.
const DEEPEST: usize = 64;
/// Most records that are no XML: each is looked for to the end of the answer.
const BROKEN: usize = 16;

/// A format that a server offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Offered {
    pub(super) prefix: String,
    pub(super) schema: String,
    pub(super) namespace: String,
}

/// Where the list goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Token {
    /// Empty at the end of the list.
    pub(super) text: String,
    pub(super) size: Option<u64>,
}

/// One answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// The answer itself, in which records have their places.
    pub(super) text: String,
    pub(super) date: Option<String>,
    pub(super) granularity: Option<String>,
    pub(super) deletions: Option<String>,
    /// Codes with what is said of them.
    pub(super) errors: Vec<(String, String)>,
    pub(super) offers: Vec<Offered>,
    /// Whether it holds a list of records, be it empty.
    pub(super) is_list: bool,
    pub(super) items: Vec<Item>,
    pub(super) token: Option<Token>,
}

impl Said {
    /// Reads an answer.
    ///
    /// # Errors
    /// What it is instead of an answer of OAI-PMH, or that it is broken off.
    pub(super) fn of(text: String) -> Result<Self, String> {
        let mut reading = Reading::default();
        // A web page is known by its title, and LOM has titles too: it is asked for last.
        let read = reading.all(&text);
        read.map_err(|what| {
            title_of_page(&text).map_or(what, |title| format!("a web page, \u{201c}{title}\u{201d}"))
        })?;
        Ok(Self { text, ..reading.said })
    }

    /// Whether it says nothing to who asked for a list.
    pub(super) fn is_no_list(&self) -> bool {
        !self.is_list && self.errors.is_empty()
    }

    /// What is said under a code of error.
    pub(super) fn error(&self, code: &str) -> Option<&str> {
        self.errors.iter().find(|(said, _)| said == code).map(|(_, text)| text.as_str())
    }
}

/// The reading of one answer: the elements that are open, by their names without prefix.
#[derive(Default)]
struct Reading {
    said: Said,
    open: Vec<String>,
    /// The text of the innermost element so far.
    words: String,
    is_closed: bool,
    /// How many records were no XML.
    broken: usize,
}

impl Reading {
    fn all(&mut self, text: &str) -> Result<(), String> {
        let (mut base, mut reader) = (0, lenient(text));
        loop {
            match reader.read_event() {
                Ok(Event::Eof) if self.is_closed => return Ok(()),
                Ok(Event::Eof) if self.open.is_empty() => return Err("no XML".to_owned()),
                Ok(Event::Eof) => return Err("XML that breaks off".to_owned()),
                Ok(Event::DocType(_)) => return Err("a document with a document type".to_owned()),
                Ok(Event::Start(start)) if self.is_record(&start) => {
                    let inside = base + position(&reader);
                    let end = match reader.read_to_end(start.name()) {
                        Ok(span) => base + offset(span.end),
                        Err(_) if self.broken == BROKEN => {
                            return Err(format!("XML with more than {BROKEN} broken records"));
                        }
                        Err(_) => {
                            self.broken += 1;
                            let tag = closing(text, inside, start.name().as_ref())
                                .ok_or("XML that breaks off in a record")?;
                            (base, reader) = (tag.end, lenient(&text[tag.end..]));
                            tag.start
                        }
                    };
                    self.said.items.push(item::read(text, inside..end));
                }
                Ok(Event::Start(start)) => self.begin(&start)?,
                Ok(Event::Empty(start)) => {
                    self.begin(&start)?;
                    self.end();
                }
                Ok(Event::End(end)) => {
                    if self.open.last().is_some_and(|name| name.as_bytes() == end.local_name().as_ref()) {
                        self.end();
                    }
                }
                Ok(Event::Text(piece)) => self.words.push_str(&String::from_utf8_lossy(&piece)),
                Ok(Event::CData(piece)) => self.words.push_str(&String::from_utf8_lossy(&piece)),
                Ok(Event::GeneralRef(name)) => self.words.push_str(&item::meant(&name)),
                Ok(_) => {}
                Err(error) => return Err(format!("broken XML ({error})")),
            }
        }
    }

    /// Whether an element that begins is a record of a list.
    fn is_record(&self, start: &BytesStart<'_>) -> bool {
        let is_list =
            self.open.last().is_some_and(|name| matches!(name.as_str(), "ListRecords" | "GetRecord"));
        start.local_name().as_ref() == b"record" && self.open.len() == 2 && is_list
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        if self.open.is_empty() && name != "OAI-PMH" {
            return Err(format!(
                "a document of another kind ({})",
                name.chars().take(40).collect::<String>()
            ));
        }
        if self.open.len() == DEEPEST {
            return Err("XML nested too deeply".to_owned());
        }
        self.open.push(name);
        self.words.clear();
        match (self.open.len(), path(&self.open)) {
            (2, [_, "ListRecords", ..]) => self.said.is_list = true,
            (2, [_, "error", ..]) => {
                self.said.errors.push((item::attribute(start, b"code"), String::new()));
            }
            (3, [_, "ListMetadataFormats", "metadataFormat", _]) => {
                self.said.offers.push(Offered::default());
            }
            (3, [_, _, "resumptionToken", _]) => {
                let size = item::attribute(start, b"completeListSize").trim().parse().ok();
                self.said.token = Some(Token { size, ..Token::default() });
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) {
        let words = std::mem::take(&mut self.words).trim().to_owned();
        let said = &mut self.said;
        match (self.open.len(), path(&self.open)) {
            (1, _) => self.is_closed = true,
            (2, [_, "responseDate", ..]) => said.date = Some(words),
            (2, [_, "error", ..]) => {
                if let Some(error) = said.errors.last_mut() {
                    error.1 = words;
                }
            }
            (3, [_, "Identify", "granularity", _]) => said.granularity = Some(words),
            (3, [_, "Identify", "deletedRecord", _]) => said.deletions = Some(words),
            (3, [_, _, "resumptionToken", _]) => {
                if let Some(token) = &mut said.token {
                    token.text = words;
                }
            }
            (4, [_, "ListMetadataFormats", "metadataFormat", part]) => {
                if let Some(offer) = said.offers.last_mut() {
                    match part {
                        "metadataPrefix" => offer.prefix = words,
                        "schema" => offer.schema = words,
                        "metadataNamespace" => offer.namespace = words,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        self.open.pop();
    }
}

/// The outermost four of the elements that are open: nothing that is read lies deeper. The first is always
/// that of the protocol.
fn path(open: &[String]) -> [&str; 4] {
    [0, 1, 2, 3].map(|depth| open.get(depth).map_or("", String::as_str))
}

/// A reader that goes on where tags do not match: the next one that does is looked for.
fn lenient(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn position(reader: &Reader<&[u8]>) -> usize {
    offset(reader.buffer_position())
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Where the closing tag is of an element that holds what is no XML, from a place inside it.
fn closing(text: &str, from: usize, name: &[u8]) -> Option<Range<usize>> {
    let tag = format!("</{}", String::from_utf8_lossy(name));
    let start = from + text.get(from..)?.find(&tag)?;
    let end = start + text[start..].find('>')? + 1;
    Some(start..end)
}

/// The part of a text that a range names; nothing where it names none.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_without_end_is_given_up() {
        let text = format!("<OAI-PMH>{}", "<a>".repeat(5_000_000 / 3));
        assert_eq!(Said::of(text).unwrap_err(), "XML nested too deeply");
    }

    #[test]
    fn records_that_are_no_xml_are_borne_with_to_a_number() {
        let list = |record: &str, count| {
            Said::of(format!("<OAI-PMH><ListRecords>{}</ListRecords></OAI-PMH>", record.repeat(count)))
        };
        let unbalanced = "<record><record></record>";
        let said = list(unbalanced, BROKEN).unwrap();
        assert_eq!((said.items.len(), said.is_list), (BROKEN, true));
        let hostile = list(unbalanced, 5_000_000 / unbalanced.len());
        assert_eq!(hostile.unwrap_err(), "XML with more than 16 broken records");
        assert_eq!(list("<record>", 5_000_000 / 8).unwrap_err(), "XML that breaks off in a record");
    }

    #[test]
    fn a_list_is_told_from_nothing() {
        let said = |inner: &str| Said::of(format!("<OAI-PMH>{inner}</OAI-PMH>")).unwrap();
        assert!(said("<responseDate/>").is_no_list());
        assert!(!said("<ListRecords/>").is_no_list());
        assert!(!said("<error code='noRecordsMatch'/>").is_no_list());
    }
}
