//! Names out of vCards, and nothing else of them: telephones, mails and addresses are never looked at.
//!
//! Must not know which record holds the card.

/// Whom a card names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    /// A person, or whatever stands where a person's name does.
    pub(super) person: Option<String>,
    /// The body they belong to, or the body itself.
    pub(super) organisation: Option<String>,
}

impl Card {
    /// Who is to be named: the person, else the body.
    pub(super) fn name(&self) -> Option<&str> {
        self.person.as_deref().or(self.organisation.as_deref())
    }
}

/// Properties that a card may have, to find them where its lines were joined.
const PROPERTIES: &[&str] = &[
    "BEGIN", "VERSION", "FN", "N", "ORG", "EMAIL", "TEL", "ADR", "URL", "TITLE", "ROLE", "NOTE", "LABEL",
    "UID", "REV", "PHOTO", "END",
];

/// Reads a card; a text that is none is a name.
pub(super) fn card(text: &str) -> Card {
    let text = text.trim();
    if !text.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCARD")) {
        let person = Some(plain(text)).filter(|name| !name.is_empty());
        return Card { person, organisation: None };
    }
    let (mut full, mut parts, mut organisation) = (None, None, None);
    for line in lines(text) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let property = name.split(';').next().unwrap_or(name).trim();
        let property = property.rsplit('.').next().unwrap_or(property).to_ascii_uppercase();
        match property.as_str() {
            "FN" => full = full.or_else(|| named(plain(value))),
            "N" => parts = parts.or_else(|| named(ordered(value))),
            "ORG" => organisation = organisation.or_else(|| named(plain(first_unit(&unquoted(value))))),
            _ => {}
        }
    }
    Card { person: full.or(parts), organisation }
}

/// The card's lines: folded ones are put together, joined ones taken apart.
fn lines(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        match found.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && !begins_property(line.trim_start()) => {
                last.push_str(line.trim());
            }
            _ => found.push(line.trim().to_owned()),
        }
    }
    found.iter().flat_map(|line| apart(line)).collect()
}

fn apart(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in line.split(' ') {
        if found.is_empty() || begins_property(word) {
            found.push(word.to_owned());
        } else if let Some(last) = found.last_mut() {
            last.push(' ');
            last.push_str(word);
        }
    }
    found
}

fn begins_property(text: &str) -> bool {
    let name = text.split([':', ';']).next().unwrap_or_default();
    name.len() < text.len() && PROPERTIES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// `Family;Given;Middle;Prefix;Suffix` in the order it is spoken; what has no semicolon is as it is.
fn ordered(value: &str) -> String {
    let marked = unquoted(value).replace("\\;", "\u{1}");
    let mut parts = marked.split(';').map(|part| plain(&part.replace('\u{1}', ";")));
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{given} {family}").trim().to_owned()
}

/// The body, without the unit of it.
fn first_unit(value: &str) -> &str {
    let mut escaped = false;
    let end = value.find(|letter: char| {
        let here = letter == ';' && !escaped;
        escaped = letter == '\\';
        here
    });
    &value[..end.unwrap_or(value.len())]
}

/// A value without the escapes that XML would have undone outside CDATA.
fn unquoted(value: &str) -> String {
    let names = [("&apos;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    names.iter().fold(value.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

/// A value without any escapes.
fn plain(value: &str) -> String {
    let escapes = [("\\,", ","), ("\\;", ";"), ("\\n", " "), ("\\N", " "), ("\\\\", "\\")];
    let text = escapes.iter().fold(unquoted(value), |text, (written, meant)| text.replace(written, meant));
    text.trim().to_owned()
}

/// A name, unless it is a number of a telephone or an address of mail in the wrong place.
fn named(text: String) -> Option<String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (text.chars().any(char::is_alphabetic) && digits < 8 && !text.contains('@')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{Card, card};

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let Card { person, organisation } = card(text);
        (person, organisation)
    }

    #[test]
    fn a_card_gives_names_and_nothing_else() {
        let some = |text: &str| Some(text.to_owned());
        for (text, names) in [
            ("BEGIN:VCARD\nVERSION:3.0\nORG:CNDP\nEND:VCARD ", (None, some("CNDP"))),
            (
                "BEGIN:VCARD\r\nN;ENCODING=8BIT;LANGUAGE=fr-FR:Martini;Julie\r\nTEL;TYPE=WORK:+33 1 23 45 67 89\r\nEND:VCARD",
                (some("Julie Martini"), None),
            ),
            (
                "BEGIN:VCARD VERSION:3.0 FN:Machin Bidule N:Machin Bidule EMAIL;TYPE=INTERNET:a@b.fr END:VCARD",
                (some("Machin Bidule"), None),
            ),
            (
                "BEGIN:VCARD\nFN:0612345678\nORG:CRDP de l&apos;académie de Nice;Service\nEND:VCARD",
                (None, some("CRDP de l'académie de Nice")),
            ),
            ("BEGIN:VCARD\nFN:Jean\n  Dupont\nitem1.ORG:A\\;B\nEND:VCARD", (some("JeanDupont"), some("A;B"))),
            ("Jeanne Dupont", (some("Jeanne Dupont"), None)),
            ("BEGIN:VCARD\nTEL:0102030405\nEND:VCARD", (None, None)),
            ("", (None, None)),
        ] {
            assert_eq!(of(text), names, "{text}");
        }
    }
}
