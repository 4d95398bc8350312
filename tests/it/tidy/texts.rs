//! French as it is printed: the apostrophe ’, the narrow no-break space before double punctuation.

use super::{assert_tidy, root};

const FRENCH: &str = "templates/src/text/fr.rs";

/// The string literals of a Rust file that has no raw strings, with their lines.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let (mut inside, mut literal, mut characters) = (false, String::new(), line.chars());
        while let Some(c) = characters.next() {
            match c {
                '\\' if inside => literal.extend(characters.next()),
                '"' if inside => {
                    found.push((number + 1, std::mem::take(&mut literal)));
                    inside = false;
                }
                '"' => inside = true,
                _ if inside => literal.push(c),
                _ => {}
            }
        }
    }
    found
}

fn french() -> Vec<(usize, String)> {
    let found = literals(&std::fs::read_to_string(root().join(FRENCH)).unwrap());
    assert!(found.len() > 100, "only {} texts found in {FRENCH}", found.len());
    found
}

/// An address is no prose.
fn is_address(text: &str) -> bool {
    text.starts_with('/') || text.contains("://")
}

#[test]
fn french_texts_have_their_own_apostrophe() {
    let broken: Vec<String> = french()
        .into_iter()
        .filter(|(_, text)| text.contains('\''))
        .map(|(line, text)| format!("{FRENCH}:{line}: {text}"))
        .collect();
    assert_tidy("a French text has the apostrophe ' instead of ’", &broken);
}

#[test]
fn french_texts_have_a_narrow_space_before_double_punctuation() {
    let wrong = |text: &str| {
        let characters: Vec<char> = text.chars().collect();
        characters.windows(2).any(|pair| {
            let breaks = pair[0] == ' ' || pair[0] == '\u{a0}';
            (breaks && matches!(pair[1], ';' | ':' | '!' | '?' | '»' | '%'))
                || (pair[0] == '«' && (pair[1] == ' ' || pair[1] == '\u{a0}'))
        })
    };
    let broken: Vec<String> = french()
        .into_iter()
        .filter(|(_, text)| !is_address(text) && wrong(text))
        .map(|(line, text)| format!("{FRENCH}:{line}: {text}"))
        .collect();
    assert_tidy("a French text has another space than U+202F before ; : ! ? » % or after «", &broken);
}
