//! Free programs of the ecosystem, and the names of what is not free that people look for.
//!
//! Which there are stands in `catalog/data/software`: counterparts that are commonly named, none of them
//! tried here; what nobody has looked up stays empty. Must not know where a name was found.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;
use super::table::rows;
use crate::model::{Software, SoftwareUse};

/// One program a row; lists are separated by `|`.
const SOFTWARE: &str = include_str!("../../data/software/software.csv");

/// What the ministry has said it uses a program for: one statement a row, with its source.
const USES: &str = include_str!("../../data/software/uses.csv");

/// One product a row, with other ways to write it; `everyday` lists those that are words of every day.
const PRODUCTS: &str = include_str!("../../data/software/products.csv");

/// Words that ask for something in the place of something else, folded.
const REPLACING: &[&str] = &[
    "remplacer",
    "remplace",
    "remplacement",
    "alternative",
    "alternatives",
    "equivalent",
    "equivalents",
    "equivalente",
    "replace",
    "replacement",
    "instead",
];

/// Most words of the name of a product.
const LONGEST: usize = 4;

/// Words of a text that name a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub product: &'static str,
    /// The words of the text that name it: place of the first, and how many.
    pub words: (usize, usize),
    /// Free programs that do something similar; none where none is established.
    pub counterparts: Vec<&'static Software>,
}

struct Product {
    name: String,
    counterparts: Vec<usize>,
}

struct Form {
    product: usize,
    everyday: bool,
}

struct Shelf {
    software: Vec<Software>,
    products: Vec<Product>,
    forms: HashMap<String, Form>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let software: Vec<Software> = rows(SOFTWARE).map(|row| program(&row)).collect();
    let mut shelf = Shelf { software, products: Vec::new(), forms: HashMap::new() };
    for row in rows(PRODUCTS) {
        let (name, everyday) = (row[0].to_owned(), list(&row[2]));
        let similar = |program: &Software| program.similar.contains(&name);
        let counterparts = shelf.software.iter().enumerate().filter(|(_, program)| similar(program));
        let counterparts = counterparts.map(|(at, _)| at).collect();
        for form in std::iter::once(name.clone()).chain(list(&row[1])) {
            let everyday = everyday.contains(&form);
            shelf.forms.entry(key(&form)).or_insert(Form { product: shelf.products.len(), everyday });
        }
        shelf.products.push(Product { name, counterparts });
    }
    shelf
});

fn program(row: &csv::StringRecord) -> Software {
    let filled = |at: usize| Some(row[at].to_owned()).filter(|text| !text.is_empty());
    Software {
        id: id(&row[0]),
        name: row[0].to_owned(),
        function: row[1].to_owned(),
        text: None,
        licence: filled(2),
        link: filled(3),
        keywords: list(&row[4]),
        similar: list(&row[5]),
        uses: uses(&row[0]),
    }
}

fn uses(name: &str) -> Vec<SoftwareUse> {
    let both = |row: &csv::StringRecord, at: usize| (row[at].to_owned(), row[at + 1].to_owned());
    let own = rows(USES).filter(|row| row[0] == *name);
    own.map(|row| SoftwareUse { what: both(&row, 1), source: both(&row, 3) }).collect()
}

fn list(field: &str) -> Vec<String> {
    field.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn id(name: &str) -> String {
    let words: Vec<String> = words(name).map(fold).collect();
    words.join("-")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn key(form: &str) -> String {
    words(form).map(fold).collect::<Vec<_>>().join(" ")
}

/// Every program, in the order of the file.
#[must_use]
pub fn all() -> &'static [Software] {
    &SHELF.software
}

/// The program of this id.
#[must_use]
pub fn of_id(id: &str) -> Option<&'static Software> {
    SHELF.software.iter().find(|program| program.id == id)
}

/// Other programs that are named in the place of one of the same products, those with most of them first.
#[must_use]
pub fn alike(program: &Software) -> Vec<&'static Software> {
    let common =
        |other: &Software| other.similar.iter().filter(|name| program.similar.contains(name)).count();
    let others = all().iter().filter(|other| other.id != program.id && common(other) > 0);
    let mut others: Vec<&Software> = others.collect();
    others.sort_by_key(|other| std::cmp::Reverse(common(other)));
    others
}

