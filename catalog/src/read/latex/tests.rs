//! LaTeX as teachers write it, with what it says.

use super::super::{Format, Reading, read as read_file};
use super::*;

fn tex(text: &str) -> Reading {
    read_file(Format::Latex, "poly.tex", text.as_bytes())
}

#[test]
fn title_authors_and_text_are_read() {
    let reading = tex(
        "\\documentclass{article}\n%\\title{Ancien}\n\\title[court]{Les \\textbf{fractions} en 6\\ieme}\n\
         \\author{Ada Lovelace\\thanks{x} \\and Alan Turing\\\\ \\texttt{a@b.fr}}\n\\date{1er septembre 2025}\n\
         \\begin{document}\n% secret\n\\section{But}\\label{s}\nLe but est de comprendre les fractions, avec des exemples pour la classe.\n\
         L'\\'el\\`eve re\\c{c}oit \\og 3 \\fg{} \\textcolor{red}{parts} et $\\frac12$.\n\\begin{itemize}\\item un\\end{itemize}\n\\end{document}\n",
    );
    let told = &reading.fields;
    assert_eq!(told.value(Field::Name), Some("Les fractions en 6e"));
    assert_eq!(told.values(Field::Author), ["Ada Lovelace", "Alan Turing"]);
    assert_eq!(told.value(Field::Published), Some("2025-09-01"));
    assert_eq!(told.values(Field::Level), ["6e"]);
    assert_eq!(told.value(Field::Language), Some("fr"));
    let text = reading.text.unwrap();
    assert!(text.starts_with("But\nLe but est de comprendre"), "{text}");
    assert!(text.contains("L'élève reçoit « 3 » parts et 12 .") && text.contains("• un"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn the_preamble_says_language_keywords_and_sort() {
    let told = tex(
        "\\documentclass[11pt,french]{beamer}\\begin{abstract}Un exposé\nsur les volcans.\\end{abstract}\n\\usepackage[english,main=french]{babel}\n\
         \\hypersetup{pdftitle={Les volcans, vus de près}, pdfauthor={Ada Lovelace}, pdfkeywords={svt, lave},\n colorlinks=true}\n\\begin{document}\\end{document}",
    )
    .fields;
    assert_eq!(told.value(Field::Name), Some("Les volcans, vus de près"));
    assert_eq!(told.values(Field::Keyword), ["svt", "lave"]);
    assert_eq!(told.values(Field::Language), ["fr"]);
    assert_eq!(told.values(Field::ResourceType), ["diaporama"]);
    assert_eq!(told.value(Field::Summary), Some("Un exposé sur les volcans."));
    assert_eq!(told.value(Field::ResourceKind), Some("document"));
    assert_eq!(told.value(Field::EditableSource), Some("yes"));
}

#[test]
fn packages_print_a_licence_and_a_missing_version_is_told() {
    for (text, licence, findings) in [
        ("\\usepackage[type={CC},modifier={by-nc-sa},version={3.0}]{doclicense}", "CC-BY-NC-SA-3.0", 0),
        ("\\usepackage[modifier=by-sa]{doclicense}", "CC-BY-SA-4.0", 0),
        ("\\usepackage[type=CC0]{doclicense}", "CC0-1.0", 0),
        ("\\usepackage{ccicons}\nContenu \\ccbyncsa~4.0", "CC-BY-NC-SA-4.0", 0),
        ("\\cczero", "CC0-1.0", 0),
        ("Contenu \\ccbysa", "CC-BY-SA-4.0", 1),
    ] {
        let reading = tex(text);
        assert_eq!(reading.fields.values(Field::Licence), [licence], "{text}");
        assert_eq!(reading.findings.len(), findings, "{text}: {:?}", reading.findings);
    }
    let unsure = tex("Contenu \\ccbysa");
    assert!(unsure.fields.claims(Field::Licence)[0].confidence < 0.5);
    assert!(tex("% \\ccby\n\\newcommand{\\ccby}{x}").fields.claims(Field::Licence).is_empty());
}

#[test]
fn exercises_and_answers_are_seen() {
    let told = tex(
        "\\begin{exercice}a\\end{exercice}\\begin{exercice}b\\end{exercice}\\begin{solution}c\\end{solution}",
    )
    .fields;
    // "poly", the name of the file, is a word for a course.
    assert_eq!(told.value(Field::ResourceType), Some("exercice"));
    assert_eq!(told.value(Field::AnswerKey), Some("yes"));
}

#[test]
fn an_argument_that_never_ends_is_bounded() {
    let text = format!("\\title{{{}", "{".repeat(200_000));
    assert_eq!(tex(&text).fields.value(Field::Name), Some("poly"), "the name of the file");
    let text = "\\usepackage[".repeat(20_000);
    let _ = tex(&text);
}
