//! The formats that can be read, and which file names mean them.
//!
//! Decides by the name alone; must not look into the bytes.

/// A format with a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `publiccode.yml`, versions 0.2 to 0.7.
    Publiccode,
    /// `codemeta.json`, versions 2 and 3.
    Codemeta,
    /// `CITATION.cff` 1.2.
    Citation,
    /// Rust's `Cargo.toml`.
    CargoToml,
    /// Node's `package.json`.
    PackageJson,
    /// Python's `pyproject.toml`.
    PyprojectToml,
    /// PHP's `composer.json`.
    ComposerJson,
    /// Python's older `setup.cfg`.
    SetupCfg,
    /// Python's older `setup.py`, which is never run.
    SetupPy,
    /// Maven's `pom.xml`.
    PomXml,
    /// Gradle's `build.gradle`, which is never run.
    BuildGradle,
    /// Ruby's `*.gemspec`, which is never run.
    Gemspec,
    /// R's `DESCRIPTION`.
    RDescription,
    /// .NET's `*.csproj`.
    Csproj,
    /// A README in Markdown, `reStructuredText`, `AsciiDoc` or plain text.
    Readme,
    /// The text of a licence (`LICENSE`, `COPYING`, a file of `LICENSES/`).
    LicenceText,
    /// A file listing the authors by name (`AUTHORS`, `CONTRIBUTORS`).
    Authors,
    /// `.all-contributorsrc`, people who asked to be thanked.
    Contributors,
    // From here on: formats whose files speak of themselves alone.
    /// A Jupyter notebook.
    Notebook,
    /// A lesson or page in Markdown.
    Markdown,
    /// A LaTeX document.
    Latex,
    /// An H5P activity.
    H5p,
    /// A backup of a Moodle course, `.mbz`.
    Moodle,
    /// An IMS content package, SCORM or Common Cartridge: `imsmanifest.xml`, `.imscc`, or a ZIP with one.
    ContentPackage,
    /// An EPUB book.
    Epub,
    /// A document of LibreOffice: `.odt`, `.odp`, `.ods`.
    OpenDocument,
    /// A document of Microsoft Office: `.docx`, `.pptx`, `.xlsx`.
    Ooxml,
    /// A GeoGebra construction.
    Geogebra,
    /// A Scratch project.
    Scratch,
    /// A PDF document.
    Pdf,
    /// A page in HTML.
    Html,
    /// An image, for what its XMP or its own markup says: SVG, PNG, JPEG.
    Image,
    /// The settings of a site of lessons: `mkdocs.yml`, `_quarto.yml`, `_config.yml`.
    Site,
    /// Records of OERSI, `metadata.yml`.
    Oersi,
    /// A LOM, LOM-FR or `ScoLOMFR` record in XML.
    Lom,
    /// A Dublin Core record as OAI-PMH carries it.
    DublinCore,
    /// A record of AMB, or a schema.org `LearningResource` in JSON-LD.
    Amb,
    /// A small list of resources as CSV.
    List,
}

/// Every format with its slug, as `--format` takes it.
const SLUGS: &[(Format, &str)] = &[
    (Format::Publiccode, "publiccode"),
    (Format::Codemeta, "codemeta"),
    (Format::Citation, "citation"),
    (Format::CargoToml, "cargo"),
    (Format::PackageJson, "npm"),
    (Format::PyprojectToml, "pyproject"),
    (Format::ComposerJson, "composer"),
    (Format::SetupCfg, "setup-cfg"),
    (Format::SetupPy, "setup-py"),
    (Format::PomXml, "maven"),
    (Format::BuildGradle, "gradle"),
    (Format::Gemspec, "gemspec"),
    (Format::RDescription, "r"),
    (Format::Csproj, "csproj"),
    (Format::Readme, "readme"),
    (Format::LicenceText, "licence"),
    (Format::Authors, "authors"),
    (Format::Contributors, "contributors"),
    (Format::Notebook, "notebook"),
    (Format::Markdown, "markdown"),
    (Format::Latex, "latex"),
    (Format::H5p, "h5p"),
    (Format::Moodle, "moodle"),
    (Format::ContentPackage, "imscp"),
    (Format::Epub, "epub"),
    (Format::OpenDocument, "opendocument"),
    (Format::Ooxml, "ooxml"),
    (Format::Geogebra, "geogebra"),
    (Format::Scratch, "scratch"),
    (Format::Pdf, "pdf"),
    (Format::Html, "html"),
    (Format::Image, "image"),
    (Format::Site, "site"),
    (Format::Oersi, "oersi"),
    (Format::Lom, "lom"),
    (Format::DublinCore, "oai_dc"),
    (Format::Amb, "amb"),
    (Format::List, "list"),
];

