//! A text as the words that matter, each with its line.
//!
//! Two copies of one licence have the same words here whatever their case, accents, line breaks,
//! comment marks, markup, numbering and copyright lines. Must not know which texts are known.

use super::line;

/// A word: a number for its letters, and the line it stands on, from 1.
#[derive(Debug, Clone, Copy)]
pub(in crate::licence) struct Word {
    pub(super) hash: u64,
    pub(super) line: u32,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(in crate::licence) struct Prose {
    pub(super) words: Vec<Word>,
}

impl Prose {
    /// Reads a text.
    pub(in crate::licence) fn of(text: &str) -> Self {
        let mut reader = Reader { words: Vec::with_capacity(text.len() / 6), word: String::new(), line: 0 };
        for content in text.lines() {
            reader.line += 1;
            let content = line::bare(content);
            if !line::is_copyright(content) {
                reader.take(content);
            }
        }
        Self { words: reader.words }
    }

    /// The pairs of neighbouring words, one number each.
    pub(super) fn pairs(&self) -> Vec<u32> {
        self.words.windows(2).map(|two| pair(two[0].hash, two[1].hash)).collect()
    }

    /// One number for all words in their order.
    pub(super) fn whole(&self) -> u64 {
        self.words.iter().fold(SEED, |sum, word| (sum.rotate_left(5) ^ word.hash).wrapping_mul(PRIME))
    }
}

/// The constants of the FNV-1a hash.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn hash(word: &str) -> u64 {
    word.bytes().fold(SEED, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(PRIME))
}

fn pair(first: u64, second: u64) -> u32 {
    let mixed = (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> 32).unwrap_or_default()
}

struct Reader {
    words: Vec<Word>,
    word: String,
    line: u32,
}

impl Reader {
    fn take(&mut self, content: &str) {
        let mut at = 0;
        while let Some(letter) = content[at..].chars().next() {
            let rest = &content[at..];
            let skipped = match letter {
                '<' => line::tag(rest),
                '&' => line::entity(rest),
                'h' | 'H' | 'w' | 'W' if self.word.is_empty() => line::address(rest),
                _ => None,
            };
            if let Some(length) = skipped {
                // `<b>` inside a word does not cut it; any other tag, entity or address does.
                self.close(None);
                at += length;
                continue;
            }
            let next = content[at + letter.len_utf8()..].chars().next();
            self.letter(letter, next);
            at += letter.len_utf8();
        }
        self.close(None);
    }

    fn letter(&mut self, letter: char, next: Option<char>) {
        if letter.is_ascii_alphanumeric() {
            self.word.push(letter.to_ascii_lowercase());
        } else if letter == '.'
            && self.word.ends_with(|c: char| c.is_ascii_digit())
            && next.is_some_and(|c| c.is_ascii_digit())
        {
            self.word.push('.');
        } else if letter.is_ascii() {
            self.close(Some(letter));
        } else if matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{300}'..='\u{36f}') {
            // Shows nothing, or is the accent of the letter before it.
        } else if letter >= '\u{3000}' && letter.is_alphabetic() {
            self.close(None);
            self.word.push(letter);
            self.close(None);
        } else if letter.is_alphanumeric() {
            self.word.push_str(&crate::vocabulary::fold::fold(letter.encode_utf8(&mut [0; 4])));
        } else {
            self.close(None);
        }
    }

    /// Ends the word; the mark after it tells the number of a paragraph from a number.
    fn close(&mut self, mark: Option<char>) {
        if self.word.is_empty() {
            return;
        }
        let short = self.word.len() == 1 && !self.word.starts_with(|c: char| c.is_ascii_digit());
        let numbered = matches!(mark, Some('.' | ')')) && is_number(&self.word);
        if !short && !numbered {
            let hash = hash(unify(&self.word));
            self.words.push(Word { hash, line: self.line });
        }
        self.word.clear();
    }
}

fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix")
}

/// Words that are spelt in two ways.
fn unify(word: &str) -> &str {
    match word {
        "licence" => "license",
        "licences" => "licenses",
        "licenced" => "licensed",
        "sublicence" => "sublicense",
        "acknowledgement" => "acknowledgment",
        "organisation" => "organization",
        "favour" => "favor",
        "merchantibility" => "merchantability",
        "noninfringement" => "infringement",
        "copyrightholder" => "holder",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Prose::of(one).whole() == Prose::of(other).whole()
    }

    #[test]
    fn copies_of_one_text_have_the_same_words() {
        let plain = "Permission is hereby granted:\n1. to use, see the Licence 2.0\nand to copy";
        for copy in [
            "/*\n * PERMISSION is hereby\n * granted: (1) to use, see the licence 2.0 and to copy */",
            "<p>Permission is&nbsp;hereby <b>granted</b>: </p><li>a) to use, see the License 2.0 and to copy",
            "Copyright (c) 2024 X\n\n**Permission** is hereby granted to use, see https://x.org/a the licence 2.0 and to copy",
        ] {
            assert!(same(plain, copy), "{copy}");
        }
        assert!(same("l’été à l’œuvre", "L'e\u{301}té a l'oeuvre"));
        assert!(!same("version 2.0", "version 2.1"));
        assert!(!same("not limited to", "limited to"));
    }
}
