//! The text of LaTeX: commands go, what they show stays.
//!
//! Formulas stay as they are written. Must not know what a document says.

use crate::read::TEXT_LIMIT;
use crate::read::sheet::clean;

/// Commands whose first arguments are names, sizes or definitions, and how many of them.
const SILENT: &[(&str, usize)] = &[
    ("label", 1),
    ("ref", 1),
    ("eqref", 1),
    ("pageref", 1),
    ("cite", 1),
    ("includegraphics", 1),
    ("input", 1),
    ("include", 1),
    ("import", 2),
    ("usepackage", 1),
    ("documentclass", 1),
    ("bibliography", 1),
    ("bibliographystyle", 1),
    ("vspace", 1),
    ("hspace", 1),
    ("vskip", 0),
    ("href", 1),
    ("color", 1),
    ("textcolor", 1),
    ("definecolor", 3),
    ("newcommand", 2),
    ("renewcommand", 2),
    ("providecommand", 2),
    ("newenvironment", 3),
    ("setlength", 2),
    ("addtolength", 2),
    ("setcounter", 2),
    ("pagestyle", 1),
    ("thispagestyle", 1),
    ("thanks", 1),
    ("inst", 1),
    ("hypersetup", 1),
    ("graphicspath", 1),
    ("raisebox", 1),
    ("scalebox", 1),
    ("resizebox", 2),
    ("tikzinput", 1),
    ("insertvideo", 1),
    ("index", 1),
    ("usetikzlibrary", 1),
    ("hyphenation", 1),
    ("fontsize", 2),
    ("multicolumn", 2),
];

/// Commands that show a sign, and the sign.
const SIGNS: &[(&str, &str)] = &[
    ("og", "«\u{a0}"),
    ("fg", "\u{a0}»"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textdegree", "°"),
    ("degres", "°"),
    ("euro", "€"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("ae", "æ"),
    ("no", "n°"),
    ("copyright", "©"),
    ("ieme", "e"),
    ("iere", "re"),
    ("ier", "er"),
    ("textbackslash", "\\"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
];

/// Accents, with letters and how they look with them.
const ACCENTS: &[(char, &str, &str)] = &[
    ('\'', "aeiouyAEIOU", "áéíóúýÁÉÍÓÚ"),
    ('`', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('^', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('"', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
    ('~', "anoANO", "ãñõÃÑÕ"),
    ('c', "cC", "çÇ"),
];

/// One line of text.
pub(super) fn line(text: &str) -> String {
    clean(&shown(text).replace("---", "—").replace("--", "–"))
}

/// Paragraphs of text, an empty line between them; a little more than is kept.
pub(super) fn paragraphs(text: &str) -> String {
    let shown = shown(text).replace("---", "—").replace("--", "–");
    let mut kept = String::new();
    let mut apart = false;
    for line in shown.lines() {
        let line = clean(line);
        if line.is_empty() {
            apart = true;
        } else {
            if !kept.is_empty() {
                kept.push_str(if apart { "\n\n" } else { "\n" });
            }
            apart = false;
            kept.push_str(&line);
        }
        if kept.len() > TEXT_LIMIT + 1024 {
            break;
        }
    }
    kept
}

type Letters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn shown(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => command(&mut letters, &mut kept),
            '{' | '}' => {}
            '~' => kept.push('\u{a0}'),
            '$' | '&' => kept.push(' '),
            other => kept.push(other),
        }
    }
    kept
}

fn command(letters: &mut Letters<'_>, kept: &mut String) {
    let mut name = String::new();
    while let Some(next) = letters.next_if(char::is_ascii_alphabetic) {
        name.push(next);
    }
    if name.is_empty() {
        sign(letters, kept);
        return;
    }
    // Spaces behind a name belong to it.
    match name.as_str() {
        "c" if matches!(letters.peek(), Some('{')) => accented('c', letters, kept),
        "begin" | "end" => environment(letters, kept, name == "begin"),
        "item" => {
            kept.push_str("\n• ");
        }
        "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" => {
            letters.next_if_eq(&'*');
            options(letters);
            kept.push_str("\n\n");
        }
        "par" | "bigskip" | "medskip" | "smallskip" | "newpage" | "clearpage" | "maketitle" => {
            kept.push_str("\n\n");
        }
        _ => named(&name, letters, kept),
    }
}

/// What stands behind a backslash that is no letter.
fn sign(letters: &mut Letters<'_>, kept: &mut String) {
    match letters.next() {
        Some(sign @ ('%' | '&' | '_' | '#' | '$' | '{' | '}')) => kept.push(sign),
        Some('\\') => kept.push('\n'),
        Some('-') | None => {}
        Some(accent) if ACCENTS.iter().any(|(known, _, _)| *known == accent) => {
            accented(accent, letters, kept);
        }
        Some(_) => kept.push(' '),
    }
}

/// A command that shows a sign, or whose first arguments are silent.
fn named(name: &str, letters: &mut Letters<'_>, kept: &mut String) {
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        kept.push_str(sign);
        if name == "og" {
            letters.next_if_eq(&' ');
        }
        return;
    }
    let silent = SILENT.iter().find(|(known, _)| *known == name).map_or(0, |(_, count)| *count);
    letters.next_if_eq(&'*');
    options(letters);
    for _ in 0..silent {
        argument(letters);
        options(letters);
    }
    // A command with an argument leaves its argument; one without ends at a space.
    if letters.peek() != Some(&'{') {
        kept.push(' ');
    }
}

/// An accent and its letter, which may stand in braces.
fn accented(accent: char, letters: &mut Letters<'_>, kept: &mut String) {
    let braced = letters.next_if_eq(&'{').is_some();
    letters.next_if_eq(&'\\');
    let Some(letter) = letters.next_if(|letter| letter.is_alphabetic()) else { return };
    let known = ACCENTS.iter().find(|(known, _, _)| *known == accent).and_then(|(_, plain, looks)| {
        plain.chars().position(|known| known == letter).and_then(|at| looks.chars().nth(at))
    });
    kept.push(known.unwrap_or(letter));
    if braced {
        letters.next_if_eq(&'}');
    }
}

/// The name of an environment, and what its columns or options are.
fn environment(letters: &mut Letters<'_>, kept: &mut String, begins: bool) {
    let name = argument(letters);
    if begins
        && matches!(
            name.as_str(),
            "array" | "tabular" | "tabularx" | "minipage" | "multicols" | "longtable" | "wrapfigure"
        )
    {
        options(letters);
        argument(letters);
    }
    kept.push('\n');
}

/// Reads over options in brackets.
fn options(letters: &mut Letters<'_>) {
    if letters.peek() == Some(&'[') {
        over(letters, '[', ']');
    }
}

/// Reads over an argument in braces, and gives the start of it.
fn argument(letters: &mut Letters<'_>) -> String {
    if letters.peek() == Some(&'{') { over(letters, '{', '}') } else { String::new() }
}

fn over(letters: &mut Letters<'_>, open: char, close: char) -> String {
    let (mut depth, mut inside) = (0_u32, String::new());
    for letter in letters.by_ref().take(4_000) {
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth = depth.saturating_sub(1);
        } else if inside.len() < 40 {
            inside.push(letter);
        }
        if depth == 0 {
            break;
        }
    }
    inside
}
