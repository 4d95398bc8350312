//! What is kept comes back, for the same object alone; what is damaged is nothing.

use super::*;

fn oid(digit: &str) -> Oid {
    Oid::from_str(&digit.repeat(40)).unwrap()
}

fn head(expression: &str) -> Rc<Head> {
    let claim = HeadClaim { expression: expression.to_owned(), tagged: true, line: 2, confidence: 0.95 };
    Rc::new(Head { claims: vec![claim], written: false })
}

/// A memo in a file, after an examination of three blobs and one reading.
fn kept(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("examined.memo");
    let mut memo = Memo::open(Some(&path));
    memo.keep(oid("b"), 12, Some((1, &head("MIT"))));
    memo.keep(oid("a"), 7, None);
    memo.keep(oid("b"), 12, None);
    memo.keep(oid("c"), 1 << 40, None);
    assert_eq!(memo.once("title", ("a.md", oid("a")), || Some("Volcans".to_owned())).unwrap(), "Volcans");
    assert_eq!(memo.once("title", ("b.md", oid("b")), || None::<String>), None);
    std::fs::write(&path, memo.finish()).unwrap();
    path
}

#[test]
fn what_was_found_comes_back_for_the_same_object_read_in_the_same_manner() {
    let folder = tempfile::tempdir().unwrap();
    let mut memo = Memo::open(Some(&kept(folder.path())));
    assert_eq!((memo.size(oid("a")), memo.size(oid("b"))), (Some(7), Some(12)));
    assert_eq!((memo.size(oid("c")), memo.size(oid("d"))), (None, None), "too large for it, and never seen");
    assert_eq!(memo.head(oid("b"), 1), Some(head("MIT")));
    assert_eq!((memo.head(oid("b"), 2), memo.head(oid("a"), 1), memo.head(oid("a"), 0)), (None, None, None));
    let mut once = |path: &str, id| memo.once("title", (path, id), || Some("nouveau".to_owned())).unwrap();
    assert_eq!(once("a.md", oid("a")), "Volcans");
    assert_eq!(
        (once("b.md", oid("a")), once("a.md", oid("d"))),
        ("nouveau".to_owned(), "nouveau".to_owned())
    );
}

#[test]
fn what_is_damaged_or_of_another_engine_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = kept(folder.path());
    let whole = std::fs::read(&path).unwrap();
    assert!(whole.starts_with(b"glane memo "));
    for (at, _) in whole.iter().enumerate().step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(Memo::open(Some(&path)).size(oid("a")), None, "byte {at}");
        std::fs::write(&path, &whole[..at]).unwrap();
        assert_eq!(Memo::open(Some(&path)).size(oid("a")), None, "cut at {at}");
    }
    assert_eq!(Memo::open(Some(&folder.path().join("nowhere"))).size(oid("a")), None);
}

#[test]
fn without_a_place_nothing_is_kept_and_what_is_too_much_is_left_out() {
    assert!(Memo::open(None).finish().is_empty());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("examined.memo");
    let mut memo = Memo::open(Some(&path));
    for number in 0..20 {
        let long = "x".repeat(900_000);
        memo.once("readme", (&number.to_string(), oid("a")), || Some(long));
    }
    let bytes = memo.finish();
    assert!(bytes.len() > MOST_READ / 2 && bytes.len() < MOST_READ * 2, "{}", bytes.len());
}
