//! What an answer of OAI-PMH says, by whatever prefix it names its elements.
//!
//! Read as events from end to end. A record that is no XML is one that cannot be read, and the others go
//! on. Must not know what metadata says, nor ask for anything.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::clean::title_of_page;
use super::item::{self, Item};

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
                        Err(_) => {
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
        self.open.push(name);
        self.words.clear();
        match self.path().as_slice() {
            ["OAI-PMH", "error"] => {
                self.said.errors.push((item::attribute(start, b"code"), String::new()));
            }
            ["OAI-PMH", "ListMetadataFormats", "metadataFormat"] => self.said.offers.push(Offered::default()),
            ["OAI-PMH", _, "resumptionToken"] => {
                let size = item::attribute(start, b"completeListSize").trim().parse().ok();
                self.said.token = Some(Token { size, ..Token::default() });
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) {
        let words = std::mem::take(&mut self.words).trim().to_owned();
        let (path, said) = (self.open.iter().map(String::as_str).collect::<Vec<_>>(), &mut self.said);
        match path.as_slice() {
            ["OAI-PMH"] => self.is_closed = true,
            ["OAI-PMH", "responseDate"] => said.date = Some(words),
            ["OAI-PMH", "error"] => {
                if let Some(error) = said.errors.last_mut() {
                    error.1 = words;
                }
            }
            ["OAI-PMH", "Identify", "granularity"] => said.granularity = Some(words),
            ["OAI-PMH", "Identify", "deletedRecord"] => said.deletions = Some(words),
            ["OAI-PMH", _, "resumptionToken"] => {
                if let Some(token) = &mut said.token {
                    token.text = words;
                }
            }
            ["OAI-PMH", "ListMetadataFormats", "metadataFormat", part] => {
                if let Some(offer) = said.offers.last_mut() {
                    match *part {
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

    fn path(&self) -> Vec<&str> {
        self.open.iter().map(String::as_str).collect()
    }
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
