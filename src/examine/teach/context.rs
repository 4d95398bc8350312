//! What a part takes over from the project around it, where it says nothing itself.
//!
//! What is taken over is less certain than what a part says. Must not read files.

use glane_catalog::licence;
use glane_catalog::model::{
    Claim, Examination, Field, Fields, Grain, LicencePart, LicenceReading, PartRole, Source,
};
use glane_catalog::read::{self, Reading};
use glane_catalog::resource::Part;
use glane_catalog::vocabulary::school;

/// Fields that a part takes over whole where it claims none.
const INHERITED: &[Field] =
    &[Field::Language, Field::Organisation, Field::Level, Field::Subject, Field::Audience];
/// How sure what is taken over is, compared with what was said of the project.
const WEAKER: f32 = 0.6;
/// How sure a school word is that stands in the name of a folder.
const FOLDER: f32 = 0.6;
/// Formats that are written where they lie; others come from programs, and often from other people.
const WRITTEN_HERE: &[&str] = &["markdown", "quarto", "rmarkdown", "notebook", "latex", "asciidoc", "typst"];
/// Files by which authors credit themselves for a work as a whole.
const CREDITS: &[&str] = &["authors", "contributors", "auteurs", "citation", "codemeta", "publiccode"];

/// Completes what a part claims by its path, then by its project.
pub(super) fn complete(fields: &mut Fields, part: &Part, project: &Fields) {
    by_path(fields, &part.path);
    for field in INHERITED.iter().copied() {
        if !fields.claims(field).iter().any(is_sure) {
            take_over(fields, project, field, |_| true);
        }
    }
    if fields.claims(Field::Author).is_empty() && is_of_the_project(part) {
        take_over(fields, project, Field::Author, is_credit);
    }
    // Whoever can read this file here needs no account to use it.
    fields.add(Field::Access, Claim::new("no_account".to_owned(), Source::history("public"), 0.8));
}

fn take_over(fields: &mut Fields, project: &Fields, field: Field, wanted: fn(&Claim) -> bool) {
    for claim in project.claims(field).iter().filter(|claim| wanted(claim)) {
        let confidence = claim.confidence * WEAKER;
        fields.add(field, Claim::new(claim.value.clone(), claim.source.clone(), confidence));
    }
}

/// Whether those who credit themselves for the project made this: what was written in it, and all of it.
fn is_of_the_project(part: &Part) -> bool {
    let format = part.main.as_deref().and_then(read::is_resource);
    part.grain == Grain::Whole || format.is_some_and(|format| WRITTEN_HERE.contains(&format))
}

/// Whether a claim was made to credit people, and not by a manifest of a program.
fn is_credit(claim: &Claim) -> bool {
    let path = claim.source.path.as_deref().unwrap_or_default().to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    CREDITS.contains(&name.split('.').next().unwrap_or_default())
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
                fields.add(field, Claim::new(term.term.clone(), Source::history("folder"), FOLDER));
            }
        }
    }
}

/// The licence of a part: its own mark, else that of the nearest folder that has one, else the project's;
/// of a folder, with the parts of it that have another.
pub(super) fn licence(own: &Reading, part: &Part, examination: &Examination) -> LicenceReading {
    let whole = &examination.licence;
    let mut claims = own.fields.claims(Field::Licence).to_vec();
    let said = licence::said(&claims);
    claims.extend(whole.claims.iter().filter(|claim| is_above(claim, &part.path)).cloned());
    let around = || nearest(&whole.parts, part.main.as_deref().unwrap_or(&part.path));
    let expression = said.or_else(around).or_else(|| whole.expression.clone());
    let inside = |other: &&LicencePart| {
        let below = other.path.strip_prefix(part.path.as_str());
        part.grain != Grain::File
            && (part.path.is_empty() || below.is_some_and(|rest| rest.starts_with('/')))
            && Some(&other.expression) != expression.as_ref()
    };
    let parts = whole.parts.iter().filter(inside).cloned().collect();
    LicenceReading { expression, claims, parts }
}

