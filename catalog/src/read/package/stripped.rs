//! HTML inside other formats, without its tags: blocks of plain words.
//!
//! One pass, nothing is run or followed. Must not know where the HTML was found.

/// A block of words, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Plain,
    Item,
    Code,
}

/// Tags that end a block and begin another.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "tr",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "hr",
    "body",
    "main",
    "aside",
    "caption",
];
/// Tags whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "title", "template"];

/// Names of the letters from 160 to 255.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc \
    Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute \
    Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml \
    aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde \
    ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Other names that occur in lessons.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("euro", '€'),
    ("rarr", '→'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("minus", '−'),
    ("thinsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
];

/// Hands over the blocks of an HTML text in their order, until one is refused.
pub(super) fn blocks(html: &str, take: &mut dyn FnMut(Block, &str) -> bool) {
    let mut flow = Flow { words: String::new(), block: Block::Plain, take, open: true };
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()).filter(|_| flow.open) {
        flow.words.push_str(&rest[..at]);
        rest = if rest.as_bytes()[at] == b'<' { flow.tag(&rest[at..]) } else { flow.entity(&rest[at..]) };
    }
    flow.words.push_str(rest);
    flow.end(Block::Plain);
}

/// All of an HTML text on one line.
pub(super) fn line(html: &str) -> String {
    let mut parts = Vec::new();
    blocks(html, &mut |_, text| {
        parts.push(text.trim().to_owned());
        parts.len() < 100
    });
    parts.join(" ")
}

/// Text whose references stand for letters, as in attributes.
pub(super) fn unescaped(text: &str) -> String {
    let mut flow = Flow { words: String::new(), block: Block::Plain, take: &mut |_, _| true, open: true };
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        flow.words.push_str(&rest[..at]);
        rest = flow.entity(&rest[at..]);
    }
    flow.words.push_str(rest);
    flow.words
}

struct Flow<'t> {
    words: String,
    block: Block,
    take: &'t mut dyn FnMut(Block, &str) -> bool,
    open: bool,
}

impl Flow<'_> {
    /// Ends the block; the next one is of this kind.
    fn end(&mut self, next: Block) {
        if self.open && !self.words.trim().is_empty() {
            self.open = (self.take)(self.block, &self.words);
        }
        self.words.clear();
        self.block = next;
    }

    /// What a tag does to the flow; the rest after it.
    fn tag<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let inside = &text[1..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            self.words.push('<');
            return inside;
        }
        let Some(end) = memchr::memchr(b'>', inside.as_bytes()) else { return "" };
        let after = &inside[end + 1..];
        let closes = inside.starts_with('/');
        let name = inside.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length.min(16)].to_ascii_lowercase();
        match name.as_str() {
            "li" => self.end(if closes { Block::Plain } else { Block::Item }),
            "pre" => self.end(if closes { Block::Plain } else { Block::Code }),
            // An item may begin with a paragraph.
            "p" | "div" if self.block == Block::Item && self.words.trim().is_empty() => {}
            "br" if self.block == Block::Code => self.words.push('\n'),
            "br" | "td" | "th" | "option" => self.words.push(' '),
            name if BLOCKS.contains(&name) => self.end(Block::Plain),
            name if !closes && SILENT.contains(&name) && !inside[..end].ends_with('/') => {
                return beyond(after, name);
            }
            _ => {}
        }
        after
    }

    /// The letter that a reference stands for; the rest after it.
    fn entity<'a>(&mut self, text: &'a str) -> &'a str {
        let inside = &text[1..];
        let end = inside.bytes().take(12).position(|byte| byte == b';');
        let letter = end.and_then(|end| letter(&inside[..end]));
        match (end, letter) {
            (Some(end), Some(letter)) => {
                self.words.push(letter);
                &inside[end + 1..]
            }
            _ => {
                self.words.push('&');
                inside
            }
        }
    }
}

/// What stands after the closing tag of that name; nothing when there is none.
fn beyond<'a>(text: &'a str, name: &str) -> &'a str {
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let closing = text[at + 1..].strip_prefix('/').and_then(|rest| rest.get(..name.len()));
        if closing.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return &text[at..];
        }
    }
    ""
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    if let Some((_, letter)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(*letter);
    }
    let at = LATIN.split_whitespace().position(|known| known == name)?;
    char::from_u32(160 + u32::try_from(at).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(html: &str) -> Vec<(Block, String)> {
        let mut found = Vec::new();
        blocks(html, &mut |block, text| {
            found.push((block, text.trim().to_owned()));
            true
        });
        found
    }

    #[test]
    fn words_stay_and_tags_go() {
        let html = "<!DOCTYPE html><head><title>x</title><STYLE>p{}</Style></head><h1 class='a'>Les&nbsp;volcans</h1>\
            <p>L&rsquo;&eacute;ruption &#233; &amp;lt; 3<br/>fin<ul><li><p>un</p><li>deux</ul><pre>a\n b</pre>\
            <script>alert(1)</script><!-- rien -->a < b & c &inconnu;";
        let text = |block, text: &str| (block, text.to_owned());
        assert_eq!(
            all(html),
            [
                text(Block::Plain, "Les\u{a0}volcans"),
                text(Block::Plain, "L’éruption é &lt; 3 fin"),
                text(Block::Item, "un"),
                text(Block::Item, "deux"),
                text(Block::Code, "a\n b"),
                text(Block::Plain, "a < b & c &inconnu;"),
            ]
        );
    }

    #[test]
    fn what_never_ends_ends() {
        for piece in ["<p", "<script>", "<!--", "&", "<", "</", "<li>", "&#x110000;", "<é", "&é;", "<scripté"]
        {
            for times in [1, 50_000] {
                let _ = all(&piece.repeat(times));
            }
        }
        assert_eq!(unescaped("l&apos;exercice &quot;A&quot;"), "l'exercice \"A\"");
    }
}
