//! The direction des communs numériques: the tools that every académie shares.

use crate::spec::{Branch, Repository, Visibility};

use super::story::{
    BEATRICE, HUGO, IDRISS, RENOVATE, TOMASZ, annotated, at, commit, files, grown, licence, light, public,
    root, text,
};

const CONTROL: &str =
    "controle:\n  image: python:3.14-slim\n  script: PYTHONPATH=src python -m unittest discover -s tests\n";

pub(super) fn repositories() -> Vec<Repository> {
    vec![typofr(), number_line(), filter_fraction(), archived(), internal()]
}

/// The branches of typofr; its fork starts from the same ones.
pub(super) fn typofr_branches() -> Vec<Branch> {
    let early = |version: &str| {
        include_str!("../../content/typofr/pyproject.toml").replace("\"1.2.0\"", &format!("\"{version}\""))
    };
    let mut start = files!("typofr":
        "src/typofr/__init__.py", "src/typofr/__main__.py", "src/typofr/regles.py", "AUTHORS");
    start.push(text("README.md", "# typofr\n\nRelit la typographie française des textes Markdown.\n"));
    start.push(licence("LICENSE", "EUPL-1.2"));
    start.push(text("pyproject.toml", &early("0.1.0")));
    let first = vec![
        commit(BEATRICE, at(2024, 10, 7, 13), "Premières règles : apostrophes et guillemets", start),
        commit(
            IDRISS,
            at(2024, 11, 18, 9),
            "Tests ; version 1.0.0",
            vec![text("pyproject.toml", &early("1.0.0")), files!("typofr": "tests/test_regles.py").remove(0)],
        ),
    ];
    let second = vec![
        commit(TOMASZ, at(2025, 2, 10, 15), "Guide de contribution", files!("typofr": "CONTRIBUTING.md")),
        commit(
            BEATRICE,
            at(2025, 3, 3, 10),
            "Commande verifier ; version 1.1.0",
            vec![text("pyproject.toml", &early("1.1.0"))],
        ),
    ];
    let third = vec![
        commit(
            RENOVATE,
            at(2025, 12, 1, 3),
            "Update python Docker tag to v3.14",
            vec![text(".gitlab-ci.yml", CONTROL)],
        ),
        commit(
            IDRISS,
            at(2026, 9, 7, 14),
            "Métadonnées publiques",
            files!("typofr": "publiccode.yml", "codemeta.json"),
        ),
        commit(
            BEATRICE,
            at(2026, 9, 14, 9),
            "Milliers et pourcentages ; version 1.2.0",
            files!("typofr": "README.md", "CHANGELOG.md", "pyproject.toml"),
        ),
    ];
    vec![
        root("stable-1.0", first),
        grown("stable-1.1", "stable-1.0", second),
        grown("main", "stable-1.1", third),
    ]
}

fn typofr() -> Repository {
    Repository {
        branches: typofr_branches(),
        tags: vec![
            light("v1.0.0", "stable-1.0"),
            annotated("v1.1.0", "stable-1.1", "La commande verifier"),
            annotated("v1.2.0", "main", "Milliers et pourcentages"),
        ],
        ..public(
            201,
            "communs-numeriques/outils/typofr",
            "typofr",
            "Relit et corrige la typographie française des textes Markdown.",
            &["python", "typographie", "markdown", "outil-libre"],
        )
    }
}

fn number_line() -> Repository {
    let mut start = files!("number-line": "fraction.js", "package.json");
    start.push(text("README.md", "# number-line\n\nA number line for the classroom.\n"));
    let (path, mit) = licence("LICENSE", "MIT");
    let named = String::from_utf8_lossy(&mit).replace("<year> <copyright holders>", "2022 Tomasz Wieliczko");
    start.push(text(&path, &named));
    let commits = vec![
        commit(TOMASZ, at(2022, 3, 14, 15), "Exact fractions", start),
        commit(TOMASZ, at(2023, 4, 3, 16), "Draw the line as a custom element", {
            files!("number-line": "number-line.js")
        }),
        commit(HUGO, at(2024, 5, 27, 11), "Test the sentence read aloud", {
            files!("number-line": "number-line.test.js")
        }),
        commit(TOMASZ, at(2026, 2, 11, 10), "Document every attribute", files!("number-line": "README.md")),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![annotated("v2.0.1", "main", "Documented attributes")],
        ..public(
            202,
            "communs-numeriques/outils/number-line",
            "number-line",
            "An accessible number line for the classroom: whole numbers, decimals and fractions.",
            &["javascript", "web-component", "accessibility", "mathematics", "fractions"],
        )
    }
}

