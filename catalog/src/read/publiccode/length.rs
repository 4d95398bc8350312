//! The length of a text as a reader counts it: in letters with their marks, not in code points.
//!
//! Follows the extended grapheme clusters of Unicode where descriptions have them: combining marks,
//! joined emoji, flags, Hangul, line ends.

/// How many letters a text has.
pub(super) fn letters(text: &str) -> usize {
    let mut count = 0;
    let mut former = '\0';
    let mut flags = 0_usize;
    for letter in text.chars() {
        let joined = count > 0
            && (is_mark(letter)
                || former == '\u{200d}' && is_pictograph(letter)
                || former == '\r' && letter == '\n'
                || is_flag(letter) && flags % 2 == 1
                || continues_syllable(former, letter));
        flags = if is_flag(letter) { flags + 1 } else { 0 };
        if !joined {
            count += 1;
        }
        former = letter;
    }
    count
}

/// Marks that stand on the letter before them, joiners, variation selectors, skin tones, tags.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'
        | '\u{5c2}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}'
        | '\u{9bc}' | '\u{9be}'..='\u{9cd}' | '\u{a3c}'..='\u{a4d}' | '\u{abc}' | '\u{abe}'..='\u{acd}'
        | '\u{bbe}'..='\u{bcd}' | '\u{c3e}'..='\u{c56}' | '\u{cbc}' | '\u{cbe}'..='\u{cd6}'
        | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_flag(letter: char) -> bool {
    matches!(letter, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{a9}' | '\u{ae}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Hangul written in its parts: a leading consonant, a vowel, a trailing consonant.
fn continues_syllable(former: char, letter: char) -> bool {
    let lead = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97c}');
    let vowel = |c: char| matches!(c, '\u{1160}'..='\u{11a7}' | '\u{d7b0}'..='\u{d7c6}');
    let trail = |c: char| matches!(c, '\u{11a8}'..='\u{11ff}' | '\u{d7cb}'..='\u{d7fb}');
    let syllable = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    lead(former) && (lead(letter) || vowel(letter) || syllable(letter))
        || (vowel(former) || syllable(former)) && (vowel(letter) || trail(letter))
        || trail(former) && trail(letter)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn marks_flags_families_and_syllables_are_one_letter() {
        for (text, count) in [
            ("", 0),
            ("été", 3),
            ("e\u{301}te\u{301}", 3),
            ("🇫🇷🇧🇪", 2),
            ("👩‍👩‍👧", 1),
            ("👍🏽", 1),
            ("베스핀", 3),
            ("\u{1107}\u{1166}", 1),
            ("a\r\nb", 3),
        ] {
            assert_eq!(letters(text), count, "{text:?}");
        }
    }
}
