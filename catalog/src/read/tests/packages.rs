//! Packages of the corpus: what a person finds in each with other programs, written by hand, against what
//! is read.

use std::path::Path;
use std::time::{Duration, Instant};

use super::super::{Format, Reading, read};
use crate::archive::zip::tests::zip_of_bytes;
use crate::corpus;
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::Field;

const NC_SA: &str = "CC-BY-NC-SA-3.0";
const PC: &str = "physique-chimie";
const MATHS: &str = "mathématiques";

/// What a person tells of one file, with `|` between several; an empty text where the file says nothing.
struct Expected {
    file: &'static str,
    title: &'static str,
    licence: &'static str,
    author: &'static str,
    subject: &'static str,
    level: &'static str,
    language: &'static str,
    /// The code of the one finding there must be.
    finding: &'static str,
}

const NOTHING: Expected = Expected {
    file: "",
    title: "",
    licence: "",
    author: "",
    subject: "",
    level: "",
    language: "",
    finding: "",
};

const TOLD: &[Expected] = &[
    Expected { file: "h5p/H5P.DragText.h5p", title: "Drag the Words", language: "en", ..NOTHING },
    Expected { file: "h5p/valid2.h5p", title: "Greeting card", ..NOTHING },
    Expected { file: "h5p/long_content_file_name.h5p", title: "Greeting", language: "en", ..NOTHING },
    Expected { file: "h5p/broken-h5p-json.h5p", title: "broken-h5p-json", finding: "syntax", ..NOTHING },
    Expected {
        file: "h5p/invalid-h5p-json-schema.h5p",
        title: "Greeting card",
        finding: "h5p_library_absent",
        ..NOTHING
    },
    Expected { file: "h5p/corrupt_archive.h5p", finding: "package_unreadable", ..NOTHING },
    Expected { file: "moodle/unpacked", title: "Build a Lesson with OER", language: "en", ..NOTHING },
    Expected {
        file: "cc/latex.imscc",
        title: "LaTeX Equations",
        licence: ALL_RIGHTS_RESERVED,
        language: "en",
        ..NOTHING
    },
    Expected {
        file: "cc/course-1",
        title: "COURSE-for-modules-testing",
        licence: ALL_RIGHTS_RESERVED,
        language: "en",
        ..NOTHING
    },
    Expected {
        file: "cc/all-question-types",
        title: "XavierSchool",
        licence: ALL_RIGHTS_RESERVED,
        language: "en",
        ..NOTHING
    },
    Expected {
        file: "imscp/ESR-1.zip",
        title: "ESR-1",
        finding: "manifest_empty",
        language: "fr",
        ..NOTHING
    },
    Expected {
        file: "imscp/ESR-test-3.zip",
        title: "retetete",
        licence: NC_SA,
        author: "alphone dupont",
        subject: "arabe",
        level: "lycée professionnel|terminale professionnelle",
        language: "fr",
        ..NOTHING
    },
    Expected {
        file: "imscp/testfdsp1.zip",
        title: "test",
        licence: NC_SA,
        author: "Alphonse Dupont",
        level: "3e|collège",
        language: "fr",
        ..NOTHING
    },
    Expected {
        file: "imscp/sol_aqueuse_demo-imsmanifest.xml",
        title: "Les solutions aqueuses (démo)",
        licence: NC_SA,
        author: "Philippe MOREAU",
        // One of its words is "TP chimie".
        subject: "chimie|physique-chimie",
        level: "3e|collège",
        language: "fr",
        ..NOTHING
    },
    Expected { file: "office/aper.odt", title: "aper", author: "GUERAULT", language: "fr", ..NOTHING },
    Expected {
        file: "office/german.docx",
        title: "Newsletter „Nacht der Unternehmen“ in Stuttgart",
        language: "de",
        ..NOTHING
    },
    Expected {
        file: "office/methodo_enquete_stat.pptx",
        title: "Méthodologie de l’enquête statistique",
        language: "fr",
        ..NOTHING
    },
    Expected { file: "scratch/enigme-02-ex2.sb2", title: "enigme-02-ex2", ..NOTHING },
    Expected { file: "scratch/scratch-01-ex3.sb2", title: "scratch-01-ex3", ..NOTHING },
    Expected { file: "scratch/scratch-12-ex1.sb2", title: "scratch-12-ex1", ..NOTHING },
];

