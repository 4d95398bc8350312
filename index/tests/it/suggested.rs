//! What is offered while somebody types; the expected lists are read off the table of the world.

use glane_catalog::model::{Change, ChangeKind, Claim, Field, Source};
use glane_index::{Index, Kind, Suggestion, SuggestionKind};

use crate::corpus;
use crate::world::{SHEETS, World, changes, put, record};

fn texts(index: &Index, typed: &str) -> Vec<String> {
    offered(index, typed).into_iter().map(|suggestion| suggestion.text).collect()
}

fn offered(index: &Index, typed: &str) -> Vec<Suggestion> {
    let found = index.suggest(typed, 10).unwrap();
    assert!(found.len() <= 10, "{typed:?}");
    found
}

/// What these queries bring, first to last; `~` before what was found by taking words for others.
#[test]
fn the_beginning_of_the_whole_comes_before_the_words_and_these_before_guesses() {
    let world = World::new();
    let marked = |typed| {
        let mark = |found: Suggestion| format!("{}{}", if found.guess { "~" } else { "" }, found.text);
        offered(&world.index, typed).into_iter().map(mark).collect::<Vec<String>>()
    };
    for (typed, expected) in [
        ("frac", vec!["Fractions en sixième"]),
        ("FRACTIONS EN SIXIÈ", vec!["Fractions en sixième"]),
        ("cal", vec!["Calcul mental au collège"]),
        // The title that begins so, then those that have a word that does, the shortest first.
        ("car", vec!["Cartes de géographie"]),
        ("serveur de cl", vec!["Serveur de classe"]),
        ("binaires", vec!["Arbres binaires en Python"]),
        ("python arbre", vec!["Arbres binaires en Python"]),
        // A finished word may be in another number.
        ("arbre binai", vec!["Arbres binaires en Python"]),
        ("Fractions en six", vec!["Fractions en sixième"]),
        ("l’unité du v", vec!["La cellule, unité du vivant"]),
        ("energie", vec![]),
        // The last word is unknown, then the first.
        ("fractoin", vec!["~Fractions en sixième"]),
        ("biblioteque", vec!["~bibliotheque", "~Bibliothèque du CDI"]),
        ("calclu men", vec!["~Calcul mental au collège"]),
        ("vorcan", vec!["~Volcans et séismes"]),
        // The first letter is never taken for another, and three letters are too few.
        ("golcan", vec![]),
        ("vlo", vec![]),
    ] {
        assert_eq!(marked(typed), expected, "{typed:?}");
    }
}

#[test]
fn words_of_school_are_offered_where_something_is_classed_under_them() {
    let world = World::new();
    let first = |typed: &str| offered(&world.index, typed).into_iter().next();
    let term = |text: &str, kind, form_of: Option<&str>| {
        Some(Suggestion { text: text.into(), kind, form_of: form_of.map(str::to_owned), guess: false })
    };
    assert_eq!(first("mathé"), term("mathématiques", SuggestionKind::Subject, None));
    assert_eq!(first("maths"), term("maths", SuggestionKind::Subject, Some("mathématiques")));
    for typed in ["6", "6e", "6em", "6ème", "sixi", "SIXIÈME"] {
        assert_eq!(first(typed), term("6e", SuggestionKind::Level, None), "{typed}");
    }
    // Classes of it are there, nothing is classed under itself.
    assert_eq!(first("cycle 4"), term("cycle 4", SuggestionKind::Level, None));
    // Nobody teaches Latin here.
    assert_eq!(texts(&world.index, "latin"), [""; 0]);
}

#[test]
fn kinds_are_told_and_bodies_and_programs_are_there() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    writer.shelve(glane_catalog::vocabulary::software::all()).unwrap();
    writer.commit(16).unwrap();
    let kind = |typed: &str, text: &str| {
        let found = offered(&world.index, typed).into_iter().find(|found| found.text == text);
        found.unwrap_or_else(|| panic!("{text} is not offered for {typed}")).kind
    };
    assert_eq!(kind("lyon", "maths-lyon"), SuggestionKind::Organisation);
    assert_eq!(kind("maths", "maths-lyon"), SuggestionKind::Organisation);
    assert_eq!(kind("fract", "Fractions en sixième"), SuggestionKind::Title(Kind::Project));
    assert_eq!(kind("bigblue", "BigBlueButton"), SuggestionKind::Title(Kind::Software));
}

