//! An outline of keys that becomes YAML: what is known as it is, what is not as a commented line.
//!
//! Every line that begins with `#` holds no line feed of anybody's, so that nothing leaves a comment.

use super::{prompt, scalar};

/// A key and what stands under it.
pub(super) enum Part {
    /// A text that is known.
    Said(String, String),
    /// Several texts that are known.
    List(&'static str, Vec<String>),
    /// A value that somebody has to give.
    Asked(&'static str),
    /// Keys under a key. Commented as a whole when nothing in it is known, or, where `strict`, when
    /// anything is not.
    Block { key: String, parts: Vec<Part>, strict: bool },
}

impl Part {
    pub(super) fn said(key: &str, text: &str) -> Self {
        Self::Said(key.to_owned(), text.to_owned())
    }

    /// The text, or the request for it.
    pub(super) fn known(key: &'static str, text: Option<&str>) -> Self {
        text.map_or(Self::Asked(key), |text| Self::said(key, text))
    }

    /// The text under a key that may be missing.
    pub(super) fn told(key: &str, text: Option<&str>) -> Option<Self> {
        text.map(|text| Self::said(key, text))
    }

    pub(super) fn block(key: &str, parts: Vec<Self>) -> Self {
        Self::Block { key: key.to_owned(), parts, strict: false }
    }

    /// A block that is worth nothing unless all of it is known.
    pub(super) fn whole(key: &str, parts: Vec<Self>) -> Self {
        Self::Block { key: key.to_owned(), parts, strict: true }
    }

    fn is_live(&self) -> bool {
        match self {
            Self::Said(..) | Self::List(..) => true,
            Self::Asked(_) => false,
            Self::Block { parts, strict: true, .. } => parts.iter().all(Self::is_live),
            Self::Block { parts, strict: false, .. } => parts.iter().any(Self::is_live),
        }
    }
}

/// Writes the outline.
pub(super) fn write(text: &mut String, parts: &[Part]) {
    emit(text, parts, 0, false);
}

fn emit(text: &mut String, parts: &[Part], depth: usize, hidden: bool) {
    for part in parts {
        let hidden = hidden || !part.is_live();
        let indent = "  ".repeat(depth);
        // A comment keeps the indentation inside, so that taking `# ` away gives the right file.
        let begin = if hidden { format!("# {indent}") } else { indent };
        match part {
            Part::Said(key, value) if !hidden && scalar::is_prose(value) => {
                text.push_str(&format!("{begin}{}: |-\n", scalar::key(key)));
                for line in value.lines() {
                    let line = if line.is_empty() { String::new() } else { format!("{begin}  {line}") };
                    text.push_str(&format!("{line}\n"));
                }
            }
            Part::Said(key, value) => {
                text.push_str(&format!("{begin}{}: {}\n", scalar::key(key), scalar::quoted(value)));
            }
            Part::List(key, values) => {
                text.push_str(&format!("{begin}{key}:\n"));
                let items = values.iter().map(|value| format!("{begin}  - {}\n", scalar::quoted(value)));
                text.extend(items);
            }
            Part::Asked(key) => {
                let (fr, en) = prompt::of(key);
                text.push_str(&format!("{begin}{key}: à compléter ({fr}) / to be completed ({en})\n"));
            }
            Part::Block { key, parts, .. } => {
                text.push_str(&format!("{begin}{}:\n", scalar::key(key)));
                emit(text, parts, depth + 1, hidden);
            }
        }
    }
}
