//! What is one resource together: the whole, a folder, a book, a lesson with its pictures.

use super::{Judged, NOTHING, check};

const WHOLES: &[(&str, Judged)] = &[
    (
        "a declared one",
        Judged {
            files: "metadata.yml slides.md README.md images/a.png tp/a.md",
            texts: &[("metadata.yml", "creativeWorkStatus: Published\nname: My talk\nlicense: x\n")],
            expected: &["whole declared"],
            ..NOTHING
        },
    ),
    (
        "a file of that name that declares nothing",
        Judged {
            files: "metadata.yml a.qmd b.qmd",
            texts: &[("metadata.yml", "lang: de\n\nbook:\n  title: Handbuch\n  license: x\n")],
            ..NOTHING
        },
    ),
    (
        "a site of lessons",
        Judged {
            topics: &["snt", "mkdocs"],
            files: "mkdocs.yml docs/index.md docs/web.md docs/photo.md docs/quiz.h5p requirements.txt",
            expected: &["whole site", "file docs/quiz.h5p format"],
            ..NOTHING
        },
    ),
    (
        "a site whose folders say that it teaches",
        Judged {
            files: "_quarto.yml index.qmd cours/a.qmd cours/b.qmd exercices/a.qmd",
            expected: &["whole site"],
            ..NOTHING
        },
    ),
    (
        "a site made with a program of the web",
        Judged {
            topics: &["nsi", "docusaurus"],
            files: "package.json docusaurus.config.js docs/a.md docs/b.md docs/c.md docs/d.md",
            expected: &["whole site"],
            ..NOTHING
        },
    ),
    (
        "a site whose lessons are folders",
        Judged {
            topics: &["nsi"],
            files: "mkdocs.yml docs/seance-1/README.md docs/seance-1/a.py docs/a.md docs/b/x.md docs/b/x.png",
            expected: &["whole site"],
            ..NOTHING
        },
    ),
    (
        "a course in pages of HTML, with notebooks to take away",
        Judged {
            description: "Cours de NSI en terminale",
            files: "index.html 404.html abr/index.html abr/images/a.png api/index.html api/TP_meteo.ipynb \
                    api/donnees.ipynb api/a.json",
            expected: &["whole site", "file api/TP_meteo.ipynb title"],
            ..NOTHING
        },
    ),
    (
        "a site that does not teach",
        Judged {
            description: "Site de l’association",
            files: "mkdocs.yml docs/index.md docs/statuts.md docs/adhesion.md",
            ..NOTHING
        },
    ),
    (
        "a book",
        Judged {
            topics: &["mathematiques", "licence"],
            files: "livre.tex ch/a.tex ch/b.tex ch/c.tex livre.pdf README.md fig/a.png",
            texts: &[(
                "livre.tex",
                "\\documentclass{book}\n% \\include{ch/z}\n\\include{ch/a}\\include{ch/b}\\input{ch/c.tex}",
            )],
            expected: &["whole book"],
            ..NOTHING
        },
    ),
    (
        "data for a class, and no document",
        Judged {
            topics: &["nsi", "jeu-de-donnees"],
            files: "README.md pays.csv villes.csv",
            expected: &["whole topic"],
            ..NOTHING
        },
    ),
];

const FOLDERS: &[(&str, Judged)] = &[
    (
        "lessons with their pictures",
        Judged {
            topics: &["snt"],
            files: "s1/lecon.md s1/images/a.png s2/lecon.md s2/data.csv s3/lecon.md README.md",
            expected: &["folder s1 title", "folder s2 title", "file s3/lecon.md title"],
            ..NOTHING
        },
    ),
    (
        "lessons that share a folder and its pictures",
        Judged {
            files: "cours/a.md cours/b.md cours/images/a.png",
            expected: &["file cours/a.md folder", "file cours/b.md folder"],
            ..NOTHING
        },
    ),
    (
        "a lesson told by its README",
        Judged {
            files: "seance-01/README.md seance-01/a.py seance-02/README.md seance-02/b.py README.md",
            expected: &["folder seance-01 folder", "folder seance-02 folder"],
            ..NOTHING
        },
    ),
    (
        "a book beside sheets",
        Judged {
            files: "cours/poly/main.tex cours/poly/a.tex cours/poly/b.tex fiches/x.odt exercices/y.odt",
            texts: &[("cours/poly/main.tex", "\\documentclass{report}\\input{a}\\input{./b}")],
            expected: &["folder cours/poly book", "file exercices/y.odt folder"],
            ..NOTHING
        },
    ),
    (
        "sheets in LaTeX that take in a common head",
        Judged {
            topics: &["maths", "2nde"],
            files: "a.tex b.tex entete.tex",
            texts: &[
                ("a.tex", "\\documentclass{article}\\input{entete}"),
                ("b.tex", "\\documentclass{article}\\input{entete.tex}"),
                ("entete.tex", "\\usepackage{x}"),
            ],
            expected: &["file a.tex topic", "file b.tex topic"],
            ..NOTHING
        },
    ),
    (
        "declared folders",
        Judged {
            files: "a/metadata.yml a/slides.md b/metadata.yml b/cours.md c/notes.md",
            texts: &[
                ("a/metadata.yml", "name: A\nlearningResourceType:\n  - x\n"),
                ("b/metadata.yml", "name: B\ninLanguage: fr\n"),
            ],
            expected: &["folder a declared", "folder b declared"],
            ..NOTHING
        },
    ),
    (
        "a site of lessons in a folder of a program",
        Judged {
            files: "Cargo.toml src/a.rs src/b.rs src/c.rs cours/mkdocs.yml cours/docs/a.md cours/docs/b.md",
            expected: &["folder cours site"],
            ..NOTHING
        },
    ),
];

#[test]
fn the_whole_is_one_resource() {
    for (name, judged) in WHOLES {
        check(name, judged);
    }
}

#[test]
fn a_folder_is_one_resource() {
    for (name, judged) in FOLDERS {
        check(name, judged);
    }
}
