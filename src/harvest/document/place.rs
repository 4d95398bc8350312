//! Where a document of records lies, and the files that it includes: on the web, or on this machine.
//!
//! What is included lies beside the document or below it, never elsewhere. Must not know what is in them.

use std::path::{Component, Path, PathBuf};

use glane_catalog::read;
use globset::GlobBuilder;
use url::Url;

use crate::harvest::{Trouble, Web, for_messages};

/// Largest document that is read, in bytes.
const LARGEST: usize = 16 << 20;
/// What is said of markup.
const PAGE: &str = "is a page, not a document of records";
/// Most bytes of a document with all that it includes: they are held at once.
const TOTAL: usize = 32 << 20;
/// Most files that one document includes.
const FILES: usize = 1_000;

/// Where it lies.
pub(super) enum At {
    Web(Box<Web>, Url),
    Disk(PathBuf),
}

/// A text with what it is called.
pub(super) struct Text {
    /// In messages to the operator.
    pub(super) name: String,
    /// In the catalogue, which must not know folders of this machine.
    pub(super) id: String,
    pub(super) text: String,
}

/// The files that a document includes, and what is wrong with those that are missing.
#[derive(Default)]
pub(super) struct Included {
    pub(super) texts: Vec<Text>,
    /// How many bytes they have, with those of the document.
    bytes: usize,
    pub(super) remarks: Vec<String>,
}

impl At {
    /// What it is called in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Web(_, url) => for_messages(url),
            Self::Disk(path) => path.display().to_string(),
        }
    }

    /// The document itself.
    pub(super) async fn text(&self) -> Result<Text, Trouble> {
        let found = match self {
            Self::Web(web, url) => fetched(web, url).await,
            Self::Disk(path) => from_disk(path).await,
        };
        found.map_err(Trouble::Failed)
    }

    /// The files that it includes by these names; `held` is how many bytes it has itself.
    pub(super) async fn included(&self, names: &[String], held: usize) -> Included {
        let mut found = Included { bytes: held, ..Included::default() };
        for name in names {
            let room = Room {
                files: FILES - found.texts.len().min(FILES),
                bytes: TOTAL.saturating_sub(found.bytes),
            };
            let texts = match self {
                _ if room.files == 0 => Err(format!("more than {FILES} files are included")),
                Self::Web(web, url) => beside(url, name, web).await.and_then(|text| room.with(vec![text])),
                Self::Disk(path) => below(path, name, &room).await,
            };
            match texts {
                Ok(texts) => {
                    found.bytes += texts.iter().map(|text| text.text.len()).sum::<usize>();
                    found.texts.extend(texts);
                }
                Err(what) => {
                    let shown: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
                    found.remarks.push(format!("!include {shown}: {what}; what it gave before is kept"));
                }
            }
            if found.remarks.len() >= 20 {
                break;
            }
        }
        found
    }
}

/// What still may be included.
struct Room {
    files: usize,
    bytes: usize,
}

impl Room {
    /// Texts, if there is room for them.
    fn with(&self, texts: Vec<Text>) -> Result<Vec<Text>, String> {
        if texts.iter().map(|text| text.text.len()).sum::<usize>() > self.bytes {
            let megabytes = TOTAL >> 20;
            return Err(format!("with it the document would have more than {megabytes} MB: split it"));
        }
        Ok(texts)
    }
}

async fn fetched(web: &Web, url: &Url) -> Result<Text, String> {
    let name = for_messages(url);
    let answer = web.get(url).await.map_err(|error| error.to_string())?;
    if !answer.is_good() {
        return Err(format!("{name} answers with status {}: check the address", answer.status));
    }
    if answer.body.len() > LARGEST {
        return Err(format!("{name} has more than {} MB: split it", LARGEST >> 20));
    }
    let is_page = answer.media.as_deref().is_some_and(|media| media.contains("html"));
    if is_page || is_markup(&answer.body) {
        return Err(format!("{name} {PAGE}: give the address of the file itself"));
    }
    Ok(Text { text: read::whole_text_of(url.path(), &answer.body), name, id: url.to_string() })
}

/// No document that is read here begins so: it is what a browser shows in its place.
fn is_markup(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

async fn from_disk(path: &Path) -> Result<Text, String> {
    let name = path.display().to_string();
    let size = tokio::fs::metadata(path).await.map_err(|error| format!("{name} cannot be read: {error}"))?;
    if !size.is_file() || size.len() > LARGEST as u64 {
        return Err(format!("{name} is no file, or has more than {} MB: split it", LARGEST >> 20));
    }
    let bytes = tokio::fs::read(path).await.map_err(|error| format!("{name} cannot be read: {error}"))?;
    if is_markup(&bytes) {
        return Err(format!("{name} {PAGE}: name the file itself"));
    }
    let id = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Text { text: read::whole_text_of(&name, &bytes), name, id })
}

/// A file beside a document on the web, or below it.
async fn beside(document: &Url, name: &str, web: &Web) -> Result<Text, String> {
    if name.contains(['*', '?']) {
        return Err(
            "a pattern cannot be asked for over the web: name each file, or give a path to a copy".to_owned()
        );
    }
    let folder = document.join(".").map_err(|error| error.to_string())?;
    let url = document.join(name).map_err(|error| error.to_string())?;
    if url.origin() != folder.origin() || !url.path().starts_with(folder.path()) {
        return Err("it does not lie beside the document".to_owned());
    }
    fetched(web, &url).await
}

/// Files beside a document on this machine, or below it; the last part may be a pattern.
async fn below(document: &Path, name: &str, room: &Room) -> Result<Vec<Text>, String> {
    let named = Path::new(name);
    if !named.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err("it does not lie beside the document".to_owned());
    }
    let folder = document.parent().unwrap_or(Path::new("."));
    let root = tokio::fs::canonicalize(folder).await.map_err(|error| error.to_string())?;
    let mut texts = Vec::new();
    for path in matching(&root.join(named)).await? {
        let real = tokio::fs::canonicalize(&path).await.map_err(|error| error.to_string())?;
        if !real.starts_with(&root) {
            return Err("it leads out of the folder of the document".to_owned());
        }
        if texts.len() >= room.files {
            return Err(format!("more than {FILES} files are included"));
        }
        texts.push(from_disk(&real).await?);
        texts = room.with(texts)?;
    }
    Ok(texts)
}

/// The files that a path names, in their order; one without a pattern is itself.
async fn matching(path: &Path) -> Result<Vec<PathBuf>, String> {
    let pattern = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !pattern.contains(['*', '?']) {
        return Ok(vec![path.to_owned()]);
    }
    let glob =
        GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| error.to_string())?;
    let glob = glob.compile_matcher();
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut entries = tokio::fs::read_dir(folder).await.map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(|error| error.to_string())? {
        if glob.is_match(entry.file_name()) && found.len() <= FILES {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
