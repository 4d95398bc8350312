//! Expected strings are written by hand; `\u{202f}` is the narrow no-break space of French print.

use comrak::nodes::NodeValue;

use super::*;
use crate::model::{Claim, Fields, Grain, LicenceReading, ResourceVersion, Source};

fn record(fields: &[(Field, &str)], licence: Option<&str>) -> ResourceRecord {
    let mut claims = Fields::new();
    for (field, value) in fields {
        claims
            .add(*field, Claim::new((*value).to_owned(), Source::file("fractions.tex", None, Some(1)), 1.0));
    }
    ResourceRecord {
        number: 1,
        key: ResourceKey::Part { project: "forge-edu:1".parse().unwrap(), path: "6e/fractions.tex".into() },
        grain: Grain::File,
        reason: "dossier de fiches".into(),
        format: Some("latex".into()),
        commit: Some("8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6".into()),
        fields: claims,
        licence: LicenceReading { expression: licence.map(str::to_owned), ..LicenceReading::default() },
        attachments: Vec::new(),
        versions: vec![ResourceVersion {
            commit: "8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6".into(),
            at: "2026-11-17T09:00:00Z".parse().unwrap(),
            tag: None,
        }],
        text: None,
        findings: Vec::new(),
        found_at: "2026-11-01T00:00:00Z".parse().unwrap(),
        gathered_at: "2026-11-20T00:00:00Z".parse().unwrap(),
    }
}

const ORIGIN: Origin<'static> = Origin {
    address: Some("https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions_6e.tex"),
    publisher: Some("maths-college/fractions-6e"),
};

fn fractions() -> ResourceRecord {
    let fields = [
        (Field::Name, "Fractions en 6e"),
        (Field::Author, "Zoé Martin <zoe@example.org>"),
        (Field::Author, "Karim Benali"),
    ];
    record(&fields, Some("CC-BY-SA-4.0"))
}

#[test]
fn a_credit_has_title_author_licence_link_and_use() {
    let french = Attribution::of(&fractions(), ORIGIN, Usage::Unchanged, Language::French);
    assert_eq!(
        french.text,
        "«\u{202f}Fractions en 6e\u{202f}» (https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions_6e.tex), \
         par Zoé Martin et Karim Benali, version du 17/11/2026 (commit 8f3b1c6d), sous licence CC BY-SA 4.0 \
         (https://creativecommons.org/licenses/by-sa/4.0/deed.fr). Reprise sans modification."
    );
    assert_eq!(
        french.html,
        "<p><a href=\"https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions_6e.tex\">«\u{202f}Fractions en 6e\u{202f}»</a>, \
         par Zoé Martin et Karim Benali, version du 17/11/2026 (commit 8f3b1c6d), sous licence \
         <a rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/deed.fr\">CC BY-SA 4.0</a>. \
         Reprise sans modification.</p>"
    );
    assert_eq!(
        french.markdown,
        "[«\u{202f}Fractions en 6e\u{202f}»](<https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions_6e.tex>), \
         par Zoé Martin et Karim Benali, version du 17/11/2026 (commit 8f3b1c6d), sous licence \
         [CC BY-SA 4.0](<https://creativecommons.org/licenses/by-sa/4.0/deed.fr>). Reprise sans modification."
    );
    assert_eq!(
        french.latex,
        "«~Fractions en 6e~» (\\url{https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions\\_6e.tex}), \
         par Zoé Martin et Karim Benali, version du 17/11/2026 (commit 8f3b1c6d), sous licence CC BY-SA 4.0 \
         (\\url{https://creativecommons.org/licenses/by-sa/4.0/deed.fr}). Reprise sans modification."
    );
    let english = Attribution::of(&fractions(), ORIGIN, Usage::Adapted, Language::English);
    assert_eq!(
        english.text,
        "Based on “Fractions en 6e” (https://forge.example/maths/6e/-/blob/8f3b1c6d/6e/fractions_6e.tex), \
         by Zoé Martin and Karim Benali, version of 2026-11-17 (commit 8f3b1c6d), licensed under CC BY-SA 4.0 \
         (https://creativecommons.org/licenses/by-sa/4.0/deed.en). With changes."
    );
}

#[test]
fn what_is_adapted_says_so_and_names_what_it_was_made_from() {
    let mut derived = fractions();
    let base = |value: &str| Claim::new(value.to_owned(), Source::file("README.md", None, Some(2)), 1.0);
    derived.fields.add(Field::BasedOn, base("https://irem.example/fractions"));
    derived.fields.add(Field::BasedOn, base("Manuel Sésamath 6e"));
    let told = Attribution::of(&derived, Origin::default(), Usage::Adapted, Language::French);
    assert_eq!(
        told.text,
        "D’après «\u{202f}Fractions en 6e\u{202f}», par Zoé Martin et Karim Benali, version du 17/11/2026 \
         (commit 8f3b1c6d), sous licence CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/deed.fr), \
         elle-même d’après https://irem.example/fractions et Manuel Sésamath 6e. Avec des modifications."
    );
    assert!(told.markdown.contains("elle-même d’après <https://irem.example/fractions>"));
}