/// The licence of the part of a repository that a path lies deepest in; all of them, where several are as
/// deep. A package's licence is of its code, and not of what is taught beside it.
fn nearest(parts: &[LicencePart], path: &str) -> Option<String> {
    let holding = |part: &&LicencePart| part.role != PartRole::Code && licence::holds(&part.path, path);
    let depth = |part: &LicencePart| part.path.matches('/').count();
    let deepest = parts.iter().filter(holding).map(depth).max()?;
    let mut named: Vec<String> = parts
        .iter()
        .filter(|part| holding(part) && depth(part) == deepest)
        .map(|part| part.expression.clone())
        .collect();
    named.sort_unstable();
    named.dedup();
    Some(licence::together(&named))
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

    fn part(path: &str) -> Part {
        let why = glane_catalog::resource::Why::Title("cours".to_owned());
        let main = Some(path.to_owned());
        Part { path: path.to_owned(), grain: Grain::File, main, copies: Vec::new(), why, confidence: 1.0 }
    }

    fn project() -> Examination {
        let mut project = Examination::default();
        project.licence.expression = Some("EUPL-1.2".to_owned());
        for (path, expression, role) in [
            ("cours", "CC-BY-4.0", PartRole::Content),
            ("cours/6e", "CC0-1.0", PartRole::Content),
            ("cours/web", "ISC", PartRole::Code),
            ("fiches/*.odt", "CC-BY-SA-4.0", PartRole::Content),
        ] {
            let (path, expression) = (path.to_owned(), expression.to_owned());
            project.licence.parts.push(LicencePart { path, expression, role });
        }
        project
    }

    #[test]
    fn a_licence_comes_from_the_file_then_its_folder_then_the_whole() {
        let of = |own: &[(&str, f32)], path: &str| licence(&reading(own), &part(path), &project()).expression;
        assert_eq!(of(&[("CC-BY-SA-4.0", 1.0)], "cours/a.h5p").as_deref(), Some("CC-BY-SA-4.0"));
        assert_eq!(of(&[], "cours/6e/a.h5p").as_deref(), Some("CC0-1.0"));
        assert_eq!(of(&[], "cours/a.h5p").as_deref(), Some("CC-BY-4.0"));
        assert_eq!(of(&[("CC-BY-SA-4.0", 0.2)], "cours-a.h5p").as_deref(), Some("EUPL-1.2"), "a mere guess");
        assert_eq!(of(&[], "cours/web/tp.md").as_deref(), Some("CC-BY-4.0"), "a package's is of its code");
        assert_eq!(of(&[], "fiches/a.odt").as_deref(), Some("CC-BY-SA-4.0"));
        assert_eq!(licence(&reading(&[]), &part("a"), &Examination::default()).expression, None);
        let folder = Part { grain: Grain::Folder, main: None, ..part("cours") };
        let inner = licence(&reading(&[]), &folder, &project()).parts;
        assert_eq!(
            inner.iter().map(|part| part.path.as_str()).collect::<Vec<_>>(),
            ["cours/6e", "cours/web"]
        );
    }

    #[test]
    fn what_a_file_says_is_not_drowned_by_its_project() {
        let mut around = Fields::new();
        let claim = |value: &str| Claim::new(value.to_owned(), Source::forge("topics"), 0.9);
        around.add(Field::Level, claim("5e"));
        around.add(Field::Subject, claim("mathématiques"));
        let mut own = Fields::new();
        own.add(Field::Level, claim("terminale générale"));
        complete(&mut own, &part("6e/tri.md"), &around);
        assert_eq!(own.values(Field::Level), ["terminale générale"]);
        assert_eq!(own.values(Field::Subject), ["mathématiques"]);
        let mut silent = Fields::new();
        complete(&mut silent, &part("6e/tri.md"), &around);
        assert_eq!(silent.values(Field::Level), ["6e"]);
    }

    #[test]
    fn those_who_credit_themselves_are_named_for_what_was_written_in_the_project_and_nobody_else() {
        let mut around = Fields::new();
        for (name, file) in [("Ada", "AUTHORS.md"), ("Robot", "package.json")] {
            around.add(Field::Author, Claim::new(name.to_owned(), Source::file(file, None, None), 1.0));
        }
        let of = |path: &str, own: &[(&str, f32)]| {
            let mut fields = Fields::new();
            for (name, sure) in own {
                fields.add(
                    Field::Author,
                    Claim::new((*name).to_owned(), Source::file(path, None, None), *sure),
                );
            }
            complete(&mut fields, &part(path), &around);
            fields.credited(Field::Author).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of("cours/tri.md", &[]), ["Ada"]);
        assert_eq!(of("cours/tri.md", &[("Blaise", 1.0)]), ["Blaise"]);
        assert_eq!(of("cours/quiz.h5p", &[]), [""; 0], "made elsewhere, perhaps");
        assert_eq!(of("cours/fiche.docx", &[("anne", 0.3)]), [""; 0], "a login credits nobody");
    }
}
