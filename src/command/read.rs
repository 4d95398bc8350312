//! `glane read`: single files, each as its format says.
//!
//! Needs no configuration; a file that cannot be read never stops the others. Of a text without a
//! reader, the licences it holds or names are told.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::licence::{self, report, report::Found};
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
    licences: Vec<ReadLicence<'a>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct ReadLicence<'a> {
    expression: Option<&'a str>,
    class: &'a str,
    score: f32,
    lines: Option<(u32, u32)>,
    why: &'a str,
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
            Ok(file) => print(path, &file, arguments.json),
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

/// A file as it was read.
struct Read {
    /// Slug of its format, or `text` for one without a reader, of which only licences are looked for.
    format: &'static str,
    reading: Reading,
    licences: Vec<Found>,
}

fn read_one(path: &Path, format: Option<Format>) -> Result<Read, String> {
    let name = path.to_string_lossy();
    let metadata = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if metadata.is_dir() {
        return Err("it is a folder; name files, or use glane inspect for a repository".to_owned());
    }
    let size = metadata.len();
    if size > LARGEST {
        return Err(format!("it is {} MB; files up to {} MB are read", size >> 20, LARGEST >> 20));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let Some(format) = format.or_else(|| Format::of(&name)) else { return other(&name, &bytes) };
    let reading = read::read(format, &name, &bytes);
    let licences = match format {
        Format::LicenceText => report::found_in(&read::text_of(&name, &bytes)),
        _ => report::declared(reading.fields.claims(Field::Licence)),
    };
    Ok(Read { format: format.as_str(), reading, licences })
}

/// A file that no reader knows: any text may still say its licence.
fn other(name: &str, bytes: &[u8]) -> Result<Read, String> {
    let text = read::text_of(name, bytes);
    if text.contains('\0') {
        let known: Vec<&str> = Format::slugs().collect();
        return Err(format!(
            "its name tells no format and it is no text; say it with --format, one of: {}",
            known.join(", ")
        ));
    }
    let rules = if licence::speaks_of_files(name) { licence::file_claims(name, &text) } else { Vec::new() };
    let licences = if rules.is_empty() { report::found_in(&text) } else { report::declared(&rules) };
    // What a licence text may be told to mend is nothing to any other file.
    let mut reading = read::read(Format::LicenceText, name, bytes);
    if reading.fields.claims(Field::Licence).is_empty() {
        reading.findings.clear();
    }
    Ok(Read { format: "text", reading, licences })
}

fn print(path: &Path, file: &Read, json: bool) {
    let Read { format, reading, licences } = file;
    if json {
        return output::json(&Answer {
            file: path.display().to_string(),
            format,
            claims: reading
                .fields
                .iter()
                .map(|(field, claims)| (field, claims.iter().map(claim).collect()))
                .collect(),
            licences: licences.iter().map(found).collect(),
            findings: &reading.findings,
        });
    }
    output::line(&format!("{} ({format})", path.display()));
    for (field, claims) in reading.fields.iter().filter(|(field, _)| *field != Field::Licence) {
        for claim in claims {
            let line = claim.source.line.map(|line| format!("  line {line}")).unwrap_or_default();
            output::line(&format!("  {:<13} {}{line}", field.as_str(), claim.value));
        }
    }
    for one in
        licences.iter().filter(|one| one.expression.is_some() || reading.fields.iter().next().is_none())
    {
        output::line(&licence_line(one));
    }
    for finding in &reading.findings {
        output::line(&format!("  {}", super::inspect::finding_line(finding)));
    }
}

fn licence_line(one: &Found) -> String {
    let expression = one.expression.as_deref().unwrap_or("none");
    let lines = match one.lines {
        Some((first, last)) if first == last => format!("  line {first}"),
        Some((first, last)) => format!("  lines {first}-{last}"),
        None => String::new(),
    };
    format!("  {:<13} {expression}{lines}  {}", Field::Licence.as_str(), one.why)
}

fn found(one: &Found) -> ReadLicence<'_> {
    ReadLicence {
        expression: one.expression.as_deref(),
        class: one.class,
        score: one.score,
        lines: one.lines,
        why: &one.why,
    }
}

fn claim(claim: &glane_catalog::model::Claim) -> ReadClaim<'_> {
    ReadClaim { value: &claim.value, line: claim.source.line, confidence: claim.confidence }
}
