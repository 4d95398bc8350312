//! Which letter a byte means in fonts and in strings: the encodings of the standard, and names of glyphs.
//!
//! Letters of Western European languages. Must not know fonts.

use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// `PDFDocEncoding` where it is not Latin-1: from 0x18 to 0x1f, and from 0x80 to 0xa0.
const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// `StandardEncoding` where it is not ASCII.
const STANDARD: &[(u8, char)] = &[
    (0x27, '’'),
    (0x60, '‘'),
    (0xa1, '¡'),
    (0xa2, '¢'),
    (0xa3, '£'),
    (0xa4, '⁄'),
    (0xa5, '¥'),
    (0xa6, 'ƒ'),
    (0xa7, '§'),
    (0xa8, '¤'),
    (0xa9, '\''),
    (0xaa, '“'),
    (0xab, '«'),
    (0xac, '‹'),
    (0xad, '›'),
    (0xae, 'ﬁ'),
    (0xaf, 'ﬂ'),
    (0xb1, '–'),
    (0xb2, '†'),
    (0xb3, '‡'),
    (0xb4, '·'),
    (0xb6, '¶'),
    (0xb7, '•'),
    (0xb8, '‚'),
    (0xb9, '„'),
    (0xba, '”'),
    (0xbb, '»'),
    (0xbc, '…'),
    (0xbd, '‰'),
    (0xbf, '¿'),
    (0xd0, '—'),
    (0xe1, 'Æ'),
    (0xe3, 'ª'),
    (0xe8, 'Ł'),
    (0xe9, 'Ø'),
    (0xea, 'Œ'),
    (0xeb, 'º'),
    (0xf1, 'æ'),
    (0xf5, 'ı'),
    (0xf8, 'ł'),
    (0xf9, 'ø'),
    (0xfa, 'œ'),
    (0xfb, 'ß'),
];

/// Names of glyphs that are neither their letter nor a letter with its accent.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("sfthyphen", "-"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("underscore", "_"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guillemetleft", "«"),
    ("guillemetright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("endash", "–"),
    ("emdash", "—"),
    ("ellipsis", "…"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("degree", "°"),
    ("Euro", "€"),
    ("section", "§"),
    ("copyright", "©"),
    ("registered", "®"),
    ("trademark", "™"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("plusminus", "±"),
    ("onesuperior", "¹"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("onehalf", "½"),
    ("mu", "µ"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("germandbls", "ß"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("dotlessi", "ı"),
    ("ordfeminine", "ª"),
    ("ordmasculine", "º"),
    ("exclamdown", "¡"),
    ("questiondown", "¿"),
    ("arrowright", "→"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("notequal", "≠"),
    ("infinity", "∞"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("grave", "`"),
    ("acute", "´"),
];

/// Ends of names of glyphs, and the accents they put on the letters before.
const ACCENTS: &[(&str, &str, &str)] = &[
    ("acute", "aeiouyAEIOUYcCnN", "áéíóúýÁÉÍÓÚÝćĆńŃ"),
    ("grave", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ("circumflex", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ("dieresis", "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
    ("tilde", "anoANO", "ãñõÃÑÕ"),
    ("cedilla", "cC", "çÇ"),
    ("ring", "aA", "åÅ"),
    ("caron", "szcSZC", "šžčŠŽČ"),
];

/// The text of a string: UTF-16 or UTF-8 by its mark, else the encoding of the standard.
pub(super) fn text(bytes: &[u8]) -> String {
    let marked = [(&b"\xfe\xff"[..], UTF_16BE), (b"\xff\xfe", UTF_16LE), (b"\xef\xbb\xbf", UTF_8)];
    if let Some((mark, encoding)) = marked.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let text = encoding.decode_without_bom_handling(&bytes[mark.len()..]).0;
        return without_languages(&text);
    }
    bytes.iter().map(|byte| document(*byte)).collect()
}

/// A language may be named between two escapes.
fn without_languages(text: &str) -> String {
    let parts = text.split('\u{1b}').enumerate();
    parts.filter(|(at, _)| at % 2 == 0).map(|(_, part)| part).collect()
}

fn document(byte: u8) -> char {
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The text with its ligatures opened, so that words are found.
pub(super) fn opened(text: &str) -> String {
    const LIGATURES: [(char, &str); 5] = [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl")];
    let mut text = text.to_owned();
    for (sign, letters) in LIGATURES {
        if text.contains(sign) {
            text = text.replace(sign, letters);
        }
    }
    text
}

/// What a byte means in the encoding of a font, by the encoding's name.
pub(super) fn of_font(encoding: &str, byte: u8) -> Option<char> {
    let letter = match encoding {
        "WinAnsiEncoding" => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        "MacRomanEncoding" => MACINTOSH.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => STANDARD
            .iter()
            .find(|(known, _)| *known == byte)
            .map(|(_, letter)| *letter)
            .or_else(|| byte.is_ascii().then(|| char::from(byte))),
    };
    letter.filter(|letter| !letter.is_control())
}

/// What the glyph of a name shows.
pub(super) fn of_glyph(name: &str) -> Option<String> {
    // `A.sc` is a small capital.
    let name = name.split('.').next().unwrap_or(name);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter.to_string());
    }
    if let Some((_, shown)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*shown).to_owned());
    }
    let accented = ACCENTS.iter().find_map(|(end, plain, shown)| {
        let letter = name.strip_suffix(end)?;
        let at = plain.chars().position(|known| letter.len() == 1 && letter.starts_with(known))?;
        shown.chars().nth(at)
    });
    let numbered = || {
        let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
        let digits = digits.get(..digits.len().min(6))?;
        u32::from_str_radix(digits.get(..4).filter(|_| name.starts_with("uni")).unwrap_or(digits), 16).ok()
    };
    accented.or_else(|| numbered().and_then(char::from_u32)).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_glyphs_are_read_as_the_standard_has_them() {
        assert_eq!(text(b"\xfe\xff\0V\0e\0r\0s \xe9"), "Vers\u{20e9}");
        assert_eq!(text(b"\xfe\xff\0\x1b\0f\0r\0\x1b\0\xe9"), "é");
        assert_eq!(text(b"L'\x8ccole \xe9t\xe9 \xa0"), "L'„cole été €");
        for (name, shown) in [
            ("eacute", "é"),
            ("ccedilla", "ç"),
            ("fi", "fi"),
            ("uni00E9", "é"),
            ("u1F600", "😀"),
            ("A.sc", "A"),
        ] {
            assert_eq!(of_glyph(name).as_deref(), Some(shown), "{name}");
        }
        assert_eq!(of_glyph("g12"), None);
        assert_eq!(of_font("WinAnsiEncoding", 0x9c), Some('œ'));
        assert_eq!(of_font("StandardEncoding", 0x27), Some('’'));
    }
}
