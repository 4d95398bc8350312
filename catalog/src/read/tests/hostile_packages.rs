//! Hostile packages: none stops a reader, none takes long, alone or inside an archive of the right form.

use std::time::{Duration, Instant};

use super::super::{Format, read};
use crate::archive::zip::tests::zip_of_bytes;
use crate::corpus;

/// Formats, each with an entry that is XML or JSON and read first.
const INSIDE: &[(Format, &str, &[&str])] = &[
    (Format::H5p, "x.h5p", &["h5p.json", "content/content.json"]),
    (Format::Scratch, "x.sb3", &["project.json"]),
    (
        Format::Moodle,
        "x.mbz",
        &["moodle_backup.xml", "course/course.xml", "files.xml", "activities/page_1/page.xml"],
    ),
    (Format::ContentPackage, "x.zip", &["imsmanifest.xml", "a.zip"]),
    (Format::Epub, "x.epub", &["META-INF/container.xml", "a.opf"]),
    (Format::OpenDocument, "x.odt", &["content.xml", "meta.xml"]),
    (Format::Ooxml, "x.docx", &["word/document.xml", "docProps/core.xml", "docProps/custom.xml"]),
    (Format::Geogebra, "x.ggb", &["geogebra.xml"]),
];

#[test]
fn hostile_files_are_read_in_time_alone_and_inside() {
    let Some(root) = corpus::root() else { return };
    let mut slowest = (Duration::ZERO, String::new());
    let mut timed = |what: String, format: Format, name: &str, bytes: &[u8]| {
        let start = Instant::now();
        let reading = read(format, name, bytes);
        let took = start.elapsed();
        // Without optimisation, on a machine that others use: alone, none takes two seconds.
        assert!(took < Duration::from_secs(60), "{what} as {name} took {took:?}");
        assert!(reading.text.is_none_or(|text| text.len() <= 16 * 1024), "{what}");
        if took > slowest.0 {
            slowest = (took, format!("{what} as {name}"));
        }
    };
    for file in corpus::files(&root.join("hostile")) {
        let what = file.display().to_string();
        let bytes = std::fs::read(&file).unwrap();
        let plain = if what.ends_with(".xml.gz") {
            crate::archive::zip::bounded(flate2::read::GzDecoder::new(&bytes[..]), 64 << 20).0
        } else {
            bytes.clone()
        };
        for (format, name, entries) in INSIDE {
            timed(what.clone(), *format, name, &bytes);
            let files: Vec<(&str, &[u8])> = entries.iter().map(|entry| (*entry, &plain[..])).collect();
            timed(format!("{what}, inside"), *format, name, &zip_of_bytes(&files));
        }
        timed(what, Format::ContentPackage, "imsmanifest.xml", &plain);
    }
    println!("slowest: {} ({:?})", slowest.1, slowest.0);
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }

    /// The bytes with a few of them changed, moved or gone.
    fn spoil(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.roll(8) {
            let (at, to) = (self.roll(bytes.len()), self.roll(bytes.len()));
            match self.roll(4) {
                0 => bytes[at] = self.0.to_le_bytes()[5],
                1 => bytes.truncate(at.max(1)),
                2 => bytes.swap(at, to),
                _ => bytes.splice(at..at, *b"\xff<\"&").for_each(drop),
            }
        }
        bytes
    }
}

