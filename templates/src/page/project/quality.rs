//! Quality and maintenance of a project: what was measured, what is lacking, and why each value is what
//! it is.
//!
//! The sentences are those of the measures themselves, in both languages; must not measure.

use glane_catalog::quality::{Explained, Outcome, Quality, Step, Text};
use maud::{Markup, html};

use super::ProjectView;
use crate::safe::visible;
use crate::{Frame, Lang};

/// The section; nothing for a project of whose repository nothing is known.
pub(super) fn quality(frame: &Frame, view: &ProjectView) -> Markup {
    if view.record.examination.is_none() {
        return html! {};
    }
    let measured = Quality::of_record(view.record, view.at);
    let text = &frame.t().quality;
    html! {
        section aria-labelledby="qualite" {
            h2 #qualite { (text.title) }
            p { (said(frame, &measured.days_since_human_commit.said)) }
            h3 { (text.ladder) }
            (ladder(frame, &measured))
            h3 { (text.code_gouv) }
            p { (said(frame, &measured.code_gouv_points.said)) }
            (steps(frame, text.points_detail, &measured.code_gouv_points, points))
            p { (said(frame, &measured.code_gouv_score.said)) }
            (steps(frame, text.score_detail, &measured.code_gouv_score, outcome))
        }
    }
}

fn ladder(frame: &Frame, measured: &Quality) -> Markup {
    let (text, ladder) = (&frame.t().quality, &measured.open_code_ladder);
    let lacking: Vec<&Step> = ladder.lacking().collect();
    html! {
        p { (said(frame, &ladder.said)) }
        @if !lacking.is_empty() {
            p { ((text.next_level)(ladder.value.level + 1)) }
            ul { @for step in &lacking { li { (said(frame, &step.said)) } } }
        }
        @if lacking.len() < ladder.steps.len() { (steps(frame, text.ladder_detail, ladder, outcome)) }
    }
}

/// The criteria of a measure, folded away; `mark` is what came of one.
fn steps<T>(
    frame: &Frame,
    label: &str,
    measure: &Explained<T>,
    mark: fn(&Frame, &Step) -> Option<String>,
) -> Markup {
    html! {
        details.more {
            summary { (label) }
            ul {
                @for step in &measure.steps {
                    li {
                        @if let Some(mark) = mark(frame, step) { strong { (mark) } " · " }
                        (said(frame, &step.said))
                    }
                }
            }
        }
    }
}

fn outcome(frame: &Frame, step: &Step) -> Option<String> {
    let text = &frame.t().quality;
    let mark = match step.outcome {
        Outcome::Yes => text.yes,
        Outcome::No => text.no,
        Outcome::Unknown => text.unknown,
    };
    Some(mark.to_owned())
}

/// What a criterion adds or takes, written as the total is; most add nothing.
fn points(_: &Frame, step: &Step) -> Option<String> {
    let sign = if step.points < 0 { '−' } else { '+' };
    (step.points != 0).then(|| format!("{sign}{}", step.points.unsigned_abs()))
}

/// The measure's own sentence; it may hold words of a file.
fn said(frame: &Frame, text: &Text) -> Markup {
    let said = match frame.lang {
        Lang::Fr => &text.fr,
        Lang::En => &text.en,
    };
    html! { (visible(said)) }
}
