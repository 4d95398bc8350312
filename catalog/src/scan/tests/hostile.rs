//! Whatever the bytes, there is an answer, and the match is not in it.

use super::{everything, rules, scanner};
use crate::corpus;
use crate::scan::{FILE_LIMIT, Options, Scanner};

#[test]
fn hostile_files_are_read_to_their_end() {
    let Some(root) = corpus::root() else { return };
    let scanner = scanner();
    let mut count = 0;
    for path in corpus::files(&root.join("hostile")) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let _ = scanner.file(&name, &bytes);
        let _ = scanner.text(&name, &bytes);
        // The same bytes in a form that no reader expects.
        let torn: Vec<u8> = bytes.iter().rev().map(|byte| byte ^ 0x80).collect();
        let _ = scanner.file(&name, &torn);
        count += 1;
    }
    println!("hostile: {count} files");
    assert!(count > 100);
}

/// Numbers of a fixed sequence (xorshift) as bytes, with words of rules strewn in.
#[test]
fn arbitrary_bytes_never_stop_it() {
    let scanner = scanner();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..200_usize {
        let mut bytes = Vec::new();
        while bytes.len() < 3_000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend(state.to_le_bytes());
            let words: [&[u8]; 6] =
                [b"password = \"", b"eyJ", b"-----BEGIN ", b"FR76", b"nom;prenom;ine\n", b"://"];
            if state.is_multiple_of(11) {
                bytes.extend(words[round % 6]);
            }
        }
        let _ = scanner.file("a", &bytes);
        bytes.iter_mut().for_each(|byte| *byte = *byte % 95 + 32);
        let _ = scanner.file("a.csv", &bytes);
    }
}

#[test]
fn the_match_is_in_no_answer() {
    let secret = ["ghp", "XIxB7KMNdAr3zqWtQqhE94qglHqOzn1D1stg"].join("_");
    let text = format!("first\nsecond {secret}\n");
    let seen = scanner().file("notes.txt", text.as_bytes());
    assert_eq!(rules(&seen), ["github-token"]);
    assert_eq!(seen[0].line, Some(2));
    assert_eq!(seen[0].id.len(), 16);
    let shown = format!(
        "{seen:?} {:?} {:?}",
        scanner(),
        Options { key: secret.clone().into_bytes(), ..everything() }
    );
    assert!(!shown.contains(&secret[4..12]), "{shown}");
}

#[test]
fn an_id_depends_on_match_rule_path_and_key() {
    let token = |end: &str| ["ghp", "_XIxB7KMNdAr3zqWtQqhE94qglHqOzn1D1s", end].concat();
    let id =
        |scanner: &Scanner, path: &str, end: &str| scanner.file(path, token(end).as_bytes())[0].id.clone();
    let (one, other) = (scanner(), Scanner::new(Options { key: b"other".to_vec(), ..everything() }).unwrap());
    assert_eq!(id(&one, "a", "tg"), id(&scanner(), "a", "tg"));
    assert_ne!(id(&one, "a", "tg"), id(&one, "b", "tg"));
    assert_ne!(id(&one, "a", "tg"), id(&one, "a", "th"));
    assert_ne!(id(&one, "a", "tg"), id(&other, "a", "tg"));
}

#[test]
fn a_file_without_words_beyond_the_limit_is_said_to_be_so() {
    let mut bytes = vec![0; FILE_LIMIT + 1];
    assert_eq!(rules(&scanner().file("long.bin", &bytes)), ["file-not-read-to-its-end"]);
    bytes.pop();
    assert!(scanner().file("long.bin", &bytes).is_empty());
}

/// A crowd of findings is told as some and a rest, and the rest has another id when it changes.
#[test]
fn no_finding_of_a_crowd_is_lost() {
    let token = |number: usize| format!("{}_XIxB7KMNdAr3zqWtQqhE94qglHqOzn1D{number:04}\n", "ghp");
    let text = |numbers: &[usize]| numbers.iter().map(|&number| token(number)).collect::<String>();
    let many: Vec<usize> = (1000..1040).collect();
    let mut other = many.clone();
    other[39] = 2000;
    let seen = scanner().file("a", text(&many).as_bytes());
    assert_eq!(seen.len(), 20);
    let changed = scanner().file("a", text(&other).as_bytes());
    assert_eq!(seen[..19], changed[..19]);
    assert_ne!(seen[19].id, changed[19].id);
}
