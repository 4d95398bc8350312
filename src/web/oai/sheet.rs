//! The XML around every answer; whatever is not ours is escaped here.
//!
//! Must not know the catalogue.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::Answer;
use super::arguments::Arguments;
use super::date;

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
     <OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" \
     xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
     xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ \
     http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\">\n";

/// The whole answer to a question.
pub(super) fn envelope(address: &str, now: Timestamp, arguments: &Arguments, answer: &Answer) -> String {
    let mut sheet = OPENING.to_owned();
    sheet.push_str(&leaf("responseDate", &date::written(now)));
    sheet.push_str("<request");
    if answer.as_ref().err().is_none_or(super::Refusal::repeats) {
        for (name, value) in arguments.all() {
            let _ = write!(sheet, " {name}=\"{}\"", escaped(value));
        }
    }
    let _ = writeln!(sheet, ">{}</request>", escaped(address));
    match answer {
        Ok(content) => sheet.push_str(content),
        Err(refusal) => {
            let _ =
                writeln!(sheet, "<error code=\"{}\">{}</error>", refusal.code(), escaped(refusal.sentence()));
        }
    }
    sheet.push_str("</OAI-PMH>\n");
    sheet
}

/// An element with a text.
pub(super) fn leaf(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text))
}

/// A text with its signs as names, and without what XML 1.0 does not allow.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            plain => safe.push(plain),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::oai::refusal::Refusal;

    #[test]
    fn a_hostile_argument_stays_in_its_place() {
        let arguments = Arguments::read(b"verb=GetRecord&identifier=%22%3E%3Cx/%3E%00%26%EF%BF%BF%0a");
        let refused: Answer = Err(Refusal::Identifier);
        let sheet = envelope("http://x/oai", Timestamp::UNIX_EPOCH, &arguments, &refused);
        assert!(
            sheet.contains(" identifier=\"&quot;&gt;&lt;x/&gt;&amp; \">http://x/oai</request>"),
            "{sheet}"
        );
        let refused: Answer = Err(Refusal::Argument("<junk>".to_owned()));
        let sheet = envelope("http://x/oai", Timestamp::UNIX_EPOCH, &arguments, &refused);
        assert!(sheet.contains("<request>http://x/oai</request>"), "{sheet}");
        assert!(sheet.contains("<error code=\"badArgument\">&lt;junk&gt;</error>"), "{sheet}");
        assert!(sheet.contains("<responseDate>1970-01-01T00:00:00Z</responseDate>"), "{sheet}");
    }
}
