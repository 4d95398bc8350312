//! Every count of every facet, against a count by hand over records put together at random.

use std::collections::{BTreeMap, BTreeSet};

use glane_catalog::vocabulary::school::{self, Kind};
use glane_index::{Facet, Index, Request, Searcher};
use jiff::civil::Date;

use crate::world::{Sheet, put, record};

const LEVELS: &[&str] = &["6e", "5e", "CM2", "2de générale et technologique", "lycée", "hors classe"];
const SUBJECTS: &[&str] = &["mathématiques", "histoire", "géographie", "anglais", "cuisine"];
const LICENCES: &[&str] = &["MIT", "GPL-3.0-or-later", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "MIT OR EUPL-1.2"];
const LANGUAGES: &[&str] = &["Python", "C", "C++", "Rust"];
const DAYS: &[&str] =
    &["2026-05-01T10:00:00Z", "2025-11-02T10:00:00Z", "2025-10-31T10:00:00Z", "2019-01-01T00:00:00Z"];
const PATHS: &[&str] = &["lyon/a", "dijon/b", "rennes/c"];
const IDS: &[&str] = &[
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19",
    "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36",
    "37", "38", "39", "40",
];

/// Xorshift: the same numbers each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, many: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % many as u64).unwrap()
    }

    fn some(&mut self, among: &'static [&'static str]) -> &'static [&'static str] {
        let from = self.below(among.len());
        &among[from..(from + self.below(3)).min(among.len())]
    }
}

/// What each record counts under, worked out here and not by the index.
type Values = BTreeMap<Facet, BTreeSet<String>>;

struct Library {
    index: Index,
    records: Vec<Values>,
    _folder: tempfile::TempDir,
}

fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

fn library() -> Library {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let mut records = Vec::new();
    for (id, sequence) in IDS.iter().copied().zip(1..) {
        let sheet = Sheet {
            id,
            path: PATHS[dice.below(3)],
            title: "Carte",
            levels: dice.some(LEVELS),
            subjects: dice.some(SUBJECTS),
            licence: LICENCES[dice.below(LICENCES.len())],
            languages: dice.some(LANGUAGES),
            day: DAYS[dice.below(DAYS.len())],
            ..Sheet::default()
        };
        let mut made = record(&sheet);
        let (archived, human) = (dice.below(5) == 0, dice.below(4) > 0);
        made.source.archived = archived;
        let history = &mut made.examination.as_mut().unwrap().history;
        history.last_human_commit = human.then(|| sheet.day.parse().unwrap());
        records.push(by_hand(&sheet, archived, human));
        writer.apply(&[put(sequence, made)]).unwrap();
        if sequence % 9 == 0 {
            writer.commit(sequence).unwrap();
        }
    }
    writer.commit(IDS.len() as u64).unwrap();
    writer.close().unwrap();
    Library { index, records, _folder: folder }
}

/// What the thesaurus says a term is part of, up to its top.
fn with_broader(kinds: &[Kind], own: &[&str]) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = own.iter().map(|&name| name.to_owned()).collect();
    loop {
        let terms = school::terms().iter();
        let above = terms.filter(|term| kinds.contains(&term.kind) && found.contains(&term.term));
        let is_term = |name: &&String| {
            school::terms().iter().any(|term| kinds.contains(&term.kind) && term.term == **name)
        };
        let next: Vec<String> = above.flat_map(|term| &term.broader).filter(is_term).cloned().collect();
        let before = found.len();
        found.extend(next);
        if found.len() == before {
            return found;
        }
    }
}

fn by_hand(sheet: &Sheet, archived: bool, human: bool) -> Values {
    let many = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<BTreeSet<_>>();
    let (ids, families, reuse): (&[&str], &[&str], &[&str]) = match sheet.licence {
        "MIT" => (&["MIT"], &["libre", "permissive"], &["modification", "commercial"]),
        "GPL-3.0-or-later" => {
            (&["GPL-3.0-or-later"], &["libre", "copyleft"], &["modification", "commercial"])
        }
        "CC-BY-NC-SA-4.0" => (&["CC-BY-NC-SA-4.0"], &["restricted"], &["modification"]),
        "CC-BY-ND-4.0" => (&["CC-BY-ND-4.0"], &["restricted"], &["commercial"]),
        _ => (&["MIT", "EUPL-1.2"], &["libre", "permissive"], &["modification", "commercial"]),
    };
    let maintained = match (archived, human) {
        (true, _) => Some("archived"),
        (false, false) => None,
        (false, true) if sheet.day >= "2025-11" => Some("active"),
        _ => Some("quiet"),
    };
    Values::from([
        (Facet::Kind, many(&["project"])),
        (Facet::Forge, many(&["forge-ecole"])),
        (Facet::Tongue, many(&["fr"])),
        (Facet::Level, with_broader(&[Kind::Level, Kind::Diploma], sheet.levels)),
        (Facet::Subject, with_broader(&[Kind::Subject, Kind::Theme], sheet.subjects)),
        (Facet::Licence, many(ids)),
        (Facet::LicenceFamily, many(families)),
        (Facet::Reuse, many(reuse)),
        (Facet::Organisation, many(&[sheet.path.split('/').next().unwrap()])),
        (Facet::Language, many(sheet.languages)),
        (Facet::Year, many(&[&sheet.day[..4]])),
        (Facet::Maintained, maintained.into_iter().map(str::to_owned).collect()),
    ])
}

