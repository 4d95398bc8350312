//! Values that stand for a secret and are none.
//!
//! Must not know where the value stood.

/// Words of values to be filled in, without case.
const TO_FILL_IN: &[&str] = &[
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "replace",
    "your",
    "votre",
    "insert",
    "enter_",
    "example",
    "exemple",
    "sample",
    "placeholder",
    "dummy",
    "foobar",
    "redacted",
    "a_changer",
    "a-changer",
    "remplacer",
    "lorem",
    "todo",
    "fixme",
    "undefined",
    "xxxx",
    "****",
    "...",
    "abcdefgh",
    "12345678",
    "87654321",
    "deadbeef",
    "not-set",
    "notset",
    "ici_",
    "_ici",
    "my_api",
    "myapi",
    "mykey",
];

/// Beginnings and pieces of what is put in by a program.
const PUT_IN: &[&str] = &[
    "${",
    "$(",
    "{{",
    "}}",
    "#{",
    "<%",
    "%(",
    "%s",
    "%d",
    "{0}",
    "{1}",
    "{2}",
    "os.environ",
    "process.env",
    "getenv",
    "env.",
    "env(",
    "secrets.",
    "vault:",
    "input(",
    "%{",
    "&lt;",
    "__",
    "\\x",
    "\\u",
    "<?",
    "$_post",
    "$_get",
    "$_env",
    "$_server",
];

/// Whether a value says itself that it is to be filled in, or put in by a program.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| holds(&lower, word.as_bytes()));
    let closed = |open: u8, close: u8| value.first() == Some(&open) && value.last() == Some(&close);
    has(TO_FILL_IN)
        || has(PUT_IN)
        || closed(b'<', b'>')
        || closed(b'[', b']')
        || closed(b'{', b'}')
        || closed(b'%', b'%')
        || holds(&lower, b"<")
        || matches!(value.first(), Some(b'$' | b'`'))
        || repeats(value)
}

/// Whether a token of a known form was made up to be shown.
pub(super) fn is_for_show(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    ["example", "exemple", "xxxxx", "****", "....", "your_", "your-", "redacted", "abc123xyz"]
        .iter()
        .any(|word| holds(&lower, word.as_bytes()))
}

/// Whether an address is of a domain that nobody has.
pub(super) fn is_reserved_address(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let domain = lower.rsplit(|&byte| byte == b'@').next().unwrap_or_default();
    [&b".example"[..], b".invalid", b".test", b"example.com", b"example.org", b"example.net", b"example.fr"]
        .iter()
        .any(|end| domain.ends_with(end))
}

/// Whether a value has next to no different symbols for its length.
fn repeats(value: &[u8]) -> bool {
    let first = value.first();
    value.len() >= 4 && value.iter().filter(|byte| Some(*byte) == first).count() * 10 >= value.len() * 8
}

fn holds(text: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(text, word).is_some()
}
