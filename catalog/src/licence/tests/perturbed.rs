//! Every text of the SPDX list, changed as people change it.

use super::Score;
use crate::licence::detect;
use crate::licence::text::Fingerprint;
use crate::vocabulary::table::rows;

/// Every text of the list under its identifier.
fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    spdx::identifiers::LICENSES
        .iter()
        .filter_map(|licence| Some((licence.name, spdx::license_id(licence.name)?.text())))
        .filter(|(_, text)| !text.trim().is_empty())
}

/// Whether an identifier's text has the same words as another's.
fn is_same_text(found: &str, text: &str) -> bool {
    spdx::license_id(found)
        .is_some_and(|known| Fingerprint::of(known.text()).whole == Fingerprint::of(text).whole)
}

fn measure(what: &str, change: impl Fn(&str) -> String) {
    let mut score = Score::default();
    for (id, text) in texts() {
        let found = detect(&change(text));
        let is_right =
            found.len() == 1 && (found[0].expression == id || is_same_text(&found[0].expression, text));
        let names: Vec<&str> = found.iter().map(|one| one.expression.as_str()).collect();
        let shown = if names.is_empty() { "NONE".to_owned() } else { names.join(" + ") };
        score.count(id, id, &shown, is_right);
    }
    score.judge(what, 98.0, 2.0);
    official(what, change);
}

/// The official texts that the list lacks: every one of them.
fn official(what: &str, change: impl Fn(&str) -> String) {
    let Some(root) = crate::corpus::root() else { return };
    let mut score = Score::default();
    for row in rows(include_str!("../../../data/licences/texts.csv")) {
        let text = std::fs::read_to_string(root.join("licences/templates").join(&row[0])).unwrap();
        let found: Vec<String> = detect(&change(&text)).into_iter().map(|one| one.expression).collect();
        let found = found.join(" + ");
        score.count(&row[0], &row[1], &found, found == row[1]);
    }
    score.judge(&format!("official texts, {what}"), 100.0, 0.0);
}

#[test]
fn with_another_copyright_line() {
    measure("another copyright line", |text| {
        format!("Copyright (c) 2024 Académie de Nantes et contributeurs\n\n{text}")
    });
}

#[test]
fn wrapped_elsewhere() {
    measure("re-wrapped", |text| {
        let mut wrapped = String::new();
        for paragraph in text.split("\n\n") {
            let mut width = 0;
            for word in paragraph.split_whitespace() {
                width += word.len() + 1;
                wrapped.push_str(word);
                wrapped.push(if width > 60 { '\n' } else { ' ' });
                width = if width > 60 { 0 } else { width };
            }
            wrapped.push_str("\n\n");
        }
        wrapped
    });
}

#[test]
fn between_a_header_and_a_footer() {
    let header = "Outil de suivi des élèves\nDirection du numérique pour l’éducation\n\
        Projet mené avec l’académie de Lille\nContact : la page du projet\n\
        Version du document : avril 2024\nCe fichier accompagne le code source.\n\n";
    measure("header and footer", |text| {
        format!("{header}{text}\n\nFin du document.\nQuestions : voir la page du projet.\n")
    });
}

#[test]
fn inside_a_readme() {
    let lines = [
        "# Carnet de suivi",
        "Une application pour préparer les séances et suivre les progrès des élèves.",
        "## Installation",
        "Copier le dossier sur le serveur, puis lancer le script de mise en place.",
        "Le service écoute sur le port indiqué dans le fichier de réglages.",
    ];
    let readme: Vec<&str> = lines.iter().copied().cycle().take(60).collect();
    let readme = readme.join("\n");
    measure("inside a README", |text| format!("{readme}\n\n{text}\n"));
}