/// A record of the table with people and another owner.
fn credited() -> Change {
    let mut record = record(&SHEETS[0]);
    record.source.key.id = "99".to_owned();
    record.source.path = "ada.quennedey/suites".to_owned();
    record.source.owned_by_person = true;
    record.source.owned_by_group = false;
    let fields = &mut record.examination.as_mut().unwrap().fields;
    let source = || Source::file("AUTHORS", None, None);
    fields.add(Field::Author, Claim::new("Élise Quennedey <elise@exemple.invalid>".into(), source(), 1.0));
    // By another's account, and a helper: neither declared themselves the author.
    fields.add(Field::Author, Claim::new("Quentin Loin".into(), source(), 0.3));
    fields.add(Field::Contributor, Claim::new("Quitterie Aide".into(), source(), 1.0));
    put(16, record)
}

#[test]
fn only_people_who_credit_themselves_are_named_and_no_namespace_of_a_person() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    writer.apply(&[credited()]).unwrap();
    writer.commit(16).unwrap();
    let found = offered(&world.index, "quenned");
    let found: Vec<_> = found.iter().map(|found| (found.text.as_str(), found.kind)).collect();
    assert_eq!(found, [("Élise Quennedey", SuggestionKind::Author)]);
    assert_eq!(texts(&world.index, "elise"), ["Élise Quennedey"]);
    for absent in ["quent", "quitt", "ada", "loin", "exemple"] {
        assert_eq!(texts(&world.index, absent), [""; 0], "{absent}");
    }
}

#[test]
fn what_left_is_not_offered_although_its_words_are_still_in_the_files() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    writer.apply(&[credited()]).unwrap();
    writer.commit(16).unwrap();
    assert_eq!(texts(&world.index, "volcan"), ["Volcans et séismes"]);
    assert_eq!(texts(&world.index, "technolo")[0], "technologie");
    let gone = ["5", "9", "99"].into_iter().zip(17..).map(|(id, sequence)| Change {
        sequence,
        key: crate::world::key(id).into(),
        kind: ChangeKind::Removed,
    });
    writer.apply(&gone.collect::<Vec<_>>()).unwrap();
    writer.commit(19).unwrap();
    for typed in ["volcan", "seismes", "quenned", "elise", "svt vol", "technolo"] {
        assert_eq!(texts(&world.index, typed), [""; 0], "{typed}");
    }
}

#[test]
fn the_same_is_offered_however_the_index_was_written() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let whole = Index::open(folder.path()).unwrap();
    let mut writer = whole.writer().unwrap();
    writer.apply(&changes()).unwrap();
    writer.commit(15).unwrap();
    for typed in ["c", "e", "m", "s", "ma", "jeu", "classe", "de", "biblioteque", "arbres", "moteur"] {
        assert_eq!(offered(&world.index, typed), offered(&whole, typed), "{typed}");
    }
}

#[test]
fn hostile_strings_are_answered() {
    let world = World::new();
    let long = ["x".repeat(257), "a ".repeat(13), "é".repeat(300), "\0".repeat(256), "(".repeat(256)];
    for typed in &long {
        assert_eq!(texts(&world.index, typed), [""; 0], "{typed:?}");
    }
    for typed in
        ["", " ", "\"", "\0", "\u{202e}", "a\0b", "mathe\0", "%00", "*", "🎓", "ａｂｃ", "l'", "é\u{301}"]
    {
        offered(&world.index, typed);
    }
    for typed in [&"abcdefghij ".repeat(12), &"q".repeat(24), &"mathemqtiqe ".repeat(12)] {
        offered(&world.index, typed);
    }
    let Some(folder) = corpus::folder("hostile/strings") else { return };
    let list = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_str(&list).unwrap();
    let lines = std::fs::read(folder.join("crlfinjection.txt")).unwrap();
    strings.extend(String::from_utf8_lossy(&lines).lines().map(str::to_owned));
    assert!(strings.len() > 400, "{}", strings.len());
    strings.iter().for_each(|string| drop(offered(&world.index, string)));
}
