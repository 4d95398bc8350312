//! `glane read`: single files, each as its format says.
//!
//! Needs no configuration; a file that cannot be read never stops the others.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{Field, Finding};
use glane_catalog::read::{self, Format, Reading};
use serde::Serialize;

use super::{Ending, UsageError, output};
use crate::cli;

/// Largest file read, in bytes.
const LARGEST: u64 = 64 << 20;

#[derive(Serialize)]
struct Answer<'a> {
    file: String,
    format: &'a str,
    claims: BTreeMap<Field, Vec<ReadClaim<'a>>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct ReadClaim<'a> {
    value: &'a str,
    line: Option<u32>,
    confidence: f32,
}

/// Runs `glane read`.
pub(super) fn run(arguments: &cli::Read) -> anyhow::Result<Ending> {
    let format = arguments.format.as_deref().map(parse).transpose()?;
    let mut ending = Ending::Done;
    for path in &arguments.files {
        match read_one(path, format) {
            Ok((format, reading)) => print(path, format, &reading, arguments.json),
            Err(message) => {
                ending = Ending::WithFailures;
                output::note(&format!("error: {}: {message}", path.display()));
            }
        }
    }
    Ok(ending)
}

fn parse(slug: &str) -> anyhow::Result<Format> {
    Format::parse(slug).ok_or_else(|| {
        let known: Vec<&str> = Format::slugs().collect();
        UsageError(format!("no format \"{slug}\"; there are: {}", known.join(", "))).into()
    })
}

fn read_one(path: &Path, format: Option<Format>) -> Result<(Format, Reading), String> {
    let name = path.to_string_lossy();
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if metadata.is_dir() {
        return Err("it is a folder; name files, or use glane inspect for a repository".to_owned());
    }
    let format = format.or_else(|| Format::of(&name)).ok_or_else(|| {
        let known: Vec<&str> = Format::slugs().collect();
        format!("its name tells no format; say it with --format, one of: {}", known.join(", "))
    })?;
    let size = metadata.len();
    if size > LARGEST {
        return Err(format!("it is {} MB; files up to {} MB are read", size >> 20, LARGEST >> 20));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    Ok((format, read::read(format, &name, &bytes)))
}

fn print(path: &Path, format: Format, reading: &Reading, json: bool) {
    if json {
        return output::json(&Answer {
            file: path.display().to_string(),
            format: format.as_str(),
            claims: reading
                .fields
                .iter()
                .map(|(field, claims)| (field, claims.iter().map(claim).collect()))
                .collect(),
            findings: &reading.findings,
        });
    }
    output::line(&format!("{} ({})", path.display(), format.as_str()));
    for (field, claims) in reading.fields.iter() {
        for claim in claims {
            let line = claim.source.line.map(|line| format!("  line {line}")).unwrap_or_default();
            output::line(&format!("  {:<13} {}{line}", field.as_str(), claim.value));
        }
    }
    for finding in &reading.findings {
        output::line(&format!("  {}", super::inspect::finding_line(finding)));
    }
}

fn claim(claim: &glane_catalog::model::Claim) -> ReadClaim<'_> {
    ReadClaim { value: &claim.value, line: claim.source.line, confidence: claim.confidence }
}
