//! Reads the parts of a published commit that teach, each into a record of the catalogue.
//!
//! Runs in the child, over `public.git`: nothing that is not public is there to be read. Instants of the
//! catalogue are the parent's to set; must not use the network, the store or the clock.

mod context;
mod record;
mod versions;

use std::collections::HashMap;
use std::path::PathBuf;

use glane_catalog::model::{Examination, ProjectKey, Reason, ResourceRecord};
use serde::{Deserialize, Serialize};

use self::record::Reader;
use super::memo::Memo;
use super::tree::{self, File};
use super::{ExamineError, open, parts, shown};

/// Most bytes of text kept of all parts together, so that an answer stays below what is taken of a child.
const MOST_TEXT: usize = 8 << 20;

/// What to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TeachRequest {
    /// The public copy on disk.
    pub repository: PathBuf,
    /// Whose it is.
    pub project: ProjectKey,
    /// What was found in it: the commit to read, and what the project says of itself.
    pub examination: Examination,
}

/// What the child answers.
pub type TeachAnswer = Result<Vec<ResourceRecord>, Reason>;

/// Reads every part that teaches; one that cannot be read is a record with a finding.
///
/// # Errors
/// [`ExamineError`] when the commit or its root tree cannot be read.
pub(super) fn teach(request: &TeachRequest) -> Result<Vec<ResourceRecord>, ExamineError> {
    let path = &request.repository;
    let damaged =
        |error: git2::Error| ExamineError::Damaged { path: shown(path), message: error.message().to_owned() };
    let examination = &request.examination;
    let Some(commit) = &examination.commit else { return Ok(Vec::new()) };
    let repository = open(path)?;
    let id = git2::Oid::from_str(commit).map_err(damaged)?;
    let root = repository.find_commit(id).and_then(|commit| commit.tree()).map_err(damaged)?;
    let files = tree::walk(&repository, &root, &Memo::open(None), &mut Vec::new());
    let found = parts::of(&repository, &files, examination);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut versions = versions::of(&repository, id, &found).map_err(damaged)?;
    let by_path: HashMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let opt_out = parts::opt_out(&repository, &files, examination);
    let reader = Reader { repository: &repository, files: &files, by_path, opt_out, request };
    let mut left = MOST_TEXT;
    let mut records = Vec::new();
    for (part, versions) in found.iter().zip(versions.drain(..)) {
        let mut record = reader.record(part, versions);
        record.text = record.text.filter(|text| text.len() <= left);
        left -= record.text.as_ref().map_or(0, String::len);
        records.push(record);
    }
    Ok(records)
}