/// The constructions of the corpus: none has a title, an author, a licence or a level.
const CONSTRUCTIONS: &[(&str, &str, &str)] = &[
    ("exerciseur_AA-calcul-image-affine.ggb", "exerciseur AA-calcul-image-affine", MATHS),
    ("exerciseur_AA-calcul-image-polynome.ggb", "exerciseur AA-calcul-image-polynome", MATHS),
    ("exerciseur_Thalès.ggb", "exerciseur Thalès", MATHS),
    ("exerciseur_chgt-etat_capaciteThermique.ggb", "exerciseur chgt-etat capaciteThermique", PC),
    ("exerciseur_chgt-etat_chaleurLatente.ggb", "exerciseur chgt-etat chaleurLatente", PC),
    ("exerciseur_chgt-etat_thermiqueTotale.ggb", "exerciseur chgt-etat thermiqueTotale", PC),
    ("exerciseur_coordonnées vecteur plan.ggb", "exerciseur coordonnées vecteur plan", MATHS),
    ("exerciseur_equation_degré1.ggb", "exerciseur equation degré1", MATHS),
    ("exerciseur_mediane_impaire.ggb", "exerciseur mediane impaire", MATHS),
    ("exerciseur_norme vecteur plan.ggb", "exerciseur norme vecteur plan", MATHS),
    ("exerciseur_p=mg.ggb", "exerciseur p=mg", PC),
    ("exerciseur_pourcentage1.ggb", "exerciseur pourcentage1", MATHS),
    ("exerciseur_pourcentage2.ggb", "exerciseur pourcentage2", MATHS),
    ("exerciseur_pourcentage3.ggb", "exerciseur pourcentage3", MATHS),
    ("exerciseur_pourcentage5.ggb", "exerciseur pourcentage5", MATHS),
    ("exerciseur_quatrieme_prop.ggb", "exerciseur quatrieme prop", MATHS),
    (
        "exerciseur_sens de variation fonction affine_ graphique.ggb",
        "exerciseur sens de variation fonction affine graphique",
        MATHS,
    ),
    (
        "exerciseur_sens de variation fonction affine_.ggb",
        "exerciseur sens de variation fonction affine",
        MATHS,
    ),
    ("exerciseur_vecteur3D_norme.ggb", "exerciseur vecteur3D norme", MATHS),
    ("exerciseur_vecteur3D_norme2.ggb", "exerciseur vecteur3D norme2", MATHS),
];

/// The bytes of a file, or of a folder packed as it would be published.
fn packed(place: &Path) -> Vec<u8> {
    if place.is_file() {
        return std::fs::read(place).unwrap();
    }
    let files: Vec<(String, Vec<u8>)> = corpus::files(place)
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(place).unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(file).unwrap())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    zip_of_bytes(&files)
}

fn reading_of(root: &Path, file: &str) -> Reading {
    let bytes = packed(&root.join("oer").join(file));
    let manifest = file.ends_with("imsmanifest.xml").then_some(Format::ContentPackage);
    let format =
        Format::of_content(file, &bytes).or(manifest).unwrap_or_else(|| panic!("{file} has no format"));
    read(format, file, &bytes)
}

/// What differs from what a person tells.
fn differences(reading: &Reading, told: &Expected) -> Vec<String> {
    let fields = &reading.fields;
    let mut wrong = Vec::new();
    let mut compare = |what: &str, mut found: Vec<&str>, expected: &str| {
        let expected: Vec<&str> = expected.split('|').filter(|text| !text.is_empty()).collect();
        found.sort_unstable();
        if found != expected {
            wrong.push(format!("{}: {what} is {found:?}, not {expected:?}", told.file));
        }
    };
    compare("title", fields.value(Field::Name).into_iter().collect(), told.title);
    compare("licence", fields.values(Field::Licence), told.licence);
    compare("author", fields.values(Field::Author), told.author);
    compare("subject", fields.values(Field::Subject), told.subject);
    compare("language", fields.value(Field::Language).into_iter().collect(), told.language);
    compare("level", fields.values(Field::Level), told.level);
    compare("finding", reading.findings.iter().map(|finding| finding.code.as_str()).collect(), told.finding);
    wrong
}

