//! Ordinals that count something and name no class: the Fifth Republic is none.
//!
//! Must not know what the other words of a title mean.

use std::borrow::Cow;

use crate::vocabulary::fold::fold;

/// Ordinals that are names of classes too, folded, and the words after which they are no class.
const ORDINALS: &[&str] = &["sixieme", "cinquieme", "quatrieme", "troisieme", "seconde"];
const COUNTED: &[&str] = &[
    "age",
    "degre",
    "dimension",
    "espece",
    "etat",
    "groupe",
    "guerre",
    "loi",
    "partie",
    "personne",
    "prop",
    "proportionnelle",
    "reich",
    "republique",
    "sens",
    "symphonie",
    "trimestre",
];

/// A title without its ordinals that count something: the Fifth Republic is no class.
pub(super) fn without(title: &str) -> Cow<'_, str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let counts = |at: usize| {
        let next = folded.get(at + 1).map_or("", |next| next.trim_end_matches('s'));
        ORDINALS.contains(&folded[at].as_str())
            && COUNTED.iter().any(|known| known.trim_end_matches('s') == next)
    };
    if !(0..words.len()).any(counts) {
        return Cow::Borrowed(title);
    }
    let kept: Vec<&str> = (0..words.len()).filter(|at| !counts(*at)).map(|at| words[at]).collect();
    Cow::Owned(kept.join(" "))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn what_counts_is_left_out() {
        for (title, left) in [
            ("La Cinquième République", "La République"),
            ("Les secondes guerres", "Les secondes guerres"),
            ("La seconde guerre mondiale", "La guerre mondiale"),
            ("Fractions cinquième", "Fractions cinquième"),
            ("", ""),
        ] {
            assert_eq!(without(title), left, "{title}");
        }
    }
}
