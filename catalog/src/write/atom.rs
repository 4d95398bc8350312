//! A list of the catalogue as an Atom feed (RFC 4287, with the licence link of RFC 4946).
//!
//! Must not know what was asked, nor by whom.

use jiff::Timestamp;

use super::xml::Xml;
use crate::licence::deed;

/// Longest summary, in characters.
const SUMMARY: usize = 600;
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What it is called for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language of its own words, ISO 639-1.
    pub language: &'static str,
    /// The address at which it is.
    pub itself: String,
    /// The address of the page that shows the same.
    pub page: String,
    /// Who gives it: the name of the site.
    pub author: String,
    /// When it last changed, where nothing in it says so.
    pub since: Timestamp,
    /// What is in it, newest first.
    pub entries: Vec<Entry>,
}

/// One entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The address of its page.
    pub page: String,
    /// The language of its title and summary, where it says it and it is a code of two or three letters.
    pub language: Option<String>,
    /// When it was found or last changed.
    pub updated: Timestamp,
    /// When it was found, where that is known.
    pub published: Option<Timestamp>,
    /// One sentence or more.
    pub summary: Option<String>,
    /// Those who are credited for it.
    pub authors: Vec<String>,
    /// Its licence, an SPDX expression.
    pub licence: Option<String>,
    /// Levels, subjects, types.
    pub categories: Vec<String>,
}

/// The feed as an XML document.
#[must_use]
pub fn atom(feed: &Feed) -> String {
    let mut xml = Xml::new();
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language)];
    xml.within("feed", &root, |xml| {
        let newest = feed.entries.iter().map(|entry| entry.updated).max();
        xml.leaf("id", &feed.id);
        title(xml, &feed.title, &feed.id);
        xml.leaf("updated", &written(newest.unwrap_or(feed.since)));
        xml.mark("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.itself)]);
        xml.mark("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)]);
        xml.within("author", &[], |xml| xml.leaf("name", &named(&feed.author)));
        xml.leaf_with("generator", &[("version", env!("CARGO_PKG_VERSION"))], "Glane");
        feed.entries.iter().for_each(|entry| one(xml, entry));
    });
    format!("{DECLARATION}{}", xml.done())
}

fn one(xml: &mut Xml, entry: &Entry) {
    let language: Vec<(&str, &str)> = entry.language.iter().map(|code| ("xml:lang", code.as_str())).collect();
    xml.within("entry", &language, |xml| {
        xml.leaf("id", &entry.id);
        title(xml, &entry.title, &entry.id);
        xml.leaf("updated", &written(entry.updated));
        if let Some(published) = entry.published {
            xml.leaf("published", &written(published));
        }
        xml.mark("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.page)]);
        for name in &entry.authors {
            xml.within("author", &[], |xml| xml.leaf("name", &named(name)));
        }
        for term in &entry.categories {
            xml.mark("category", &[("term", term)]);
        }
        if let Some(licence) = &entry.licence {
            xml.leaf("rights", licence);
            if let Some(address) = deed(licence) {
                xml.mark("link", &[("rel", "license"), ("href", &address)]);
            }
        }
        if let Some(summary) = &entry.summary {
            xml.leaf("summary", &shortened(summary));
        }
    });
}

/// A title, which must be there: what has none that can be written is called by its id.
fn title(xml: &mut Xml, text: &str, id: &str) {
    let said = text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control());
    xml.leaf("title", if said { text } else { id });
}

/// A name, which must be there where an author is.
fn named(name: &str) -> String {
    let said = name.chars().any(|letter| !letter.is_whitespace() && !letter.is_control());
    if said { name.to_owned() } else { "—".to_owned() }
}

/// An instant to the second, as RFC 3339 writes it.
fn written(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SUMMARY) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "tag:communs.example.org,2026:ressources/0".to_owned(),
            title: "Débits \u{8}& <crues>".to_owned(),
            page: "https://communs.example.org/ressources/0".to_owned(),
            language: Some("fr".to_owned()),
            updated: "2026-03-02T08:00:00.5Z".parse().unwrap(),
            published: None,
            summary: Some("x".repeat(700)),
            authors: vec!["Ada Quennedey".to_owned()],
            licence: Some("CC-BY-SA-4.0".to_owned()),
            categories: vec!["6e".to_owned()],
        }
    }

    fn feed(entries: Vec<Entry>) -> Feed {
        Feed {
            id: "tag:communs.example.org,2026:recherche".to_owned(),
            title: " \u{0} ".to_owned(),
            language: "fr",
            itself: "https://communs.example.org/feeds/recherche.atom?q=a&niveau=6e".to_owned(),
            page: "https://communs.example.org/recherche?q=a&niveau=6e".to_owned(),
            author: "Essai & Cie".to_owned(),
            since: "2026-01-01T00:00:00Z".parse().unwrap(),
            entries,
        }
    }

    #[test]
    fn every_element_that_the_rfc_asks_for_is_there_and_nothing_leaves_its_element() {
        let text = atom(&feed(vec![entry()]));
        for part in [
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">",
            "<title>tag:communs.example.org,2026:recherche</title>",
            "<updated>2026-03-02T08:00:00Z</updated>",
            "href=\"https://communs.example.org/feeds/recherche.atom?q=a&amp;niveau=6e\"/>",
            "<name>Essai &amp; Cie</name>",
            "<title>Débits &amp; &lt;crues&gt;</title>",
            "<name>Ada Quennedey</name>",
            "<category term=\"6e\"/>",
            "<rights>CC-BY-SA-4.0</rights>",
            "<link rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\"/>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(text.contains(&format!("<summary>{}…</summary>", "x".repeat(600))));
    }

    #[test]
    fn a_feed_of_nothing_has_the_date_it_is_given() {
        let text = atom(&feed(Vec::new()));
        assert!(text.contains("<updated>2026-01-01T00:00:00Z</updated>") && !text.contains("<entry"));
    }
}
