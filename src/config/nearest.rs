//! "Did you mean": the known word nearest to one that is not known.
//!
//! Pure text; knows no key.

/// The nearest of the known words, if one is near enough to be what was meant.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .iter()
        .map(|candidate| (distance(&word.to_lowercase(), candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "did you mean …? Known …: a, b, c", or the list alone.
pub(super) fn suggestion(word: &str, known: &[&str], what: &str) -> String {
    let list = format!("{what}: {}", known.join(", "));
    nearest(word, known).map_or(list.clone(), |near| format!("did you mean \"{near}\"? {list}"))
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["id", "kind", "token_file", "organisation"];
        assert_eq!(nearest("tokenfile", &known), Some("token_file"));
        assert_eq!(nearest("organization", &known), Some("organisation"));
        assert_eq!(nearest("Kind", &known), Some("kind"));
        assert_eq!(nearest("colour", &known), None);
    }

    #[test]
    fn distances_counted_by_hand() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("école", "ecole"), 1);
    }
}
