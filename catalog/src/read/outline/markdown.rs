//! The outline of a Markdown page.
//!
//! The page is never rendered here; HTML in it is reduced to its text.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::{LIMIT, Outline, is_real};
use crate::read::sheet::{clean, cut};

/// The outline of a Markdown page.
pub(in crate::read) fn markdown(text: &str) -> Outline {
    let text = cut(text, LIMIT);
    let mut outline = Outline::default();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    for block in root.children() {
        take(block, &mut outline);
    }
    outline
}

fn take<'a>(block: &'a AstNode<'a>, outline: &mut Outline) {
    let (value, line) = {
        let data = block.data();
        (data.value.clone(), u32::try_from(data.sourcepos.start.line).unwrap_or(1))
    };
    match value {
        NodeValue::FrontMatter(front) => {
            let inner = front.trim().trim_start_matches("---").trim_end_matches("---").to_owned();
            outline.front = Some((inner, line));
        }
        NodeValue::Heading(heading) => {
            take_heading(clean(&inline_text(block)), heading.level, line, outline);
        }
        NodeValue::Paragraph => {
            let text = clean(&inline_text(block));
            if outline.summary.is_none() && is_real(&clean(&own_text(block))) {
                outline.summary = Some((text.clone(), line));
            }
            outline.push(&text);
        }
        NodeValue::HtmlBlock(html) => {
            if outline.title.is_none() {
                outline.title = html_title(&html.literal).map(|title| (title, line, 0.9));
            }
            outline.push(&clean(&html_text(&html.literal)));
        }
        NodeValue::CodeBlock(_) | NodeValue::ThematicBreak => {}
        _ => {
            for part in block.descendants() {
                if matches!(part.data().value, NodeValue::TableRow(_)) {
                    let cells: Vec<String> = part.children().map(|cell| clean(&inline_text(cell))).collect();
                    outline.push(&cells.join(" · "));
                } else if is_leaf_block(part) {
                    outline.push(&clean(&inline_text(part)));
                }
            }
        }
    }
}

/// A first heading of a lower level is a title only as long as no better one comes.
fn take_heading(text: String, level: u8, line: u32, outline: &mut Outline) {
    outline.push(&text);
    let certainty = if level == 1 { 1.0 } else { 0.7 };
    let better = match &outline.title {
        None => true,
        Some((_, _, known)) => *known < certainty && outline.summary.is_none(),
    };
    if better && !text.is_empty() {
        outline.title = Some((text, line, certainty));
    }
}

fn is_leaf_block<'a>(node: &'a AstNode<'a>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_))
}

/// The text of a block with that of its links, without images and HTML.
fn inline_text<'a>(block: &'a AstNode<'a>) -> String {
    collect(block, |value| matches!(value, NodeValue::Image(_)))
}

/// The text of a block outside links: what is left of a row of badges is nothing.
fn own_text<'a>(block: &'a AstNode<'a>) -> String {
    collect(block, |value| matches!(value, NodeValue::Image(_) | NodeValue::Link(_)))
}

fn collect<'a>(block: &'a AstNode<'a>, skip: impl Fn(&NodeValue) -> bool) -> String {
    let mut text = String::new();
    // Depth of the node whose inside is being skipped, by walking entries and exits.
    let mut skipped = 0_usize;
    for edge in block.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(node) => {
                let data = node.data();
                if skip(&data.value) {
                    skipped += 1;
                } else if skipped == 0 {
                    match &data.value {
                        NodeValue::Text(part) => text.push_str(part),
                        NodeValue::Code(code) => text.push_str(&code.literal),
                        NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
                        _ => {}
                    }
                }
            }
            comrak::arena_tree::NodeEdge::End(node) => {
                if skip(&node.data().value) {
                    skipped = skipped.saturating_sub(1);
                }
            }
        }
    }
    text
}

/// The text of the first `<h1>`.
fn html_title(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let start = lower.find("<h1")?;
    let open = start + lower[start..].find('>')? + 1;
    let end = lower[open..].find("</h1").map_or(lower.len(), |at| open + at);
    Some(clean(&html_text(html.get(open..end)?))).filter(|title| !title.is_empty())
}

/// HTML reduced to the text between its tags; comments, scripts and styles go.
fn html_text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        text.push(' ');
        rest = &rest[at..];
        let head: String = rest.chars().take(8).collect::<String>().to_ascii_lowercase();
        let end = if head.starts_with("<!--") {
            "-->"
        } else if head.starts_with("<script") {
            "</script>"
        } else if head.starts_with("<style") {
            "</style>"
        } else {
            ">"
        };
        rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
    }
    text.push_str(rest);
    text.replace("&nbsp;", " ").replace("&eacute;", "é").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn badges_comments_and_front_matter_are_no_summary() {
        let page = "---\ntitle: x\n---\n<!-- note -->\n[![b](https://x/b.svg)](https://x) ![i](a.png)\n\n\
            # Les fractions\n\n[Site](https://x) · [Doc](https://y)\n\nUne séquence complète pour la *sixième*.\n\n- un point\n";
        let outline = markdown(page);
        assert_eq!(outline.title, Some(("Les fractions".to_owned(), 7, 1.0)));
        assert_eq!(outline.summary, Some(("Une séquence complète pour la sixième.".to_owned(), 11)));
        assert_eq!(outline.front.unwrap().0.trim(), "title: x");
        assert!(outline.text.contains("un point") && !outline.text.contains("note"));
    }

    #[test]
    fn titles_come_underlined_or_in_html_too() {
        assert_eq!(markdown("Titre\n=====\n\nTexte.").title.unwrap().0, "Titre");
        assert_eq!(
            markdown("<h1 align=\"center\">Mon <b>outil</b></h1>\n\nTexte").title.unwrap().0,
            "Mon outil"
        );
        assert_eq!(markdown("## Presque\n\nTexte").title, Some(("Presque".to_owned(), 1, 0.7)));
        assert_eq!(markdown("").title, None);
    }

    #[test]
    fn nothing_of_a_script_reaches_the_text() {
        let outline = markdown("<script>alert(1)</script>\n\n<div onclick=\"x()\">bonjour</div>\n");
        assert!(!outline.text.contains("alert") && !outline.text.contains("onclick"));
        assert!(outline.text.contains("bonjour"));
    }
}
