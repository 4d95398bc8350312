//! Leaves e-mail addresses out of what is indexed and shown.
//!
//! The index holds no personal data; a README often ends with its author's address.

/// What stands where an address was.
const MASK: &str = "…";

/// The text with every e-mail address masked.
pub(crate) fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_boundary).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        out.push_str(if is_address(word) { MASK } else { word });
        let boundary = after.chars().next().map_or(0, char::len_utf8);
        out.push_str(&after[..boundary]);
        rest = &after[boundary..];
    }
    out
}

fn is_boundary(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | ',' | ';' | ':' | '|' | '«' | '»')
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        local.ends_with(char::is_alphanumeric)
            && domain.trim_end_matches('.').split_once('.').is_some_and(|(host, top)| {
                host.starts_with(char::is_alphanumeric) && top.starts_with(char::is_alphabetic)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_and_the_rest_stays() {
        let text = "Contact : <Jeanne.Martin@ac-lyon.fr>, mailto:x@y.org. Suivre @drane sur a@b !";
        assert_eq!(without_addresses(text), "Contact : <…>, mailto:… Suivre @drane sur a@b !");
        assert_eq!(without_addresses("rien à cacher"), "rien à cacher");
    }
}
