//! What a part takes over from the project around it, where it says nothing itself.
//!
//! What is taken over is less certain than what a part says. Must not read files.

use glane_catalog::licence;
use glane_catalog::model::{Claim, Examination, Field, Fields, LicencePart, LicenceReading, Source};
use glane_catalog::read::Reading;
use glane_catalog::vocabulary::school;

/// Fields that a part takes over whole where it claims none.
const INHERITED: &[Field] =
    &[Field::Language, Field::Author, Field::Organisation, Field::Level, Field::Subject, Field::Audience];
/// How sure what is taken over is, compared with what was said of the project.
const WEAKER: f32 = 0.6;
/// How sure a school word is that stands in the name of a folder.
const FOLDER: f32 = 0.6;

/// Completes what a part claims by its path, then by its project.
pub(super) fn complete(fields: &mut Fields, path: &str, project: &Fields) {
    by_path(fields, path);
    for field in INHERITED.iter().copied() {
        if fields.claims(field).iter().any(is_sure) {
            continue;
        }
        for claim in project.claims(field) {
            let confidence = claim.confidence * WEAKER;
            fields.add(field, Claim::new(claim.value.clone(), claim.source.clone(), confidence));
        }
    }
    // Whoever can read this file here needs no account to use it.
    fields.add(Field::Access, Claim::new("no_account".to_owned(), Source::history("public"), 0.8));
}

fn is_sure(claim: &Claim) -> bool {
    claim.confidence >= 0.5
}

/// The levels and subjects that the folders above a part name, where the part names none.
fn by_path(fields: &mut Fields, path: &str) {
    let said = |fields: &Fields, field| fields.claims(field).iter().any(is_sure);
    let has = [Field::Level, Field::Subject].map(|field| (field, said(fields, field)));
    for folder in path.split('/').rev().skip(1) {
        for term in school::lookup(&folder.replace(['-', '_'], " ")) {
            let field = match term.kind {
                school::Kind::Level => Field::Level,
                school::Kind::Subject => Field::Subject,
                _ => continue,
            };
            if !has.contains(&(field, true)) {
                fields.add(field, Claim::new(term.term.clone(), Source::file(path, None, None), FOLDER));
            }
        }
    }
}

/// The licence of a part: its own mark, else that of the nearest folder that has one, else the project's.
pub(super) fn licence(own: &Reading, path: &str, examination: &Examination) -> LicenceReading {
    let whole = &examination.licence;
    let mut claims = own.fields.claims(Field::Licence).to_vec();
    let said = said_by_itself(&claims);
    claims.extend(whole.claims.iter().filter(|claim| is_above(claim, path)).cloned());
    let around = || nearest(&whole.parts, path).map(|part| part.expression.clone());
    let expression = said.or_else(around).or_else(|| whole.expression.clone());
    LicenceReading { expression, claims, parts: Vec::new() }
}

/// The one licence that claims of the part itself name with some certainty; all of them, where they differ.
fn said_by_itself(claims: &[Claim]) -> Option<String> {
    let best = claims.iter().map(|claim| claim.confidence).fold(0.0, f32::max);
    let mut named: Vec<String> = claims
        .iter()
        .filter(|claim| claim.confidence >= 0.5 && claim.confidence >= best - 0.2)
        .map(|claim| claim.value.clone())
        .collect();
    named.sort_unstable();
    named.dedup();
    // Where they differ, nobody can say which of them holds: all are to be kept.
    (!named.is_empty()).then(|| licence::together(&named))
}

/// The part of a repository with a licence of its own that a path lies deepest in.
fn nearest<'a>(parts: &'a [LicencePart], path: &str) -> Option<&'a LicencePart> {
    let holds = |part: &&LicencePart| {
        let folder = part.path.trim_end_matches(['/', '*']);
        path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    };
    parts.iter().filter(holds).max_by_key(|part| part.path.len())
}

/// Whether a claim was made in a folder above a path, or by the forge.
fn is_above(claim: &Claim, path: &str) -> bool {
    let Some(made_in) = claim.source.path.as_deref() else { return true };
    let folder = made_in.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(licences: &[(&str, f32)]) -> Reading {
        let mut own = Reading::default();
        for (value, confidence) in licences {
            let claim = Claim::new((*value).to_owned(), Source::file("a.h5p", None, None), *confidence);
            own.fields.add(Field::Licence, claim);
        }
        own
    }

    fn project() -> Examination {
        let mut project = Examination::default();
        project.licence.expression = Some("EUPL-1.2".to_owned());
        for (path, expression) in [("cours", "CC-BY-4.0"), ("cours/6e", "CC0-1.0")] {
            project.licence.parts.push(LicencePart {
                path: path.to_owned(),
                expression: expression.to_owned(),
                role: glane_catalog::model::PartRole::Content,
            });
        }
        project
    }

    #[test]
    fn a_licence_comes_from_the_file_then_its_folder_then_the_whole() {
        let of = |own: &[(&str, f32)], path: &str| licence(&reading(own), path, &project()).expression;
        assert_eq!(of(&[("CC-BY-SA-4.0", 1.0)], "cours/a.h5p").as_deref(), Some("CC-BY-SA-4.0"));
        assert_eq!(of(&[], "cours/6e/a.h5p").as_deref(), Some("CC0-1.0"));
        assert_eq!(of(&[], "cours/a.h5p").as_deref(), Some("CC-BY-4.0"));
        assert_eq!(of(&[("CC-BY-SA-4.0", 0.2)], "cours-a.h5p").as_deref(), Some("EUPL-1.2"), "a mere guess");
        assert_eq!(licence(&reading(&[]), "a", &Examination::default()).expression, None);
    }

    #[test]
    fn what_a_file_says_is_not_drowned_by_its_project() {
        let mut around = Fields::new();
        let claim = |value: &str| Claim::new(value.to_owned(), Source::forge("topics"), 0.9);
        around.add(Field::Level, claim("5e"));
        around.add(Field::Subject, claim("mathématiques"));
        let mut own = Fields::new();
        own.add(Field::Level, claim("terminale générale"));
        complete(&mut own, "6e/tri.md", &around);
        assert_eq!(own.values(Field::Level), ["terminale générale"]);
        assert_eq!(own.values(Field::Subject), ["mathématiques"]);
        let mut silent = Fields::new();
        complete(&mut silent, "6e/tri.md", &around);
        assert_eq!(silent.values(Field::Level), ["6e"]);
    }
}
