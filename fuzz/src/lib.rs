//! What each fuzz target does with its bytes: one function a reader.
//!
//! Shared by `cargo fuzz` and by `catalog/tests/mutations.rs`, which gives them changed seeds on the
//! stable toolchain. A reader may say anything of hostile bytes; it may not panic, nor break what holds
//! of everything that is read.

use glane_catalog::licence;
use glane_catalog::model::Field;
use glane_catalog::preview::Preview;
use glane_catalog::read::{self, Format, Reading};
use glane_catalog::scan::{Options, Scanner};
use glane_catalog::vocabulary::licence_policy;

/// `publiccode.yml`.
pub fn publiccode(bytes: &[u8]) {
    one(Format::Publiccode, "publiccode.yml", bytes);
}

/// `codemeta.json`.
pub fn codemeta(bytes: &[u8]) {
    one(Format::Codemeta, "codemeta.json", bytes);
}

/// `CITATION.cff`.
pub fn citation(bytes: &[u8]) {
    one(Format::Citation, "CITATION.cff", bytes);
}

/// Manifests in TOML.
pub fn manifest_toml(bytes: &[u8]) {
    one(Format::CargoToml, "Cargo.toml", bytes);
    one(Format::PyprojectToml, "pyproject.toml", bytes);
}

/// Manifests in JSON.
pub fn manifest_json(bytes: &[u8]) {
    one(Format::PackageJson, "package.json", bytes);
    one(Format::ComposerJson, "composer.json", bytes);
}

/// Manifests in XML.
pub fn manifest_xml(bytes: &[u8]) {
    one(Format::PomXml, "pom.xml", bytes);
    one(Format::Csproj, "cours.csproj", bytes);
}

/// Manifests that are programs or plain text, of which none is run.
pub fn manifest_text(bytes: &[u8]) {
    one(Format::SetupCfg, "setup.cfg", bytes);
    one(Format::SetupPy, "setup.py", bytes);
    one(Format::BuildGradle, "build.gradle", bytes);
    one(Format::Gemspec, "cours.gemspec", bytes);
    one(Format::RDescription, "DESCRIPTION", bytes);
}

/// A README in each of its markups.
pub fn readme(bytes: &[u8]) {
    for path in ["README.md", "README.rst", "README.adoc", "README.org", "README.html", "README"] {
        one(Format::Readme, path, bytes);
    }
}

/// Packages: the same bytes as each format that is an archive.
pub fn package(bytes: &[u8]) {
    for (format, path) in [
        (Format::H5p, "a.h5p"),
        (Format::Moodle, "a.mbz"),
        (Format::ContentPackage, "a.zip"),
        (Format::ContentPackage, "imsmanifest.xml"),
        (Format::Epub, "a.epub"),
        (Format::OpenDocument, "a.odt"),
        (Format::OpenDocument, "a.ods"),
        (Format::Ooxml, "a.docx"),
        (Format::Geogebra, "a.ggb"),
        (Format::Scratch, "a.sb3"),
    ] {
        let reading = one(format, path, bytes);
        assert!(reading.text.is_none_or(|text| text.len() <= 16 * 1024));
        for file in &reading.attachments {
            assert!(!file.place.contains(char::is_control), "{file:?}");
            assert!(file.author.as_deref().is_none_or(|name| !name.contains('@')), "{file:?}");
        }
    }
    let _ = Format::of_content("a.zip", bytes);
}

/// A PDF document.
pub fn pdf(bytes: &[u8]) {
    one(Format::Pdf, "cours/poly.pdf", bytes);
}

/// A page in HTML.
pub fn html(bytes: &[u8]) {
    one(Format::Html, "cours/page.html", bytes);
}

/// A drawing or a picture, by its first bytes.
pub fn image(bytes: &[u8]) {
    one(Format::Image, "cours/schema.svg", bytes);
}

/// Settings of sites.
pub fn site(bytes: &[u8]) {
    for path in ["mkdocs.yml", "_quarto.yml", "_config.yml"] {
        one(Format::Site, path, bytes);
    }
}

/// A page of a course, as it is read and as it is shown.
pub fn lesson(bytes: &[u8]) {
    one(Format::Markdown, "cours/lecon.md", bytes);
    let _ = Preview::of("markdown", bytes, Some("https://example.org/cours/"));
}

/// A LaTeX document.
pub fn latex(bytes: &[u8]) {
    one(Format::Latex, "cours/poly.tex", bytes);
}

