//! XML written element by element: everything escaped, and nothing that XML 1.0 does not allow.
//!
//! Mails are taken out of texts here as well as where they were read. Must not know any format.

use crate::read::mailbox;

/// Elements in the order they are written; what is opened is closed with the closure that fills it.
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { out: String::new(), depth: 0 }
    }

    /// The elements, without an XML declaration, so that they can stand inside another document.
    pub(super) fn done(self) -> String {
        self.out
    }

    /// An element with what the closure puts into it.
    pub(super) fn within(&mut self, name: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Self)) {
        self.begin(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        self.indent();
        self.end(name);
    }

    /// An element with a text; none where the text is blank.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    /// An element with attributes and a text; none where the text is blank.
    pub(super) fn leaf_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let text = escaped(text);
        if text.trim().is_empty() {
            return;
        }
        self.begin(name, attributes);
        self.out.push('>');
        self.out.push_str(&text);
        self.end(name);
    }

    /// An element that holds nothing but attributes.
    pub(super) fn mark(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.out.push_str("/>\n");
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.out.push_str(&escaped(value).replace(['\n', '\t'], " "));
            self.out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }
}

/// A text without mails and without what XML 1.0 forbids or advises against, with its signs as names.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in mailbox::without(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(letter),
            _ if letter.is_control() || is_forbidden(letter) => {}
            plain => safe.push(plain),
        }
    }
    safe
}

fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn no_text_leaves_its_element() {
        let mut xml = Xml::new();
        xml.within("a", &[("b", "\"<x>\" & \n\u{8}y")], |xml| {
            xml.leaf("c", "]]><d/>\u{0}\u{b}\u{ffff}\u{85}é à ada@example.org\n ok");
            xml.leaf("e", " \u{1} ");
        });
        let text = "<a b=\"&quot;&lt;x&gt;&quot; &amp;  y\">\n  <c>]]&gt;&lt;d/&gt;é à …\n ok</c>\n</a>\n";
        assert_eq!(xml.done(), text);
    }
}
