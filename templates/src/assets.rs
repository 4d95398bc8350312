//! The files a page needs: one style sheet, one small script and one icon, named by their content.
//!
//! Served by the web room at the paths given here, for ever; must not know any page.

/// A file to serve as it is; its path changes when its content does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path of its address, `/static/<hash>/<name>`.
    pub path: String,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// Its content.
    pub body: &'static str,
}

/// The style sheet.
pub const CSS: &str = include_str!("../assets/app.css");
/// The script of the search field, without which everything else works.
pub const SCRIPT: &str = include_str!("../assets/search.js");
/// The icon, an ear of wheat.
pub const ICON: &str = include_str!("../assets/icon.svg");

const CSS_HASH: u64 = fnv1a(CSS.as_bytes());
const SCRIPT_HASH: u64 = fnv1a(SCRIPT.as_bytes());
const ICON_HASH: u64 = fnv1a(ICON.as_bytes());

/// FNV-1a, 64 bits: a name that follows the content needs no cryptography.
const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Path of the style sheet.
#[must_use]
pub fn css_path() -> String {
    format!("/static/{CSS_HASH:016x}/app.css")
}

/// Path of the script.
#[must_use]
pub fn script_path() -> String {
    format!("/static/{SCRIPT_HASH:016x}/search.js")
}

/// Path of the icon.
#[must_use]
pub fn icon_path() -> String {
    format!("/static/{ICON_HASH:016x}/icon.svg")
}

/// Every file to serve.
#[must_use]
pub fn all() -> Vec<Asset> {
    vec![
        Asset { path: css_path(), content_type: "text/css; charset=utf-8", body: CSS },
        Asset { path: script_path(), content_type: "text/javascript; charset=utf-8", body: SCRIPT },
        Asset { path: icon_path(), content_type: "image/svg+xml", body: ICON },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        // Test vectors of the FNV reference code.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_style_sheet_loads_nothing() {
        for word in ["url(", "@import", "@font-face", "://"] {
            assert!(!CSS.contains(word), "{word}");
        }
    }

    #[test]
    fn the_script_is_small_and_loads_nothing_from_elsewhere() {
        assert!(SCRIPT.len() <= 3 * 1024, "{} bytes", SCRIPT.len());
        for word in ["://", "eval", "innerHTML", "import", "cookie", "Storage"] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }

    /// The colour variables of a block, by name.
    fn colours(block: &str) -> HashMap<&str, [f64; 3]> {
        block
            .split(';')
            .filter_map(|line| line.rsplit_once("--")?.1.split_once(':'))
            .filter_map(|(name, value)| {
                let hex = value.trim().strip_prefix('#').filter(|hex| hex.len() == 6)?;
                let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok().map(f64::from);
                Some((name.trim(), [part(0)?, part(2)?, part(4)?]))
            })
            .collect()
    }

    /// Relative luminance of WCAG 2.
    fn luminance(colour: [f64; 3]) -> f64 {
        let linear = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn both_themes_have_the_contrasts_of_wcag_aa() {
        let (before, after) = CSS.split_once("prefers-color-scheme:dark").unwrap();
        let light = colours(before.split_once(":root{").unwrap().1.split_once('}').unwrap().0);
        let dark = colours(after.split_once(":root{").unwrap().1.split_once('}').unwrap().0);
        for (theme, colours) in [("light", light), ("dark", dark)] {
            assert_eq!(contrast([0.0; 3], [255.0; 3]), 21.0);
            for (ink, paper, least) in [
                ("ink", "paper", 7.0),
                ("ink", "card", 7.0),
                ("ink", "tint", 7.0),
                ("soft", "paper", 4.5),
                ("soft", "card", 4.5),
                ("accent", "paper", 4.5),
                ("accent", "card", 4.5),
                ("on-accent", "accent", 4.5),
                ("warn", "paper", 4.5),
                ("warn", "card", 4.5),
                ("edge", "paper", 3.0),
                ("edge", "card", 3.0),
                ("c1", "paper", 3.0),
                ("c2", "paper", 3.0),
            ] {
                let ratio = contrast(colours[ink], colours[paper]);
                assert!(ratio >= least, "{theme}: {ink} on {paper} is {ratio:.2}, below {least}");
            }
        }
    }
}