/// A notebook, as it is read and as it is shown.
pub fn notebook(bytes: &[u8]) {
    one(Format::Notebook, "cours/tp.ipynb", bytes);
    let _ = Preview::of("notebook", bytes, Some("https://example.org/cours/"));
}

/// Lists of people.
pub fn people(bytes: &[u8]) {
    one(Format::Authors, "AUTHORS", bytes);
    one(Format::Contributors, ".all-contributorsrc", bytes);
}

/// The text of a licence.
pub fn licence_text(bytes: &[u8]) {
    one(Format::LicenceText, "LICENSE", bytes);
    let text = read::text_of("LICENSE", bytes);
    let lines = text.split('\n').count();
    for found in licence::detect(&text) {
        assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
        assert!(1 <= found.start_line && found.start_line <= found.end_line, "{found:?}");
        assert!(found.end_line as usize <= lines, "{found:?} of {lines} lines");
    }
    let _ = licence::report::found_in(&text);
}

/// What people write where a licence is asked for.
pub fn expression(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = (licence::understand(&text), licence::spdx_tag(&text), licence::mentions(&text));
    if let Some(known) = licence::parse_expression(&text) {
        let again = licence::parse_expression(&known.expression);
        let again = again.map(|again| again.expression);
        assert_eq!(again.as_deref(), Some(known.expression.as_str()), "of {text:?}");
        let lists = licence_policy::Lists::default();
        let _ = licence_policy::allowed_for_code(&known.expression, &lists);
        let _ = licence_policy::taken_up(&known.expression);
        let _ = licence_policy::code_into(&known.expression, "EUPL-1.2");
        let _ = licence_policy::remix(&known.expression, "CC-BY-SA-4.0");
    }
}

/// What files say of the licence of files: REUSE, side files, heads of sources.
pub fn reuse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let paths = ["REUSE.toml", ".reuse/dep5", "image.png.license", "src/main.rs", "page.html", "a.py"];
    let claims: Vec<_> = paths.iter().flat_map(|path| licence::file_claims(path, &text)).collect();
    let _ = licence::resolve(&claims);
}

/// What the owner of a repository says of its publication.
pub fn publication(bytes: &[u8]) {
    let _ = read::publication(bytes);
}

/// Lock files and manifests, for what a project needs.
pub fn locks(bytes: &[u8]) {
    let names = [
        "Cargo.lock",
        "Cargo.toml",
        "package-lock.json",
        "package.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "poetry.lock",
        "uv.lock",
        "pyproject.toml",
        "requirements.txt",
        "composer.lock",
        "composer.json",
        "go.mod",
        "Gemfile.lock",
        "pom.xml",
        "build.gradle",
    ];
    for name in names {
        for dependency in read::dependencies(name, bytes) {
            assert!(dependency.purl.starts_with("pkg:"), "{dependency:?}");
            assert!(!dependency.purl.contains(|c: char| c.is_control() || c == ' '), "{dependency:?}");
        }
    }
}

/// The gate's scanner, in a text, in an archive, in a message.
pub fn scan(bytes: &[u8]) {
    let options = Options { secrets: true, personal_data: true, third_party: true, ..Options::default() };
    // The rules are compiled once.
    static SCANNER: std::sync::OnceLock<Scanner> = std::sync::OnceLock::new();
    let scanner = SCANNER.get_or_init(|| match Scanner::new(options) {
        Ok(scanner) => scanner,
        Err(error) => panic!("{error}"),
    });
    for path in ["config/application.yml", "notes.csv", "archive.zip", "classe.ods"] {
        for seen in scanner.file(path, bytes) {
            assert_eq!(seen.id.len(), 16, "{seen:?}");
            assert!(seen.line.is_none_or(|line| line >= 1), "{seen:?}");
        }
    }
    let _ = scanner.text("commit message", bytes);
}

/// Records in XML, as files and as a harvest reads them.
pub fn record_xml(bytes: &[u8]) {
    records(&[Format::Lom, Format::DublinCore], "notice.xml", bytes);
}

/// Records in JSON, and blocks of JSON-LD in pages.
pub fn record_json(bytes: &[u8]) {
    records(&[Format::Amb], "record.json", bytes);
    sound(&read::page_data("https://example.org/", &read::text_of("block.json", bytes)));
}

/// Records in YAML, and lists.
pub fn record_text(bytes: &[u8]) {
    records(&[Format::Oersi, Format::List], "metadata.yml", bytes);
}

