//! Which files are of a kind that can teach, by their extension.
//!
//! Whether such a file does teach is for the examination to say; must not look into the bytes.

/// Extensions of teaching formats with the slug shown and filtered by, and their media type.
const FORMATS: &[(&str, &str, &str)] = &[
    ("ipynb", "notebook", "application/x-ipynb+json"),
    ("h5p", "h5p", "application/zip"),
    ("mbz", "moodle", "application/vnd.moodle.backup"),
    ("ggb", "geogebra", "application/vnd.geogebra.file"),
    ("ggs", "geogebra", "application/vnd.geogebra.slides"),
    ("sb2", "scratch", "application/x.scratch.sb2"),
    ("sb3", "scratch", "application/x.scratch.sb3"),
    ("imscc", "imscc", "application/vnd.ims.imsccv1p3"),
    ("elp", "exelearning", "application/zip"),
    ("elpx", "exelearning", "application/zip"),
    ("tex", "latex", "text/x-tex"),
    ("ltx", "latex", "text/x-tex"),
    ("md", "markdown", "text/markdown"),
    ("markdown", "markdown", "text/markdown"),
    ("qmd", "quarto", "text/markdown"),
    ("rmd", "rmarkdown", "text/markdown"),
    ("adoc", "asciidoc", "text/asciidoc"),
    ("rst", "restructuredtext", "text/x-rst"),
    ("typ", "typst", "text/x-typst"),
    ("odt", "odt", "application/vnd.oasis.opendocument.text"),
    ("odp", "odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pptx", "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pdf", "pdf", "application/pdf"),
    ("epub", "epub", "application/epub+zip"),
    ("mp4", "video", "video/mp4"),
    ("webm", "video", "video/webm"),
    ("ogv", "video", "video/ogg"),
    ("mp3", "audio", "audio/mpeg"),
    ("ogg", "audio", "audio/ogg"),
];

/// Media types of what else lies beside a lesson.
const BESIDE: &[(&str, &str)] = &[
    ("csv", "text/csv"),
    ("gif", "image/gif"),
    ("html", "text/html"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("json", "application/json"),
    ("png", "image/png"),
    ("py", "text/x-python"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("webp", "image/webp"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// Slugs of formats that only show what was made elsewhere.
const SHOWN_ONLY: &[&str] = &["pdf", "epub", "video", "audio"];

/// The slug of the teaching format that a path's extension means; none when it means none.
#[must_use]
pub fn is_resource(path: &str) -> Option<&'static str> {
    known(path).map(|(_, slug, _)| *slug)
}

/// The media type of a file by its extension; none where that is not known.
#[must_use]
pub fn media_type(path: &str) -> Option<&'static str> {
    let beside = || {
        let extension = extension(path)?;
        BESIDE.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, media)| *media)
    };
    known(path).map(|(.., media)| *media).or_else(beside)
}

/// Whether a file of a teaching format is what it was made from, and can be changed as it is.
#[must_use]
pub fn is_editable(path: &str) -> bool {
    is_resource(path).is_some_and(|slug| !SHOWN_ONLY.contains(&slug))
}

fn known(path: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let extension = extension(path)?;
    FORMATS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(extension))
}

fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty()).then_some(extension)
}

#[cfg(test)]
mod tests {
    use super::{is_editable, is_resource, media_type};

    #[test]
    fn extensions_mean_teaching_formats() {
        assert_eq!(is_resource("cours/volcan.H5P"), Some("h5p"));
        assert_eq!(is_resource("a.b/tp.ipynb"), Some("notebook"));
        assert_eq!(is_resource("src/main.rs"), None);
        assert_eq!(is_resource(".md"), None);
        assert_eq!(is_resource("md"), None);
    }

    #[test]
    fn media_types_and_what_can_be_edited() {
        assert_eq!(media_type("a/Poly.PDF"), Some("application/pdf"));
        assert_eq!(media_type("a/donnees.csv"), Some("text/csv"));
        assert_eq!(media_type("Makefile"), None);
        assert!(is_editable("poly.tex") && !is_editable("poly.pdf") && !is_editable("donnees.csv"));
    }
}
