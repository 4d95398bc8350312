//! The number of social security (NIR): thirteen figures and a key of two.
//!
//! Form and key by INSEE: sex, year, month, department, commune, order; key 97 − n mod 97.

use super::{Tally, stands_alone};

/// Places of the thirteen after which a space may stand in the printed form.
const PRINTED: [usize; 6] = [1, 3, 5, 7, 10, 13];

/// Tries the number that begins here.
pub(super) fn look(bytes: &[u8], at: usize, tally: &mut Tally) {
    let Some((number, end)) = read(bytes, at) else { return };
    if has_form(&number) && stands_alone(bytes, at, end) {
        let right = key(&number[..13]) == figures(&number[13..]);
        tally.count(at, right.then(|| number.to_vec()));
    }
}

/// Fifteen symbols, together, or with spaces in the places where they are printed.
fn read(bytes: &[u8], at: usize) -> Option<([u8; 15], usize)> {
    let mut number = [0; 15];
    let mut next = at;
    for (place, symbol) in number.iter_mut().enumerate() {
        if PRINTED.contains(&place) && matches!(bytes.get(next), Some(b' ' | b'.')) {
            next += 1;
        }
        let byte = *bytes.get(next)?;
        let corsican = place == 6 && matches!(byte, b'A' | b'B' | b'a' | b'b');
        if !byte.is_ascii_digit() && !corsican {
            return None;
        }
        *symbol = byte.to_ascii_uppercase();
        next += 1;
    }
    Some((number, next))
}

/// Whether month and department exist, those included that stand for an unknown month.
fn has_form(number: &[u8; 15]) -> bool {
    let month = figures(&number[3..5]);
    let department = &number[5..7];
    let of_corsica = number[5] == b'2' && !number[6].is_ascii_digit();
    matches!(month, Some(1..=12 | 20 | 30..=42))
        && (of_corsica || matches!(figures(department), Some(1..=95 | 97..=99)))
        && matches!(figures(&number[13..]), Some(1..=97))
}

/// The key of thirteen symbols; 2A counts as 19 and 2B as 18.
fn key(number: &[u8]) -> Option<u64> {
    let mut plain = number.to_vec();
    if let Some(replaced) = match number[6] {
        b'A' => Some(*b"19"),
        b'B' => Some(*b"18"),
        _ => None,
    } {
        plain[5..7].copy_from_slice(&replaced);
    }
    figures(&plain).map(|number| 97 - number % 97)
}

fn figures(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys computed by hand from the rule of INSEE.
    #[test]
    fn keys() {
        assert_eq!(key(b"2992075000000"), Some(37));
        assert_eq!(key(b"199202A000000"), Some(47));
        assert_eq!(key(b"1992033000000"), Some(57));
    }

    #[test]
    fn a_number_is_read_together_or_as_printed() {
        let right = |text: &str| {
            let mut tally = Tally::default();
            look(text.as_bytes(), 0, &mut tally);
            tally.right.len() == 1
        };
        assert!(right(concat!("1992033", "00000057")));
        assert!(right(concat!("1 99 20 33", " 000 000 57")));
        assert!(right(concat!("1992033", "000000 57")));
        assert!(!right("199203300000058"));
        assert!(!right("1992033000000571"));
        assert!(!right("19 9203300000057"));
    }
}
