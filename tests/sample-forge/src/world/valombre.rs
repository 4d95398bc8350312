//! The académie de Valombre: lessons of mathematics and sciences, tools of its IT department.

use crate::spec::{Commit, Repository, Visibility};

use super::story::{
    MAELLE, RENOVATE, SOLENE, TOMASZ, YANIS, annotated, at, commit, files, grown, licence, light, public,
    root, text,
};

pub(super) fn repositories() -> Vec<Repository> {
    vec![fractions(), automatismes(), volcans(), bareme(), inventaire(), private()]
}

fn fractions() -> Repository {
    let first = vec![
        commit(MAELLE, at(2022, 9, 5, 17), "Leçon 1 : partager une unité", {
            let mut write = files!("fractions-6e": "lecons/01-partager-une-unite.md");
            write.push(text("README.md", "# Fractions en 6e\n\nUne séquence en chantier pour la sixième.\n"));
            write.push(text("brouillon.md", "À faire, la demi-droite graduée et les quotients.\n"));
            write.push(licence("LICENSE", "CC-BY-SA-4.0"));
            write
        }),
        commit(
            YANIS,
            at(2022, 10, 3, 16),
            "Leçon 2 : la demi-droite graduée",
            files!("fractions-6e": "lecons/02-demi-droite-graduee.md"),
        ),
        commit(
            MAELLE,
            at(2023, 5, 22, 18),
            "Série 1 et son corrigé",
            files!("fractions-6e": "exercices/serie-1.md", "exercices/serie-1-corrige.md"),
        ),
        commit(
            MAELLE,
            at(2024, 9, 2, 8),
            "Évaluation ; version 1.0",
            files!("fractions-6e": "evaluation.md", "AUTHORS.md"),
        ),
    ];
    let mut third_lesson = commit(
        YANIS,
        at(2026, 10, 5, 15),
        "Leçon 3 : fraction d’une quantité, fraction et quotient",
        files!("fractions-6e": "lecons/03-quantite-et-quotient.md"),
    );
    third_lesson.remove.push("brouillon.md".to_owned());
    let since = vec![
        commit(
            YANIS,
            at(2025, 11, 17, 17),
            "Série 2 : cinq problèmes",
            files!("fractions-6e": "exercices/serie-2-problemes.md"),
        ),
        third_lesson,
        commit(
            MAELLE,
            at(2026, 10, 12, 9),
            "Mode d’emploi, journal ; version 1.1",
            files!("fractions-6e": "README.md", "CHANGELOG.md"),
        ),
    ];
    Repository {
        branches: vec![root("version-1.0", first), grown("main", "version-1.0", since)],
        tags: vec![
            annotated("v1.0", "version-1.0", "Trois leçons essayées deux ans en classe"),
            annotated("v1.1", "main", "La fraction comme quotient"),
        ],
        ..public(
            101,
            "ac-valombre/maths/fractions-6e",
            "Fractions en 6e",
            "Séquence complète sur les fractions en sixième : leçons, exercices corrigés, évaluation.",
            &["mathematiques", "6e", "fractions", "cycle-3", "lecons", "exercices"],
        )
    }
}

fn automatismes() -> Repository {
    let commits = vec![
        commit(
            YANIS,
            at(2023, 8, 28, 9),
            "Rituels de sixième et de cinquième",
            files!("automatismes-college": "README.md", "6e.md", "5e.md"),
        ),
        commit(MAELLE, at(2024, 8, 27, 10), "Rituels de quatrième", files!("automatismes-college": "4e.md")),
        commit(YANIS, at(2026, 9, 21, 12), "Rituels de troisième", files!("automatismes-college": "3e.md")),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![light("rentree-2026", "main")],
        ..public(
            102,
            "ac-valombre/maths/automatismes-college",
            "Automatismes au collège",
            "Dix minutes de calcul mental par jour, de la 6e à la 3e : rituels, réponses, stratégies.",
            &["mathematiques", "college", "calcul-mental", "6e", "5e", "4e", "3e"],
        )
    }
}

