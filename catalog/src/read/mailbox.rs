//! E-mail addresses in what is read: none leaves a reader, whoever wrote it where.
//!
//! An address of ssh, `git@forge.fr:x/y.git`, and a user of a web address are none.

use std::borrow::Cow;

/// What stands where an address stood.
const GONE: &str = "…";

/// The text with every e-mail address taken out.
pub(crate) fn without(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices('@') {
        if let Some((start, end)) = mailbox(text, at).filter(|(_, end)| *end > done) {
            // Two that stand without a space between share the middle.
            kept.push_str(&text[done..start.max(done)]);
            kept.push_str(GONE);
            done = end;
        }
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

/// Where the address around an `@` starts and ends, if there is one.
fn mailbox(text: &str, at: usize) -> Option<(usize, usize)> {
    // Longest part before and after, as the standards have them: more is no address.
    let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let before: usize = text[..at].chars().rev().take(64).take_while(|c| local(*c)).map(char::len_utf8).sum();
    let after: usize = text[at + 1..].chars().take(255).take_while(|c| host(*c)).map(char::len_utf8).sum();
    let name = text[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
    let (start, end) = (at - before, at + 1 + name.len());
    let top = name.rsplit_once('.').map(|(_, top)| top)?;
    let real = before > 0 && top.len() >= 2 && top.chars().all(char::is_alphabetic);
    let in_address =
        text[..start].ends_with("//") || text[..start].ends_with(':') && !text[..start].ends_with("mailto:");
    let reached_by_ssh =
        text[end..].starts_with([':', '/']) && text[end + 1..].starts_with(char::is_alphanumeric);
    (real && !in_address && !reached_by_ssh).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn addresses_of_people_go_and_those_of_repositories_stay() {
        for (text, kept) in [
            ("Écrire à ada.l@ac-x.fr.", "Écrire à …."),
            ("Ada <ada@example.org>, B <b@c.fr>", "Ada <…>, B <…>"),
            ("mailto:ada@example.org", "mailto:…"),
            ("git clone git@forge.fr:x/y.git", "git clone git@forge.fr:x/y.git"),
            ("https://user@forge.fr/x", "https://user@forge.fr/x"),
            ("@vue/compat", "@vue/compat"),
            ("a@b", "a@b"),
            ("é@é.fr@", "…@"),
            ("    code@x.fr", "    …"),
            ("a@b.frc@d.fr", "……"),
        ] {
            assert_eq!(without(text), kept);
        }
    }
}