#[test]
fn packages_say_what_a_person_finds_in_them() {
    let Some(root) = corpus::root() else { return };
    let mut wrong: Vec<String> =
        TOLD.iter().flat_map(|told| differences(&reading_of(&root, told.file), told)).collect();
    for (file, title, subject) in CONSTRUCTIONS {
        let path = format!("ggb/{file}");
        let reading = reading_of(&root, &path);
        let told = Expected { title, subject, ..NOTHING };
        let found = differences(&reading, &told).into_iter().filter(|one| !one.contains(": language"));
        wrong.extend(found.map(|one| format!("{file}{one}")));
        assert_eq!(reading.fields.values(Field::ResourceType), ["exercice"], "{file}");
        assert!(reading.fields.value(Field::Language).is_none_or(|language| language == "fr"), "{file}");
        assert!(reading.text.is_some(), "{file}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_the_folders_is_in_the_tables() {
    let Some(root) = corpus::root() else { return };
    let known = |path: &str| {
        TOLD.iter().any(|told| path.starts_with(told.file))
            || CONSTRUCTIONS.iter().any(|(file, ..)| path.ends_with(file))
    };
    for folder in ["h5p", "moodle", "cc", "imscp", "office", "ggb", "scratch"] {
        for file in corpus::files(&root.join("oer").join(folder)) {
            let path = file.strip_prefix(root.join("oer")).unwrap().to_str().unwrap();
            assert!(path.ends_with(".pdf") || known(path), "{path} is in no table");
        }
    }
}

#[test]
fn files_of_a_course_have_their_own_rights() {
    let Some(root) = corpus::root() else { return };
    let course = reading_of(&root, "moodle/unpacked");
    let of = |licence: &str| {
        course.attachments.iter().filter(|file| file.licence.as_deref() == Some(licence)).count()
    };
    // Nine rows of the list, of which two stand there twice.
    assert_eq!((of("CC-BY-SA-3.0"), of(ALL_RIGHTS_RESERVED), course.attachments.len()), (7, 3, 10));
    let named =
        course.attachments.iter().filter(|file| file.author.as_deref() == Some("Penny Pearson")).count();
    assert_eq!(named, 7);
    assert!(course.text.as_deref().is_some_and(|text| !text.contains("Penny") && text.contains("WIPPEA")));
    let design = reading_of(&root, "imscp/sol_aqueuse_demo-imsmanifest.xml");
    let document = design.attachments.iter().find(|file| file.place == "document_synthese.pdf").unwrap();
    assert_eq!(
        (document.licence.as_deref(), document.author.as_deref()),
        (Some(NC_SA), Some("Philippe MOREAU"))
    );
    assert_eq!(design.fields.value(Field::Duration), Some("PT2H56M"));
    assert_eq!(design.fields.value(Field::ResourceType), Some("scénario pédagogique"));
}

#[test]
fn packages_are_read_fast() {
    let Some(root) = corpus::root() else { return };
    let all: Vec<(String, Vec<u8>)> = TOLD
        .iter()
        .map(|told| told.file.to_owned())
        .chain(CONSTRUCTIONS.iter().map(|(file, ..)| format!("ggb/{file}")))
        .map(|file| (file.clone(), packed(&root.join("oer").join(file))))
        .collect();
    let start = Instant::now();
    for (file, bytes) in &all {
        let format = Format::of_content(file, bytes).unwrap_or(Format::ContentPackage);
        let _ = read(format, file, bytes);
    }
    let took = start.elapsed();
    println!("{} packages in {took:?}", all.len());
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[test]
fn names_of_packages_mean_their_formats() {
    for (name, format) in [
        ("a.H5P", Some(Format::H5p)),
        ("sauvegarde-moodle2.mbz", Some(Format::Moodle)),
        ("cours.imscc", Some(Format::ContentPackage)),
        ("cours/imsmanifest.xml", Some(Format::ContentPackage)),
        ("livre.epub", Some(Format::Epub)),
        ("a.odt", Some(Format::OpenDocument)),
        ("a.ods", Some(Format::OpenDocument)),
        ("a.docx", Some(Format::Ooxml)),
        ("a.xlsx", Some(Format::Ooxml)),
        ("a.ggb", Some(Format::Geogebra)),
        ("a.ggs", Some(Format::Geogebra)),
        ("a.sb", Some(Format::Scratch)),
        ("a.sb2", Some(Format::Scratch)),
        ("a.sb3", Some(Format::Scratch)),
        ("a.zip", None),
    ] {
        assert_eq!(Format::of(name), format, "{name}");
    }
}
