//! Programs, whose documents do not teach, and programs with lessons beside.

use super::{Judged, NOTHING, check};

const PROGRAMS: &[(&str, Judged)] = &[
    (
        "a library with docs",
        Judged {
            topics: &["rust", "parser", "documentation"],
            files: "Cargo.toml src/lib.rs src/a.rs src/b.rs README.md CHANGELOG.md docs/guide.md docs/api.md",
            ..NOTHING
        },
    ),
    (
        "a program documented by a site",
        Judged {
            topics: &["python", "cli"],
            files: "pyproject.toml mkdocs.yml src/a.py src/b.py src/c.py src/d.py docs/index.md docs/install.md docs/tutorial.md",
            ..NOTHING
        },
    ),
    (
        "fixtures of a reader of h5p",
        Judged {
            topics: &["h5p", "nodejs"],
            files: "package.json src/a.ts src/b.ts test/data/a.h5p tests/fixtures/b.h5p examples/c.h5p docs/use.md",
            ..NOTHING
        },
    ),
    (
        "other people's code",
        Judged {
            files: "package.json index.js node_modules/x/exercises/a.md vendor/cours/b.md README.md",
            ..NOTHING
        },
    ),
    (
        "a programme for a subject, with its manual",
        Judged {
            topics: &["mathematiques", "javascript"],
            files: "package.json src/a.js src/b.js src/c.js docs/manuel.md docs/reglages.md README.md",
            ..NOTHING
        },
    ),
    (
        "a programme for a class, with its documents",
        Judged {
            topics: &["college", "vue"],
            description: "Application pour les élèves de 6e",
            files: "package.json src/a.vue src/b.ts src/c.ts src/d.ts docs/architecture.md docs/api.md",
            ..NOTHING
        },
    ),
    (
        "a theme of a site that names its parts in English",
        Judged {
            topics: &["wordpress"],
            files: "composer.json src/a.php src/b.php src/c.php templates/course/index.md docs/chapter1.md",
            ..NOTHING
        },
    ),
    (
        "data for machine learning",
        Judged {
            topics: &["dataset", "machine-learning"],
            files: "README.md data/a.csv data/b.csv data/c.json LICENSE notebooks/train.ipynb",
            ..NOTHING
        },
    ),
    (
        "notebooks beside code",
        Judged {
            topics: &["deep-learning"],
            files: "setup.py pkg/a.py pkg/b.py pkg/c.py notebooks/demo.ipynb notebooks/bench.ipynb",
            ..NOTHING
        },
    ),
    (
        "a thesis",
        Judged {
            description: "Manuscrit",
            files: "these.tex chapitres/a.tex chapitres/b.tex biblio.bib images/a.png",
            texts: &[("these.tex", "\\documentclass{book}\\include{chapitres/a}\\include{chapitres/b}")],
            ..NOTHING
        },
    ),
    (
        "settings of servers",
        Judged {
            topics: &["ansible"],
            files: "README.md roles/web/README.md roles/web/tasks.yml roles/db/README.md docs/exploitation.md",
            ..NOTHING
        },
    ),
    (
        "minutes of meetings",
        Judged {
            description: "Comptes rendus du groupe de travail",
            files: "2026-01-10.md 2026-02-14.md ordre-du-jour.odt README.md",
            ..NOTHING
        },
    ),
    (
        "sentences of which words are those of school",
        Judged {
            description: "Un outil en cours de réécriture",
            files: "Cargo.toml src/main.rs docs/si.md docs/es.md docs/all.md",
            ..NOTHING
        },
    ),
];

const BESIDE: &[(&str, Judged)] = &[
    (
        "exercises of a course in a workspace",
        Judged {
            files: "Cargo.toml src/main.rs src/a.rs src/b.rs src/c.rs exercises/01.md exercises/02.md docs/dev.md",
            expected: &["file exercises/01.md folder", "file exercises/02.md folder"],
            ..NOTHING
        },
    ),
    (
        "lessons for a class in the documents of a program",
        Judged {
            topics: &["python"],
            files: "pyproject.toml src/a.py src/b.py src/c.py docs/6e/fractions.md docs/6e/angles.md docs/install.md",
            expected: &["file docs/6e/fractions.md folder", "file docs/6e/angles.md folder"],
            ..NOTHING
        },
    ),
    (
        "notebooks of a program for a class",
        Judged {
            topics: &["nsi", "terminale"],
            files: "setup.py pkg/a.py pkg/b.py pkg/c.py carnets/arbres.ipynb carnets/graphes.ipynb docs/api.md",
            expected: &["file carnets/arbres.ipynb topic", "file carnets/graphes.ipynb topic"],
            ..NOTHING
        },
    ),
    (
        "a sheet that says its class in its title",
        Judged {
            files: "package.json src/a.js src/b.js src/c.js docs/prof.md docs/dev.md",
            texts: &[("docs/prof.md", "# Utiliser l’outil avec une classe de 5e")],
            expected: &["file docs/prof.md title"],
            ..NOTHING
        },
    ),
    (
        "an activity in the content of a site",
        Judged {
            files: "package.json src/a.js src/b.js contenu/volcan.h5p README.md",
            expected: &["file contenu/volcan.h5p format"],
            ..NOTHING
        },
    ),
];

#[test]
fn programs_with_documents_do_not_teach() {
    for (name, judged) in PROGRAMS {
        check(name, judged);
    }
}

#[test]
fn lessons_beside_a_program_are_found() {
    for (name, judged) in BESIDE {
        check(name, judged);
    }
}
