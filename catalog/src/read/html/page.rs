//! A page of HTML taken apart: head, licences, properties, blocks of data, words shown.
//!
//! Must not know what is claimed of them.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::guard;
use crate::read::TEXT_LIMIT;
use crate::read::sheet::clean;

/// Most entries of one sort, and longest text of one, in bytes.
const MOST: usize = 100;
const LONGEST: usize = 4_000;
/// Most blocks of data, and longest of them, in bytes.
const BLOCKS: usize = 4;
const BLOCK: usize = 128 * 1024;

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) heading: Option<String>,
    pub(super) language: Option<String>,
    /// Name in lower case, and content.
    pub(super) metas: Vec<(String, String)>,
    /// Addresses of links to the licence, with their words.
    pub(super) licences: Vec<(String, String)>,
    /// `RDFa`: property, and its value.
    pub(super) properties: Vec<(String, String)>,
    /// The address that the page names as its own.
    pub(super) canonical: Option<String>,
    /// JSON-LD.
    pub(super) blocks: Vec<String>,
    /// Words shown, a line a block.
    pub(super) text: String,
}

impl Page {
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str())
    }
}

/// What the text that comes next is of.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Title,
    Heading,
    Licence(String),
    Property(String),
}

struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    page: Page,
    /// Text being gathered: for what, until the end of which element, and so far.
    held: Vec<(Held, String, String)>,
    /// Inside of a block of data, or of an element whose text is not shown.
    block: Option<String>,
    hidden: Option<String>,
    /// Elements whose text is not shown.
    silent: Vec<&'static str>,
}

/// Elements whose text is no text of the page: menus are of the site.
const SILENT: [&str; 9] =
    ["script", "style", "nav", "template", "xmp", "iframe", "noembed", "noframes", "textarea"];

/// Takes a page apart.
pub(super) fn look(text: &str) -> Page {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(guard::bounded(text)));
    // A menu that is never closed would hide the rest of the page.
    let closed =
        |name: &&'static str| !matches!(*name, "nav" | "template") || text.contains(&format!("</{name}"));
    let state = State { silent: SILENT.into_iter().filter(closed).collect(), ..State::default() };
    let tokens = Tokenizer::new(Sink(RefCell::new(state)), TokenizerOpts::default());
    let _ = tokens.feed(&queue);
    tokens.end();
    let mut page = tokens.sink.0.into_inner().page;
    let lines: Vec<String> = page.text.lines().map(clean).collect();
    page.text = lines.join("\n");
    while page.text.contains("\n\n\n") {
        page.text = page.text.replace("\n\n\n", "\n\n");
    }
    page.text = page.text.trim_matches('\n').to_owned();
    page
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.words(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.opened(&tag),
            Token::TagToken(tag) => state.closed(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

impl State {
    fn words(&mut self, text: &str) {
        if let Some(block) = &mut self.block {
            if block.len() < BLOCK {
                block.push_str(text);
            }
            return;
        }
        for (_, _, held) in &mut self.held {
            if held.len() < LONGEST {
                held.push_str(text);
            }
        }
        let titled = self.held.iter().any(|(held, _, _)| *held == Held::Title);
        if self.hidden.is_none() && !titled && self.page.text.len() < TEXT_LIMIT + 1024 {
            // Lines of the source are no lines of the page.
            let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
            self.page.text.push_str(&spaced);
        }
    }

    fn opened(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        match name {
            "html" => {
                self.page.language =
                    attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang")).map(str::to_owned);
            }
            "meta" => self.meta(tag),
            "title" if self.page.title.is_none() => self.hold(Held::Title, name),
            "h1" if self.page.heading.is_none() => self.hold(Held::Heading, name),
            "script" if attribute(tag, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.block = Some(String::new());
            }
            _ if self.hidden.is_none() && !tag.self_closing => {
                self.hidden =
                    self.silent.iter().find(|silent| **silent == name).map(|name| (*name).to_owned());
            }
            _ => {}
        }
        self.link(tag);
        self.property(tag);
        if self.hidden.is_none() {
            self.page.text.push_str(before(name));
        }
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn hold(&mut self, held: Held, until: &str) {
        if self.held.len() < 8 {
            self.held.push((held, until.to_owned(), String::new()));
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property"));
        if let (Some(name), Some(content)) = (name, attribute(tag, "content"))
            && self.page.metas.len() < MOST
        {
            let content = crate::read::sheet::cut(content, LONGEST).to_owned();
            self.page.metas.push((name.to_ascii_lowercase(), content));
        }
    }

    fn link(&mut self, tag: &Tag) {
        let rel = attribute(tag, "rel").unwrap_or_default().to_ascii_lowercase();
        if &*tag.name == "link" && rel == "canonical" && self.page.canonical.is_none() {
            self.page.canonical = attribute(tag, "href").map(str::to_owned);
        }
        if !rel.split_ascii_whitespace().any(|word| matches!(word, "license" | "licence" | "cc:license")) {
            return;
        }
        let Some(address) = attribute(tag, "href") else { return };
        match &*tag.name {
            "a" => self.hold(Held::Licence(address.to_owned()), "a"),
            _ if self.page.licences.len() < MOST => {
                self.page.licences.push((address.to_owned(), String::new()));
            }
            _ => {}
        }
    }

    fn property(&mut self, tag: &Tag) {
        let Some(name) = attribute(tag, "property").filter(|_| &*tag.name != "meta") else { return };
        let wanted = ["cc:attributionName", "dct:title", "dc:title", "dcterms:title"].contains(&name);
        if wanted && self.page.properties.len() < MOST {
            match attribute(tag, "content") {
                Some(content) => self.page.properties.push((name.to_owned(), content.to_owned())),
                None => self.hold(Held::Property(name.to_owned()), &tag.name),
            }
        }
    }

    fn closed(&mut self, name: &str) {
        if name == "script"
            && let Some(block) = self.block.take()
            && self.page.blocks.len() < BLOCKS
        {
            self.page.blocks.push(block);
        }
        if self.hidden.as_deref() == Some(name) {
            self.hidden = None;
        }
        if let Some(at) = self.held.iter().rposition(|(_, until, _)| until == name) {
            for (held, _, text) in self.held.split_off(at) {
                self.keep(held, clean(&text));
            }
        }
        if self.hidden.is_none() {
            self.page.text.push_str(after(name));
        }
    }

    fn keep(&mut self, held: Held, text: String) {
        match held {
            Held::Title => self.page.title = Some(text).filter(|text| !text.is_empty()),
            Held::Heading => self.page.heading = Some(text).filter(|text| !text.is_empty()),
            Held::Licence(address) if self.page.licences.len() < MOST => {
                self.page.licences.push((address, text));
            }
            Held::Property(name) if !text.is_empty() => self.page.properties.push((name, text)),
            Held::Licence(_) | Held::Property(_) => {}
        }
    }
}

/// What stands before the text of an element.
fn before(name: &str) -> &'static str {
    match name {
        "br" | "tr" | "dd" | "dt" | "option" | "figcaption" | "summary" => "\n",
        "li" => "\n• ",
        "td" | "th" => " · ",
        "p" | "div" | "section" | "article" | "header" | "footer" | "nav" | "aside" | "main" | "table"
        | "ul" | "ol" | "dl" | "blockquote" | "pre" | "figure" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "form" | "fieldset" | "address" | "details" | "body" => "\n\n",
        _ => "",
    }
}

/// What stands after it.
fn after(name: &str) -> &'static str {
    match name {
        "li" | "td" | "th" | "br" => "",
        other => before(other),
    }
}
