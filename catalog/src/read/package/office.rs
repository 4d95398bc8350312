//! What documents of office programs share: properties that programs filled in, and words between tags.
//!
//! A program writes a login as author and keeps the title of the document that was copied: such values
//! are weak claims. Must not know where a format keeps them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::language::language;
use super::super::name::named_after_file;
use super::super::sheet::{Sheet, clean};
use super::super::teaching::taught;
use super::credit::{person, rights, tag};
use super::prose::Prose;
use super::stripped::{Block, unescaped};
use crate::model::Field;
use crate::vocabulary::fold::fold;

/// Names that programs put where they know none; folded.
const NOBODY: &[&str] = &[
    "admin",
    "administrateur",
    "administrator",
    "auteur",
    "author",
    "default",
    "hp",
    "microsoft office user",
    "prof",
    "professeur",
    "proprietaire",
    "unknown",
    "user",
    "utilisateur",
    "utilisateur windows",
    "windows user",
];

/// Claims the author that a program wrote down; a login is nobody's name.
pub(super) fn creator(sheet: &mut Sheet<'_>, name: &str, key: &str) {
    let Some(name) = person(name) else { return };
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower = !name.chars().any(char::is_uppercase);
    let numbered = name.chars().any(|c| c.is_ascii_digit());
    let is_login = words.len() == 1 && (lower || name.chars().count() < 3);
    if is_login || numbered || NOBODY.contains(&fold(&name).as_str()) {
        return;
    }
    let confidence = if words.len() == 1 { 0.3 } else { 0.5 };
    sheet.author(&name, Some(key), None, confidence);
}

/// Claims a property that a person named; those about rights alone mean something to others.
pub(super) fn property(sheet: &mut Sheet<'_>, name: &str, value: &str) {
    let folded = fold(name);
    if ["licence", "license", "droits", "rights", "copyright"].iter().any(|word| folded.contains(word)) {
        rights(sheet, value, &tag(name), 0.9);
    }
}

/// Claims words that stand in a list with commas.
pub(super) fn keywords(sheet: &mut Sheet<'_>, text: &str, key: &str) {
    for word in text.split([',', ';']) {
        sheet.say(Field::Keyword, word, Some(key), None, 0.8);
        sheet.school(word, Some(key), None, 0.6);
    }
}

/// Claims the title that stands in the document, by the key of its mark, and the name of the file after it.
pub(super) fn shown(sheet: &mut Sheet<'_>, title: Option<&str>, key: &str) {
    if let Some(title) = title {
        sheet.say(Field::Name, title, Some(key), None, 0.5);
        taught(sheet, title, (key, None), 0.5);
    }
    named_after_file(sheet);
}

/// Claims title, description and language of the properties, which both families of programs write in
/// Dublin Core; whether they say a language.
pub(super) fn described<'a>(
    sheet: &mut Sheet<'_>,
    said: &dyn Fn(&str) -> Option<&'a str>,
    text: &str,
) -> bool {
    if let Some(title) = said("title") {
        let weight = title_weight(title, text);
        sheet.say(Field::Name, title, Some("dc:title"), None, weight);
        taught(sheet, title, ("dc:title", None), weight);
    }
    if let Some(text) = said("description") {
        sheet.say(Field::Description, text, Some("dc:description"), None, 0.8);
        sheet.say(Field::Summary, text, Some("dc:description"), None, 0.7);
    }
    let code = said("language").and_then(language);
    if let Some(code) = &code {
        sheet.say(Field::Language, code, Some("dc:language"), None, 0.7);
    }
    code.is_some()
}

/// How sure a title is that a program keeps: less, when the text speaks of something else.
fn title_weight(title: &str, text: &str) -> f32 {
    let text = fold(text);
    let title = fold(title);
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let (found, missing): (Vec<&str>, Vec<&str>) = words.partition(|word| text.contains(word));
    if !text.is_empty() && missing.len() > found.len() { 0.2 } else { 0.6 }
}

/// Claims the language that a program set for spelling: the first value after these marks.
pub(super) fn spelling(sheet: &mut Sheet<'_>, xml: &str, element: &str, attribute: &str) {
    let code = xml.split_once(element).and_then(|(_, rest)| {
        let inside = rest.split('>').next()?;
        inside.split_once(attribute)?.1.split('"').next()
    });
    if let Some(code) = code.and_then(language) {
        sheet.say(Field::Language, &code, Some("spelling"), None, 0.4);
    }
}

/// Whether words in a cell are a sentence rather than somebody's name or a mark.
pub(super) fn is_sentence(words: &str) -> bool {
    let lower = |word: &&str| word.chars().next().is_some_and(char::is_lowercase) && word.chars().count() > 1;
    words.split_whitespace().filter(lower).count() >= 3
}