/// File names, lower case, that mean one format wherever they lie.
const NAMES: &[(&str, Format)] = &[
    ("publiccode.yml", Format::Publiccode),
    ("publiccode.yaml", Format::Publiccode),
    ("codemeta.json", Format::Codemeta),
    ("citation.cff", Format::Citation),
    ("cargo.toml", Format::CargoToml),
    ("package.json", Format::PackageJson),
    ("pyproject.toml", Format::PyprojectToml),
    ("composer.json", Format::ComposerJson),
    ("setup.cfg", Format::SetupCfg),
    ("setup.py", Format::SetupPy),
    ("pom.xml", Format::PomXml),
    ("build.gradle", Format::BuildGradle),
    ("build.gradle.kts", Format::BuildGradle),
    ("description", Format::RDescription),
    (".all-contributorsrc", Format::Contributors),
    ("imsmanifest.xml", Format::ContentPackage),
    ("mkdocs.yml", Format::Site),
    ("_quarto.yml", Format::Site),
    ("_config.yml", Format::Site),
    ("metadata.yml", Format::Oersi),
    ("metadata.yaml", Format::Oersi),
];

/// Extensions that mean one format when the name itself means none.
const EXTENSIONS: &[(&str, Format)] = &[
    ("ipynb", Format::Notebook),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("qmd", Format::Markdown),
    ("rmd", Format::Markdown),
    ("tex", Format::Latex),
    ("ltx", Format::Latex),
    ("gemspec", Format::Gemspec),
    ("csproj", Format::Csproj),
    ("h5p", Format::H5p),
    ("mbz", Format::Moodle),
    ("imscc", Format::ContentPackage),
    ("epub", Format::Epub),
    ("odt", Format::OpenDocument),
    ("odp", Format::OpenDocument),
    ("ods", Format::OpenDocument),
    ("docx", Format::Ooxml),
    ("pptx", Format::Ooxml),
    ("xlsx", Format::Ooxml),
    ("ggb", Format::Geogebra),
    ("ggs", Format::Geogebra),
    ("sb", Format::Scratch),
    ("sb2", Format::Scratch),
    ("sb3", Format::Scratch),
    ("pdf", Format::Pdf),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("svg", Format::Image),
    ("png", Format::Image),
    ("jpg", Format::Image),
    ("jpeg", Format::Image),
];

/// Stems of files that hold a licence text, lower case.
const LICENCE_STEMS: &[&str] =
    &["license", "licence", "licenses", "licences", "copying", "unlicense", "unlicence", "copyright"];

/// Extensions a prose file without a format of its own may have (README, LICENSE, AUTHORS).
const PROSE: &[&str] =
    &["", "md", "markdown", "mkd", "txt", "text", "rst", "adoc", "asciidoc", "org", "html"];

/// Languages a README may be written in, by the code before or instead of its extension.
const LANGUAGES: &[&str] = &[
    "fr", "en", "de", "es", "it", "pt", "nl", "ar", "zh", "ja", "ru", "oc", "br", "eu", "ca", "co", "gsw",
    "ko", "pl",
];

impl Format {
    /// The format that a path means by its name, in any case; none when no reader knows it.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let lower = path.to_lowercase().replace('\\', "/");
        let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
        if let Some((_, format)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(*format);
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        if is_licence_text(folder, name, stem, extension) {
            return Some(Self::LicenceText);
        }
        let welcomed = ["readme", "lisezmoi", "lisez-moi"].iter().find_map(|word| name.strip_prefix(word));
        if welcomed
            .is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(is_readme_ending))
        {
            return Some(Self::Readme);
        }
        if matches!(stem, "authors" | "contributors" | "auteurs") && PROSE.contains(&extension) {
            return Some(Self::Authors);
        }
        EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
    }

    /// Whether it is a package manager's, and speaks of the package it stands beside.
    #[must_use]
    pub fn is_manifest(self) -> bool {
        matches!(
            self,
            Self::CargoToml
                | Self::PackageJson
                | Self::PyprojectToml
                | Self::ComposerJson
                | Self::SetupCfg
                | Self::SetupPy
                | Self::PomXml
                | Self::BuildGradle
                | Self::Gemspec
                | Self::RDescription
                | Self::Csproj
        )
    }

    /// Whether a file of it speaks of itself alone, and never of the project it lies in.
    #[must_use]
    pub fn is_of_itself(self) -> bool {
        self >= Self::Notebook
    }

    /// The format's slug.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        SLUGS.iter().find(|(format, _)| *format == self).map_or("", |(_, slug)| slug)
    }

    /// The format that a slug names.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        SLUGS.iter().find(|(_, known)| known.eq_ignore_ascii_case(slug)).map(|(format, _)| *format)
    }

    /// Every format's slug, in the order they are listed to a person.
    pub fn slugs() -> impl Iterator<Item = &'static str> {
        SLUGS.iter().map(|(_, slug)| *slug)
    }
}

