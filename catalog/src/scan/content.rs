//! What a file holds, by its first bytes: text, text in another encoding, or something without words.
//!
//! Must not know rules.

use std::borrow::Cow;

/// Bytes at the beginning by which text is told from anything else.
const HEAD: usize = 8 * 1024;

/// Beginnings of what is packed or drawn: nothing can be read in it as it stands.
const SEALED: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xfd7zXZ",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"ID3",
    b"\xff\xfb",
    b"OggS",
    b"fLaC",
    b"wOFF",
    b"wOF2",
    b"\0\x01\0\0\0",
    b"OTTO",
    b"II*\0",
    b"MM\0*",
    b"\x1aE\xdf\xa3",
    b"\0\0\x01\0",
];

/// Bytes and what they are.
pub(super) struct Content<'a> {
    bytes: Cow<'a, [u8]>,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Portable,
    Binary,
    Sealed,
}

impl<'a> Content<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let head = &bytes[..bytes.len().min(HEAD)];
        if head.starts_with(b"%PDF-") {
            return Self { bytes: Cow::Borrowed(bytes), form: Form::Portable };
        }
        if let Some(text) = decoded(bytes) {
            return Self { bytes: text, form: Form::Text };
        }
        let sealed = SEALED.iter().any(|magic| head.starts_with(magic))
            || matches!(head.get(4..8), Some(b"ftyp"))
            || (head.starts_with(b"RIFF") && head.len() > 12);
        let form = if sealed { Form::Sealed } else { Form::Binary };
        Self { bytes: Cow::Borrowed(bytes), form }
    }

    /// What goes on from what is text: its first bytes say nothing of it.
    pub(super) fn going_on(bytes: &'a [u8]) -> Self {
        match decoded(bytes) {
            Some(text) => Self { bytes: text, form: Form::Text },
            None => Self { bytes: Cow::Borrowed(bytes), form: Form::Binary },
        }
    }

    /// The bytes, in UTF-8 where they are text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it has words and lines.
    pub(super) fn is_text(&self) -> bool {
        self.form == Form::Text
    }

    /// Whether it is a PDF: what is not packed in it describes it.
    pub(super) fn is_portable(&self) -> bool {
        self.form == Form::Portable
    }

    /// Whether nothing in it can be read as it stands.
    pub(super) fn is_sealed(&self) -> bool {
        self.form == Form::Sealed
    }
}

/// The text in UTF-8, when it is one; line breaks stay where they are.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        if encoding == encoding_rs::UTF_8 {
            return Some(Cow::Borrowed(bytes));
        }
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Some(Cow::Owned(text.into_owned().into_bytes()));
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_some() {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Some(Cow::Borrowed(bytes)),
        // A letter cut at the limit is no reason to read the whole in another encoding.
        Err(error) if error.error_len().is_none() => Some(Cow::Borrowed(bytes)),
        Err(_) if mostly_words(bytes) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            Some(Cow::Owned(text.into_owned().into_bytes()))
        }
        Err(_) => None,
    }
}

/// Whether the beginning has next to no control characters.
fn mostly_words(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let control = head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c));
    control.count() * 50 <= head.len()
}
