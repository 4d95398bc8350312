//! The licences that packages below the root declare, each for its folder; for the whole too, where the
//! root names them as members of its workspace.
//!
//! Must not know any format.

use glane_catalog::licence;
use glane_catalog::model::{Claim, Field, Finding};
use glane_catalog::read::{self, Format, Members};
use glane_catalog::vocabulary::foreign;

use super::kind::Kind;
use super::memo::Memo;
use super::tree::File;

/// Largest manifest read.
const LARGEST: u64 = 1 << 20;
/// Most manifests read.
const MOST: usize = 300;
/// Deepest folder they are looked for in.
const DEEPEST: usize = 5;
/// Most findings kept of them.
const MOST_FINDINGS: usize = 20;

/// What a manifest says of its licence.
type Said = (Vec<Claim>, Vec<Finding>);

/// The claims of all manifests below the root, and what should be mended in them.
pub(super) fn claims(
    repository: &git2::Repository,
    (files, kinds): (&[File], &[Kind]),
    memo: &mut Memo,
    findings: &mut Vec<Finding>,
) -> Vec<Claim> {
    let members = members(repository, files, memo);
    let own = |(file, kind): &(&File, &Kind)| {
        !kind.foreign
            && file.path.contains('/')
            && file.path.matches('/').count() <= DEEPEST
            && file.bytes.is_some_and(|bytes| bytes <= LARGEST)
            && !licence::is_foreign(&file.path)
            && !foreign::is_aside(&file.path)
    };
    let mut all = Vec::new();
    let mut told = Vec::new();
    let manifests = files.iter().zip(kinds).filter(own).filter_map(|(file, _)| {
        let format = Format::of(&file.path).filter(|format| format.is_manifest())?;
        Some((file, format))
    });
    for (file, format) in manifests.take(MOST) {
        let said = memo.once("package", (&file.path, file.id), || said(repository, file, format));
        let Some((mut claims, more)) = said else { continue };
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if members.have(folder) {
            claims.iter_mut().for_each(licence::mark_member);
        }
        all.extend(claims);
        told.extend(more);
    }
    told.truncate(MOST_FINDINGS);
    findings.extend(told);
    all
}

fn said(repository: &git2::Repository, file: &File, format: Format) -> Option<Said> {
    let blob = repository.find_blob(file.id).ok()?;
    let reading = read::read(format, &file.path, blob.content());
    let claims = reading.fields.claims(Field::Licence).to_vec();
    let of_licence = |finding: &Finding| finding.code.starts_with("licence");
    Some((claims, reading.findings.into_iter().filter(of_licence).collect()))
}

/// The members that manifests at the root name.
fn members(repository: &git2::Repository, files: &[File], memo: &mut Memo) -> Members {
    let mut members = Members::default();
    let small = |file: &&File| file.bytes.is_some_and(|bytes| bytes <= LARGEST);
    for file in files.iter().filter(|file| Members::may_be_in(&file.path)).filter(small) {
        let patterns = memo.once("members", (&file.path, file.id), || {
            let blob = repository.find_blob(file.id).ok()?;
            Some(Members::named_in(&file.path, blob.content()))
        });
        members.add(&patterns.unwrap_or_default());
    }
    members
}
