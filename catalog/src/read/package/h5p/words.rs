//! The words of an activity that a learner reads, in the order of its content.
//!
//! Labels of buttons stand in the same file under keys of their own, and are left out.

use super::super::ordered::Json;
use super::super::prose::Prose;

/// Keys under which the usual libraries keep what an author wrote.
const WRITTEN: &[&str] = &[
    "alt",
    "answer",
    "answers",
    "article",
    "backText",
    "body",
    "caption",
    "clue",
    "content",
    "correct",
    "definition",
    "description",
    "front",
    "back",
    "greeting",
    "header",
    "headline",
    "hint",
    "html",
    "imageAlt",
    "instruction",
    "instructions",
    "intro",
    "introduction",
    "introductionText",
    "label",
    "lines",
    "longDescription",
    "matchAlt",
    "note",
    "passage",
    "paragraph",
    "prompt",
    "question",
    "questions",
    "sampleSolution",
    "statement",
    "subtitle",
    "summary",
    "task",
    "taskDescription",
    "term",
    "text",
    "textField",
    "tip",
    "title",
    "wordList",
];

/// Keys of what is no text of the author's: labels, settings, rights.
const SILENT: &[&str] = &[
    "behaviour",
    "buttons",
    "copyright",
    "currentLanguage",
    "feedback",
    "l10n",
    "localization",
    "metadata",
    "overallFeedback",
    "override",
    "UI",
    "texts",
    "a11y",
    "score",
];

/// Gathers the words of the content.
pub(super) fn gather(content: &Json, prose: &mut Prose) {
    visit(content, false, prose);
}

/// The depth is bounded by that of JSON as it was read.
fn visit(json: &Json, written: bool, prose: &mut Prose) {
    if prose.is_full() {
        return;
    }
    match json {
        Json::Text(text) if written => prose.html(text),
        Json::List(items) => items.iter().for_each(|item| visit(item, written, prose)),
        Json::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !SILENT.contains(&key.as_str())) {
                visit(value, WRITTEN.contains(&key.as_str()), prose);
            }
        }
        _ => {}
    }
}