/// Small lists of resources, with the line at which a quote that is never closed begins.
pub fn list(bytes: &[u8]) {
    let text = read::text_of("liste.csv", bytes);
    let _ = read::broken(Format::List, &text);
    let mut seen = std::collections::HashSet::new();
    for row in read::list(&text) {
        sound(&row.reading);
        assert!(row.line >= 1 && !row.identifier.is_empty(), "{row:?}");
        let usable = row.reading.findings.iter().all(|finding| finding.code != "row_unusable");
        assert!(!usable || seen.insert(row.identifier.clone()), "twice: {}", row.identifier);
    }
}

/// The documents of a harvest that say what is left out of them, and what they take in.
pub fn document(bytes: &[u8]) {
    let text = read::text_of("metadata.yml", bytes);
    for format in [Format::Amb, Format::Oersi] {
        let _ = read::broken(format, &text);
    }
    for place in read::included(&text) {
        assert!(place.ends_with(".yml") || place.ends_with(".yaml") || place.ends_with(".json"), "{place:?}");
    }
}

/// Sitemaps of sites.
pub fn sitemap(bytes: &[u8]) {
    let Some(found) = read::sitemap(&read::text_of("sitemap.xml", bytes)) else { return };
    assert!(found.entries.len() <= 50_000);
    for entry in &found.entries {
        let address = &entry.address;
        assert!(matches!(address.scheme(), "http" | "https") && address.has_host(), "{address}");
        assert!(address.password().is_none() && address.fragment().is_none(), "{address}");
    }
}

/// What a site asks of programs: whatever it says, each page has one answer.
pub fn robots(bytes: &[u8]) {
    let text = read::text_of("robots.txt", bytes);
    let robots = read::Robots::read(&text, "glane");
    let paths = ["/", "/a/b.html?c=d", "/%C3%A9t%E9/%", "/*$", "/é"];
    for path in paths.into_iter().chain(text.lines().take(4)) {
        let once = robots.allows(path);
        assert_eq!(once, robots.allows(path), "{path:?}");
    }
    assert!(robots.sitemaps().len() <= 100);
    assert!(robots.delay().is_none_or(|delay| delay.as_secs_f64() >= 0.0));
}

/// Answers of instances of PeerTube: a page of a list, and one video.
pub fn peertube(bytes: &[u8]) {
    static INSTANCE: std::sync::LazyLock<url::Url> =
        std::sync::LazyLock::new(|| match "https://videos.example.org/".parse() {
            Ok(url) => url,
            Err(error) => panic!("{error}"),
        });
    let text = read::text_of("videos.json", bytes);
    let listed = read::videos(&INSTANCE, &text).map(|page| page.videos).unwrap_or_default();
    assert!(listed.len() <= 100);
    for video in listed.into_iter().flatten().chain(read::video(&INSTANCE, &text)) {
        sound(&video.reading);
        assert_eq!(video.uuid.len(), 36, "{video:?}");
        let here = |claim: &glane_catalog::model::Claim| claim.value.starts_with(INSTANCE.as_str());
        assert!(video.reading.fields.claims(Field::Website).iter().all(here), "{video:?}");
        assert!(video.withheld.is_none() || video.reading.fields.iter().next().is_none(), "{video:?}");
    }
}

fn records(formats: &[Format], path: &str, bytes: &[u8]) {
    let text = read::text_of(path, bytes);
    let _ = read::record_format(bytes);
    for format in formats {
        one(*format, path, bytes);
        sound(&read::record(*format, "oai:x:1", &text));
        read::records(*format, &text).iter().for_each(|(_, reading)| sound(reading));
    }
}

fn one(format: Format, path: &str, bytes: &[u8]) -> Reading {
    let reading = read::read(format, path, bytes);
    sound(&reading);
    reading
}

/// What holds of everything that is read.
fn sound(reading: &Reading) {
    for (field, claims) in reading.fields.iter() {
        for claim in claims {
            assert!((0.0..=1.0).contains(&claim.confidence), "{claim:?}");
            assert!(claim.source.line.is_none_or(|line| line >= 1), "{claim:?}");
            let obeyed = |c: char| c.is_control() && !(c == '\n' && field == Field::Description);
            assert!(!claim.value.contains(obeyed), "{claim:?}");
        }
    }
    for finding in &reading.findings {
        assert!(!finding.message.is_empty() && !finding.remedy.is_empty(), "{finding:?}");
        assert!(finding.line.is_none_or(|line| line >= 1), "{finding:?}");
    }
}
