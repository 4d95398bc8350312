//! What of a release's texts is carried: notes of a bounded length, names that are names.
//!
//! Pure functions; must not know a dialect.

/// The longest notes, in characters.
const NOTES: usize = 100_000;

/// Notes as they are carried: without carriage returns and other controls, bounded.
pub(super) fn notes(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(NOTES).collect()
}

/// The name of a file: its last segment, of letters, digits and a few marks; none when nothing is left.
pub(super) fn name(text: &str) -> Option<String> {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let legal = |c: char| if c.is_alphanumeric() || "._-+~ ()".contains(c) { c } else { '-' };
    let name: String = last.trim().chars().map(legal).take(200).collect();
    let name = name.trim_start_matches('.').to_owned();
    name.chars().any(char::is_alphanumeric).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_names() {
        for (text, kept) in [
            ("app-1.0.tar.gz", Some("app-1.0.tar.gz")),
            ("bin/linux/app", Some("app")),
            ("..\\..\\évil name?.exe", Some("évil name-.exe")),
            ("../..", None),
            ("", None),
        ] {
            assert_eq!(name(text).as_deref(), kept, "{text}");
        }
        assert_eq!(notes("a\r\nb\u{1b}[31m\tc"), "a\nb[31m\tc");
    }
}
