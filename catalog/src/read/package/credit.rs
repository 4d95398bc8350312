//! Who made a part of a package and under which licence, as packages write it.
//!
//! A licence is never guessed: what names none is said as it stands. Must not know formats.

use super::super::mailbox;
use super::super::sheet::{Sheet, clean, shorten};
use crate::licence::{
    ALL_RIGHTS_RESERVED, declares_all_rights_reserved, mentions, parse_expression, says_all_rights_reserved,
};
use crate::model::{Attachment, Field};
use crate::vocabulary::fold::fold;

/// What the export of Canvas, and others after it, says of a course that grants nothing; folded.
const PRIVATE: &str = "private (copyrighted)";

/// The licence that a sentence about rights names, and how sure that is; an address in it says it best.
pub(super) fn licence_in(text: &str) -> Option<(String, f32)> {
    let text = clean(&text.chars().take(2_000).collect::<String>());
    let words = text.split([' ', '(', ')', '<', '>', '"', '«', '»', '[', ']']);
    let address = words
        .filter(|word| word.contains("://"))
        .find_map(|word| parse_expression(word.trim_end_matches(['.', ',', ';'])));
    if let Some(known) = address.or_else(|| parse_expression(&text)) {
        return Some((known.expression, known.confidence));
    }
    let named = mentions(&text);
    if let Some(first) = named.first() {
        let alone = named.iter().all(|other| other.licence.expression == first.licence.expression);
        return alone.then(|| (first.licence.expression.clone(), first.licence.confidence));
    }
    let reserved = declares_all_rights_reserved(&text)
        || says_all_rights_reserved(&text)
        || fold(&text).starts_with(PRIVATE);
    reserved.then(|| (ALL_RIGHTS_RESERVED.to_owned(), 0.9))
}

/// Claims what is said of rights: the licence that it names, and the words where they say more.
pub(super) fn rights(sheet: &mut Sheet<'_>, text: &str, key: &str, weight: f32) {
    let known = licence_in(text);
    if let Some((expression, confidence)) = &known {
        sheet.say(Field::Licence, expression, Some(key), None, confidence * weight);
    }
    if known.is_none_or(|(expression, _)| expression == ALL_RIGHTS_RESERVED) {
        sheet.say(Field::Rights, text, Some(key), None, weight);
    }
}

/// A person's name as it may be kept: no address, nothing in brackets; none when no name is left.
pub(super) fn person(name: &str) -> Option<String> {
    let name = name.split(['<', '(', '[']).next().unwrap_or_default();
    if name.contains('@') || name.contains("://") {
        return None;
    }
    let name = clean(&mailbox::without(name));
    let name = name.trim_matches(['"', ',', ' ']);
    name.chars().any(char::is_alphabetic).then(|| shorten(name, 120))
}

/// A word of the package as the key of a claim: short, and without what does not show.
pub(super) fn tag(word: &str) -> String {
    shorten(&clean(&mailbox::without(word)), 60)
}

/// Notes a file that the package carries; nothing of it is kept as it came.
pub(super) fn carry(sheet: &mut Sheet<'_>, file: Attachment) {
    let tidy = |text: String| {
        let text = shorten(&clean(&mailbox::without(&text)), 300);
        (!text.is_empty()).then_some(text)
    };
    let Some(place) = tidy(file.place) else { return };
    let said = file.media.and_then(tidy).filter(|media| media.contains('/'));
    sheet.attach(Attachment {
        media: said.or_else(|| media_of(&place).map(str::to_owned)),
        place,
        author: file.author.and_then(|name| person(&name)),
        ..file
    });
}

/// Media types of the files that lessons carry, by their extensions.
const MEDIA: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("wmv", "video/x-ms-wmv"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("zip", "application/zip"),
    ("ggb", "application/vnd.geogebra.file"),
];

/// The media type of a file of the package, where its name says it; that of an address is not known.
fn media_of(place: &str) -> Option<&'static str> {
    let extension = place.rsplit_once('.').filter(|_| !place.contains("://"))?.1;
    MEDIA.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, media)| *media)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_a_licence_best_and_nothing_is_guessed() {
        let of = |text: &str| licence_in(text).map(|(expression, _)| expression);
        let french = "Licence Creative Commons BY-NC-SA :\n Paternité-Pas d'utilisation commerciale-Partage des conditions\n \
            initiales à l'identique » (http://creativecommons.org/licenses/by-nc-sa/3.0/fr/)";
        assert_eq!(of(french).as_deref(), Some("CC-BY-NC-SA-3.0"));
        assert_eq!(
            of("Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright").as_deref(),
            Some(ALL_RIGHTS_RESERVED)
        );
        assert_eq!(of("© 2024 Académie. Tous droits réservés").as_deref(), Some(ALL_RIGHTS_RESERVED));
        for text in ["", "Voir le site", "Public Domain - http://en.wikipedia.org/wiki/Public_domain"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_person_is_named_without_an_address() {
        assert_eq!(person("Ada <ada@example.org>").as_deref(), Some("Ada"));
        assert_eq!(person("ada@example.org"), None);
    }
}