fn volcans() -> Repository {
    let commits = vec![
        commit(
            SOLENE,
            at(2023, 1, 9, 19),
            "Fiche élève : deux éruptions, une expérience",
            files!("volcans-svt": "fiche-eleve.tex", "Makefile"),
        ),
        commit(
            SOLENE,
            at(2024, 2, 26, 18),
            "Fiche du professeur et limites du modèle",
            files!("volcans-svt": "fiche-professeur.tex"),
        ),
        commit(
            SOLENE,
            at(2026, 3, 20, 16),
            "Présentation et citation ; version 2.1.0",
            files!("volcans-svt": "README.md", "CITATION.cff"),
        ),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![annotated("2.1.0", "main", "Fiches relues après une année d’essai")],
        ..public(
            103,
            "ac-valombre/sciences/volcans-svt",
            "Volcans : deux dynamismes, un même moteur",
            "Fiches de SVT pour la 4e sur les éruptions effusives et explosives, en LaTeX.",
            &["svt", "4e", "volcans", "latex", "experience"],
        )
    }
}

fn bareme() -> Repository {
    let mut write = files!("bareme":
        "README.md", "pom.xml", "publiccode.yml", "src/main/java/fr/example/bareme/Bareme.java");
    write.push(licence("LICENSE", "CECILL-2.1"));
    let compiler = |release: &str| {
        let pom = include_str!("../../content/bareme/pom.xml")
            .replace("<maven.compiler.release>17<", &format!("<maven.compiler.release>{release}<"));
        vec![text("pom.xml", &pom)]
    };
    let commits = vec![
        commit(SOLENE, at(2023, 10, 16, 13), "Calcul exact d’une note sur 20", write),
        commit(
            TOMASZ,
            at(2023, 11, 6, 10),
            "Texte pour les revues de code",
            vec![text("REVUE.md", "# Revue\n\nVérifier les bornes, puis le quart de point pile.\n")],
        ),
        // Only a program has touched it since: a recent commit, yet no longer an active project.
        commit(RENOVATE, at(2025, 9, 22, 4), "Update dependency java to v21", compiler("21")),
        commit(RENOVATE, at(2026, 6, 1, 4), "Update dependency java to v25", compiler("25")),
    ];
    Repository {
        branches: vec![root("main", commits)],
        tags: vec![light("v1.0.2", "main")],
        ..public(
            104,
            "ac-valombre/dsi/bareme",
            "Barème",
            "Ramène une note sur 20, arrondie au demi-point, en calcul exact.",
            &["java", "evaluation", "notes"],
        )
    }
}

fn inventaire() -> Repository {
    let commits = vec![
        commit(
            TOMASZ,
            at(2024, 11, 4, 14),
            "Relève d’un poste en une ligne",
            files!("inventaire-parc": "inventaire.py"),
        ),
        commit(TOMASZ, at(2025, 6, 16, 11), "Mode d’emploi", files!("inventaire-parc": "README.md")),
    ];
    Repository {
        branches: vec![root("main", commits)],
        ..public(
            105,
            "ac-valombre/dsi/inventaire-parc",
            "Inventaire du parc",
            "Relève en une commande ce qui identifie un poste, pour préparer le renouvellement.",
            &["python", "parc", "inventaire"],
        )
    }
}

fn private() -> Repository {
    let only: Commit = commit(
        TOMASZ,
        at(2026, 4, 13, 9),
        "Quartzomancie : premier rapprochement",
        files!("prive": "README.md", "quartzomancie.py"),
    );
    Repository {
        visibility: Visibility::Private,
        branches: vec![root("main", vec![only]), grown("essai-quartzomancie", "main", Vec::new())],
        tags: vec![light("quartzomancie-0.1", "main")],
        ..public(
            106,
            "ac-valombre/dsi/quartzomancie-paie",
            "Quartzomancie",
            "Quartzomancie : passerelle de paie du service des personnels.",
            &["quartzomancie"],
        )
    }
}
