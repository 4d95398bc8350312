//! A guess at the natural language of a text: French or English, by frequent words.
//!
//! Says nothing rather than guess wrong on short texts.

/// Words that are frequent in French and are no English words.
const FRENCH: &[&str] = &[
    "le", "la", "les", "des", "une", "est", "et", "du", "pour", "dans", "avec", "sur", "ce", "cette", "vous",
    "nous", "par", "qui", "que", "pas", "sont", "aux", "au", "il", "elle", "ou", "votre", "être", "plus",
    "élèves",
];

/// Words that are frequent in English and are no French words.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "is", "in", "for", "with", "this", "that", "you", "are", "be", "it", "from",
    "can", "your", "or", "by", "we", "how", "use", "not", "will", "an", "as", "if", "which", "have", "has",
];

/// Words that are frequent in German, Spanish or Italian and neither French nor English: a text in another
/// language has a few short words of these two as well.
const OTHERS: &[&str] = &[
    "und", "der", "das", "ist", "nicht", "den", "von", "zu", "auf", "für", "ein", "eine", "sich", "dem",
    "wir", "el", "los", "las", "del", "para", "con", "por", "una", "di", "che", "della", "sono", "gli",
    "nel",
];

/// Fewest hits from which a guess is made.
const ENOUGH: usize = 5;

/// The language and how sure the guess is, always below 1.
pub(super) fn guess(text: &str) -> Option<(&'static str, f32)> {
    let (mut french, mut english, mut others) = (0_usize, 0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(5_000) {
        let word = word.to_lowercase();
        french += usize::from(FRENCH.contains(&word.as_str()));
        english += usize::from(ENGLISH.contains(&word.as_str()));
        others += usize::from(OTHERS.contains(&word.as_str()));
    }
    let (language, most, least) =
        if french >= english { ("fr", french, english) } else { ("en", english, french) };
    if most < ENOUGH || most < least * 2 || most < others * 2 {
        return None;
    }
    let share = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    Some((language, 0.9 * (share(most) - share(least)) / share(most)))
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn french_and_english_are_told_apart_and_short_texts_are_not_guessed() {
        let french = "Cette séquence est pour les élèves de la classe, avec des exercices sur le calcul.";
        assert_eq!(guess(french).unwrap().0, "fr");
        assert_eq!(
            guess("This tool is for the people that want to use it with the command line.").unwrap().0,
            "en"
        );
        assert_eq!(guess("cargo build"), None);
        let german = "Die Nacht der Unternehmen startet in der Stadt und in dem Museum, in dem Hafen und in dem Schloss.";
        assert_eq!(guess(german), None);
    }
}
