//! Words that say that something teaches: in topics, names of folders, names of files and titles.
//!
//! The words are in `catalog/data/school`; must not know the rest of the project.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::place;
use crate::vocabulary::fold::fold;
use crate::vocabulary::school::{self, Kind, Mention};
use crate::vocabulary::table::rows;

const WORDS: &str = include_str!("../../data/school/teaching.csv");

/// How much a word says; more says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It counts where other things say that the project teaches.
    Weak,
    /// It is a school subject.
    Subject,
    /// It counts by itself.
    Strong,
    /// It is a class or a kind of school.
    Level,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Position {
    Folder,
    Title,
    Topic,
}

static TABLE: LazyLock<HashMap<(Position, String), Weight>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for row in rows(WORDS) {
        for (at, position) in [(1, Position::Folder), (2, Position::Title), (3, Position::Topic)] {
            let weight = match &row[at] {
                "strong" => Weight::Strong,
                "weak" => Weight::Weak,
                _ => continue,
            };
            table.insert((position, fold(&row[0])), weight);
        }
    }
    table
});

/// The word of a topic that says most, and how much.
pub(super) fn of_topic(topic: &str) -> Option<(String, Weight)> {
    heaviest(topic, Position::Topic)
}

/// The word of a title, a name or a sentence that says most, and how much.
pub(super) fn of_text(text: &str) -> Option<(String, Weight)> {
    heaviest(text, Position::Title)
}

/// What the names of folders say, each looked at once.
#[derive(Debug, Default)]
pub(super) struct Folders<'a> {
    said: HashMap<&'a str, Option<Weight>>,
}

impl<'a> Folders<'a> {
    /// The folder of a path, the nearest first, of which the name says at least so much.
    pub(super) fn of(&mut self, path: &'a str, least: Weight) -> Option<&'a str> {
        place::folder(path)
            .rsplit('/')
            .find(|folder| self.weight(folder).is_some_and(|weight| weight >= least))
    }

    fn weight(&mut self, folder: &'a str) -> Option<Weight> {
        *self
            .said
            .entry(folder)
            .or_insert_with(|| heaviest(folder, Position::Folder).map(|(_, weight)| weight))
    }
}

/// Whether a folder is called by a word that says by itself that it teaches.
pub(super) fn names_teaching(folder: &str) -> bool {
    heaviest(folder, Position::Folder).is_some_and(|(_, weight)| weight >= Weight::Strong)
}

/// What a file's name or title says, when it says at least so much.
pub(super) fn of_title(path: &str, title: Option<&str>, least: Weight) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let said = [Some(stem), title].into_iter().flatten().filter_map(of_text);
    said.max_by_key(|(_, weight)| *weight).filter(|(_, weight)| *weight >= least).map(|(word, _)| word)
}

fn heaviest(text: &str, position: Position) -> Option<(String, Weight)> {
    let words = words(text);
    let listed =
        (1..=3).flat_map(|length| (0..words.len()).map(move |at| (at, length))).filter_map(|(at, length)| {
            let phrase = words.get(at..at + length)?.join(" ");
            let weight = *TABLE.get(&(position, phrase.clone()))?;
            (length > 1 || !is_elsewhere(&words, at)).then_some((phrase, weight))
        });
    let school = school::asked(text).into_iter().filter_map(|said| weighed(&said));
    // Of what says as much, the first that stands there.
    listed.chain(school).reduce(|best, other| if other.1 > best.1 { other } else { best })
}

/// Whether a word is part of a phrase that does not speak of school: `en cours`.
fn is_elsewhere(words: &[String], at: usize) -> bool {
    let pairs = [at.checked_sub(1).map(|before| before..=at), Some(at..=at + 1)];
    pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| words.get(pair))
        .any(|pair| school::elsewhere(&pair.join(" ")))
}

/// How much a school word says; abbreviations and everyday words that may mean something else say nothing.
fn weighed(said: &Mention) -> Option<(String, Weight)> {
    let weight = match said.term.kind {
        Kind::Level => Weight::Level,
        Kind::Diploma | Kind::Exam => Weight::Strong,
        Kind::Subject => Weight::Subject,
        _ => return None,
    };
    let university =
        || school::broader_all(said.term).iter().any(|above| above.term == "enseignement supérieur");
    let spelt_out = said.term.kind == Kind::Level && said.form.chars().count() > 4 && !university();
    (!said.ambiguous || spelt_out).then(|| (said.form.clone(), weight))
}

/// Folded words; `tp3` gives `tp` too, `6e` and `h5p` stay whole.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in text.split(|letter: char| !letter.is_alphanumeric()).filter(|token| !token.is_empty()) {
        let token = fold(token);
        let letters = token.trim_end_matches(|letter: char| letter.is_ascii_digit());
        found.push(if letters.is_empty() { token.clone() } else { letters.to_owned() });
        if found.len() == 200 {
            break;
        }
    }
    found
}
