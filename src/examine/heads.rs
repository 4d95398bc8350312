//! What every file says of its licence at its head, and whether a program wrote it.
//!
//! Reads the beginnings of files that no reader of their own has; must not decide for the whole.

mod folder;

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use glane_catalog::licence::{self, Heads, LONGEST_HEAD, Manner, Overrides};
use glane_catalog::model::{Claim, Finding, Severity};
use glane_catalog::vocabulary::generated;

use self::folder::Tags;
use super::kind::Kind;
use super::memo::{Head, Memo};
use super::tree::File;

/// Largest file whose head is read: git gives a file whole or not at all.
const LARGEST: u64 = 256 << 10;
/// Most bytes of files inflated for their heads in one examination; the next goes on with the others.
const MOST_BYTES: u64 = 512 << 20;
/// Most files of rules of REUSE read.
const MOST_RULES: usize = 300;

/// Extensions, lower case, of files without comments, or without text.
const SILENT: &[&str] = &[
    "7z", "apk", "avi", "bin", "bmp", "bz2", "class", "csv", "dat", "db", "deb", "dll", "doc", "docx",
    "dylib", "elp", "eot", "epub", "exe", "flac", "geojson", "ggb", "gif", "gz", "h5p", "heic", "icns",
    "ico", "img", "imscc", "ipynb", "iso", "jar", "jpeg", "jpg", "json", "jsonl", "lock", "map", "mbz",
    "mid", "mkv", "mo", "mov", "mp3", "mp4", "ndjson", "npy", "o", "odg", "odp", "ods", "odt", "ogg", "ogv",
    "otf", "parquet", "pdf", "pkl", "png", "ppt", "pptx", "psd", "pyc", "rar", "sb2", "sb3", "shp", "so",
    "sqlite", "tar", "tgz", "tif", "tiff", "tsv", "ttf", "wasm", "wav", "webm", "webp", "whl", "woff",
    "woff2", "xls", "xlsx", "xz", "zip", "zst",
];

/// Numbers of the manners of reading, as the memo keeps them. Scripts and style sheets are apart: their
/// lines say whether they were made small.
const PROGRAM: u8 = 1;
const SCRIPT: u8 = 2;
const PAGE: u8 = 3;
const SIDE: u8 = 4;

/// What rules, side files and heads say, one claim a distinct expression and place, and the tags file by
/// file; notes in `kinds` which files programs wrote, and in the memo every file's size and head.
pub(super) fn claims(
    repository: &git2::Repository,
    (files, kinds): (&[File], &mut [Kind]),
    is_read: impl Fn(&str) -> bool,
    memo: &mut Memo,
    findings: &mut Vec<Finding>,
) -> (Vec<Claim>, Tags) {
    let rules = rules(repository, files, memo);
    let overrides = Overrides::of(&rules);
    let beside: HashSet<&str> = files.iter().filter_map(|file| file.path.strip_suffix(".license")).collect();
    let mut found: BTreeMap<(String, bool, bool), Claim> = BTreeMap::new();
    let mut tags = Tags::default();
    let mut reader =
        Reader { odb: repository.odb().ok(), heads: Heads::default(), left: MOST_BYTES, unread: 0 };
    for (file, kind) in files.iter().zip(kinds) {
        let Some(bytes) = file.bytes else { continue };
        let manner =
            manner(&file.path, kind).filter(|_| (1..=LARGEST).contains(&bytes) && !is_read(&file.path));
        let head = manner.and_then(|manner| Some((manner, reader.head(file, bytes, manner, memo)?)));
        memo.keep(file.id, bytes, head.as_ref().map(|(manner, head)| (*manner, head)));
        let Some((manner, head)) = head else { continue };
        kind.written |= head.written;
        let spoken_for = || {
            !head.claims.is_empty()
                && (beside.contains(file.path.as_str()) || overrides.speak_for(&file.path))
        };
        if kind.written || manner != SIDE && spoken_for() {
            continue;
        }
        let tag = head.claims.iter().find(|claim| claim.tagged).map(|claim| claim.expression.clone());
        if tag.is_some() && manner != SIDE || matches!(manner, PROGRAM | SCRIPT) {
            tags.0.push((file.path.clone(), tag));
        }
        for claim in &head.claims {
            let place = (claim.expression.clone(), claim.tagged, manner == SIDE);
            found.entry(place).or_insert_with(|| claim.of_file(&file.path));
        }
    }
    findings.extend(reader.finding());
    (rules.iter().cloned().chain(found.into_values()).collect(), tags)
}

