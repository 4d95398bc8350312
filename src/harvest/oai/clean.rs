//! The bytes of an answer as a text that XML may hold.
//!
//! Knows encodings and control characters; must not know the protocol.

/// Reads bytes as UTF-8, or as Latin-1 where the answer declares that; what XML may not hold becomes a
/// space.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if declares_latin(bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    };
    if text.contains(is_forbidden) {
        text = text.replace(is_forbidden, " ");
    }
    text
}

fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn declares_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let declaration = head.split("?>").next().unwrap_or_default();
    ["iso-8859-1", "iso-8859-15", "windows-1252"].iter().any(|name| declaration.contains(name))
}

/// The first words of the title of a web page, for messages; none where it has none.
pub(super) fn title_of_page(text: &str) -> Option<String> {
    let head: String = text.chars().take(20_000).collect();
    // Only ASCII changes, so that places are the same.
    let lower = head.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let words: Vec<&str> = head[start..end].split_whitespace().take(12).collect();
    let title: String = words.join(" ").chars().filter(|letter| !letter.is_control()).take(100).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_may_not_hold_becomes_a_space() {
        assert_eq!(text_of(b"\xef\xbb\xbf<a>b\x0bc\td</a>"), "<a>b c\td</a>");
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9l\xe8ve</a>";
        assert!(text_of(latin).ends_with("<a>élève</a>"));
        assert_eq!(text_of(b"<a>\xe9</a>"), "<a>\u{fffd}</a>");
    }

    #[test]
    fn a_page_is_known_by_its_title() {
        let page = "<HTML><head><TITLE lang=fr>Service\n indisponible\u{7}</title>";
        assert_eq!(title_of_page(page).as_deref(), Some("Service indisponible"));
        assert_eq!(title_of_page("<html>"), None);
        assert_eq!(title_of_page("<title> </title>"), None);
    }
}
