//! Bank accounts (IBAN): a country, a check number modulo 97, the account.
//!
//! Form and check by ISO 13616; the inner key of French accounts is checked as well.

use super::{Tally, just_before, stands_alone};

/// Lengths of the accounts of countries that are likely here.
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"FR", 27),
    (b"MC", 27),
    (b"BE", 16),
    (b"CH", 21),
    (b"LU", 20),
    (b"DE", 22),
    (b"ES", 24),
    (b"IT", 27),
    (b"PT", 25),
    (b"NL", 18),
    (b"GB", 22),
];

/// How far before an account the word IBAN tells that it is one.
const NEAR: usize = 60;

/// Tries the account whose check number begins here.
pub(super) fn look(bytes: &[u8], at: usize, tally: &mut Tally) {
    let Some(start) = at.checked_sub(2) else { return };
    let country = &bytes[start..at];
    let Some(&(_, length)) = LENGTHS.iter().find(|(name, _)| country == *name) else { return };
    let Some((account, end)) = read(bytes, start, length) else { return };
    if !stands_alone(bytes, start, end) {
        return;
    }
    let french = matches!(country, b"FR" | b"MC");
    let said = || just_before(bytes, start, NEAR).to_ascii_uppercase().windows(4).any(|word| word == b"IBAN");
    let right = remainder(&account) == Some(1) && if french { inner_key(&account) } else { said() };
    tally.count(start, right.then_some(account));
}

/// So many letters and figures, together or with single spaces between.
fn read(bytes: &[u8], start: usize, length: usize) -> Option<(Vec<u8>, usize)> {
    let mut account = Vec::with_capacity(length);
    let mut next = start;
    while account.len() < length {
        let byte = *bytes.get(next)?;
        if byte.is_ascii_digit() || byte.is_ascii_uppercase() {
            account.push(byte);
        } else if byte != b' ' || bytes.get(next - 1) == Some(&b' ') {
            return None;
        }
        next += 1;
    }
    Some((account, next))
}

/// The account with its first four symbols last, letters as 10 to 35, modulo 97.
fn remainder(account: &[u8]) -> Option<u32> {
    let mut rest = 0;
    for byte in account[4..].iter().chain(&account[..4]) {
        let value = char::from(*byte).to_digit(36)?;
        rest = if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 };
    }
    Some(rest)
}

/// The key of a French account: letters count as in the national table, all of it modulo 97 is 0.
fn inner_key(account: &[u8]) -> bool {
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'I' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        _ => u32::from(byte.saturating_sub(b'S')) + 2,
    };
    account[4..].iter().fold(0, |rest, &byte| (rest * 10 + value(byte)) % 97) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of ISO 13616's registry.
    #[test]
    fn accounts_of_the_registry() {
        let right = |text: &str| {
            let mut tally = Tally::default();
            let at = text.find(|c: char| c.is_ascii_digit()).unwrap();
            look(text.as_bytes(), at, &mut tally);
            tally.right.len() == 1
        };
        assert!(right(concat!("FR14 2004 1010", " 0505 0001 3M02 606")));
        assert!(right(concat!("FR1420041010", "050500013M02606")));
        assert!(!right("FR14 2004 1010 0505 0001 3M02 607"));
        assert!(right(concat!("IBAN DE893704", "00440532013000")));
        assert!(!right("DE89370400440532013000"));
    }
}
