//! The two shapes of LOM's values: texts in several languages, and words of a vocabulary.
//!
//! Must not know which element holds them.

use super::super::concept::word;
use super::super::node::text;
use crate::model::Severity;
use crate::read::language;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Labels of the concepts that are told by a number, which their label says again.
const LABELS: &[(&str, &[&str])] = &[
    ("scolomfr-voc-008-num-01", &["1 - Granule", "1"]),
    ("scolomfr-voc-008-num-02", &["2 - Leçon", "2"]),
    ("scolomfr-voc-008-num-03", &["3 - Cours", "3"]),
    ("scolomfr-voc-008-num-04", &["4 - Module", "4"]),
];

/// The one text of an element with texts in several languages: the French one or the one without a
/// language, else the first.
pub(in crate::read) fn phrase(node: &Node) -> Option<&str> {
    let strings: Vec<&Node> = node.all("string").chain(node.all("langstring")).collect();
    let own = |string: &&&Node| {
        let tag = string.get("@language").or_else(|| string.get("@lang")).and_then(Node::text);
        tag.is_none_or(|tag| language::language(tag).as_deref() == Some("fr"))
    };
    let said = |string: &&Node| text(string).is_some();
    let spoken = strings.iter().filter(|string| own(string)).find(|string| said(string));
    spoken
        .or_else(|| strings.iter().find(|string| said(string)))
        .and_then(|one| text(one))
        .or_else(|| text(node))
}

/// A word of a vocabulary: an address or the word itself, and the label beside it.
pub(super) struct Word<'a> {
    pub(super) value: &'a str,
    pub(super) label: Option<&'a str>,
    pub(super) line: Option<u32>,
}

impl<'a> Word<'a> {
    /// The word of an element with source and value; the label may be missing.
    pub(super) fn of(node: &'a Node) -> Option<Self> {
        let value = node.get("value").and_then(|value| text(value).or_else(|| phrase(value)));
        let label = node.get("label").and_then(|label| text(label).or_else(|| phrase(label)));
        let value = value.or(label)?;
        Some(Self { value, label, line: node.line })
    }

    /// The address, when the value is one.
    pub(super) fn address(&self) -> Option<&'a str> {
        Some(self.value).filter(|value| value.starts_with("http"))
    }

    /// What a person reads: the label, else a value that is no address.
    pub(super) fn said(&self) -> Option<&'a str> {
        self.label.or_else(|| Some(self.value).filter(|value| !value.starts_with("http")))
    }

    /// The word in lower case with single spaces, without what stands before it in an address.
    pub(super) fn key(&self) -> String {
        word(self.value).to_lowercase().replace('_', " ")
    }
}

/// Tells a label that is not that of the concept whose address stands beside it.
pub(super) fn check_label(sheet: &mut Sheet<'_>, word_of: &Word<'_>, key: &str) {
    let (Some(address), Some(label)) = (word_of.address(), word_of.label) else { return };
    let known = LABELS.iter().find(|(concept, _)| *concept == word(address));
    if let Some((concept, labels)) = known
        && !labels.contains(&label.trim())
    {
        let told = (
            format!("the label of {concept} is \"{}\", and not the one written beside it", labels[0]),
            "Write the label of the vocabulary, or leave it out: the address says it all.",
        );
        sheet.find(Severity::Error, "label_of_another", told, Some(key), word_of.line);
    }
}
