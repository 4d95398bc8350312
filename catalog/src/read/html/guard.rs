//! What would make the reading of a page long: tags with thousands of attributes, pictures inside of it.
//!
//! The reader of tokens compares every attribute of a tag with all others. Must not know HTML beyond that.

/// Most separators of attributes in one tag.
const SEPARATORS: usize = 1_000;
/// Longest embedded file that is left in.
const EMBEDDED: usize = 200;

/// The page without the files embedded in it, up to a tag that is too much.
pub(super) fn bounded(text: &str) -> String {
    let slim = without_embedded(text);
    let (mut in_tag, mut count) = (false, 0);
    let bytes = slim.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' if !in_tag => {
                let next = bytes.get(at + 1).copied().unwrap_or_default();
                in_tag = next.is_ascii_alphabetic() || next == b'/';
                count = 0;
            }
            b'>' => in_tag = false,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'"' | b'\'' if in_tag => {
                count += 1;
                if count > SEPARATORS {
                    return slim[..at].to_owned();
                }
            }
            _ => {}
        }
    }
    slim
}

/// `data:image/png;base64,…` says nothing, and is often most of a page.
fn without_embedded(text: &str) -> String {
    let mut kept = String::with_capacity(text.len().min(64 * 1024));
    let mut rest = text;
    while let Some(at) = rest.find(";base64,") {
        let (before, after) = rest.split_at(at + 8);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '\\')));
        let end = end.unwrap_or(after.len());
        kept.push_str(before);
        if end <= EMBEDDED {
            kept.push_str(&after[..end]);
        }
        rest = &after[end..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn embedded_files_go_and_endless_tags_end_the_page() {
        let page = format!("<img src='data:image/png;base64,{}'>x", "A/b+".repeat(1_000));
        assert_eq!(bounded(&page), "<img src='data:image/png;base64,'>x");
        let page = format!("avant<a {}", "b c ".repeat(100_000));
        assert!(bounded(&page).len() < 3_000);
        assert_eq!(bounded("a < b / c > d"), "a < b / c > d");
    }
}
