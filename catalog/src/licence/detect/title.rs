//! The title of a licence text: what it says it is.
//!
//! A title decides between variants whose texts are nearly alike; it never proves that the text
//! below it is the licence's own.

use super::{Detected, Method};
use crate::licence::mention::{prose_words, take_names};

/// Lines with text that are taken for the head of a file.
const HEAD_LINES: usize = 14;

/// Confidence of a title when no text of the list agrees with it.
const TITLE: f32 = 0.8;

/// The first licence that the head of a text names, well enough to be believed.
pub(super) fn read(text: &str) -> Option<Detected> {
    let head: Vec<(u32, &str)> = (1..)
        .zip(text.lines().take(60))
        .filter(|(_, line)| !line.trim().is_empty())
        .take(HEAD_LINES)
        .collect();
    let joined: Vec<&str> = head.iter().map(|(_, line)| &line[..line.floor_char_boundary(400)]).collect();
    let (expression, certainty) = take_names(&prose_words(&joined.join(" ")))
        .into_iter()
        .map(|(expression, certainty, _)| (expression, certainty))
        .filter(|(_, certainty)| *certainty >= 0.6)
        .max_by(|a, b| rank(a).total_cmp(&rank(b)))?;
    let (first, last) = (head.first()?.0, head.last()?.0);
    Some(Detected {
        expression,
        confidence: certainty.min(TITLE),
        start_line: first,
        end_line: last,
        method: Method::Mention,
        score: certainty,
    })
}

/// Whether a line is little more than the name of this licence, or of it without its port.
pub(super) fn names(line: &str, expression: &str) -> bool {
    let words = prose_words(line);
    let named = take_names(&words);
    let length: usize = named.iter().map(|(_, _, length)| length).sum();
    length * 5 >= words.len() * 3 && named.iter().any(|(id, _, _)| expression.starts_with(id.as_str()))
}

/// Prefers a name with letters and version over a bare one, and Creative Commons with more letters.
fn rank((expression, certainty): &(String, f32)) -> f32 {
    certainty
        + if expression.starts_with("CC-") {
            f32::from(u8::try_from(expression.len()).unwrap_or(0)) / 100.0
        } else {
            0.0
        }
}

/// Corrects a match by the title, where both are of one family and the title says more.
pub(super) fn guard(found: &mut Detected, title: Detected) {
    let family = |expression: &str| expression.split('-').next().unwrap_or_default().to_owned();
    let creative = found.expression.starts_with("CC-BY") && title.expression.starts_with("CC-BY");
    let cecill = family(&found.expression) == "CECILL" && family(&title.expression) == "CECILL";
    // A match that only adds the port to what the title says (`-FR`, `-IGO`) agrees with it.
    let agrees = found.expression.starts_with(&title.expression);
    if (creative || cecill) && !agrees && title.confidence >= TITLE {
        found.expression = title.expression;
        found.confidence = found.confidence.min(0.85);
    }
}
