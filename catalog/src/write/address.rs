//! Addresses fit to be written where machines and browsers follow them.
//!
//! Only http and https, without names or passwords; the parser has escaped what ends an address
//! in HTML, Turtle and JSON-LD.

/// The address, if it is one of the web.
pub(super) fn web(text: &str) -> Option<String> {
    let mut url = url::Url::parse(text.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let plain =
        |letter: char| !matches!(letter, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\0'..=' ');
    let text = url.to_string();
    if text.chars().all(plain) {
        return Some(text);
    }
    let escaped =
        |letter: char| if plain(letter) { letter.to_string() } else { format!("%{:02X}", u32::from(letter)) };
    Some(text.chars().map(escaped).collect())
}

/// The page of the SPDX list about a licence, when it is one of the list and not an expression.
pub(super) fn spdx(expression: &str, scheme: &str) -> Option<String> {
    // `MIT+` finds MIT, and means more than it.
    let known = spdx::license_id(expression).filter(|known| known.name == expression)?;
    Some(format!("{scheme}://spdx.org/licenses/{}", known.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_written() {
        assert_eq!(web("https://a.fr/x y?q={z}|`"), Some("https://a.fr/x%20y?q=%7Bz%7D%7C%60".to_owned()));
        assert_eq!(web("https://u:p@a.fr/"), Some("https://a.fr/".to_owned()));
        assert_eq!(web("https://a.fr/><script>\"#<\"").unwrap().find(['<', '>', '"']), None);
        for bad in ["javascript:alert(1)", "data:text/html,x", "file:///x", "/x", "git@a.fr:x", ""] {
            assert_eq!(web(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_licences_of_the_list_have_a_page() {
        assert_eq!(spdx("EUPL-1.2", "https").unwrap(), "https://spdx.org/licenses/EUPL-1.2");
        assert_eq!((spdx("MIT OR Apache-2.0", "https"), spdx("LicenseRef-x", "https")), (None, None));
        assert_eq!(spdx("MIT+", "https"), None);
    }
}