/// Three hundred branches: two that live, and what an update robot left behind over the years.
fn filter_fraction() -> Repository {
    let mut start = files!("filter_fraction": "composer.json", "lang/fr/filter_fraction.php");
    start.push(text("README.md", "# filter_fraction\n\nUn filtre Moodle pour écrire les fractions.\n"));
    start.push(licence("COPYING", "GPL-3.0-or-later"));
    let first = vec![
        commit(BEATRICE, at(2021, 9, 13, 14), "Squelette du filtre", start),
        commit(IDRISS, at(2022, 11, 28, 9), "Chaînes en anglais", {
            files!("filter_fraction": "lang/en/filter_fraction.php")
        }),
    ];
    let since = vec![
        commit(BEATRICE, at(2025, 1, 13, 13), "Filtre pour Moodle 4.5", {
            files!("filter_fraction": "classes/text_filter.php", "tests/text_filter_test.php")
        }),
        commit(BEATRICE, at(2026, 6, 8, 10), "Mode d’emploi ; version 1.4.0", {
            files!("filter_fraction": "README.md", "version.php")
        }),
    ];
    let mut branches = vec![root("MOODLE_401_STABLE", first), grown("main", "MOODLE_401_STABLE", since)];
    branches.extend((1..=298).map(robot_branch));
    Repository {
        branches,
        tags: vec![light("v1.4.0", "main")],
        ..public(
            203,
            "communs-numeriques/plateformes/moodle-filter_fraction",
            "filter_fraction",
            "Filtre Moodle qui écrit les fractions en MathML, lisibles par les lecteurs d’écran.",
            &["moodle", "php", "mathml", "accessibilite", "fractions"],
        )
    }
}

/// One in three carries a commit of its own, the others were never rebased and point at `main`.
fn robot_branch(number: i64) -> Branch {
    let commits = if number % 3 == 0 {
        let composer = include_str!("../../content/filter_fraction/composer.json")
            .replace("^9.6", &format!("^9.6.{}", number % 30));
        let time = at(2026, 6, 9, 2) + number * 3_600;
        vec![commit(
            RENOVATE,
            time,
            "Update dependency phpunit/phpunit",
            vec![text("composer.json", &composer)],
        )]
    } else {
        Vec::new()
    };
    grown(&format!("renovate/lot-{number:03}"), "main", commits)
}

fn archived() -> Repository {
    let mut start = files!("emploi-du-temps-ics": "edt.py");
    start.push(licence("COPYING", "AGPL-3.0-or-later"));
    let commits = vec![
        commit(IDRISS, at(2021, 8, 30, 9), "Du tableur à l’agenda", start),
        commit(IDRISS, at(2023, 3, 13, 15), "Métadonnées", files!("emploi-du-temps-ics": "publiccode.yml")),
        commit(IDRISS, at(2023, 6, 30, 17), "Archivage", files!("emploi-du-temps-ics": "README.md")),
    ];
    Repository {
        archived: true,
        branches: vec![root("main", commits)],
        tags: vec![light("v0.9.0", "main")],
        ..public(
            204,
            "communs-numeriques/outils/emploi-du-temps-ics",
            "emploi-du-temps-ics",
            "Transforme un emploi du temps CSV en agenda iCalendar (projet archivé).",
            &["python", "agenda", "ics", "vie-scolaire"],
        )
    }
}

fn internal() -> Repository {
    let only = commit(
        BEATRICE,
        at(2026, 1, 12, 9),
        "Brumazure : annuaire de rentrée",
        files!("interne": "README.md", "brumazure.json"),
    );
    Repository {
        visibility: Visibility::Internal,
        branches: vec![root("main", vec![only])],
        tags: vec![light("brumazure-1", "main")],
        ..public(
            205,
            "communs-numeriques/interne/brumazure-annuaire",
            "Brumazure",
            "Brumazure : annuaire des équipes de la direction.",
            &["brumazure"],
        )
    }
}
