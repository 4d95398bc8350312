//! From bytes of any encoding to text.
//!
//! Forges hold files of thirty years: UTF-8, UTF-16, Latin-1. Must not know the format.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::{Finding, Severity};

/// How much of a page of prose is looked at, in bytes.
pub(super) const PROSE_LIMIT: usize = 1024 * 1024;

/// The first bytes as text, and a finding when the file is not UTF-8.
pub(super) fn decode(path: &str, bytes: &[u8], limit: usize) -> (String, Option<Finding>) {
    let bytes = &bytes[..bytes.len().min(limit)];
    if let Some((encoding, _)) =
        Encoding::for_bom(bytes).or_else(|| utf16_without_mark(bytes).map(|found| (found, 0)))
    {
        let text = encoding.decode(bytes).0.into_owned();
        let finding = (encoding != encoding_rs::UTF_8).then(|| not_utf8(path, encoding));
        return (text, finding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        // The limit fell inside a letter.
        Err(error) if error.error_len().is_none() => {
            (String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned(), None)
        }
        Err(_) => legacy(path, bytes),
    }
}

/// Mostly UTF-8 with a broken letter, or Windows-1252, which holds Latin-1.
fn legacy(path: &str, bytes: &[u8]) -> (String, Option<Finding>) {
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let whole = lossy.chars().filter(|letter| !letter.is_ascii()).count() - broken;
    let finding = Some(not_utf8(path, WINDOWS_1252));
    if whole > broken * 4 {
        return (lossy.into_owned(), finding);
    }
    (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), finding)
}

/// Every second byte of the head is zero: UTF-16 of a Western text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(256) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    if zeros(1) * 10 >= pairs * 8 && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if zeros(0) * 10 >= pairs * 8 && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn not_utf8(path: &str, encoding: &'static Encoding) -> Finding {
    let message = format!("{path} is not UTF-8; it was read as {}", encoding.name());
    Finding::new(Severity::Info, "not_utf8", message, "Save the file as UTF-8, without a byte order mark.")
        .in_file(path, None)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn any_encoding_becomes_text() {
        for (bytes, text, finding) in [
            ("été".as_bytes(), "été", false),
            (b"\xef\xbb\xbf\xc3\xa9t\xc3\xa9", "été", false),
            (b"\xe9t\xe9 \x80", "été €", true),
            (b"\xff\xfe\xe9\0t\0\xe9\0", "été", true),
            (b"L\0i\0c\0e\0n\0c\0e\0 \0M\0I\0T\0", "Licence MIT", true),
            (b"", "", false),
        ] {
            let (read, found) = decode("README", bytes, super::PROSE_LIMIT);
            assert_eq!((read.as_str(), found.is_some()), (text, finding), "{bytes:?}");
        }
    }

    #[test]
    fn a_letter_cut_by_the_limit_is_left_out() {
        let mut bytes = vec![b'a'; super::PROSE_LIMIT - 1];
        bytes.extend("é".as_bytes());
        let (text, finding) = decode("README", &bytes, super::PROSE_LIMIT);
        assert_eq!(text.len(), super::PROSE_LIMIT - 1);
        assert!(finding.is_none());
    }
}
