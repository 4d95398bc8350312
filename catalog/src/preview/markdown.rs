//! Markdown as blocks: what its tree holds, without its HTML, its pictures and links that lead nowhere.
//!
//! Must not know the page it is shown on.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use url::Url;

use super::budget::Budget;
use super::{Block, Inline};
use crate::read::html_text;

/// How deep quotations, lists and emphasis are followed; what lies deeper is shown as plain text.
const DEEPEST: usize = 12;

/// What is needed all the way down.
struct Walk<'a> {
    base: Option<&'a Url>,
    budget: &'a mut Budget,
}

/// The blocks of a Markdown text.
pub(super) fn blocks(text: &str, base: Option<&Url>, budget: &mut Budget) -> Vec<Block> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    Walk { base, budget }.blocks(root, 0)
}

impl Walk<'_> {
    fn blocks<'n>(&mut self, parent: &'n AstNode<'n>, depth: usize) -> Vec<Block> {
        let mut found = Vec::new();
        for node in parent.children() {
            if self.budget.is_spent() {
                break;
            }
            self.block(node, depth, &mut found);
        }
        found
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, found: &mut Vec<Block>) {
        let value = node.data().value.clone();
        let within = |walk: &mut Self| walk.blocks(node, depth + 1);
        if depth >= DEEPEST {
            let text = flat(node);
            return self.paragraph(&text, found);
        }
        match value {
            NodeValue::Heading(heading) => {
                found.extend(self.line(node).map(|words| Block::Heading(heading.level, words)));
            }
            NodeValue::Paragraph => match only_formula(node) {
                Some(formula) => found.push(self.formula(&formula)),
                None => found.extend(self.line(node).map(Block::Paragraph)),
            },
            NodeValue::CodeBlock(code) if code.info.trim() == "math" => {
                found.push(self.formula(code.literal.trim()));
            }
            NodeValue::CodeBlock(code) => found.push(Block::Code(self.budget.code(&code.literal))),
            NodeValue::HtmlBlock(html) => self.paragraph(&html_text(&html.literal), found),
            NodeValue::ThematicBreak if self.budget.node() => found.push(Block::Rule),
            NodeValue::List(list) => {
                let start =
                    (list.list_type == ListType::Ordered).then(|| u32::try_from(list.start).unwrap_or(1));
                self.budget.node();
                let items = self.items(node, depth);
                found.push(Block::List(start, items));
            }
            NodeValue::BlockQuote => {
                self.budget.node();
                let inside = within(self);
                found.push(Block::Quotation(inside));
            }
            NodeValue::Table(_) => found.extend(self.table(node)),
            NodeValue::FrontMatter(_) => {}
            _ => found.extend(within(self)),
        }
    }

    /// The pieces of a heading or a paragraph; none of what shows nothing.
    fn line<'n>(&mut self, node: &'n AstNode<'n>) -> Option<Vec<Inline>> {
        self.budget.node();
        let inlines = self.inlines(node, 0);
        (!inlines.is_empty()).then_some(inlines)
    }

    fn formula(&mut self, formula: &str) -> Block {
        self.budget.node();
        Block::Formula(self.budget.text(formula))
    }

    fn paragraph(&mut self, text: &str, found: &mut Vec<Block>) {
        let text = text.trim();
        if !text.is_empty() && self.budget.node() {
            found.push(Block::Paragraph(vec![Inline::Text(self.budget.text(text))]));
        }
    }

    fn items<'n>(&mut self, list: &'n AstNode<'n>, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        for item in list.children() {
            if !self.budget.node() {
                break;
            }
            items.push(self.blocks(item, depth + 1));
        }
        items
    }

    fn table<'n>(&mut self, table: &'n AstNode<'n>) -> Option<Block> {
        let mut rows = Vec::new();
        if !self.budget.table() {
            return None;
        }
        for row in table.children() {
            if !self.budget.node() {
                break;
            }
            let mut cells = Vec::new();
            for cell in row.children() {
                if !self.budget.node() {
                    break;
                }
                cells.push(self.inlines(cell, 0));
            }
            rows.push(cells);
        }
        (!rows.is_empty()).then_some(Block::Table(true, rows))
    }

    fn inlines<'n>(&mut self, parent: &'n AstNode<'n>, depth: usize) -> Vec<Inline> {
        let mut found = Vec::new();
        for node in parent.children() {
            if self.budget.is_spent() {
                break;
            }
            self.inline(node, depth, &mut found);
        }
        found
    }

    fn inline<'n>(&mut self, node: &'n AstNode<'n>, depth: usize, found: &mut Vec<Inline>) {
        let value = node.data().value.clone();
        if depth >= DEEPEST {
            return push_text(found, &self.budget.text(&flat(node)));
        }
        match value {
            NodeValue::Text(text) => push_text(found, &self.budget.text(&text)),
            NodeValue::SoftBreak => push_text(found, " "),
            NodeValue::LineBreak if self.budget.node() => found.push(Inline::Break),
            NodeValue::Code(code) if self.budget.node() => {
                found.push(Inline::Code(self.budget.text(&code.literal)));
            }
            NodeValue::Math(math) if self.budget.node() => {
                found.push(Inline::Formula(self.budget.text(math.literal.trim())));
            }
            NodeValue::Image(_) => {
                let said = flat(node);
                if !said.trim().is_empty() && self.budget.node() {
                    found.push(Inline::Picture(self.budget.text(said.trim())));
                }
            }
            NodeValue::Link(link) => self.link(node, &link.url, depth, found),
            NodeValue::Emph => self.within(node, depth, found, Inline::Emphasis),
            NodeValue::Strong => self.within(node, depth, found, Inline::Strong),
            NodeValue::Strikethrough => self.within(node, depth, found, Inline::Struck),
            NodeValue::HtmlInline(_) => {}
            _ => found.extend(self.inlines(node, depth + 1)),
        }
    }

    fn within<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        depth: usize,
        found: &mut Vec<Inline>,
        make: fn(Vec<Inline>) -> Inline,
    ) {
        self.budget.node();
        let inside = self.inlines(node, depth + 1);
        if !inside.is_empty() {
            found.push(make(inside));
        }
    }

    /// A link that leads somewhere on the web, else its words alone.
    fn link<'n>(&mut self, node: &'n AstNode<'n>, address: &str, depth: usize, found: &mut Vec<Inline>) {
        let address = self.address(address);
        let inside = self.inlines(node, depth + 1);
        match address {
            Some(address) if !inside.is_empty() && self.budget.node() => {
                found.push(Inline::Link(self.budget.text(&address), inside));
            }
            _ => found.extend(inside),
        }
    }

    fn address(&self, address: &str) -> Option<String> {
        let address = address.trim();
        // A place in the same text has no name in a preview.
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        let url = match Url::parse(address) {
            Err(url::ParseError::RelativeUrlWithoutBase) => self.base?.join(address).ok()?,
            parsed => parsed.ok()?,
        };
        let plain = url.username().is_empty() && url.password().is_none() && url.has_host();
        (plain && matches!(url.scheme(), "http" | "https")).then(|| url.to_string())
    }
}

/// Adds words to those before them, so that a line is few pieces.
fn push_text(found: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(before)) = found.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        found.push(Inline::Text(text.to_owned()));
    }
}

/// The formula that a paragraph is, where it is one of its own line.
fn only_formula<'n>(paragraph: &'n AstNode<'n>) -> Option<String> {
    let (first, last) = (paragraph.first_child()?, paragraph.last_child()?);
    match &first.data().value {
        NodeValue::Math(math) if first.same_node(last) && math.display_math => {
            Some(math.literal.trim().to_owned())
        }
        _ => None,
    }
}

/// The text below a node, without recursion, since texts nest as deep as they like.
fn flat<'n>(node: &'n AstNode<'n>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::Math(math) => text.push_str(&math.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
        if text.len() > super::Preview::SHOWN {
            break;
        }
    }
    text
}
