//! Which files are of a kind that can teach, by their extension.
//!
//! Whether such a file does teach is for the examination to say; must not look into the bytes.

/// Extensions of teaching formats with the slug shown and filtered by.
const FORMATS: &[(&str, &str)] = &[
    ("ipynb", "notebook"),
    ("h5p", "h5p"),
    ("mbz", "moodle"),
    ("ggb", "geogebra"),
    ("ggs", "geogebra"),
    ("sb2", "scratch"),
    ("sb3", "scratch"),
    ("imscc", "imscc"),
    ("elp", "exelearning"),
    ("elpx", "exelearning"),
    ("tex", "latex"),
    ("ltx", "latex"),
    ("md", "markdown"),
    ("markdown", "markdown"),
    ("qmd", "quarto"),
    ("rmd", "rmarkdown"),
    ("adoc", "asciidoc"),
    ("rst", "restructuredtext"),
    ("typ", "typst"),
    ("odt", "odt"),
    ("odp", "odp"),
    ("ods", "ods"),
    ("docx", "docx"),
    ("pptx", "pptx"),
    ("xlsx", "xlsx"),
    ("pdf", "pdf"),
    ("epub", "epub"),
    ("mp4", "video"),
    ("webm", "video"),
    ("ogv", "video"),
    ("mp3", "audio"),
    ("ogg", "audio"),
];

/// The slug of the teaching format that a path's extension means; none when it means none.
#[must_use]
pub fn is_resource(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    FORMATS.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, slug)| *slug)
}

#[cfg(test)]
mod tests {
    use super::is_resource;

    #[test]
    fn extensions_mean_teaching_formats() {
        assert_eq!(is_resource("cours/volcan.H5P"), Some("h5p"));
        assert_eq!(is_resource("a.b/tp.ipynb"), Some("notebook"));
        assert_eq!(is_resource("src/main.rs"), None);
        assert_eq!(is_resource(".md"), None);
        assert_eq!(is_resource("md"), None);
    }
}