fn holds(record: &Values, filters: &BTreeMap<Facet, Vec<String>>, without: Option<Facet>) -> bool {
    let mut filters = filters.iter().filter(|(facet, _)| Some(**facet) != without);
    filters.all(|(facet, wanted)| wanted.iter().any(|value| record[facet].contains(value)))
}

fn check(searcher: &Searcher, records: &[Values], filters: &BTreeMap<Facet, Vec<String>>) {
    let kind = (Facet::Kind, vec!["project".to_owned()]);
    let asked = filters.clone().into_iter().chain([kind]).collect();
    let request = Request { filters: asked, today: Some(today()), ..Request::default() };
    let page = searcher.search(&request).unwrap();
    let total = records.iter().filter(|record| holds(record, filters, None)).count();
    assert_eq!(page.total, total, "{filters:?}");
    for facet in Facet::ALL.iter().copied().filter(|facet| *facet != Facet::Kind) {
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for record in records.iter().filter(|record| holds(record, filters, Some(facet))) {
            for value in record.get(&facet).into_iter().flatten() {
                *expected.entry(value.clone()).or_insert(0) += 1;
            }
        }
        let chosen = filters.get(&facet).map(Vec::as_slice).unwrap_or_default();
        for value in chosen {
            expected.entry(value.clone()).or_insert(0);
        }
        let counted = page.facets.iter().find(|counts| counts.facet == facet);
        let values = counted.map(|counts| counts.values.as_slice()).unwrap_or_default();
        let found = values.iter().map(|value| (value.value.clone(), value.count)).collect();
        assert_eq!(expected, found, "{facet:?} under {filters:?}");
        assert!(values.iter().all(|value| value.selected == chosen.contains(&value.value)));
    }
}

#[test]
fn every_facet_is_counted_as_by_hand_under_any_filters() {
    let library = library();
    let searcher = library.index.searcher();
    check(&searcher, &library.records, &BTreeMap::new());
    let choices: [(Facet, &[&str]); 11] = [
        (Facet::Level, &["collège", "CM2", "5e", "enseignement scolaire"]),
        (Facet::Subject, &["histoire-géographie", "anglais"]),
        (Facet::Licence, &["MIT", "EUPL-1.2"]),
        (Facet::LicenceFamily, &["libre", "restricted"]),
        (Facet::Reuse, &["modification", "commercial"]),
        (Facet::Organisation, &["lyon", "dijon"]),
        (Facet::Language, &["C", "C++", "Rust"]),
        (Facet::Year, &["2025", "2019"]),
        (Facet::Maintained, &["active", "quiet", "archived"]),
        (Facet::Forge, &["forge-ecole", "autre"]),
        (Facet::Tongue, &["fr", "en"]),
    ];
    let mut dice = Dice(77);
    for (facet, values) in choices {
        for value in values {
            check(&searcher, &library.records, &BTreeMap::from([(facet, vec![(*value).to_owned()])]));
        }
    }
    for _ in 0..40 {
        let mut filters: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
        for _ in 0..=dice.below(3) {
            let (facet, values) = choices[dice.below(choices.len())];
            let chosen = filters.entry(facet).or_default();
            let value = values[dice.below(values.len())].to_owned();
            if !chosen.contains(&value) {
                chosen.push(value);
            }
        }
        check(&searcher, &library.records, &filters);
    }
}

#[test]
fn what_is_looked_after_can_be_typed() {
    let library = library();
    let searcher = library.index.searcher();
    let total = |query: &str, today| {
        let request = Request { query: query.to_owned(), today, ..Request::default() };
        searcher.search(&request).unwrap().total
    };
    for (query, name) in
        [("maintenu:oui", "active"), ("maintenu:non", "quiet"), ("maintained:archived", "archived")]
    {
        let counted = |record: &&Values| record[&Facet::Maintained].contains(name);
        assert_eq!(total(query, Some(today())), library.records.iter().filter(counted).count(), "{query}");
    }
    assert_eq!(total("maintenu:oui OU maintenu:non OU maintenu:archivé année:2019", None), 0, "on no day");
    let in_2019 = |record: &&Values| record[&Facet::Year].contains("2019");
    assert_eq!(total("année:2019", None), library.records.iter().filter(in_2019).count());
    // A year that passes makes all of it quiet, without a new index.
    let later = total("maintenu:oui", Some("2028-01-01".parse().unwrap()));
    assert_eq!(later, 0);
}