/// Whether a word asks for something in the place of something else.
#[must_use]
pub fn asks_to_replace(word: &str) -> bool {
    REPLACING.contains(&fold(word).as_str())
}

/// The products that these words name, the longest name at each place.
///
/// A name that is a word of every day counts only where something is to be replaced.
#[must_use]
pub fn named(words: &[&str]) -> Vec<Named> {
    let folded: Vec<String> = words.iter().map(|word| key(word)).collect();
    let replacing = words.iter().any(|word| asks_to_replace(word));
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let longest = (1..=LONGEST.min(words.len() - start)).rev().find_map(|length| {
            let form = SHELF.forms.get(&folded[start..start + length].join(" "))?;
            (replacing || !form.everyday).then_some((form, length))
        });
        let Some((form, length)) = longest else {
            start += 1;
            continue;
        };
        let product = &SHELF.products[form.product];
        let counterparts = product.counterparts.iter().map(|at| &SHELF.software[*at]).collect();
        found.push(Named { product: &product.name, words: (start, length), counterparts });
        start += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn counterparts(query: &str) -> Vec<&'static str> {
        let words: Vec<&str> = query.split(' ').collect();
        named(&words)
            .iter()
            .flat_map(|named| &named.counterparts)
            .map(|program| program.name.as_str())
            .collect()
    }

    #[test]
    fn a_product_leads_to_its_counterparts() {
        assert_eq!(counterparts("remplacer Teams")[..2], ["BigBlueButton", "Jitsi Meet"]);
        assert_eq!(counterparts("ms teams"), counterparts("Microsoft Teams"));
        assert_eq!(counterparts("alternative padlet"), ["Digipad", "WBO", "Excalidraw"]);
        assert_eq!(counterparts("photoshop gratuit"), ["GIMP", "Krita", "darktable"]);
        // A word of every day is a product only where something is to be replaced.
        assert!(counterparts("la notion de fonction").is_empty());
        assert_eq!(counterparts("alternative à notion"), ["Joplin", "Outline", "HedgeDoc"]);
        // Known, and without an established counterpart.
        assert_eq!(named(&["pronote"])[0].product, "Pronote");
        assert!(counterparts("pronote").is_empty());
    }

    #[test]
    fn programs_for_the_same_products_are_alike() {
        let names: Vec<&str> =
            alike(of_id("qgis").unwrap()).iter().map(|program| program.name.as_str()).collect();
        assert!(names.is_empty(), "nothing else is named for ArcGIS: {names:?}");
        let names: Vec<&str> =
            alike(of_id("gimp").unwrap()).iter().map(|program| program.name.as_str()).collect();
        assert_eq!(names, ["Krita", "darktable"]);
    }

    #[test]
    fn the_data_is_whole() {
        let ids: BTreeSet<&str> = all().iter().map(|program| program.id.as_str()).collect();
        assert_eq!(ids.len(), all().len());
        let products: BTreeSet<&str> = SHELF.products.iter().map(|product| product.name.as_str()).collect();
        for program in all() {
            assert!(!program.function.is_empty(), "{}", program.name);
            for similar in &program.similar {
                assert!(products.contains(similar.as_str()), "{}: {similar}", program.name);
            }
            let link = program.link.as_deref().unwrap_or("https://x.example/");
            assert!(url::Url::parse(link).is_ok_and(|link| link.scheme() == "https"), "{link}");
            let licence = program.licence.as_deref().unwrap_or("MIT");
            assert!(spdx::Expression::parse(licence).is_ok(), "{}: {licence}", program.name);
            assert_eq!(of_id(&program.id), Some(program));
        }
        for row in rows(USES) {
            assert!(of_id(&id(&row[0])).is_some_and(|program| !program.uses.is_empty()), "{}", &row[0]);
            assert!(row.iter().all(|field| !field.is_empty()), "{}", &row[0]);
        }
    }
}
