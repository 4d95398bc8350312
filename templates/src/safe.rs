//! Text from outside on its way into a page.
//!
//! Escaping itself is maud's; here are the two things it leaves: snippets that arrive as HTML, and
//! characters that change how the text around them is read.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

/// HTML that may be written into a page as it is.
///
/// The only way to make one is [`SafeHtml::from_snippet`], which lets nothing through but text,
/// character references and `<mark>`; so whoever holds a snippet may make one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// A search snippet: text already escaped, matches wrapped in `<b>` or `<mark>`.
    ///
    /// Any other `<` or `>` is escaped, and marks left open are closed.
    #[must_use]
    pub fn from_snippet(snippet: &str) -> Self {
        let text = visible(snippet);
        let mut rest: &str = &text;
        let mut out = String::with_capacity(rest.len());
        let mut open = 0_u32;
        while let Some(at) = rest.find(['<', '>']) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            let (written, taken) = tag(tail, &mut open);
            out.push_str(written);
            rest = &tail[taken..];
        }
        out.push_str(rest);
        for _ in 0..open {
            out.push_str("</mark>");
        }
        Self(out)
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    pub(crate) fn markup(&self) -> PreEscaped<&str> {
        PreEscaped(&self.0)
    }
}

/// What to write for the tag or sign at the start of `tail`, and how many bytes it took.
fn tag(tail: &str, open: &mut u32) -> (&'static str, usize) {
    for (tag, opens) in [("<b>", true), ("<mark>", true), ("</b>", false), ("</mark>", false)] {
        if tail.starts_with(tag) {
            if opens {
                *open += 1;
                return ("<mark>", tag.len());
            }
            let closed = if *open > 0 { "</mark>" } else { "" };
            *open = open.saturating_sub(1);
            return (closed, tag.len());
        }
    }
    (if tail.starts_with('<') { "&lt;" } else { "&gt;" }, 1)
}

/// The text without control characters and without the signs that reorder what follows them.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) {
        Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// A short text from outside, kept apart from the direction of the text around it.
pub(crate) fn user(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}

/// The first `limit` characters, cut at a word where one is near, with an ellipsis if cut.
pub(crate) fn shortened(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let cut = &text[..end];
            let at = cut.rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
            Cow::Owned(format!("{}…", cut[..at].trim_end()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_keeps_marks_and_nothing_else() {
        let safe =
            SafeHtml::from_snippet("les <b>fractions</b> &lt;en&gt; <script>x</script> <b onclick=y>z");
        assert_eq!(
            safe.0,
            "les <mark>fractions</mark> &lt;en&gt; &lt;script&gt;x&lt;/script&gt; &lt;b onclick=y&gt;z"
        );
        assert_eq!(SafeHtml::from_snippet("</b>a <mark>b").0, "a <mark>b</mark>");
    }

    #[test]
    fn overrides_of_direction_are_dropped_and_scripts_kept() {
        assert_eq!(visible("a\u{202e}cod.exe\u{0}"), "acod.exe");
        assert_eq!(visible("مرحبا"), "مرحبا");
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(shortened("une phrase assez longue", 14), "une phrase…");
        assert_eq!(shortened("court", 14), "court");
    }
}
