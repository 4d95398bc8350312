//! Records with text that looks like French, and questions about them: the same from the same seed.
//!
//! Words are drawn as in a language: few are frequent, most are rare. Must not know what is measured.

use glane_catalog::model::{Claim, Field, LicenceReading, ResourceKey, ResourceRecord, Source, SourceId};

const LITTLE: &[&str] = &[
    "le", "la", "les", "de", "des", "du", "un", "une", "et", "à", "en", "dans", "pour", "que", "qui", "sur",
    "au", "avec", "par", "est", "sont", "ce", "cette", "ou", "plus", "ne", "pas", "l’", "d’", "on",
];
const HEADS: &[&str] = &[
    "for", "mes", "cal", "lec", "vol", "pro", "gra", "fi", "na", "sé", "ré", "dé", "con", "per", "tra",
    "bio", "mo", "pla", "cri", "sci", "ma", "té", "in", "é", "a", "o", "bri", "tou", "cha", "fleu",
];
const MIDDLES: &[&str] = &[
    "ma", "ti", "ra", "li", "mé", "ni", "gra", "ta", "vé", "lo", "si", "du", "ca", "pi", "no", "bra", "llé",
    "cou",
];
const TAILS: &[&str] = &[
    "tion", "ment", "eur", "age", "ique", "ité", "ance", "oir", "elle", "er", "ée", "able", "isme", "ure",
    "al", "on",
];
const LEVELS: &[&str] = &["6e", "5e", "4e", "3e", "seconde générale et technologique", "CM1", "CM2"];
const SUBJECTS: &[&str] = &["mathématiques", "SVT", "français", "physique-chimie", "anglais", "NSI"];
const LICENCES: &[&str] = &["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "etalab-2.0"];
const TYPES: &[&str] = &["exercice", "cours", "évaluation", "leçon"];
const FORMATS: &[&str] = &["pdf", "notebook", "odt", "h5p"];
/// Different words.
const WORDS: u64 = 9000;
/// The most frequent ones, which nobody looks for, and the rank of the rarest one that is looked for.
const ASKED: std::ops::Range<u64> = 60..3000;

/// Numbers that follow from a seed (splitmix64).
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }

    /// A rank: the tenth word ten times as rare as the first.
    fn rank(&mut self) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (WORDS as f64).powf(share) as u64
    }
}

/// The word of a rank.
fn word(rank: u64) -> String {
    let mut parts = Random(rank.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut word = parts.of(HEADS).to_owned();
    for _ in 0..=parts.below(2) {
        word.push_str(parts.of(MIDDLES));
    }
    word + parts.of(TAILS)
}

fn words(random: &mut Random, count: u64, into: &mut String) {
    for place in 0..count {
        let next = if random.below(100) < 45 { random.of(LITTLE).to_owned() } else { word(random.rank()) };
        into.push_str(&next);
        into.push_str(if place % 14 == 13 { ". " } else { " " });
    }
}

/// A record of the catalogue `portail`, as it is after so many changes.
pub(crate) fn record(number: u64, version: u64) -> ResourceRecord {
    let mut random = Random(number.wrapping_mul(0x9e37_79b9).wrapping_add(version << 40));
    let source = SourceId::new("portail").expect("a name");
    let mut fields =
        ResourceRecord::new(ResourceKey::Record { source: source.clone(), id: String::new() }).fields;
    let mut claim =
        |field, value: String| fields.add(field, Claim::new(value, Source::history("bench"), 1.0));
    let mut title = String::new();
    let long = 3 + random.below(6);
    words(&mut random, long, &mut title);
    claim(Field::Name, title.trim().to_owned());
    let mut summary = String::new();
    words(&mut random, 25, &mut summary);
    claim(Field::Summary, summary);
    claim(Field::Level, random.of(LEVELS).to_owned());
    claim(Field::Subject, random.of(SUBJECTS).to_owned());
    claim(Field::ResourceType, random.of(TYPES).to_owned());
    let mut text = String::new();
    let long = 60 + random.below(240);
    words(&mut random, long, &mut text);
    ResourceRecord {
        format: Some(random.of(FORMATS).to_owned()),
        licence: LicenceReading {
            expression: Some(random.of(LICENCES).to_owned()),
            ..LicenceReading::default()
        },
        text: Some(text),
        fields,
        ..ResourceRecord::new(ResourceKey::Record { source, id: format!("n{number}") })
    }
}

/// Questions of one to three words of middling frequency.
pub(crate) fn questions(count: usize) -> Vec<String> {
    let mut random = Random(7);
    let asked = |random: &mut Random| word(ASKED.start + random.below(ASKED.end - ASKED.start));
    (0..count)
        .map(|_| (0..=random.below(3)).map(|_| asked(&mut random)).collect::<Vec<_>>().join(" "))
        .collect()
}
