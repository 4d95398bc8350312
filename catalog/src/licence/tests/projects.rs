//! Small repositories: every file is read as its name says, then all claims are resolved.

use std::path::Path;

use super::{Score, same};
use crate::licence::{file_claims, resolve};
use crate::model::{Claim, Field};
use crate::read::{Format, read};

/// A file's bytes: literal, or with the text of the list or of a template put in.
fn bytes(root: &Path, content: &str, latin: bool) -> Vec<u8> {
    let text = match (content.find("@spdx:"), content.strip_prefix("@template:")) {
        (Some(at), _) => {
            let (id, after) = content[at + 6..].split_once('\n').unwrap_or((&content[at + 6..], ""));
            format!("{}{}\n{after}", &content[..at], spdx::license_id(id.trim()).unwrap().text())
        }
        (_, Some(file)) => std::fs::read_to_string(root.join("templates").join(file.trim())).unwrap(),
        _ => content.to_owned(),
    };
    if latin { encoding_rs::WINDOWS_1252.encode(&text).0.into_owned() } else { text.into_bytes() }
}

fn claims(path: &str, bytes: &[u8]) -> Vec<Claim> {
    let read_by = Format::of(path).filter(|format| {
        !path.contains('/')
            || path.starts_with("LICENSES/")
            || matches!(format, Format::LicenceText | Format::Markdown)
    });
    let mut found = file_claims(path, &String::from_utf8_lossy(bytes));
    if let Some(format) = read_by {
        if !matches!(format, Format::Markdown) {
            found.clear();
        }
        found.extend_from_slice(read(format, path, bytes).fields.claims(Field::Licence));
    }
    found
}

#[test]
fn small_repositories_get_their_licence_and_their_conflicts() {
    let Some(root) = crate::corpus::root() else { return };
    let root = root.join("licences");
    let text = std::fs::read_to_string(root.join("projects.jsonl")).unwrap();
    let (mut score, mut conflicts) = (Score::default(), Score::default());
    for project in text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let expected = &project["expected"];
        let files = project["files"].as_object().unwrap();
        let of_file = |(path, content): (&String, &serde_json::Value)| {
            claims(path, &bytes(&root, content.as_str().unwrap(), expected["encoding"].is_string()))
        };
        let all: Vec<Claim> = files.iter().flat_map(of_file).collect();
        let resolved = resolve(&all);
        let found = resolved.overall().unwrap_or_else(|| "NONE".to_owned());
        let accepted = expected["accept"].as_array().into_iter().flatten().chain([&expected["expression"]]);
        let id = project["id"].as_str().unwrap();
        let is_right = accepted.filter_map(|other| other.as_str()).any(|other| same(&found, other));
        score.count(id, expected["expression"].as_str().unwrap(), &found, is_right);
        let conflict = resolved.findings.iter().any(|finding| finding.code == "licence_conflict");
        let agrees = conflict == expected["conflict"].as_bool().unwrap();
        conflicts.count(id, "the other verdict on conflict", &conflict.to_string(), agrees);
    }
    score.judge("small repositories", 95.0, 5.0);
    conflicts.judge("conflicts", 100.0, 0.0);
}
