//! Reads the parts of a published commit that teach, each into a record of the catalogue, and says each as
//! soon as it is read: whatever one of them does to this process, those before it arrived.
//!
//! Runs in the child, over `public.git`: nothing that is not public is there to be read. Instants of the
//! catalogue are the parent's to set; must not use the network, the store or the clock.

mod context;
mod patience;
mod record;
mod versions;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use glane_catalog::model::{Examination, ProjectKey, Reason, ResourceRecord, ResourceVersion};
use glane_catalog::resource::{OptOut, Part};
use serde::{Deserialize, Serialize};

pub use self::patience::LONGEST as LONGEST_PART;
use self::record::Reader;
use super::memo::Memo;
use super::tree::{self, File};
use super::{ExamineError, open, parts, shown};

/// Most bytes of text kept of all parts of a project together.
pub const MOST_TEXT: usize = 8 << 20;
/// Longest line of an answer, in bytes.
pub const LONGEST_LINE: usize = 4 << 20;

/// What to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TeachRequest {
    /// The public copy on disk.
    pub repository: PathBuf,
    /// Whose it is.
    pub project: ProjectKey,
    /// What was found in it: the commit to read, and what the project says of itself.
    pub examination: Examination,
    /// The part to begin with: those before it were answered already.
    pub from: usize,
    /// Why the first of them is not to be opened, where a child ended at it.
    pub unread: Option<String>,
    /// Bytes of text that are kept of these parts together.
    pub text: usize,
}

impl TeachRequest {
    /// Everything, from the first part on.
    #[must_use]
    pub fn whole(repository: PathBuf, project: ProjectKey, examination: Examination) -> Self {
        Self { repository, project, examination, from: 0, unread: None, text: MOST_TEXT }
    }
}

/// One line of what the child answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeachLine {
    /// The commit was listed, and so many parts of it teach: what ends the child from here on is one of them.
    Found(usize),
    /// The next part.
    Part(Box<ResourceRecord>),
    /// There are no more.
    Done,
    /// The commit cannot be read.
    Failed(Reason),
}

/// Reads every part that teaches, one line each; one that cannot be read is a record with a finding.
///
/// # Errors
/// When nobody takes the lines any more.
pub(super) fn teach(request: &TeachRequest, out: &mut dyn Write) -> io::Result<()> {
    match Listed::at(request) {
        Ok(Some(listed)) => listed.tell(request, out)?,
        Ok(None) => {}
        Err(error) => return out.write_all(&line(&TeachLine::Failed(error.into()))?),
    }
    out.write_all(&line(&TeachLine::Done)?)
}

/// A commit, with its parts that teach.
struct Listed {
    repository: git2::Repository,
    files: Vec<File>,
    parts: Vec<(Part, Vec<ResourceVersion>)>,
    opt_out: OptOut,
}

impl Listed {
    /// Lists a commit without opening its documents; none where nothing in it teaches.
    fn at(request: &TeachRequest) -> Result<Option<Self>, ExamineError> {
        let path = &request.repository;
        let damaged = |error: git2::Error| ExamineError::Damaged {
            path: shown(path),
            message: error.message().to_owned(),
        };
        let examination = &request.examination;
        let Some(commit) = &examination.commit else { return Ok(None) };
        let repository = open(path)?;
        let id = git2::Oid::from_str(commit).map_err(damaged)?;
        let root = repository.find_commit(id).and_then(|commit| commit.tree()).map_err(damaged)?;
        let files = tree::walk(&repository, &root, &Memo::open(None), &mut Vec::new());
        drop(root);
        let found = parts::of(&repository, &files, examination);
        if found.is_empty() {
            return Ok(None);
        }
        let versions = versions::of(&repository, id, &found).map_err(damaged)?;
        let opt_out = parts::opt_out(&repository, &files, examination);
        let parts = found.into_iter().zip(versions).collect();
        Ok(Some(Self { repository, files, parts, opt_out }))
    }

    /// Says each part once it is read.
    fn tell(self, request: &TeachRequest, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&line(&TeachLine::Found(self.parts.len()))?)?;
        let files = &self.files;
        let by_path = files.iter().map(|file| (file.path.as_str(), file)).collect::<HashMap<_, _>>();
        let reader = Reader { repository: &self.repository, files, by_path, opt_out: self.opt_out, request };
        let mut left = request.text;
        for (number, (part, versions)) in self.parts.iter().enumerate().skip(request.from) {
            patience::begin();
            let unread = request.unread.as_deref().filter(|_| number == request.from);
            let mut record = reader.record(part, versions.clone(), unread);
            record.text = record.text.filter(|text| text.len() <= left);
            left -= record.text.as_ref().map_or(0, String::len);
            let mut said = line(&TeachLine::Part(Box::new(record)))?;
            if said.len() > LONGEST_LINE {
                let why = format!("what is read of it has more than {} MB", LONGEST_LINE >> 20);
                let bare = reader.record(part, versions.clone(), Some(&why));
                said = line(&TeachLine::Part(Box::new(bare)))?;
            }
            out.write_all(&said)?;
        }
        Ok(())
    }
}

/// A line as it travels: one value of JSON has no line break in it.
fn line(said: &TeachLine) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(said)?;
    bytes.push(b'\n');
    Ok(bytes)
}
