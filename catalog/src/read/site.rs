//! Settings of sites of lessons: `MkDocs`, Quarto, Jekyll and Jupyter Book.
//!
//! A file of the same name that holds something else says nothing. Must not know the pages of the site.

use super::sheet::Sheet;
use super::tree::{Node, yaml};
use super::{front, html, language, rights};
use crate::licence::mentions;
use crate::model::Field;

/// Keys that the settings of a site have, in Jekyll and in Jupyter Book.
const OF_SITES: &[&str] = &[
    "theme",
    "remote_theme",
    "plugins",
    "gems",
    "baseurl",
    "url",
    "markdown",
    "permalink",
    "collections",
    "execute",
    "sphinx",
    "repository",
    "kramdown",
    "include",
    "exclude",
    "defaults",
    "html",
];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let name = sheet.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let tree = yaml::parse(text);
    // A broken file of a name that other programs have too is not ours to find fault with.
    let root = if name == "_config.yml" { tree.root } else { sheet.root(tree, "YAML") };
    let Some(root) = root else { return };
    match name.as_str() {
        "mkdocs.yml" if root.get("site_name").is_some() => mkdocs(sheet, &root),
        "_quarto.yml" => quarto(sheet, &root),
        "_config.yml" if is_of_site(&root) => front::claims(sheet, &only(&root), true),
        _ => {}
    }
}

fn is_of_site(root: &Node) -> bool {
    root.get("title").and_then(Node::text).is_some() && OF_SITES.iter().any(|key| root.get(key).is_some())
}

/// The keys that say what a site is; `tags` and others mean something else in settings.
fn only(root: &Node) -> Node {
    let known = [
        "title",
        "description",
        "author",
        "authors",
        "lang",
        "language",
        "license",
        "licence",
        "copyright",
        "keywords",
    ];
    let entries = root.entries().filter(|(name, _)| known.contains(name));
    let entries = entries.map(|(name, node)| (name.to_owned(), node.clone())).collect();
    Node::new(super::tree::Value::Map(entries), root.line)
}

fn mkdocs(sheet: &mut Sheet<'_>, root: &Node) {
    sheet.claim(Field::Name, "site_name", root.get("site_name"));
    sheet.claim(Field::Summary, "site_description", root.get("site_description"));
    sheet.address(Field::Website, "site_url", root.get("site_url"));
    if let Some(authors) = root.get("site_author") {
        for name in authors.text().unwrap_or_default().split([',', ';', '&']) {
            sheet.author(name, Some("site_author"), authors.line, 1.0);
        }
    }
    let language = root.at("theme.language").or_else(|| root.at("theme.locale"));
    if let Some((code, node)) = language.and_then(|node| Some((language::language(node.text()?)?, node))) {
        sheet.say(Field::Language, &code, Some("theme.language"), node.line, 0.9);
    }
    if let Some(node) = root.get("copyright") {
        footer(sheet, node, "copyright");
    }
}

/// A project, a book or a website: each says its own, the whole says what they share.
fn quarto(sheet: &mut Sheet<'_>, root: &Node) {
    let parts = ["book", "website", "project", "manuscript"];
    if !parts.iter().any(|part| root.get(part).is_some()) {
        return;
    }
    if root.get("book").is_some() {
        sheet.say(Field::ResourceKind, "book", Some("book"), None, 0.8);
    }
    for part in parts.iter().filter_map(|part| root.get(part)) {
        front::claims(sheet, &only(part), true);
        let foot = part.get("page-footer");
        let foot = foot.and_then(|foot| {
            foot.text().map(|_| foot).or_else(|| foot.get("left")).or_else(|| foot.get("center"))
        });
        if let Some(node) = foot {
            footer(sheet, node, "page-footer");
        }
    }
    front::claims(sheet, &only(root), true);
}

/// A line of HTML in which the licence may stand as a link.
fn footer(sheet: &mut Sheet<'_>, node: &Node, key: &str) {
    let Some(text) = node.text() else { return };
    let words = html::words(text);
    let said = if mentions(&words).is_empty() && !mentions(text).is_empty() { text } else { &words };
    rights::stated(sheet, said, key, node.line, 0.9);
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Reading, read as read_file};
    use crate::model::Field;

    fn of(path: &str, text: &str) -> Reading {
        read_file(Format::Site, path, text.as_bytes())
    }

    #[test]
    fn mkdocs_says_name_author_and_licence_in_its_copyright() {
        let reading = of(
            "mkdocs.yml",
            "site_name: Cours de NSI\nsite_author: Ada Lovelace\nsite_description: Le cours de terminale\n\
             theme:\n  name: material\n  language: fr\n\
             copyright: '© 2025 <a href=\"https://creativecommons.org/licenses/by-sa/4.0/deed.fr\">licence</a>'\n\
             markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:materialx.emoji.twemoji\n",
        );
        let told = &reading.fields;
        assert_eq!(told.value(Field::Name), Some("Cours de NSI"));
        assert_eq!(told.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(told.values(Field::Language), ["fr"]);
        assert_eq!(told.values(Field::Licence), ["CC-BY-SA-4.0"]);
        assert_eq!(told.claims(Field::Licence)[0].source.line, Some(7));
    }

    #[test]
    fn quarto_and_jekyll_say_their_own() {
        let book = of(
            "_quarto.yml",
            "project:\n  type: book\nlang: fr\nlicense: CC BY-SA 4.0\nbook:\n  title: Statistiques\n  author:\n    - name: Ada Lovelace\n    - Alan Turing\n",
        );
        assert_eq!(book.fields.value(Field::Name), Some("Statistiques"));
        assert_eq!(book.fields.values(Field::Author), ["Ada Lovelace", "Alan Turing"]);
        assert_eq!(book.fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
        let site = of(
            "_config.yml",
            "title: Cours\ndescription: Un site\nauthor:\n  name: Ada Lovelace\nlang: fr_FR\ntheme: minima\n",
        );
        assert_eq!(site.fields.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(site.fields.values(Field::Language), ["fr"]);
    }

    #[test]
    fn a_file_of_the_same_name_that_is_something_else_says_nothing() {
        for (path, text) in [
            ("_config.yml", "title: Outil\nretries: 3\n"),
            ("_config.yml", "- a\n- b\n"),
            ("_config.yml", "a: [\n"),
            ("_quarto.yml", "title: x\n"),
            ("mkdocs.yml", "nav: []\n"),
        ] {
            let reading = of(path, text);
            assert_eq!((reading.fields.iter().count(), reading.findings.len()), (0, 0), "{text}");
        }
    }
}