/// `README.fr.md` is a README, `readme.py` is not.
fn is_readme_ending(ending: &str) -> bool {
    let (before, extension) = ending.rsplit_once('.').unwrap_or(("", ending));
    let language = |code: &str| LANGUAGES.contains(&code.split(['-', '_']).next().unwrap_or(code));
    PROSE.contains(&extension) && (before.is_empty() || language(before)) || language(ending)
}

fn is_licence_text(folder: &str, name: &str, stem: &str, extension: &str) -> bool {
    if folder == "licenses" || folder.ends_with("/licenses") {
        return matches!(extension, "txt" | "md");
    }
    let named = |text: &str| {
        LICENCE_STEMS.iter().any(|known| {
            text == *known || text.strip_prefix(known).is_some_and(|rest| rest.starts_with(['-', '_', '.']))
        })
    };
    let suffixed = ["-license", "-licence", "_license", "_licence"].iter().any(|end| stem.ends_with(end));
    // `LICENSE-MIT`, `COPYING.LESSER` and `GPL-LICENSE.txt` are texts; `license.py` and `licence.rs` are code.
    let prose = PROSE.contains(&extension)
        || matches!(extension, "lesser" | "lib" | "mit" | "gpl" | "apache" | "fr" | "en" | "bsd");
    (named(name) || suffixed) && (prose || !name.contains('.') || stem_is_dotted_version(name))
        || matches!(extension, "txt" | "md") && is_identifier(stem)
}

/// `etalab-2.0.md` and `CC-BY-4.0.txt` are named after what they hold. Only with a version: `Ruby.md` is a
/// lesson.
fn is_identifier(stem: &str) -> bool {
    let versioned =
        stem.rsplit_once('-').is_some_and(|(_, end)| end.starts_with(|c: char| c.is_ascii_digit()));
    versioned && spdx::identifiers::LICENSES.iter().any(|known| known.name.eq_ignore_ascii_case(stem))
}

/// `LICENSE-2.0` or `LICENSE-APACHE-2.0`: the dot belongs to a version, not to an extension.
fn stem_is_dotted_version(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty() && end.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_formats() {
        for (path, format) in [
            ("publiccode.yml", Some(Format::Publiccode)),
            ("PublicCode.YAML", Some(Format::Publiccode)),
            ("sub/CITATION.cff", Some(Format::Citation)),
            ("README", Some(Format::Readme)),
            ("legal/etalab-2.0.md", Some(Format::LicenceText)),
            ("cc-by-nc-sa-4.0.txt", Some(Format::LicenceText)),
            ("cours/Ruby.md", Some(Format::Markdown)),
            ("cours/chapitre-2.0.md", Some(Format::Markdown)),
            ("readme.fr.md", Some(Format::Readme)),
            ("README.rst", Some(Format::Readme)),
            ("README.fr", Some(Format::Readme)),
            ("readme.py", None),
            ("LICENSE", Some(Format::LicenceText)),
            ("LICENCE.md", Some(Format::LicenceText)),
            ("COPYING.LESSER", Some(Format::LicenceText)),
            ("LICENSE-APACHE-2.0", Some(Format::LicenceText)),
            ("LICENSE-MIT.txt", Some(Format::LicenceText)),
            ("MIT-LICENSE", Some(Format::LicenceText)),
            ("LICENSES/EUPL-1.2.txt", Some(Format::LicenceText)),
            ("UNLICENSE", Some(Format::LicenceText)),
            ("src/licence.rs", None),
            ("licensee.rb", None),
            ("AUTHORS.md", Some(Format::Authors)),
            ("cours/chapitre 1.MD", Some(Format::Markdown)),
            ("tp.ipynb", Some(Format::Notebook)),
            ("poly.tex", Some(Format::Latex)),
            ("image.png", Some(Format::Image)),
            ("archive.zip", None),
            ("", None),
        ] {
            assert_eq!(Format::of(path), format, "{path}");
        }
    }

    #[test]
    fn a_slug_reads_back() {
        for (format, slug) in SLUGS {
            assert_eq!(Format::parse(slug), Some(*format));
            assert_eq!(format.as_str(), *slug);
        }
    }
}
