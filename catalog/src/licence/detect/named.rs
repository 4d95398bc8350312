//! Licences that a text does not hold but names: notices, declarations, addresses, titles.
//!
//! Must not know the texts.

use super::{Detected, Method, title};
use crate::licence::expression::parse_expression;
use crate::licence::mention::{Mention, mentions_anywhere};

/// Certainty below which a name is left out beside a better one.
const FAINT: f32 = 0.6;
/// Certainty of a better one.
const CLEAR: f32 = 0.8;
/// Most licences that a file names for itself: one that names more is about licences.
const MOST: usize = 8;
/// Words below a title that are a text of its own.
const BODY: usize = 8;
/// Words of a whole licence.
const WHOLE: usize = 600;

/// What a text without any known text in it names.
pub(super) fn names(text: &str) -> Vec<Detected> {
    if let Some(whole) = parse_expression(text) {
        let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
        return vec![detected(Mention {
            licence: whole,
            line: 1,
            last_line: lines,
            of_contents: false,
            is_further: false,
        })];
    }
    let mut found = distinct(mentions_anywhere(text));
    if found.len() > MOST {
        return Vec::new();
    }
    if let Some(title) = titled(text, &found) {
        found = vec![title];
    }
    found
}

/// Joins exceptions whose text stands in the file to the one licence that a notice names.
pub(super) fn with_exceptions(found: &mut [Detected], exceptions: &[&'static str]) {
    if let ([one], [exception]) = (found, exceptions)
        && !one.expression.contains(' ')
    {
        one.expression = format!("{} WITH {exception}", one.expression);
    }
}

/// What stands beside the texts found: a notice that says "or later" of a GNU text, which says only
/// its version; another licence that is offered beside the one text; and another one for contents.
pub(super) fn beside(text: &str, found: &mut Vec<Detected>) {
    let inside = |line: u32| found.iter().any(|one| (one.start_line..=one.end_line).contains(&line));
    let outside: Vec<&str> =
        (1..).zip(text.lines()).map(|(line, content)| if inside(line) { "" } else { content }).collect();
    if outside.iter().all(|line| line.trim().is_empty()) {
        return;
    }
    let mentions = mentions_anywhere(&outside.join("\n"));
    for one in found.iter_mut() {
        let Some(base) = one.expression.strip_suffix("-only") else { continue };
        let later = format!("{base}-or-later");
        if mentions.iter().any(|mention| mention.licence.expression == later) {
            one.expression = later;
            one.confidence = one.confidence.max(0.95);
        }
    }
    if let [one] = found.as_mut_slice() {
        offered(one, &mentions);
    }
    let contents = mentions.into_iter().filter(|one| one.of_contents && one.licence.confidence >= CLEAR);
    for other in distinct(contents.collect()) {
        if !found.iter().any(|one| covers(&one.expression, &other.expression)) {
            found.push(other);
        }
    }
}

/// Makes a choice of a text and of what is offered beside it: "also available under the LPL".
fn offered(one: &mut Detected, mentions: &[Mention]) {
    for other in mentions.iter().filter(|other| other.is_further && !other.of_contents) {
        let Mention { licence, line, last_line, .. } = other;
        if licence.confidence >= CLEAR && !covers(&one.expression, &licence.expression) {
            one.expression = format!("{} OR {}", one.expression, licence.expression);
            one.confidence = one.confidence.min(licence.confidence);
            one.start_line = one.start_line.min(*line);
            one.end_line = one.end_line.max(*last_line);
        }
    }
}

fn distinct(mentions: Vec<Mention>) -> Vec<Detected> {
    let clear = mentions.iter().any(|mention| mention.licence.confidence >= CLEAR);
    let mut found: Vec<Detected> = Vec::new();
    for mention in mentions {
        if clear && mention.licence.confidence < FAINT {
            continue;
        }
        let one = detected(mention);
        match found.iter_mut().find(|known| covers(&known.expression, &one.expression)) {
            Some(known) => {
                known.confidence = known.confidence.max(one.confidence);
                let later = one.expression.contains("-or-later") && !known.expression.contains(' ');
                // `BSD-3-Clause-LBNL` says more than `BSD-3-Clause`.
                let closer = one.expression.starts_with(&format!("{}-", known.expression));
                if later || closer {
                    known.expression = one.expression;
                }
            }
            None => found.push(one),
        }
    }
    found
}

/// Whether what is known already says the other, but for "or later".
fn covers(known: &str, other: &str) -> bool {
    let base = |id: &str| id.trim_end_matches("-only").trim_end_matches("-or-later").to_owned();
    known == other
        || other.starts_with(&format!("{known}-"))
        || known.split(' ').any(|id| base(id) == base(other))
}

fn detected(mention: Mention) -> Detected {
    Detected {
        expression: mention.licence.expression,
        confidence: mention.licence.confidence,
        start_line: mention.line,
        end_line: mention.last_line,
        method: if mention.last_line > mention.line { Method::Notice } else { Method::Mention },
        score: mention.licence.confidence,
    }
}

/// A title with a text below it that is not known, and that nothing else names.
fn titled(text: &str, found: &[Detected]) -> Option<Detected> {
    let words = text.split_whitespace().count();
    let elsewhere = found.iter().any(|one| one.start_line > 20 || one.method == Method::Notice);
    if words < BODY || elsewhere && words < WHOLE {
        return None;
    }
    let mut title = title::read(text)?;
    let first = text.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let heads: Vec<&str> = text.lines().skip(first).take(if words < WHOLE { 1 } else { 8 }).collect();
    let is_head = |line: &&str| line.len() < 120 && title::names(line, &title.expression);
    let is_titled = heads.iter().any(is_head);
    // The title of a whole licence may be spread over several lines.
    if !is_titled && (words < WHOLE || !title::names(&heads.join(" "), &title.expression)) {
        return None;
    }
    title.method = Method::OtherText;
    title.confidence = if words < WHOLE { 0.5 } else { 0.75 };
    Some(title)
}
