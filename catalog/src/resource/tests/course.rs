//! Courses and collections, of which each document teaches.

use super::{Judged, NOTHING, check};

const COURSES: &[(&str, Judged)] = &[
    (
        "a course by its topics",
        Judged {
            topics: &["nsi", "terminale"],
            files: "README.md LICENSE arbres.md graphes.md piles.ipynb CHANGELOG.md",
            expected: &["file arbres.md topic", "file graphes.md topic", "file piles.ipynb topic"],
            ..NOTHING
        },
    ),
    (
        "a course by what it says it is",
        Judged {
            description: "Mes fiches de physique-chimie pour la classe de 4e",
            files: "README.md ohm.odt ohm.pdf atomes.odt",
            expected: &["file ohm.odt described", "file atomes.odt described"],
            ..NOTHING
        },
    ),
    (
        "sheets for pupils and for teachers, and logos in PDF",
        Judged {
            description: "Scratch au collège",
            files: "README.md binaire/binaire.tex binaire/binaire.pdf binaire/a.tikz binaire/prof_binaire.tex \
                    divers/logo_irem.pdf divers/cover.pdf divers/svgtopdf.sh boucles/fig/a.pdf boucles/boucles.tex",
            expected: &[
                "file binaire/binaire.tex described",
                "file binaire/prof_binaire.tex described",
                "folder boucles described",
            ],
            ..NOTHING
        },
    ),
    (
        "lists of pupils beside a course",
        Judged {
            topics: &["nsi", "terminale"],
            files: "arbres.md admin/Eleves2021.ods admin/notes_T1.xlsx trombinoscope.pdf villes.ods graphes.md",
            expected: &["file arbres.md topic", "file graphes.md topic", "file villes.ods topic"],
            ..NOTHING
        },
    ),
    (
        "a course by its folders",
        Judged {
            files: "README.md cours/a.tex cours/a.pdf exercices/b.tex tp/c.ipynb notes-de-service.md",
            expected: &["file cours/a.tex folder", "file exercices/b.tex folder", "file tp/c.ipynb folder"],
            ..NOTHING
        },
    ),
    (
        "classes as folders",
        Judged {
            files: "6e/fractions.odt 6e/angles.odt terminale-nsi/arbres.md terminale-nsi/tri.md agenda.md",
            expected: &[
                "file 6e/angles.odt folder",
                "file 6e/fractions.odt folder",
                "file terminale-nsi/arbres.md folder",
                "file terminale-nsi/tri.md folder",
            ],
            ..NOTHING
        },
    ),
    (
        "names of files",
        Judged {
            files: "TP3-tri.ipynb exercice_fractions.odt dm4.tex memo-interne.md",
            expected: &[
                "file TP3-tri.ipynb title",
                "file exercice_fractions.odt title",
                "file dm4.tex title",
            ],
            ..NOTHING
        },
    ),
    (
        "titles of files",
        Judged {
            files: "a.md b.md c.md",
            texts: &[
                ("a.md", "# Séquence 1 : la poésie"),
                ("b.md", "# Interrogation de 3e"),
                ("c.md", "# Notes"),
            ],
            expected: &["file a.md title", "file b.md title"],
            ..NOTHING
        },
    ),
    (
        "a collection of activities",
        Judged {
            files: "volcans.h5p seismes.h5p README.md quiz/tri.h5p cercles.ggb jeu.sb3 sauvegarde.mbz",
            expected: &[
                "file cercles.ggb format",
                "file jeu.sb3 format",
                "file quiz/tri.h5p format",
                "file sauvegarde.mbz format",
                "file seismes.h5p format",
                "file volcans.h5p format",
            ],
            ..NOTHING
        },
    ),
    (
        "solutions in Python beside a course",
        Judged {
            topics: &["snt"],
            files: "seance1.md seance2.md code/a.py code/b.py code/c.py requirements.txt",
            expected: &["file seance1.md title", "file seance2.md title"],
            ..NOTHING
        },
    ),
    (
        "words that count only where something else says that it teaches",
        Judged { files: "fiches/a.md fiches/b.md chapitres/c.md", ..NOTHING },
    ),
    (
        "the same, in a project that says it",
        Judged {
            topics: &["ressource-educative"],
            files: "fiches/a.md fiches/b.md",
            expected: &["file fiches/a.md folder", "file fiches/b.md folder"],
            ..NOTHING
        },
    ),
    (
        "English words",
        Judged {
            topics: &["open-educational-resources"],
            files: "lessons/01.md lessons/02.md worksheets/a.docx worksheets/b.docx CONTRIBUTING.md",
            expected: &[
                "file lessons/01.md folder",
                "file lessons/02.md folder",
                "file worksheets/a.docx folder",
                "file worksheets/b.docx folder",
            ],
            ..NOTHING
        },
    ),
];

#[test]
fn documents_of_a_course_are_found() {
    for (name, judged) in COURSES {
        check(name, judged);
    }
}

/// Forty lessons are forty resources: each is found by its own level and subject.
#[test]
fn a_course_of_forty_lessons_is_forty_files() {
    let paths: Vec<String> = (1..=40).map(|number| format!("lecons/{number:02}-notion.md")).collect();
    let files = paths.iter().map(|path| super::Entry { path, bytes: 1, title: None }).collect();
    let tree = super::Tree { name: "cours", topics: vec!["svt", "5e"], files, ..super::Tree::default() };
    let found = super::parts(&tree, &mut |_| None);
    assert_eq!(found.len(), 40);
    assert!(found.iter().all(|part| part.grain == super::Grain::File && part.confidence > 0.7));
}
