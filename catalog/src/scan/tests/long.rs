//! What is longer than one look: nothing of a text is left unread, wherever a piece of it ends.

use super::{key, rules, scanner};
use crate::scan::FILE_LIMIT;

/// A text of so many lines of ten bytes, with the key in a line of its own after so many of them.
fn text(lines: usize, after: usize) -> Vec<u8> {
    let mut text = b"une ligne\n".repeat(after);
    text.extend(format!("{}\n", key()).bytes());
    text.extend(b"une ligne\n".repeat(lines - after));
    text
}

#[test]
fn a_long_text_is_read_to_its_end_with_its_lines() {
    let piece = FILE_LIMIT / 10;
    // About the end of the first piece, and in the last lines of the third.
    for after in [piece - 6_000, piece - 1_000, piece - 3, 2 * piece + 17] {
        let seen = scanner().file("long.txt", &text(2 * piece + 20, after));
        assert_eq!(rules(&seen), ["github-token"], "{after}");
        assert_eq!(seen[0].line, Some(u32::try_from(after).unwrap() + 1));
    }
    let message = scanner().text("commit message", &text(piece + 20, piece + 10));
    assert_eq!(rules(&message), ["github-token"]);
}

#[test]
fn a_long_text_of_two_bytes_a_letter_is_read_to_its_end() {
    let lines = FILE_LIMIT / 20 + 900;
    let words = text(lines, lines - 2);
    let mut wide = b"\xff\xfe".to_vec();
    wide.extend(words.iter().flat_map(|letter| [*letter, 0]));
    let seen = scanner().file("export.txt", &wide);
    assert_eq!((rules(&seen), seen[0].line), (vec!["github-token"], Some(u32::try_from(lines).unwrap() - 1)));
}

#[test]
fn a_stream_says_what_the_bytes_say() {
    let piece = FILE_LIMIT / 10;
    for bytes in [text(30, 7), text(piece + 50, piece + 20), vec![0; FILE_LIMIT + 5]] {
        assert_eq!(scanner().stream("a", &bytes[..]).unwrap(), scanner().file("a", &bytes));
    }
}
