//! Documents of real repositories, with what a person sees in them.
//!
//! The values were written by hand after looking at the files with other programs (`pdftotext`, an editor).

use crate::corpus;
use crate::model::Field;
use crate::read::{Format, Reading, read};

/// A document of the corpus; none when there is no corpus.
fn document(path: &str) -> Option<Reading> {
    let file = corpus::root()?.join("oer").join(path);
    let bytes = std::fs::read(&file).unwrap();
    Some(read(Format::of(path).unwrap(), path, &bytes))
}

struct Seen<'a> {
    path: &'a str,
    title: Option<&'a str>,
    licence: &'a [&'a str],
    level: &'a [&'a str],
    subject: &'a [&'a str],
    duration: Option<&'a str>,
    language: Option<&'a str>,
    /// Words that must be among those kept.
    words: &'a str,
}

const NOTHING: Seen<'_> = Seen {
    path: "",
    title: None,
    licence: &[],
    level: &[],
    subject: &[],
    duration: None,
    language: None,
    words: "",
};

const SEEN: &[Seen<'_>] = &[
    Seen {
        path: "office/Paysans_et_seigneurs.pdf",
        title: Some("Paysans et seigneurs"),
        level: &["5e"],
        subject: &["histoire"],
        language: Some("fr"),
        words: "Comment s’organise la vie des seigneurs et des paysans au Moyen Age",
        ..NOTHING
    },
    Seen {
        path: "office/Vers_la_modernite.pdf",
        title: Some("Vers la modernité"),
        level: &["5e"],
        subject: &["histoire"],
        duration: Some("PT8H"),
        language: Some("fr"),
        words: "Décrire un monument ou une œuvre d’art comme témoignage de la Renaissance",
        ..NOTHING
    },
    Seen {
        path: "office/hancall_fr.pdf",
        title: Some("L'Appel de Hanovre"),
        language: Some("fr"),
        words: "Nous sommes tous responsables du bien-être des générations présentes et futures.",
        ..NOTHING
    },
    Seen {
        // It shows no title, as those of LaTeX below: they are called after their files.
        path: "cc/course-1/web_resources/sample-document.pdf",
        title: Some("sample-document"),
        words: "This is a sample document.",
        ..NOTHING
    },
    Seen {
        path: "latex/binaire__binaire.tex",
        title: Some("Binaire"),
        language: Some("fr"),
        words: "L'écriture habituelle des entiers se fait dans le système décimal (en base 10).",
        ..NOTHING
    },
    Seen {
        path: "latex/crypto__crypto.tex",
        title: Some("Cryptographie"),
        language: Some("fr"),
        words: "Jules César transmettait ses messages de façon cachée.",
        ..NOTHING
    },
    Seen {
        path: "latex/fiche01__scratch-01.tex",
        title: Some("Premiers pas"),
        language: Some("fr"),
        words: "Commence par déposer le bloc « Quand le drapeau vert est cliqué » sur la partie droite.",
        ..NOTHING
    },
    Seen {
        path: "latex/fiche02__scratch-02.tex",
        title: Some("Répéter"),
        language: Some("fr"),
        words: "Trace un escalier, comme sur cette figure.",
        ..NOTHING
    },
    // Its text stands in the files that it names.
    Seen { path: "latex/livre-scratch.tex", title: Some("livre-scratch"), ..NOTHING },
    Seen {
        path: "latex/divers__postface_livre_scratch.tex",
        title: Some("divers postface livre scratch"),
        licence: &["CC-BY-NC-SA-3.0"],
        language: Some("fr"),
        words: "Ce livre est issu du mooc Scratch au collège",
        ..NOTHING
    },
    Seen {
        path: "latex/README.md",
        title: Some("Scratch au collège"),
        level: &["collège"],
        language: Some("fr"),
        words: "Le premier objectif de ce livre, c'est d'apprendre à programmer",
        ..NOTHING
    },
    Seen {
        path: "git-metadata/snt-seance1.EXCERPT.ipynb",
        title: Some("🗂️ Séance 1 – Données, descripteurs et formats"),
        subject: &["sciences numériques et technologie"],
        duration: Some("PT1H30M"),
        language: Some("fr"),
        words: "Comprendre ce qu'est une donnée, un descripteur, une collection",
        ..NOTHING
    },
    Seen {
        path: "git-metadata/dwengo-learning-object.front-matter.md",
        title: Some("Vierkantsvergelijking"),
        licence: &["CC-BY-4.0"],
        language: Some("nl"),
        ..NOTHING
    },
];

