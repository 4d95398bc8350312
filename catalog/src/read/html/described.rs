//! A page of a site that describes something to learn with: what its data blocks say, as a record.
//!
//! Only what was written for other catalogues is taken: no words of the page. Must not know how the page was
//! fetched.

use url::Url;

use super::page::{Page, look};
use super::{LIMIT, licences};
use crate::model::Field;
use crate::read::sheet::{Sheet, cut};
use crate::read::{Reading, language, record};

/// What a page of a site says to those who gather resources.
#[derive(Debug, Clone, PartialEq)]
pub struct WebPage {
    /// What it is called: the address that it names as its own on this site, else the one it was fetched at.
    pub identifier: String,
    /// What its data blocks say; none where they describe nothing to learn with.
    pub reading: Option<Reading>,
    /// Whether it asks to be left out of catalogues (`noindex`).
    pub is_withheld: bool,
}

/// Reads a page that was fetched at an address.
#[must_use]
pub fn web_page(address: &Url, text: &str) -> WebPage {
    let page = look(cut(text, LIMIT));
    let identifier = own_address(address, &page);
    let is_withheld = ["robots", "glane"].iter().filter_map(|name| page.meta(name)).any(is_refusal);
    let mut sheet = Sheet::of_record(&identifier);
    record::amb::in_page(&mut sheet, &page.blocks);
    if !sheet.says(Field::Name) {
        return WebPage { identifier, reading: None, is_withheld };
    }
    if !sheet.says(Field::Website) {
        sheet.link(Field::Website, &identifier, "canonical", None, 1.0);
    }
    if !sheet.says(Field::Licence) && !sheet.says(Field::Rights) {
        licences(&mut sheet, &page);
    }
    if !sheet.says(Field::Language)
        && let Some(code) = page.language.as_deref().and_then(language::language)
    {
        sheet.say(Field::Language, &code, Some("lang"), None, 0.9);
    }
    let reading = Some(sheet.done());
    WebPage { identifier, reading, is_withheld }
}

fn is_refusal(content: &str) -> bool {
    content.split(',').any(|word| matches!(word.trim().to_ascii_lowercase().as_str(), "noindex" | "none"))
}

/// A page may say which of its addresses is the right one, but cannot pass for a page of another site.
fn own_address(address: &Url, page: &Page) -> String {
    let named = page.canonical.as_deref().and_then(|link| address.join(link.trim()).ok());
    let mut own = named.filter(|own| own.origin() == address.origin()).unwrap_or_else(|| address.clone());
    own.set_fragment(None);
    own.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = r#"<script type="application/ld+json">{"@context":"https://schema.org",
        "@type":"LearningResource","name":"Fractions","educationalLevel":"5e"}</script>"#;

    fn read(head: &str) -> WebPage {
        let address = Url::parse("https://x.fr/cours/?utm=1#haut").unwrap();
        web_page(&address, &format!("<html lang=fr><head>{head}</head><body><h1>Menu</h1>"))
    }

    #[test]
    fn the_best_of_its_blocks_is_the_record_and_the_page_names_itself() {
        let film = r#"<script type="application/ld+json">{"@type":"VideoObject","name":"Film"}</script>"#;
        let found = read(&format!(
            "<link rel=canonical href=/cours/fractions>{film}{LESSON}\
             <link rel=license href=https://creativecommons.org/licenses/by-sa/4.0/>"
        ));
        assert_eq!(found.identifier, "https://x.fr/cours/fractions");
        let fields = found.reading.unwrap().fields;
        assert_eq!(fields.values(Field::Name), ["Fractions"]);
        assert_eq!(fields.values(Field::Level), ["5e"]);
        assert_eq!(fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(fields.values(Field::Website), ["https://x.fr/cours/fractions"]);
        assert_eq!(fields.values(Field::Language), ["fr"]);
        assert!(!found.is_withheld);
    }

    #[test]
    fn a_page_cannot_pass_for_one_of_another_site_and_may_stay_out() {
        let found = read(&format!("<link rel=canonical href=https://other.fr/>{LESSON}"));
        assert_eq!(found.identifier, "https://x.fr/cours/?utm=1");
        assert!(read("<meta name=ROBOTS content='noarchive, NoIndex'>").is_withheld);
    }

    #[test]
    fn a_licence_is_said_or_is_not() {
        assert!(!read(LESSON).reading.unwrap().fields.claims(Field::Name).is_empty());
        assert!(read(LESSON).reading.unwrap().fields.claims(Field::Licence).is_empty());
        let organisation =
            r#"<script type="application/ld+json">{"@type":"Organization","name":"O"}</script>"#;
        for silent in ["", organisation, "<title>Cours</title>"] {
            assert_eq!(read(silent).reading, None, "{silent}");
        }
    }
}
