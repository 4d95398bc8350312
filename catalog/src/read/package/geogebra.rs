//! GeoGebra constructions: title, author and date where they are filled in, and the words they show.
//!
//! Scripts in the package are never looked into. Must not know the other formats.

use std::iter::Peekable;
use std::str::Chars;

use super::super::name::named_after_file;
use super::super::sheet::{Sheet, clean};
use super::super::teaching::taught;
use super::super::tree::Node;
use super::editable;
use super::entries::Package;
use super::prose::Prose;
use super::stripped::unescaped;
use crate::model::{Field, Severity};
use crate::vocabulary::fold::fold;

/// How words begin, folded, of constructions that teach physics rather than mathematics.
const PHYSICS: &[&str] = &[
    "ampere",
    "calorimetri",
    "chaleur",
    "electri",
    "energie",
    "joule",
    "kilojoule",
    "lentille",
    "newton",
    "optique",
    "pesanteur",
    "poids",
    "thermique",
    "voltage",
    "volts",
];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let Some(mut package) = Package::open(sheet, bytes, "a GeoGebra construction") else { return };
    let named = |name: &&str| name.rsplit('/').next() == Some("geogebra.xml");
    let pages: Vec<String> = package.names().filter(named).map(str::to_owned).collect();
    if pages.is_empty() {
        let told = (
            format!("{} is no GeoGebra construction: it holds no geogebra.xml", sheet.path()),
            "Open it in GeoGebra and save it again.",
        );
        sheet.find(Severity::Error, "geogebra_absent", told, None, None);
    }
    let mut prose = Prose::default();
    for page in pages {
        if let Some(root) = package.xml(sheet, &page) {
            root.all("construction").for_each(|construction| shown(sheet, construction, &mut prose));
        }
    }
    if !sheet.says(Field::Name) {
        named_after_file(sheet);
    }
    editable(sheet, "activity", 0.6);
    if !sheet.says(Field::Subject) {
        subject(sheet, prose.as_str());
    }
    prose.keep(sheet, false);
}

/// What a construction is about when nothing says it: the program is one of mathematics.
fn subject(sheet: &mut Sheet<'_>, text: &str) {
    let all = fold(&format!("{} {text}", sheet.path()));
    let mut words = all.split(|c: char| !c.is_alphanumeric());
    let physics = words.any(|word| PHYSICS.iter().any(|beginning| word.starts_with(beginning)));
    let subject = if physics { "physique-chimie" } else { "mathématiques" };
    sheet.say(Field::Subject, subject, Some("format"), None, 0.3);
}

/// A value of an attribute; blank ones are what GeoGebra writes for nobody.
fn attribute(node: &Node, name: &str) -> Option<String> {
    let text = clean(&unescaped(node.get(name)?.text()?));
    (!text.is_empty()).then_some(text)
}

fn shown(sheet: &mut Sheet<'_>, construction: &Node, prose: &mut Prose) {
    if let Some(title) = attribute(construction, "@title") {
        sheet.say(Field::Name, &title, Some("construction title"), None, 0.9);
        taught(sheet, &title, ("construction title", None), 0.6);
    }
    if let Some(name) = attribute(construction, "@author") {
        sheet.author(&name, Some("construction author"), None, 0.9);
    }
    if let Some(day) = attribute(construction, "@date").and_then(|text| day(&text)) {
        sheet.say(Field::Created, &day, Some("construction date"), None, 0.8);
    }
    for sheet_text in construction.all("worksheetText") {
        for key in ["@above", "@below"] {
            attribute(sheet_text, key).into_iter().for_each(|text| prose.html(&text));
        }
    }
    // Texts are expressions that begin with a quotation mark.
    for expression in construction.all("expression") {
        let text = attribute(expression, "@exp").filter(|text| text.starts_with('"'));
        text.into_iter().for_each(|text| prose.plain(&words(&text)));
    }
    for element in construction.all("element") {
        let caption = element.get("caption").and_then(|caption| attribute(caption, "@val"));
        caption.into_iter().for_each(|caption| prose.item(&words(&caption)));
    }
}

