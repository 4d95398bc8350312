//! Expressions as Go reads them, for Rust: a brace that repeats nothing stands for itself.
//!
//! Must not know rules.

/// The same expression with every such brace escaped.
pub(super) fn escaped(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '\\' => escape(rest),
            '{' if !in_class => {
                let repeats = repetition(rest);
                if repeats == 0 {
                    out.push('\\');
                }
                repeats.max(1)
            }
            _ => {
                in_class = (in_class && first != ']') || (!in_class && first == '[');
                first.len_utf8()
            }
        };
        let (done, left) = rest.split_at(taken);
        out.push_str(done);
        rest = left;
        // The first bracket of a class is a character of it.
        if first == '[' && in_class {
            let bracket = rest.strip_prefix('^').unwrap_or(rest);
            if bracket.starts_with(']') {
                let taken = rest.len() - bracket.len() + 1;
                out.push_str(&rest[..taken]);
                rest = &rest[taken..];
            }
        }
    }
    out
}

/// Length of an escape, with the braces that belong to it.
fn escape(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    let Some((at, letter)) = chars.next() else { return rest.len() };
    let end = at + letter.len_utf8();
    let braced = matches!(letter, 'p' | 'P' | 'x') && rest[end..].starts_with('{');
    if !braced {
        return end;
    }
    rest[end..].find('}').map_or(end, |close| end + close + 1)
}

/// Length of `{2}`, `{2,}` or `{2,3}` at the beginning; 0 when there is none.
fn repetition(rest: &str) -> usize {
    let Some(close) = rest.find('}') else { return 0 };
    let inner = &rest[1..close];
    let (least, most) = inner.split_once(',').unwrap_or((inner, ""));
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if number(least) && (most.is_empty() || number(most)) { close + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_braces_that_repeat_nothing_are_escaped() {
        for (go, rust) in [
            (r"a{2}b{3,}c{4,5}", r"a{2}b{3,}c{4,5}"),
            (r"^\${(?:[a-z]+)}$", r"^\$\{(?:[a-z]+)}$"),
            (r"{{[ \t]*x", r"\{\{[ \t]*x"),
            (r"[{}]{2}", r"[{}]{2}"),
            (r"[]{]{1}{a", r"[]{]{1}\{a"),
            (r"\{\x{41}\p{L}{", r"\{\x{41}\p{L}\{"),
        ] {
            assert_eq!(escaped(go), rust);
            regex::bytes::Regex::new(rust).unwrap();
        }
    }
}
