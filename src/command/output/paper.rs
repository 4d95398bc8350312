//! Text laid out for a person at a terminal: wrapped to its width, indented, coloured where that is wanted.
//!
//! The only place that writes colour codes, and everything is freed of others before they are added.
//! Must not know what the text says.

use unicode_width::UnicodeWidthStr;

use super::harmless;

/// How a paper looks.
#[derive(Debug, Clone, Copy)]
pub(in crate::command) struct Look {
    /// Columns.
    pub(in crate::command) width: usize,
    /// Whether colour codes are written.
    pub(in crate::command) colour: bool,
}

/// What a stretch of text is, which decides on its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::command) enum Style {
    Plain,
    Strong,
    Faint,
    Good,
    Doubtful,
    Bad,
    Place,
}

impl Style {
    /// Codes of ECMA-48; only the eight colours that every theme of a terminal defines.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Good => Some("32"),
            Self::Doubtful => Some("33"),
            Self::Bad => Some("1;31"),
            Self::Place => Some("36"),
        }
    }
}

/// A stretch of text in one style.
pub(in crate::command) type Span<'a> = (Style, &'a str);

/// Lines that are laid out one after another.
#[derive(Debug)]
pub(in crate::command) struct Paper {
    look: Look,
    text: String,
}

impl Paper {
    pub(in crate::command) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    /// An empty line.
    pub(in crate::command) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// The title of a section, after an empty line, with what is said beside it.
    pub(in crate::command) fn section(&mut self, title: &str, beside: &[Span<'_>]) {
        self.gap();
        let title = title.to_uppercase();
        let mut spans = vec![(Style::Strong, title.as_str())];
        spans.extend(beside);
        self.line(0, 2, &spans);
    }

    /// Stretches of text, wrapped; the second and further lines begin at `hanging`.
    pub(in crate::command) fn line(&mut self, indent: usize, hanging: usize, spans: &[Span<'_>]) {
        self.indent(indent);
        self.flow(indent, hanging, spans);
    }

    /// A label, and stretches of text from a column on; a label that is wider has a line of its own.
    pub(in crate::command) fn row(
        &mut self,
        indent: usize,
        column: usize,
        label: Span<'_>,
        spans: &[Span<'_>],
    ) {
        let text = one_line(label.1);
        if indent + text.width() + 2 > column {
            self.line(indent, indent + 2, &[label]);
            return self.line(column, column, spans);
        }
        self.indent(indent);
        self.put(label.0, &text);
        self.indent(column - indent - text.width());
        self.flow(column, column, spans);
    }

    fn flow(&mut self, mut column: usize, hanging: usize, spans: &[Span<'_>]) {
        let mut begun = false;
        for (style, text) in spans {
            for word in one_line(text).split(' ').filter(|word| !word.is_empty()) {
                let mut word = word;
                if begun && column + 1 + word.width() > self.look.width {
                    column = self.turn(hanging);
                } else if begun {
                    self.text.push(' ');
                    column += 1;
                }
                begun = true;
                // What is wider than a whole line is broken where the line ends.
                while column + word.width() > self.look.width {
                    let (head, tail) = split(word, self.look.width.saturating_sub(column));
                    self.put(*style, head);
                    column = self.turn(hanging);
                    word = tail;
                }
                self.put(*style, word);
                column += word.width();
            }
        }
        self.gap();
    }

    /// Begins a further line.
    fn turn(&mut self, hanging: usize) -> usize {
        self.gap();
        self.indent(hanging);
        hanging
    }

    /// Text to be copied: its own lines, never wrapped.
    pub(in crate::command) fn verbatim(&mut self, indent: usize, text: &str) {
        for line in harmless(text).lines() {
            self.indent(indent);
            self.put(Style::Strong, line);
            self.gap();
        }
    }

    /// The text.
    pub(in crate::command) fn into_text(self) -> String {
        self.text
    }

    fn indent(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
    }

    fn put(&mut self, style: Style, text: &str) {
        match style.code().filter(|_| self.look.colour && !text.is_empty()) {
            Some(code) => {
                self.text.push_str("\u{1b}[");
                self.text.push_str(code);
                self.text.push('m');
                self.text.push_str(text);
                self.text.push_str("\u{1b}[0m");
            }
            None => self.text.push_str(text),
        }
    }
}

/// A text from outside on one line: breaks and tabs become spaces, what a terminal obeys is spelt out.
pub(in crate::command) fn one_line(text: &str) -> String {
    harmless(&text.replace(['\n', '\t', '\r', '\u{2028}', '\u{2029}'], " ")).into_owned()
}

/// The longest beginning that is no wider than `columns`, with one letter at least, and the rest.
fn split(word: &str, columns: usize) -> (&str, &str) {
    let mut at = 0;
    for (start, letter) in word.char_indices() {
        let end = start + letter.len_utf8();
        if at > 0 && word[..end].width() > columns {
            break;
        }
        at = end;
    }
    word.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(width: usize, colour: bool, write: impl FnOnce(&mut Paper)) -> String {
        let mut paper = Paper::new(Look { width, colour });
        write(&mut paper);
        paper.into_text()
    }

    #[test]
    fn lines_are_wrapped_by_the_width_that_shows() {
        let text = written(20, false, |paper| {
            paper.line(2, 4, &[(Style::Plain, "une leçon de fractions"), (Style::Place, "README.md:3")]);
        });
        assert_eq!(text, "  une leçon de\n    fractions\n    README.md:3\n");
        let wide = written(10, false, |paper| paper.line(0, 2, &[(Style::Plain, "数学数学数学数学")]));
        assert!(wide.lines().all(|line| line.width() <= 10), "{wide}");
        let long = written(20, false, |paper| paper.line(0, 2, &[(Style::Plain, &"a".repeat(70))]));
        assert!(long.lines().all(|line| line.width() <= 20), "{long}");
        assert_eq!(long.replace(['\n', ' '], ""), "a".repeat(70));
    }

    #[test]
    fn colours_are_ours_alone() {
        let hostile = "\u{1b}[31mrouge\u{202e}\nautre ligne\u{7}";
        let plain = written(80, false, |paper| paper.line(0, 0, &[(Style::Bad, hostile)]));
        assert_eq!(plain, "\\u{1b}[31mrouge\\u{202e} autre ligne\\u{7}\n");
        let coloured = written(80, true, |paper| {
            paper.line(0, 0, &[(Style::Bad, "a"), (Style::Plain, hostile)]);
            paper.verbatim(2, "x\u{1b}]0;titre\u{7}");
        });
        let codes = coloured.matches('\u{1b}').count();
        assert_eq!(codes, 4, "two styles, each begun and ended: {coloured:?}");
        assert!(!coloured.contains('\u{7}') && !coloured.contains('\u{202e}'));
    }
}