/// `2024-09-26` or `26/09/2024`; other spellings say no day for certain.
fn day(text: &str) -> Option<String> {
    let turned: Vec<&str> = text.split('/').map(str::trim).collect();
    let text = match turned[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    text.parse::<jiff::civil::Date>().ok().map(|day| day.to_string())
}

/// The words of a text with the commands of LaTeX and the names of objects taken away.
fn words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    // What stands outside quotation marks are names of objects.
    let quoted = text.starts_with('"');
    for (at, piece) in text.split('"').enumerate() {
        if quoted && at % 2 == 0 {
            kept.push(' ');
            continue;
        }
        let mut letters = piece.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => command(&mut letters, &mut kept),
                '{' => {}
                '}' | '$' | '&' => kept.push(' '),
                letter => kept.push(letter),
            }
        }
    }
    // Signs alone are what is left of a formula.
    let kept = clean(&kept);
    if kept.chars().filter(|letter| letter.is_alphabetic()).count() < 3 { String::new() } else { kept }
}

/// What a command of LaTeX leaves: a sign that was escaped, else the space it makes.
fn command(letters: &mut Peekable<Chars<'_>>, kept: &mut String) {
    kept.push(' ');
    if let Some(sign) = letters.next_if(|next| !next.is_ascii_alphabetic()) {
        if matches!(sign, '%' | '&' | '_' | '#') {
            kept.pop();
            kept.push(sign);
        }
        return;
    }
    let mut name = String::new();
    while let Some(letter) = letters.next_if(char::is_ascii_alphabetic) {
        name.push(letter);
    }
    if matches!(name.as_str(), "begin" | "end") {
        // The name of what begins, and how its columns stand.
        while letters.next_if_eq(&'{').is_some() {
            letters.by_ref().find(|letter| *letter == '}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Format, Reading, read};
    use super::words;
    use crate::archive::zip::tests::zip;
    use crate::model::Field;

    fn of(name: &str, construction: &str) -> Reading {
        let xml = format!("<geogebra format=\"5.0\">{construction}</geogebra>");
        read(Format::Geogebra, name, &zip(&[("geogebra_javascript.js", "alert(1)"), ("geogebra.xml", &xml)]))
    }

    #[test]
    fn a_construction_that_is_filled_in_says_what_it_is() {
        let reading = of(
            "x.ggb",
            "<construction title=\"Th&#233;orème de Thalès en 3e\" author=\"Ada Lovelace\" date=\"6/09/2024\">\
             <worksheetText above=\"Bouge le point &lt;b&gt;A&lt;/b&gt;.\" below=\"\"/>\
             <expression label=\"t\" exp=\"&quot;\\mbox{Calculer }&quot; + (LaTeX[f]) + &quot; ici&quot;\"/>\
             <expression label=\"f\" exp=\"x^2\"/>\
             <element type=\"button\"><caption val=\"Commencer l&apos;exercice\"/></element></construction>",
        );
        assert_eq!(reading.findings, []);
        assert_eq!(reading.fields.value(Field::Name), Some("Théorème de Thalès en 3e"));
        assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
        assert_eq!(reading.fields.values(Field::Created), ["2024-09-06"]);
        assert_eq!(reading.fields.values(Field::Level), ["3e"]);
        assert_eq!(reading.fields.values(Field::Subject), ["mathématiques"]);
        assert_eq!(
            reading.text.as_deref(),
            Some("Bouge le point A.\n\nCalculer ici\n\n• Commencer l'exercice")
        );
    }

    #[test]
    fn an_empty_one_is_called_after_its_file() {
        let reading =
            of("exerciseur_chaleur latente.ggb", "<construction title=\"\" author=\"\" date=\"\"/>");
        let name = reading.fields.resolve(Field::Name).unwrap();
        assert_eq!((name.value.as_str(), name.confidence), ("exerciseur chaleur latente", 0.3));
        assert_eq!(reading.fields.values(Field::Subject), ["physique-chimie"]);
        assert!(
            reading.fields.claims(Field::Author).is_empty()
                && reading.fields.claims(Field::Licence).is_empty()
        );
    }

    #[test]
    fn attention_is_no_tension() {
        let reading =
            of("x.ggb", "<construction><expression exp=\"&quot;Attention au survol&quot;\"/></construction>");
        assert_eq!(reading.fields.values(Field::Subject), ["mathématiques"]);
    }

    #[test]
    fn formulas_leave_no_words() {
        for (text, expected) in [
            ("\"\\frac{1}{2}\"", ""),
            ("\"\\mbox{C'est fini. \\\\Enregistre ton travail.}\"", "C'est fini. Enregistre ton travail."),
            ("\"\\begin{array}{c|c}\\mbox{Total de 38\\% en}10^{-2}\\end{array}\"", "Total de 38% en 10^-2"),
            ("\"\\mbox{Score : }\" + (LaTeX[score]) + \" / \"", "Score : /"),
        ] {
            assert_eq!(words(text), expected);
        }
    }
}
