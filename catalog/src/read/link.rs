//! Links and pictures of a page, whatever its markup: Markdown, HTML, `reStructuredText`, `AsciiDoc`.
//!
//! Found by their signs, line by line; what stands in a block of code is none.

use super::sheet::cut;

/// How much of a page is searched, in bytes.
const LIMIT: usize = 128 * 1024;

/// Most links found.
const MOST: usize = 400;

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Whether it is a picture.
    pub(super) picture: bool,
    /// What it says, or shows to those who do not see it.
    pub(super) text: String,
    pub(super) address: String,
    pub(super) line: u32,
}

/// The links of a page in their order.
pub(super) fn links(page: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut code = false;
    for (line, content) in (1..).zip(cut(page, LIMIT).lines()) {
        if content.trim_start().starts_with("```") || content.trim_start().starts_with("~~~") {
            code = !code;
        }
        if code || found.len() >= MOST {
            continue;
        }
        bracketed(content, line, &mut found);
        tagged(content, line, &mut found);
        directive(content, line, &mut found);
    }
    found.truncate(MOST);
    found
}

/// `![alt](address)` and `[text](address)`; a picture inside of a link is both.
fn bracketed(content: &str, line: u32, found: &mut Vec<Link>) {
    let mut rest = content;
    while let Some(at) = rest.find("](") {
        let after = &rest[at + 2..];
        let end = after.find([')', ' ']).unwrap_or(after.len());
        let before = &rest[..at];
        let open = before.rfind('[').map_or(0, |open| open + 1);
        let picture = before[..open].ends_with("![");
        found.push(Link {
            picture,
            text: before[open..].trim_end_matches([')', ']']).to_owned(),
            address: after[..end].trim_matches(['<', '>']).to_owned(),
            line,
        });
        rest = &after[end..];
        if found.len() > MOST {
            return;
        }
    }
}

/// `<img src alt>` and `<a href>text`.
fn tagged(content: &str, line: u32, found: &mut Vec<Link>) {
    for (picture, sign, key) in [(true, "<img", "src"), (false, "<a ", "href")] {
        for part in content.split(sign).skip(1).take(50) {
            let Some(address) = attribute(part, key) else { continue };
            let text = if picture {
                attribute(part, "alt").unwrap_or_default().to_owned()
            } else {
                let inside = part.split_once('>').map_or("", |(_, inside)| inside);
                inside.split('<').next().unwrap_or_default().to_owned()
            };
            found.push(Link { picture, text, address: address.to_owned(), line });
        }
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let tag = tag.split('>').next()?;
    let after = &tag[tag.find(&format!("{name}="))? + name.len() + 1..];
    let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''));
    match quote {
        Some(quote) => after[1..].split(quote).next(),
        None => after.split_whitespace().next(),
    }
}

/// `.. image:: address`, `image::address[alt]`, `` `text <address>`_ `` and `address[text]`.
fn directive(content: &str, line: u32, found: &mut Vec<Link>) {
    if let Some((_, address)) = content.split_once("image:: ") {
        found.push(Link { picture: true, text: String::new(), address: address.trim().to_owned(), line });
    } else if let Some((_, rest)) = content.split_once("image:") {
        let rest = rest.trim_start_matches(':');
        if let Some((address, text)) = rest.split_once('[') {
            let text = text.split([',', ']']).next().unwrap_or_default().to_owned();
            found.push(Link { picture: true, text, address: address.trim().to_owned(), line });
        }
    }
    if let Some((before, address)) = content.split_once(" <http")
        && let Some(open) = before.rfind('`')
        && let Some((address, _)) = address.split_once(">`_")
    {
        let text = before[open + 1..].to_owned();
        found.push(Link { picture: false, text, address: format!("http{address}"), line });
    }
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn every_markup_has_its_signs() {
        let page = "[![CI](https://x/b.svg)](https://x)\n<img alt='Logo' src=\"a.png\"> <a href=https://d.fr>Docs</a>\n\
            .. image:: c.svg\nimage::d.png[Alt]\n`Guide <https://g.fr>`_\n```\n[no](no)\n```\n";
        let found: Vec<(bool, String, String)> =
            links(page).into_iter().map(|link| (link.picture, link.text, link.address)).collect();
        let expected = [
            (true, "CI", "https://x/b.svg"),
            (false, "", "https://x"),
            (true, "Logo", "a.png"),
            (false, "Docs", "https://d.fr"),
            (true, "", "c.svg"),
            (true, "Alt", "d.png"),
            (false, "Guide", "https://g.fr"),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((picture, text, address), wanted) in found.iter().zip(expected) {
            assert_eq!((*picture, text.as_str(), address.as_str()), wanted);
        }
    }
}
