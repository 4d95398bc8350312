//! What a project says of itself, and where each value shown comes from.

use glane_catalog::model::ProjectRecord;
use maud::{Markup, html};

use super::ProjectView;
use crate::Frame;
use crate::part::claims::{self, Told};
use crate::safe::{shortened, visible};

/// Characters of the README that are shown.
const README: usize = 1_600;
/// The beginning of the README: its blocks as paragraphs, and as code where they are indented.
pub(super) fn readme(frame: &Frame, record: &ProjectRecord) -> Markup {
    let text = &frame.t().project;
    let readme =
        record.examination.as_ref().and_then(|examination| examination.text.as_deref()).unwrap_or_default();
    let excerpt = shortened(readme.trim_end(), README);
    html! {
        @if !excerpt.is_empty() {
            section.readme aria-labelledby="readme" {
                h2 #readme { (text.readme) }
                @for part in excerpt.split("\n\n").filter(|part| !part.trim().is_empty()) { (block(part)) }
                p.note { (text.readme_note) }
            }
        }
    }
}

/// One block of the text: code when every line is indented, else lines.
fn block(text: &str) -> Markup {
    let code: Option<Vec<&str>> = text.lines().map(|line| line.strip_prefix("    ")).collect();
    html! {
        @if let Some(code) = code {
            pre tabindex="0" { code { (visible(&code.join("\n"))) } }
        } @else {
            p dir="auto" {
                @for (at, line) in text.lines().enumerate() {
                    @if at > 0 { br; }
                    (visible(line.trim()))
                }
            }
        }
    }
}

/// Every claim with its source; the one that is shown is marked.
pub(super) fn claims(frame: &Frame, view: &ProjectView) -> Markup {
    let Some(examination) = &view.record.examination else { return html! {} };
    let told = Told {
        fields: &examination.fields,
        licence: &examination.licence,
        commit: examination.commit.as_deref(),
        place: &|path, line| view.file_href(path, line),
    };
    claims::claims(frame, &told)
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn blocks_are_lines_or_code_and_always_escaped() {
        assert_eq!(block("• un\n• <b>").into_string(), "<p dir=\"auto\">• un<br>• &lt;b&gt;</p>");
        assert_eq!(
            block("    make\n    \n      a < b").into_string(),
            "<pre tabindex=\"0\"><code>make\n\n  a &lt; b</code></pre>"
        );
    }
}
