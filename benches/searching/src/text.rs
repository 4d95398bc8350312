//! Words that look French, in the frequencies of a language, and sentences of them. Nothing is copied.

use std::collections::HashSet;

use crate::chance::Chance;

/// Different words of the made language.
const WORDS: usize = 60_000;
/// The first words of every French text.
const FIRST: &[&str] = &[
    "de", "la", "le", "les", "et", "des", "en", "un", "une", "du", "dans", "pour", "que", "est", "sur", "par",
    "avec", "qui", "au", "plus", "ne", "se", "ce", "sont", "il", "on", "ou", "aux", "comme", "cette",
];
const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "pr", "tr", "gr", "pl", "bl", "cr",
    "j", "qu", "fl", "br", "dr",
];
const VOWELS: &[&str] = &[
    "a", "e", "i", "o", "u", "é", "è", "ou", "ai", "on", "an", "en", "in", "eu", "au", "oi", "ê", "ie", "ui",
];
const ENDS: &[&str] = &[
    "tion", "ment", "té", "eur", "age", "ique", "able", "ance", "er", "oir", "ette", "ard", "euse", "al", "isme",
    "ure", "el", "if", "ier", "esse", "que", "ine", "ade", "re", "le", "s", "es", "ent", "it", "ais",
];

/// The words of the made language, most frequent first.
pub struct Language {
    pub words: Vec<String>,
}

impl Language {
    pub fn new() -> Self {
        let mut chance = Chance::new(1);
        let mut words: Vec<String> = FIRST.iter().map(|&word| word.to_owned()).collect();
        let mut known: HashSet<String> = words.iter().cloned().collect();
        while words.len() < WORDS {
            let mut word = String::new();
            for _ in 0..1 + chance.below(3) {
                word.push_str(chance.one::<&str>(ONSETS));
                word.push_str(chance.one::<&str>(VOWELS));
            }
            word.push_str(chance.one::<&str>(ONSETS));
            word.push_str(chance.one::<&str>(ENDS));
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        Self { words }
    }

    /// A title of three to eight words, few of them the first ones.
    pub fn title(&self, chance: &mut Chance) -> String {
        let words: Vec<&str> = (0..3 + chance.below(6))
            .map(|_| self.words[FIRST.len() + chance.rank(WORDS - FIRST.len())].as_str())
            .collect();
        capital(&words.join(" "))
    }

    /// Sentences of so many words together.
    pub fn text(&self, chance: &mut Chance, words: usize) -> String {
        let mut text = String::with_capacity(words * 8);
        let mut left = words;
        while left > 0 {
            let length = (6 + chance.below(15)).min(left);
            left -= length;
            let sentence: Vec<&str> =
                (0..length).map(|_| self.words[chance.rank(WORDS)].as_str()).collect();
            text.push_str(&capital(&sentence.join(" ")));
            text.push_str(if left > 0 { ". " } else { "." });
        }
        text
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
