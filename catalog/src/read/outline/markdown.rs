//! The outline of a Markdown page.
//!
//! The page is never rendered here; HTML in it is reduced to its text.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::{BULLET, LIMIT, Outline, is_real};
use crate::read::TEXT_LIMIT;
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
            let mut text = clean(&html_text(&html.literal));
            if outline.title.is_none()
                && let Some(title) = html_title(&html.literal)
            {
                text = text.strip_prefix(&title).map(|rest| rest.trim_start().to_owned()).unwrap_or(text);
                outline.title = Some((title, line, 0.9));
            }
            outline.push(&text);
        }
        NodeValue::CodeBlock(code) => outline.push_code(&code.literal),
        NodeValue::ThematicBreak => {}
        NodeValue::BlockQuote => {
            take_quotation(block, line, outline);
            take_inside(block, outline);
        }
        _ => take_inside(block, outline),
    }
}

/// A sentence set off right below the title may be the summary.
fn take_quotation<'a>(block: &'a AstNode<'a>, line: u32, outline: &mut Outline) {
    let first = block.first_child().filter(|_| outline.summary.is_none() && outline.title.is_some());
    if let Some(paragraph) = first.filter(|first| matches!(first.data().value, NodeValue::Paragraph))
        && is_real(&clean(&own_text(paragraph)))
        && !inline_text(paragraph).starts_with("[!")
    {
        outline.summary = Some((clean(&inline_text(paragraph)), line));
    }
}

/// The lines of a list, table or quotation, without recursion, since pages nest as deep as they like.
fn take_inside<'a>(block: &'a AstNode<'a>, outline: &mut Outline) {
    let mut lines: Vec<String> = Vec::new();
    for part in block.descendants() {
        if outline.text.len() > TEXT_LIMIT {
            return;
        }
        let value = part.data().value.clone();
        let text = match value {
            NodeValue::TableRow(_) => {
                let cells: Vec<String> = part.children().map(|cell| clean(&inline_text(cell))).collect();
                cells.join(" · ")
            }
            NodeValue::Paragraph | NodeValue::Heading(_) => clean(&inline_text(part)),
            NodeValue::CodeBlock(code) => {
                outline.push(&std::mem::take(&mut lines).join("\n"));
                outline.push_code(&code.literal);
                continue;
            }
            _ => continue,
        };
        if !text.is_empty() {
            lines.push(if opens_item(part) { format!("{BULLET}{text}") } else { text });
        }
    }
    outline.push(&lines.join("\n"));
}

/// Whether a block is the first of an item of a list.
fn opens_item<'a>(part: &'a AstNode<'a>) -> bool {
    let in_item = part
        .parent()
        .is_some_and(|parent| matches!(parent.data().value, NodeValue::Item(_) | NodeValue::TaskItem(_)));
    in_item && part.previous_sibling().is_none()
}

/// A first heading of a lower level is a title only as long as no better one comes.
fn take_heading(text: String, level: u8, line: u32, outline: &mut Outline) {
    // "Une nouvelle version est disponible !" stands before the title.
    let is_notice = |text: &str| text.ends_with('!');
    let certainty = if level > 1 || is_notice(&text) { 0.7 } else { 1.0 };
    let named = outline.title.as_ref().is_some_and(|(_, _, known)| *known >= certainty);
    if level > 1 || named {
        outline.push(&text);
    }
    let better = match &outline.title {
        None => true,
        Some((before, _, known)) => *known < certainty && (outline.summary.is_none() || is_notice(before)),
    };
    if better && outline.title.as_ref().is_some_and(|(before, _, _)| is_notice(before)) {
        outline.summary = None;
    }
    if better && !text.is_empty() {
        outline.title = Some((text, line, certainty));
    }
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
pub(crate) fn html_text(html: &str) -> String {
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
    fn the_text_keeps_its_blocks_and_leaves_the_title_out() {
        let page = "# Titre\n\nUn paragraphe\navec `du code`.\n\n## Installation\n\n- un\n- deux\n  - trois\n\n```sh\nmake\n\n  make test\n```\n\n\
            | a | b |\n|---|---|\n| c | d |\n\n> cité\n\n# Seconde partie\n";
        let expected = [
            "Un paragraphe avec du code.",
            "Installation",
            "• un\n• deux\n• trois",
            "    make\n    \n      make test",
            "a · b\nc · d",
            "cité",
            "Seconde partie",
        ];
        assert_eq!(markdown(page).text, expected.join("\n\n"));
        assert_eq!(markdown("<h1>Outil</h1> pour tous\n").text, "pour tous");
    }

    #[test]
    fn nothing_of_a_script_reaches_the_text() {
        let outline = markdown("<script>alert(1)</script>\n\n<div onclick=\"x()\">bonjour</div>\n");
        assert!(!outline.text.contains("alert") && !outline.text.contains("onclick"));
        assert!(outline.text.contains("bonjour"));
    }
}
