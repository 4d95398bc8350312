//! What is said of the kind of a file.
//!
//! Everything is saved rather than opened; still, nothing is called by the name of a kind that could run.

use glane_catalog::read;

const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file by its extension.
pub(super) fn of(path: &str) -> &'static str {
    read::media_type(path).filter(|kind| !can_run(kind)).unwrap_or(UNKNOWN)
}

/// Whether browsers run what bears such a type: HTML, everything of XML, scripts.
fn can_run(kind: &str) -> bool {
    kind.contains("html") || kind.contains("script") || kind.ends_with("/xml") || kind.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_run_is_called_so() {
        for path in ["a.html", "a.HTML", "a.svg", "a.xml", "a.xhtml", "a.js", "a.htm", "a", "a.swf"] {
            assert_eq!(of(path), UNKNOWN, "{path}");
        }
        assert_eq!(of("tp.ipynb"), "application/x-ipynb+json");
        assert_eq!(of("cours.odt"), "application/vnd.oasis.opendocument.text");
        assert!(of("cours.docx").contains("openxmlformats"));
        assert_eq!(of("a/b.png"), "image/png");
    }
}