#[test]
fn nobody_is_named_who_did_not_name_themselves() {
    let nobody = record(&[(Field::Name, "Volcans")], Some("CC-BY-4.0"));
    assert!(lacks_author(&nobody) && !lacks_author(&fractions()));
    assert!(!lacks_author(&record(&[], Some("CC0-1.0"))), "asks for no name");
    let told = |record: &ResourceRecord, origin| {
        Attribution::of(record, origin, Usage::Unchanged, Language::French).text
    };
    assert!(
        told(&nobody, ORIGIN)
            .contains("), auteur non indiqué (source\u{202f}: maths-college/fractions-6e), version du"),
        "{}",
        told(&nobody, ORIGIN)
    );
    assert!(told(&nobody, Origin::default()).contains("\u{202f}», auteur non indiqué, version du"));
    let body = record(&[(Field::Name, "Volcans"), (Field::Organisation, "Académie de Lyon")], None);
    assert_eq!(
        told(&body, Origin::default()),
        "«\u{202f}Volcans\u{202f}», auteur non indiqué (source\u{202f}: Académie de Lyon), version du 17/11/2026 \
         (commit 8f3b1c6d), licence non indiquée (l’accord de l’auteur est nécessaire). Reprise sans modification."
    );
    let mail = record(&[(Field::Author, "zoe@example.org")], None);
    assert!(!told(&mail, ORIGIN).contains("example.org>") && authors(&mail).is_empty());
}

#[test]
fn a_record_of_another_catalogue_has_the_date_it_gives() {
    let mut notice =
        record(&[(Field::Name, "Séismes"), (Field::Modified, "2025-03-04T10:00:00Z")], Some("etalab-2.0"));
    notice.key = ResourceKey::Record { source: "edubase".parse().unwrap(), id: "12".into() };
    notice.commit = None;
    let told = Attribution::of(&notice, Origin::default(), Usage::Unchanged, Language::French).text;
    assert!(told.contains(", version du 04/03/2025, sous Licence Ouverte 2.0 (Etalab) (https://"), "{told}");
    notice.fields = Fields::new();
    assert_eq!(title(&notice), "12");
    notice.key = record(&[], None).key;
    assert_eq!(title(&notice), "fractions.tex");
}

#[test]
fn hostile_titles_are_words_in_every_language() {
    let evil = "\\input{/etc/passwd} $x$ # 50 % & ~ ^ _a_ {b} *c* `d` [e](javascript:x) <script>alert(1)</script> \"f\" 'g'\u{202e}\n# h | ![i](j)";
    let told = Attribution::of(
        &record(&[(Field::Name, evil), (Field::Author, evil)], Some("MIT")),
        ORIGIN,
        Usage::Unchanged,
        Language::French,
    );
    let shown = evil.replace('\u{202e}', "").replace('\n', " ");
    assert!(told.text.contains(&shown) && !told.text.contains('\n'), "{}", told.text);
    assert!(
        told.latex.contains(
            "\\textbackslash{}input\\{/etc/passwd\\} \\$x\\$ \\# 50 \\% \\& \\textasciitilde{} \\textasciicircum{} \
             \\_a\\_ \\{b\\} *c* \\textasciigrave{}d\\textasciigrave{} [e](javascript:x) \
             \\textless{}script\\textgreater{}alert(1)\\textless{}/script\\textgreater{} \\textquotedbl{}f\\textquotedbl{}"
        ),
        "{}",
        told.latex
    );
    assert!(
        told.html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;f&quot; &#39;g&#39;"),
        "{}",
        told.html
    );
    assert_eq!(told.html.matches('<').count(), 6, "a paragraph and two links: {}", told.html);
    let (words, links) = read_back(&told.markdown);
    assert!(words.contains(&shown), "{words}\n{shown}");
    assert_eq!(links, [ORIGIN.address.unwrap(), "https://spdx.org/licenses/MIT.html"]);
}

/// The words and the links of a Markdown text, as a site that knows all extensions reads it.
fn read_back(text: &str) -> (String, Vec<String>) {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.superscript = true;
    options.extension.math_dollars = true;
    options.extension.highlight = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, text, &options);
    let (mut words, mut links) = (String::new(), Vec::new());
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Link(link) => links.push(link.url.clone()),
            NodeValue::Document | NodeValue::Paragraph | NodeValue::Escaped => {}
            other => panic!("{other:?} in {text}"),
        }
    }
    (words, links)
}

#[test]
fn every_string_that_breaks_programs_stays_words() {
    let Some(root) = crate::corpus::root() else { return };
    let list = std::fs::read_to_string(root.join("hostile/strings/blns.json")).unwrap();
    for word in serde_json::from_str::<Vec<String>>(&list).unwrap() {
        let record = record(&[(Field::Name, &word), (Field::Author, &word)], Some("CC-BY-4.0"));
        let told = Attribution::of(&record, ORIGIN, Usage::Adapted, Language::French);
        assert_eq!(told.html.matches('<').count(), 6, "{}", told.html);
        assert_eq!(read_back(&told.markdown).1.len(), 2, "{}", told.markdown);
        assert!(!told.latex.contains("\\input") && !told.latex.contains('\n'), "{}", told.latex);
    }
}
