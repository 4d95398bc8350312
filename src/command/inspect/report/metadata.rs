//! What is known of the repository, field by field, each value with the place it comes from.
//!
//! The value that the catalogue would show; those that other sources claim are named where they differ.

use std::collections::BTreeSet;

use glane_catalog::model::{Claim, Examination, Field, ResourceFile};
use glane_templates::{Lang, spoken};

use super::{Told, and_more, beside, counted, shortened};
use crate::cli::Tongue;
use crate::command::output::{Paper, Style};

/// The column of values.
const VALUE: usize = 26;
/// Longest value shown, in letters.
const LONGEST: usize = 160;
/// Most values of a field that has many, and most teaching files.
const MOST: usize = 12;
/// Most other values of a field.
const OTHERS: usize = 2;

pub(super) fn section(told: &Told<'_>, paper: &mut Paper) {
    let (examination, tongue) = (told.examination, told.tongue);
    paper.section(tongue.say("Métadonnées", "Metadata"), &[]);
    for (field, claims) in examination.fields.iter().filter(|(field, _)| *field != Field::Licence) {
        let lang = if tongue == Tongue::Fr { Lang::Fr } else { Lang::En };
        let name = (Style::Faint, spoken::field(field, lang));
        if field.is_many() {
            many(name, &examination.fields.values(field), claims, paper);
        } else if let Some(shown) = examination.fields.resolve(field) {
            one(name, shown, claims, tongue, paper);
        }
    }
    languages(examination, tongue, paper);
    history(examination, tongue, paper);
    packages(examination, tongue, paper);
    identifiers(examination, paper);
}

/// What it is known by wherever it lies (SWHID, ISO/IEC 18670).
fn identifiers(examination: &Examination, paper: &mut Paper) {
    let found = &examination.identifiers;
    for id in [found.snapshot, found.revision, found.directory].into_iter().flatten() {
        paper.row(2, VALUE, (Style::Faint, "SWHID"), &[(Style::Plain, &id.to_string())]);
    }
}

fn one(name: (Style, &str), shown: &Claim, claims: &[Claim], tongue: Tongue, paper: &mut Paper) {
    let (value, from) = (shortened(&shown.value, LONGEST), beside(&shown.source));
    paper.row(2, VALUE, name, &[(Style::Plain, &value), (Style::Place, &from)]);
    let mut different: Vec<&Claim> = claims.iter().filter(|claim| claim.value != shown.value).collect();
    different.dedup_by(|a, b| a.value == b.value);
    for claim in different.iter().take(OTHERS) {
        let (value, from) = (shortened(&claim.value, LONGEST / 2), beside(&claim.source));
        let word = tongue.say("ailleurs\u{202f}:", "elsewhere:");
        paper.line(VALUE, VALUE, &[(Style::Faint, word), (Style::Faint, &value), (Style::Place, &from)]);
    }
}

fn many(name: (Style, &str), values: &[&str], claims: &[Claim], paper: &mut Paper) {
    let mut shown: Vec<String> =
        values.iter().take(MOST).map(|value| shortened(value, LONGEST / 2)).collect();
    if values.len() > MOST {
        shown.push(format!("… ({})", values.len()));
    }
    let text = shown.join(", ");
    let places: BTreeSet<&str> = claims
        .iter()
        .filter_map(|claim| claim.source.path.as_deref().or(claim.source.key.as_deref()))
        .collect();
    // Of documents the value is what the file is, and the files say the rest.
    let places: Vec<&str> = places.into_iter().take(3).collect();
    paper.row(2, VALUE, name, &[(Style::Plain, &text), (Style::Place, &format!("[{}]", places.join(", ")))]);
}

fn languages(examination: &Examination, tongue: Tongue, paper: &mut Paper) {
    let all: u64 = examination.languages.iter().map(|share| share.bytes).sum();
    let shares: Vec<String> = examination
        .languages
        .iter()
        .take(6)
        .map(|share| {
            let percent = u128::from(share.bytes) * 100 / u128::from(all.max(1));
            let percent = if percent == 0 { "<1".to_owned() } else { percent.to_string() };
            format!("{}\u{a0}{percent}{}", share.name, tongue.say("\u{202f}%", "%"))
        })
        .collect();
    if !shares.is_empty() {
        let name = (Style::Faint, tongue.say("Langages", "Source languages"));
        paper.row(2, VALUE, name, &[(Style::Plain, &shares.join(", "))]);
    }
}

fn history(examination: &Examination, tongue: Tongue, paper: &mut Paper) {
    let history = &examination.history;
    let french = tongue == Tongue::Fr;
    let (author, authors) = if french { ("auteur", "auteurs") } else { ("author", "authors") };
    let (branch, branches) = if french { ("branche", "branches") } else { ("branch", "branches") };
    let (tag, tags) = if french { ("étiquette", "étiquettes") } else { ("tag", "tags") };
    let mut text = [
        counted(history.commits, "commit", "commits"),
        counted(history.authors, author, authors),
        counted(history.branches, branch, branches),
        counted(history.tags, tag, tags),
    ]
    .join(", ");
    if let (Some(first), Some(last)) = (history.first_commit, history.last_commit) {
        let between = tongue.say("au", "to");
        text += &format!(", {} {between} {}", first.strftime("%Y-%m-%d"), last.strftime("%Y-%m-%d"));
    }
    paper.row(2, VALUE, (Style::Faint, tongue.say("Historique", "History")), &[(Style::Plain, &text)]);
}

/// How many packages it needs, when it names any.
fn packages(examination: &Examination, tongue: Tongue, paper: &mut Paper) {
    let files: BTreeSet<&str> =
        examination.dependencies.iter().filter_map(|one| one.source.path.as_deref()).collect();
    let files: Vec<&str> = files.into_iter().take(3).collect();
    if examination.dependencies.is_empty() {
        return;
    }
    let count = counted(
        examination.dependencies.len() as u64,
        tongue.say("paquet", "package"),
        tongue.say("paquets", "packages"),
    );
    let name = (Style::Faint, tongue.say("Dépendances", "Dependencies"));
    paper.row(2, VALUE, name, &[(Style::Plain, &count), (Style::Place, &format!("[{}]", files.join(", ")))]);
}

/// The files that teach.
pub(super) fn teaching(told: &Told<'_>, paper: &mut Paper) {
    let (files, tongue) = (&told.examination.resources, told.tongue);
    if files.is_empty() {
        return;
    }
    let count = counted(files.len() as u64, tongue.say("fichier", "file"), tongue.say("fichiers", "files"));
    paper.section(tongue.say("Ressources pédagogiques", "Teaching resources"), &[(Style::Plain, &count)]);
    for file in files.iter().take(MOST) {
        let ResourceFile { path, format, title, .. } = file;
        let format = format!("({format})");
        let mut spans = vec![(Style::Place, path.as_str()), (Style::Faint, format.as_str())];
        spans.extend(title.as_deref().map(|title| (Style::Plain, title)));
        paper.line(2, 4, &spans);
    }
    if let Some(rest) = files.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        and_more(rest, tongue, paper);
    }
}
