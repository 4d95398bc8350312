//! How long a suggestion takes beside the engine's bare ten best, and what suggestions weigh on disk.
//!
//! `cargo run --release -p glane-index --example suggestions -- 200000`

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measure prints, and stops where it fails")]

use std::time::{Duration, Instant};

use glane_catalog::model::{
    Change, ChangeKind, Claim, Examination, Field, ForgeId, ProjectKey, ProjectRecord, ProjectState, Source,
    SourceProject,
};
use glane_index::Index;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{ReloadPolicy, Term};

const THINGS: [&str; 24] = [
    "Exercices",
    "Séquence",
    "Évaluation",
    "Cours",
    "Activité",
    "Fiche",
    "Escape game",
    "Parcours",
    "Atelier",
    "Simulation",
    "Diaporama",
    "Carnet",
    "Jeu",
    "Quiz",
    "Projet",
    "Étude",
    "Corrigé",
    "Tutoriel",
    "Dossier",
    "Frise",
    "Carte mentale",
    "Module",
    "Leçon",
    "Rallye",
];
const TOPICS: [&str; 40] = [
    "fractions",
    "volcans et séismes",
    "arbres binaires",
    "Révolution française",
    "proportionnalité",
    "énergie électrique",
    "cellule végétale",
    "théorème de Pythagore",
    "accords du participe",
    "géométrie",
    "probabilités",
    "poésie lyrique",
    "photosynthèse",
    "guerre froide",
    "algorithmes de tri",
    "bases de données",
    "électricité",
    "développement durable",
    "argumentation",
    "statistiques",
    "trigonométrie",
    "métamorphoses",
    "citoyenneté",
    "réseaux sociaux",
    "calcul littéral",
    "fonctions affines",
    "œuvres intégrales",
    "Moyen Âge",
    "verbes irréguliers",
    "musique baroque",
    "couleurs",
    "biodiversité",
    "climat",
    "optique",
    "mécanique",
    "robotique",
    "cartographie",
    "équations",
    "suites numériques",
    "vocabulaire",
];
const NAMES: [&str; 30] = [
    "Abel",
    "Brune",
    "Cléo",
    "Dorian",
    "Élise",
    "Fanny",
    "Gaël",
    "Hélène",
    "Inès",
    "Jules",
    "Karim",
    "Léo",
    "Maëlle",
    "Nino",
    "Océane",
    "Paul",
    "Quitterie",
    "Rémi",
    "Salomé",
    "Tom",
    "Ursule",
    "Victor",
    "Wanda",
    "Xavier",
    "Yanis",
    "Zoé",
    "Malo",
    "Noé",
    "Iris",
    "Lou",
];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn title(chance: &mut Chance) -> String {
    let (thing, topic, other) = (chance.of(&THINGS), chance.of(&TOPICS), chance.of(&TOPICS));
    match chance.below(3) {
        0 => format!("{thing} : {topic}"),
        1 => format!("{thing} sur {topic} et {other}, partie {}", chance.below(60)),
        _ => format!("{topic} ({other}) en classe de {}e", 3 + chance.below(4)),
    }
}

fn record(number: usize, chance: &mut Chance) -> Change {
    let key = ProjectKey { forge: ForgeId::new("forge").unwrap(), id: number.to_string() };
    let path = format!("groupe-{}-{}/p{number}", chance.of(&NAMES).to_lowercase(), chance.below(40));
    let mut record = ProjectRecord::discovered(SourceProject::public(key, &path));
    record.state = ProjectState::Published;
    let mut examination = Examination::default();
    let mut claim = |field, value: String| {
        examination.fields.add(field, Claim::new(value, Source::file("publiccode.yml", None, None), 1.0));
    };
    claim(Field::Name, title(chance));
    claim(Field::Level, ["6e", "5e", "4e", "3e"][chance.below(4)].to_owned());
    claim(Field::Subject, ["mathématiques", "NSI", "français"][chance.below(3)].to_owned());
    claim(Field::Author, format!("{} {}{}", chance.of(&NAMES), chance.of(&NAMES), chance.below(500)));
    let words: Vec<&str> = (0..120).map(|_| chance.of(&TOPICS)).collect();
    examination.text = Some(words.join(" "));
    record.examination = Some(examination);
    let sequence = number as u64 + 1;
    Change { sequence, key: record.source.key.clone().into(), kind: ChangeKind::Put(Box::new(record)) }
}