/// The elements of a format, by their names as documents write them.
pub(super) struct Marks {
    /// What a paragraph is.
    pub(super) paragraph: &'static [&'static [u8]],
    /// What makes the paragraph around it an item of a list.
    pub(super) item: &'static [&'static [u8]],
    /// What a space stands for.
    pub(super) space: &'static [&'static [u8]],
    /// What holds no text of the document: comments, what was deleted.
    pub(super) silent: &'static [&'static [u8]],
    /// What makes the paragraph around or after it the title, with a value of one of its attributes; an
    /// empty list means any.
    pub(super) title: (&'static [&'static [u8]], &'static [&'static str]),
    /// What ends the reach of such a mark.
    pub(super) reach: &'static [u8],
}

/// Most bytes of one part that are looked at: its beginning fills the text, or it has none.
pub(super) const LOOKED_AT: usize = 4 * 1024 * 1024;

/// What a paragraph is told by, while it lasts.
#[derive(Default)]
struct State {
    words: String,
    item: bool,
    titled: bool,
    silent: usize,
    /// The first paragraph that was marked as the title.
    title: Option<String>,
}

/// Gathers the paragraphs of a document that `keep` lets pass; its title, where one is marked as such.
pub(super) fn gather(
    xml: &str,
    marks: &Marks,
    prose: &mut Prose,
    keep: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut state = State::default();
    while !prose.is_full() {
        match reader.read_event() {
            Ok(Event::Start(start)) => state.begin(&start, marks, false),
            Ok(Event::Empty(start)) => state.begin(&start, marks, true),
            Ok(Event::End(end)) => {
                if let Some(words) = state.end(end.name().as_ref(), marks).filter(|words| keep(words)) {
                    prose.block(if state.item { Block::Item } else { Block::Plain }, &words);
                    state.item = false;
                }
            }
            Ok(Event::Text(piece)) => state.add(&String::from_utf8_lossy(&piece)),
            Ok(Event::CData(piece)) => state.add(&String::from_utf8_lossy(&piece)),
            Ok(Event::GeneralRef(name)) => {
                state.add(&unescaped(&format!("&{};", String::from_utf8_lossy(&name))));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    state.title
}

impl State {
    fn begin(&mut self, start: &BytesStart<'_>, marks: &Marks, empty: bool) {
        let name = start.name();
        let name = name.as_ref();
        if marks.silent.contains(&name) && !empty {
            self.silent += 1;
        } else if marks.space.contains(&name) {
            self.words.push(' ');
        } else if marks.item.contains(&name) {
            self.item = true;
        }
        let (elements, values) = marks.title;
        self.titled |= elements.contains(&name) && (values.is_empty() || has_value(start, values));
    }

    /// The words of a paragraph that ends here.
    fn end(&mut self, name: &[u8], marks: &Marks) -> Option<String> {
        self.silent -= usize::from(self.silent > 0 && marks.silent.contains(&name));
        // A note has paragraphs of its own.
        let ends = self.silent == 0 && marks.paragraph.contains(&name);
        let words = ends.then(|| clean(&std::mem::take(&mut self.words))).filter(|words| !words.is_empty());
        self.item &= !ends || words.is_some();
        if self.titled && self.title.is_none() {
            self.title.clone_from(&words);
        }
        self.titled &= name != marks.reach;
        words
    }

    fn add(&mut self, words: &str) {
        // A paragraph is no longer than what is kept of the whole.
        if self.silent == 0 && self.words.len() < super::super::TEXT_LIMIT {
            self.words.push_str(words);
        }
    }
}

fn has_value(start: &BytesStart<'_>, values: &[&str]) -> bool {
    let mut attributes = start.attributes();
    attributes
        .with_checks(false)
        .take(16)
        .flatten()
        .any(|attribute| std::str::from_utf8(&attribute.value).is_ok_and(|value| values.contains(&value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_nobody() {
        for (name, expected) in [
            ("j", None),
            ("salan", None),
            ("jdupont2", None),
            ("Utilisateur Windows", None),
            ("ada@example.org", None),
            ("Anne", Some(0.3)),
            ("GUERAULT", Some(0.3)),
            ("Ada Lovelace", Some(0.5)),
        ] {
            let mut sheet = Sheet::new("a.odt");
            creator(&mut sheet, name, "creator");
            let fields = sheet.done().fields;
            assert_eq!(fields.resolve(Field::Author).map(|claim| claim.confidence), expected, "{name}");
        }
    }

    #[test]
    fn a_title_of_another_document_weighs_less() {
        assert!(title_weight("Compte rendu du conseil", "Les fractions en sixième") < 0.3);
        assert!(title_weight("Les fractions", "Exercices sur les Fractions") > 0.5);
    }
}
