//! `glane vocabulary import`: a release that an operator has becomes what harvests look words up in.
//!
//! Needs no database; a file that cannot be read whole leaves everything as it was.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use glane_catalog::read::skos;
use glane_catalog::vocabulary::imported::{Concept, Imported, MOST};
use glane_catalog::vocabulary::school;
use serde::Serialize;

use super::{Ending, output};
use crate::cli::Vocabulary;
use crate::config::Settings;
use crate::operate::vocabulary;

/// Largest file read, in bytes.
const LARGEST: u64 = 64 << 20;

/// What an import came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Summary {
    files: usize,
    concepts: usize,
    by_address: usize,
    by_label: usize,
    unmatched: usize,
    not_in_use: usize,
    unnamed: usize,
}

/// Runs `glane vocabulary …`.
pub(super) fn run(settings: &Settings, arguments: &Vocabulary) -> anyhow::Result<Ending> {
    let Vocabulary::Import(arguments) = arguments;
    let mut concepts = Vec::new();
    for path in &arguments.files {
        concepts.extend(read(path)?);
        if concepts.len() > MOST {
            anyhow::bail!("the files hold more than {MOST} concepts: give one release of one vocabulary");
        }
    }
    let imported = Imported::new(concepts);
    let place = vocabulary::store(&settings.store.data, &imported)?;
    let summary = Summary { files: arguments.files.len(), ..summary(&imported) };
    if arguments.json {
        output::json(&summary);
    } else {
        print(&summary);
        output::note(&format!("stored in {}", place.display()));
    }
    Ok(Ending::Done)
}

fn read(path: &Path) -> anyhow::Result<Vec<Concept>> {
    let failed = || format!("{} cannot be read", path.display());
    let mut bytes = Vec::new();
    File::open(path).with_context(failed)?.take(LARGEST + 1).read_to_end(&mut bytes).with_context(failed)?;
    if bytes.len() as u64 > LARGEST {
        anyhow::bail!(
            "{} is larger than {} MB: give the release's SKOS files",
            path.display(),
            LARGEST >> 20
        );
    }
    let release = skos(&path.display().to_string(), &bytes);
    match release.findings.first() {
        Some(finding) => anyhow::bail!("{}; nothing was imported. {}", finding.message, finding.remedy),
        None => Ok(release.concepts),
    }
}

fn summary(imported: &Imported) -> Summary {
    let mut summary = Summary { concepts: imported.concepts().len(), ..Summary::default() };
    for concept in imported.concepts() {
        if school::by_uri(&concept.uri).is_some() {
            summary.by_address += 1;
        } else if concept.term().is_some() {
            summary.by_label += 1;
        } else {
            summary.unmatched += 1;
        }
        summary.not_in_use += usize::from(!concept.is_current());
        summary.unnamed += usize::from(concept.label.is_none());
    }
    summary
}

fn print(summary: &Summary) {
    let Summary { files, concepts, by_address, by_label, unmatched, not_in_use, unnamed } = summary;
    output::line(&format!(
        "{} in {}",
        output::counted(*concepts, "concept"),
        output::counted(*files, "file")
    ));
    output::line(&format!("{by_address} stand for terms of the school thesaurus by their address"));
    output::line(&format!("{by_label} by their label"));
    output::line(&format!("{unmatched} for none"));
    output::line(&format!("{not_in_use} are no longer in use, {unnamed} have no preferred label"));
}