#[test]
fn documents_of_the_corpus_say_what_a_person_sees() {
    let mut wrong = Vec::new();
    for seen in SEEN {
        let Some(reading) = document(seen.path) else { return };
        let told = &reading.fields;
        let mut differs = |what: &str, found: String, wanted: String| {
            if found != wanted {
                wrong.push(format!("{}: {what}: {found}, wanted {wanted}", seen.path));
            }
        };
        differs("title", format!("{:?}", told.value(Field::Name)), format!("{:?}", seen.title));
        differs("licence", format!("{:?}", told.values(Field::Licence)), format!("{:?}", seen.licence));
        differs("level", format!("{:?}", told.values(Field::Level)), format!("{:?}", seen.level));
        differs("subject", format!("{:?}", told.values(Field::Subject)), format!("{:?}", seen.subject));
        differs("duration", format!("{:?}", told.value(Field::Duration)), format!("{:?}", seen.duration));
        differs("language", format!("{:?}", told.value(Field::Language)), format!("{:?}", seen.language));
        let text = reading.text.clone().unwrap_or_default().replace('\n', " ");
        if !text.contains(seen.words) {
            wrong.push(format!("{}: text: {text}", seen.path));
        }
        assert!(!serde_json::to_string(&reading).unwrap().contains("@ac-caen"), "{}", seen.path);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn authors_and_days_of_the_corpus_are_believed_as_they_deserve() {
    let Some(reading) = document("office/Vers_la_modernite.pdf") else { return };
    let claims = reading.fields.claims(Field::Author);
    let of = |name: &str| claims.iter().find(|claim| claim.value == name).map(|claim| claim.confidence);
    // The first name is of who printed it, the whole one stands under the title.
    assert_eq!(of("Anne"), Some(0.3));
    assert_eq!(of("Michel BEER"), Some(0.7));
    assert_eq!(reading.fields.value(Field::Author), Some("Michel BEER"));
    assert_eq!(reading.fields.value(Field::Created), Some("2010-07-21"));
    let licence = document("latex/divers__postface_livre_scratch.tex").unwrap();
    let [claim] = licence.fields.claims(Field::Licence) else { panic!("{licence:?}") };
    assert_eq!(claim.source.line, Some(70));
    assert!((0.3..=0.6).contains(&claim.confidence), "{claim:?}");
    // No version: presumed, and told.
    let dwengo = document("git-metadata/dwengo-learning-object.front-matter.md").unwrap();
    assert!(dwengo.fields.claims(Field::Licence)[0].confidence <= 0.5);
    assert!(dwengo.findings.iter().any(|finding| finding.code == "licence_version_unsaid"));
    assert!(dwengo.fields.claims(Field::Keyword).is_empty());
}

#[test]
fn pages_and_pictures_of_the_corpus_are_read_without_failure() {
    let Some(root) = corpus::root() else { return };
    let mut count = 0;
    for file in corpus::files(&root) {
        let name = file.to_string_lossy().into_owned();
        let Some(format @ (Format::Html | Format::Image | Format::Pdf | Format::Latex)) = Format::of(&name)
        else {
            continue;
        };
        count += 1;
        let begun = std::time::Instant::now();
        let reading = read(format, &name, &std::fs::read(&file).unwrap());
        assert!(begun.elapsed().as_secs() < 60, "{name}: {:?}", begun.elapsed());
        assert!(reading.text.is_none_or(|text| !text.contains("<script")), "{name}");
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn hostile_files_of_the_corpus_are_read_unpacked_too() {
    let Some(root) = corpus::root() else { return };
    for file in corpus::files(&root.join("hostile/generated")) {
        if file.extension().is_none_or(|end| end != "gz") {
            continue;
        }
        let packed = std::fs::File::open(&file).unwrap();
        let (bytes, _) = crate::archive::zip::bounded(flate2::read::GzDecoder::new(packed), 8 << 20);
        for slug in ["html", "image", "latex", "pdf", "markdown"] {
            let begun = std::time::Instant::now();
            let _ = read(Format::parse(slug).unwrap(), "x", &bytes);
            assert!(begun.elapsed().as_secs() < 60, "{} as {slug}: {:?}", file.display(), begun.elapsed());
        }
    }
}
