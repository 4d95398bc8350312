//! The région académique des Trois-Rivières: computing, history, class life, operations.

use crate::spec::Repository;

use super::communs::typofr_branches;
use super::story::{
    AURELIE, HUGO, IDRISS, RENOVATE, TOMASZ, YANIS, annotated, at, commit, files, grown, latin1, licence,
    light, public, root, text,
};

pub(super) fn repositories() -> Vec<Repository> {
    vec![arbres(), revolution(), sauvegarde(), tirage(), plan_de_classe(), fork(), empty()]
}

fn arbres() -> Repository {
    let commits = vec![
        commit(
            HUGO,
            at(2024, 12, 2, 18),
            "Module et tests",
            files!("arbres-binaires": "arbres.py", "test_arbres.py"),
        ),
        commit(
            IDRISS,
            at(2025, 11, 24, 17),
            "Carnet : définition, parcours, recherche",
            files!("arbres-binaires": "arbres_binaires.ipynb"),
        ),
        commit(
            HUGO,
            at(2026, 10, 5, 12),
            "Présentation et citation ; version 1.1.0",
            files!("arbres-binaires": "README.md", "CITATION.cff"),
        ),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![annotated("v1.1.0", "main", "Six exercices")],
        ..public(
            301,
            "ra-trois-rivieres/nsi/arbres-binaires",
            "Arbres binaires en terminale NSI",
            "Carnet Jupyter pour la spécialité NSI, terminale : arbres binaires, parcours, arbre de recherche.",
            &["nsi", "terminale", "python", "jupyter", "arbres-binaires", "algorithmique"],
        )
    }
}

/// Its README is in ISO 8859-1, and nobody has touched it since 2022.
fn revolution() -> Repository {
    let readme = files!("revolution-1789": "README.md").into_iter().map(latin1).collect();
    let commits = vec![
        commit(AURELIE, at(2021, 10, 11, 20), "Présentation du dossier", readme),
        commit(
            AURELIE,
            at(2022, 1, 17, 19),
            "Chronologie commentée",
            files!("revolution-1789": "dossier/chronologie.md"),
        ),
        commit(
            AURELIE,
            at(2022, 6, 13, 18),
            "Lire la Déclaration de 1789",
            files!("revolution-1789": "dossier/declaration-1789.md", "codemeta.json"),
        ),
    ];
    Repository {
        default_branch: "master".to_owned(),
        branches: vec![root("master", commits)],
        ..public(
            302,
            "ra-trois-rivieres/histoire/revolution-1789",
            "La Révolution française en quatrième",
            "Dossier d’histoire pour la 4e : chronologie commentée et lecture de la Déclaration de 1789.",
            &["histoire", "4e", "revolution-francaise", "declaration-1789"],
        )
    }
}

fn sauvegarde() -> Repository {
    let mut start = files!("sauvegarde-postes": "sauvegarde.sh", "REUSE.toml");
    start.push(licence("LICENSES/EUPL-1.2.txt", "EUPL-1.2"));
    let commits = vec![
        commit(TOMASZ, at(2022, 5, 9, 8), "Une archive par soir", start),
        commit(
            TOMASZ,
            at(2024, 1, 22, 9),
            "Restaurer après vérification",
            files!("sauvegarde-postes": "restauration.sh"),
        ),
        commit(
            TOMASZ,
            at(2026, 5, 11, 9),
            "Mode d’emploi et métadonnées ; version 1.3.0",
            files!("sauvegarde-postes": "README.md", "publiccode.yml"),
        ),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![annotated("v1.3.0", "main", "Restauration vérifiée")],
        ..public(
            303,
            "ra-trois-rivieres/exploitation/sauvegarde-postes",
            "sauvegarde-postes",
            "Archives datées et vérifiées des dossiers d’un établissement, en deux scripts POSIX.",
            &["shell", "sauvegarde", "exploitation", "reuse"],
        )
    }
}

/// Renamed between the two passes; see `second_pass`.
fn tirage() -> Repository {
    let mut start = files!("tirage-groupes": "Cargo.toml", "src/main.rs", "src/tirage.rs");
    start.push(licence("LICENSE", "Apache-2.0"));
    let commits = vec![
        commit(YANIS, at(2025, 4, 7, 17), "Tirage reproductible", start),
        commit(
            RENOVATE,
            at(2026, 2, 2, 3),
            "Pin the toolchain",
            vec![text("rust-toolchain.toml", "[toolchain]\nchannel = \"1.94\"\n")],
        ),
        commit(YANIS, at(2026, 10, 26, 10), "Mode d’emploi", files!("tirage-groupes": "README.md")),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![light("v0.3.0", "main")],
        ..public(
            304,
            super::RENAME.old_path,
            "tirage-groupes",
            "Tire au sort des groupes d’élèves équilibrés, de façon reproductible.",
            &["rust", "vie-de-classe", "groupes"],
        )
    }
}

fn plan_de_classe() -> Repository {
    let only = commit(
        HUGO,
        at(2026, 1, 19, 11),
        "Livraison du prestataire",
        files!("plan-de-classe": "README.md", "package.json", "plan.js"),
    );
    Repository {
        branches: vec![root("main", vec![only])],
        ..public(
            305,
            "ra-trois-rivieres/vie-de-classe/plan-de-classe",
            "plan-de-classe",
            "Maquette d’un plan de classe à glisser-déposer.",
            &["javascript", "vie-de-classe"],
        )
    }
}

fn fork() -> Repository {
    let mut branches = typofr_branches();
    let exercise =
        text("EXERCICE.md", "# Exercice de NSI\n\nAjouter une règle pour les numéros de siècle.\n");
    branches.push(grown(
        "exercice-nsi",
        "stable-1.0",
        vec![commit(HUGO, at(2025, 1, 20, 15), "Un exercice pour la terminale", vec![exercise])],
    ));
    Repository {
        fork_of: Some(201),
        branches,
        ..public(
            306,
            "ra-trois-rivieres/nsi/typofr",
            "typofr (NSI)",
            "Copie de typofr où les classes de NSI proposent leurs règles.",
            &["python", "nsi", "terminale"],
        )
    }
}

fn empty() -> Repository {
    public(
        307,
        "ra-trois-rivieres/lycees/atelier-robotique",
        "Atelier de robotique",
        "Dépôt ouvert pour l’atelier de robotique des lycées ; premiers fichiers à venir.",
        &["robotique", "lycee"],
    )
}