fn report(name: &str, mut took: Vec<Duration>) {
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{name:<28} p50 {:.3} ms   p99 {:.3} ms   most {:.3} ms", at(0.5), at(0.99), at(1.0));
}

fn main() {
    let many = std::env::args().nth(1).map_or(20_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut chance = Chance(7);
    let mut writer = index.writer().unwrap();
    let numbers: Vec<usize> = (0..many).collect();
    for batch in numbers.chunks(20_000) {
        let changes: Vec<Change> = batch.iter().map(|number| record(*number, &mut chance)).collect();
        writer.apply(&changes).unwrap();
        writer.commit(*batch.last().unwrap() as u64 + 1).unwrap();
    }
    writer.close().unwrap();
    let status = index.status().unwrap();
    println!("{} records, {} segments, {} bytes", status.documents, status.segments, status.bytes);
    let engine = tantivy::Index::open_in_dir(&status.path).unwrap();
    let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
    weigh(&reader.searcher(), many);
    let typed: Vec<String> = (0..2000).map(|_| beginning(&mut chance)).collect();
    for round in ["cold", "warm"] {
        report(&format!("ten best, two words ({round})"), best(&engine, &reader, &mut chance));
        let time = |text: &String| {
            let begun = Instant::now();
            index.suggest(text, 10).unwrap();
            begun.elapsed()
        };
        report(&format!("suggestions ({round})"), typed.iter().map(time).collect());
    }
}

/// What somebody has typed so far of a title: one in five with two letters exchanged.
fn beginning(chance: &mut Chance) -> String {
    let title = title(chance);
    let from = if chance.below(3) == 0 { title.find(' ').map_or(0, |space| space + 1) } else { 0 };
    let most = 3 + chance.below(10);
    let mut letters: Vec<char> = title[from..].chars().take(most).collect();
    if chance.below(5) == 0 && letters.len() > 5 {
        letters.swap(3, 4);
    }
    letters.into_iter().collect()
}

/// The engine's ten best for two words of the text, which is what nobody can be faster than.
fn best(engine: &tantivy::Index, reader: &tantivy::IndexReader, chance: &mut Chance) -> Vec<Duration> {
    let field = engine.schema().get_field("body_exact").unwrap();
    let searcher = reader.searcher();
    let words = ["fractions", "volcans", "arbres", "poesie", "optique", "climat", "couleurs", "equations"];
    let mut took = Vec::new();
    for _ in 0..300 {
        let term = |word| -> Box<dyn Query> {
            let term = Term::from_field_text(field, word);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let query = BooleanQuery::intersection(vec![term(chance.of(&words)), term(chance.of(&words))]);
        let begun = Instant::now();
        searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).unwrap();
        took.push(begun.elapsed());
    }
    took
}

/// Bytes of what is there for suggestions alone, a record.
fn weigh(searcher: &tantivy::Searcher, many: usize) {
    let usage = searcher.space_usage().unwrap();
    let mut bytes = std::collections::BTreeMap::new();
    for segment in usage.segments() {
        let parts = [segment.termdict(), segment.postings(), segment.fast_fields()];
        for usage in parts.iter().flat_map(|part| part.fields()) {
            *bytes.entry(usage.field_name().to_owned()).or_insert(0) += usage.total().get_bytes();
        }
    }
    for name in ["named", "title_shown"] {
        let weight = bytes.get(name).copied().unwrap_or_default();
        println!("{name}: {} bytes a record", weight / many as u64);
    }
}