/// What a package of each format may hold, written as programs do.
const PARTS: &[(&str, &str)] = &[
    (
        "h5p.json",
        r#"{"title":"é","license":"CC BY","licenseVersion":"4.0","authors":[{"name":"A b"}],"changes":[{"date":"1-1-20"}],"mainLibrary":"H5P.X"}"#,
    ),
    (
        "content/content.json",
        r#"{"text":"<p>é&eacute;</p>","file":{"path":"a.png","copyright":{"license":"C"}}}"#,
    ),
    (
        "project.json",
        r#"{"objName":"é","children":[{"scripts":[["say:","é"]]}],"targets":[{"blocks":{"a":{"inputs":{"MESSAGE":[1,[10,"x"]]}}}}]}"#,
    ),
    (
        "moodle_backup.xml",
        "<a><information><original_course_fullname>é</original_course_fullname></information></a>",
    ),
    (
        "files.xml",
        "<files><file><filename>é</filename><filesize>9</filesize><license>cc-sa</license></file></files>",
    ),
    ("activities/page_1/page.xml", "<activity><page><content>&lt;p&gt;é</content></page></activity>"),
    (
        "imsmanifest.xml",
        "<manifest><metadata><lom><general><title><string language=\"fr\">é</string></title></general></lom></metadata>\
        <resources><resource href=\"a%C3%A9.html\"/></resources></manifest>",
    ),
    ("META-INF/container.xml", "<c><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></c>"),
    (
        "a.opf",
        "<p><metadata><dc:title>é</dc:title></metadata><manifest><item id=\"a\" href=\"b%c3.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></p>",
    ),
    ("content.xml", "<a><text:h>é</text:h><text:p>é<text:s/>&#233;</text:p></a>"),
    ("meta.xml", "<a><office:meta><dc:title>é</dc:title><meta:keyword>é,a</meta:keyword></office:meta></a>"),
    ("word/document.xml", "<w:p><w:pStyle w:val=\"Title\"/><w:t>é</w:t></w:p>"),
    ("docProps/core.xml", "<a><dc:title>é</dc:title><dc:creator>É a;b</dc:creator></a>"),
    (
        "geogebra.xml",
        "<geogebra><construction title=\"é\" date=\"1/2/2020\"><expression exp=\"&quot;\\mbox{é}&quot;\"/></construction></geogebra>",
    ),
];

#[test]
fn packages_that_are_spoilt_at_random_stop_no_reader() {
    let mut dice = Dice(7);
    for round in 0..400 {
        let parts: Vec<(&str, Vec<u8>)> =
            PARTS.iter().map(|(name, text)| (*name, dice.spoil(text.as_bytes()))).collect();
        let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
        let whole = zip_of_bytes(&files);
        let torn = dice.spoil(&whole);
        for (format, name, _) in INSIDE {
            for bytes in [&whole, &torn] {
                let reading = read(*format, name, bytes);
                assert!(reading.findings.len() <= 300, "round {round}");
            }
        }
        let _ = Format::of_content("x.zip", &torn);
    }
}

/// As large as a reader takes, and nothing in it that would fill a text.
#[test]
fn large_packages_of_nothing_end() {
    let xml = |piece: &str| format!("<a>{}</a>", piece.repeat((20 << 20) / piece.len())).into_bytes();
    let (tags, marks, page) = (xml("<text:p/>"), xml("<a b=\"\" c=\"\" d=\"\"/>"), xml("<p>"));
    let spine = format!(
        "<p><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine>{}</spine></p>",
        "<itemref idref=\"a\"/>".repeat(9_000)
    );
    let many: Vec<String> = (0..9_000).map(|number| format!("activities/page_{number}/page.xml")).collect();
    let mut course: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"<a"[..])).collect();
    course.push(("moodle_backup.xml", b"<a/>"));
    for (format, name, bytes) in [
        (Format::OpenDocument, "x.odt", zip_of_bytes(&[("content.xml", &tags)])),
        (Format::Geogebra, "x.ggb", zip_of_bytes(&[("geogebra.xml", &marks)])),
        (Format::H5p, "x.h5p", zip_of_bytes(&[("h5p.json", &marks)])),
        (Format::Epub, "x.epub", zip_of_bytes(&[("a.opf", spine.as_bytes()), ("", b""), ("a.xhtml", &page)])),
        (Format::Moodle, "x.mbz", zip_of_bytes(&course)),
    ] {
        let start = Instant::now();
        let reading = read(format, name, &bytes);
        let took = start.elapsed();
        println!("{name}: {took:?}, {} findings", reading.findings.len());
        // Without optimisation, on a machine that others use.
        assert!(took < Duration::from_secs(90) && reading.findings.len() <= 300, "{name} took {took:?}");
    }
}