/// How the head of a file is read; none for what has none, or is other people's.
fn manner(path: &str, kind: &Kind) -> Option<u8> {
    if path.ends_with(".license") {
        return Some(SIDE);
    }
    if kind.foreign || kind.written {
        return None;
    }
    if let Some(language) = kind.language {
        return Some(if matches!(language, "JavaScript" | "CSS") { SCRIPT } else { PROGRAM });
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let silent = SILENT.iter().any(|known| extension.eq_ignore_ascii_case(known));
    (!silent && !licence::speaks_of_files(path)).then_some(PAGE)
}

/// The rules of REUSE.
fn rules(repository: &git2::Repository, files: &[File], memo: &mut Memo) -> Vec<Claim> {
    let small = |file: &&File| file.bytes.is_some_and(|bytes| bytes <= LARGEST);
    let speak = |file: &&File| licence::speaks_of_files(&file.path) && !file.path.ends_with(".license");
    let mut all = Vec::new();
    for file in files.iter().filter(speak).filter(small).take(MOST_RULES) {
        let said = memo.once("rules", (&file.path, file.id), || {
            let blob = repository.find_blob(file.id).ok()?;
            Some(licence::file_claims(&file.path, &String::from_utf8_lossy(blob.content())))
        });
        all.extend(said.unwrap_or_default());
    }
    all
}

/// Reads heads while there is something left to read.
struct Reader<'a> {
    odb: Option<git2::Odb<'a>>,
    heads: Heads,
    left: u64,
    unread: u64,
}

impl Reader<'_> {
    fn head(&mut self, file: &File, bytes: u64, manner: u8, memo: &Memo) -> Option<Rc<Head>> {
        if let Some(known) = memo.head(file.id, manner) {
            return Some(known);
        }
        let Some(left) = self.left.checked_sub(bytes) else {
            self.unread += 1;
            return None;
        };
        self.left = left;
        let object = self.odb.as_ref()?.read(file.id).ok()?;
        let data = object.data();
        Some(Rc::new(said(&mut self.heads, &data[..data.len().min(LONGEST_HEAD)], manner)))
    }

    fn finding(&self) -> Option<Finding> {
        (self.unread > 0).then(|| {
            Finding::new(
                Severity::Info,
                "heads_not_read",
                format!(
                    "the heads of {} files were not read: the others had {} MB",
                    self.unread,
                    MOST_BYTES >> 20
                ),
                "nothing to mend: the next examination goes on with them",
            )
        })
    }
}

/// What a head says.
fn said(heads: &mut Heads, bytes: &[u8], manner: u8) -> Head {
    // What holds a zero byte is no text.
    if bytes.contains(&0) {
        return Head::default();
    }
    let head = String::from_utf8_lossy(bytes);
    let read_as = match manner {
        SIDE => Manner::Side,
        PAGE => Manner::Page,
        _ => Manner::Program,
    };
    let written = matches!(manner, PROGRAM | SCRIPT) && generated::says_generated(&head)
        || manner == SCRIPT && generated::is_minified(&head);
    Head { claims: heads.read(&head, read_as), written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_by_what_a_file_is() {
        let program = Kind { language: Some("Rust"), ..Kind::default() };
        let script = Kind { language: Some("CSS"), ..Kind::default() };
        for (path, kind, read_as) in [
            ("src/a.rs", program, Some(PROGRAM)),
            ("web/a.css", script, Some(SCRIPT)),
            ("docs/guide.md", Kind::default(), Some(PAGE)),
            (".gitignore", Kind::default(), Some(PAGE)),
            ("photo.png", Kind::default(), None),
            ("photo.PNG", Kind::default(), None),
            ("photo.png.license", Kind::default(), Some(SIDE)),
            ("REUSE.toml", Kind::default(), None),
            ("vendor/a.rs", Kind { foreign: true, ..program }, None),
            ("src/a.pb.rs", Kind { written: true, ..program }, None),
        ] {
            assert_eq!(manner(path, &kind), read_as, "{path}");
        }
    }
}
