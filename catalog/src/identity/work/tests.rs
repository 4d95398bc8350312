//! What marks records have, and what the one that stands for a work takes over.

use super::*;
use crate::model::{Fields, Source};

fn record(key: ResourceKey, claims: &[(Field, &str, Source)]) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value, source) in claims {
        fields.add(*field, Claim::new((*value).to_owned(), source.clone(), 1.0));
    }
    ResourceRecord { fields, ..ResourceRecord::new(key) }
}

fn entry(source: &str, id: &str, claims: &[(Field, &str)]) -> ResourceRecord {
    let key = ResourceKey::Record { source: source.parse().unwrap(), id: id.to_owned() };
    let claims: Vec<_> =
        claims.iter().map(|(field, value)| (*field, *value, Source::record(id, None))).collect();
    record(key, &claims)
}

fn part(path: &str, claims: &[(Field, &str, Source)]) -> ResourceRecord {
    record(ResourceKey::Part { project: "mim:1".parse().unwrap(), path: path.to_owned() }, claims)
}

fn marks(record: &ResourceRecord) -> Vec<(String, bool)> {
    work_marks(record).into_iter().map(|mark| (mark.mark, mark.weak)).collect()
}

fn owned(marks: &[(&str, bool)]) -> Vec<(String, bool)> {
    marks.iter().map(|(mark, weak)| ((*mark).to_owned(), *weak)).collect()
}

#[test]
fn a_record_has_the_marks_of_the_work_and_not_those_of_what_is_around_it() {
    let one = entry(
        "oersi",
        "oai:canal-u.tv:7",
        &[
            (Field::Website, "https://doi.org/10.5281/zenodo.9"),
            (Field::Website, "https://www.canal-u.tv/7"),
            (Field::Website, "https://creativecommons.org/licenses/by/4.0/"),
            (Field::Identifier, "isbn:2-07-064309-3"),
            (Field::Related, "https://autre.example/a"),
            (Field::PartOf, "https://www.canal-u.tv/chaine"),
            (Field::Logo, "https://www.canal-u.tv/logo.png"),
        ],
    );
    let expected = [
        ("doi:10.5281/zenodo.9", false),
        ("isbn:9782070643097", false),
        ("oai:canal-u.tv:7", false),
        ("url:https://www.canal-u.tv/7", false),
    ];
    assert_eq!(marks(&one), owned(&expected));
}

#[test]
fn what_is_said_to_be_the_same_elsewhere_is_no_mark() {
    let mut one = entry("oersi", "1", &[(Field::Website, "https://svt.example/volcans")]);
    for (field, value) in
        [(Field::Identifier, "10.5281/zenodo.9"), (Field::Website, "https://w.example/Volcan")]
    {
        one.fields.add(field, Claim::new(value.to_owned(), Source::record("1", Some("sameAs")), 1.0));
    }
    assert_eq!(marks(&one), owned(&[("url:https://svt.example/volcans", false)]));
}

#[test]
fn a_part_has_what_it_says_of_itself_and_weakly() {
    let doi = |path: &str| (Field::Identifier, "10.5281/zenodo.9", Source::file(path, None, Some(1)));
    assert_eq!(marks(&part("cours/a.md", &[doi("CITATION.cff")])), []);
    assert_eq!(marks(&part("cours/a.md", &[doi("cours/a.md")])), owned(&[("doi:10.5281/zenodo.9", true)]));
    assert_eq!(marks(&part("cours", &[doi("cours/metadata.yml")])), owned(&[("doi:10.5281/zenodo.9", true)]));
    assert_eq!(marks(&part("cours", &[doi("cours-2/metadata.yml")])), []);
    assert_eq!(marks(&part("", &[doi("CITATION.cff")])), owned(&[("doi:10.5281/zenodo.9", true)]));
}

#[test]
fn the_file_itself_is_a_mark_and_a_picture_or_one_of_many_is_none() {
    let file = |place: &str, media: &str, bytes| Attachment {
        place: place.to_owned(),
        media: Some(media.to_owned()),
        bytes: Some(bytes),
        sha256: Some("AB".repeat(32)),
        ..Attachment::default()
    };
    let mut one = entry("oersi", "1", &[]);
    one.attachments = vec![
        file("https://x.example/vignette.png", "image/png", 9_000),
        file("https://x.example/cours.pdf", "application/pdf", 9_000),
    ];
    let digest = format!("sha256:{}", "ab".repeat(32));
    assert_eq!(marks(&one), owned(&[(&digest, true), ("url:https://x.example/cours.pdf", false)]));
    one.attachments[1].bytes = Some(40);
    assert_eq!(marks(&one), owned(&[("url:https://x.example/cours.pdf", false)]));
    one.attachments.push(file("https://x.example/corrige.pdf", "application/pdf", 9_000));
    assert_eq!(marks(&one), []);
    let mut own = part("a.pdf", &[]);
    own.attachments = vec![file("a.pdf", "application/pdf", 9_000), file("b.pdf", "application/pdf", 9_000)];
    assert_eq!(marks(&own), owned(&[(&digest, false)]), "of a part the digest is ours");
}

#[test]
fn the_same_long_text_of_the_same_authors_under_the_same_title_is_one_work() {
    let text = "Un arbre binaire est vide, ou fait d’un nœud et de deux arbres. ".repeat(12);
    let written = |title: &str, author: &str, text: &str| {
        let mut one = entry("oersi", "1", &[(Field::Name, title), (Field::Author, author)]);
        one.text = Some(text.to_owned());
        marks(&one)
    };
    let first = written("Arbres", "Ada Martin", &text);
    assert!(
        matches!(&first[..], [(mark, false)] if mark.starts_with("text:") && mark.len() == 37),
        "{first:?}"
    );
    assert_eq!(written("ARBRES !", "ada martin", &text.replace(' ', "\n")), first);
    assert_ne!(written("Arbres", "Zoé Durand", &text), first);
    assert_ne!(written("Graphes", "Ada Martin", &text), first);
    assert_eq!(written("Arbres", "Ada Martin", "Trop court."), []);
    assert_eq!(marks(&entry("oersi", "1", &[(Field::Name, "Arbres"), (Field::Author, "Ada Martin")])), []);
}

#[test]
fn what_is_lacking_is_taken_from_the_others_under_their_name() {
    let one = entry("a", "1", &[(Field::Name, "Volcans"), (Field::Level, "4e")]);
    let other = entry(
        "b",
        "n2",
        &[
            (Field::Name, "Les volcans"),
            (Field::Level, "5e"),
            (Field::Subject, "SVT"),
            (Field::Summary, "Un parcours."),
            (Field::Author, "Ada Martin"),
        ],
    );
    let third = entry("c", "n3", &[(Field::Subject, "géographie"), (Field::Summary, "Autre.")]);
    let whole = filled(one, &[other, third]);
    assert_eq!(whole.fields.values(Field::Level), ["4e"], "what it says stands");
    assert_eq!(whole.fields.values(Field::Subject), ["SVT", "géographie"]);
    assert_eq!(whole.fields.value(Field::Summary), Some("Un parcours."));
    assert_eq!(whole.fields.claims(Field::Subject)[0].source, Source::record("b n2", None));
    assert_eq!(whole.fields.values(Field::Author), [""; 0], "nobody is credited by hearsay");
    assert_eq!(whole.fields.value(Field::Name), Some("Volcans"));
}
