//! Fifteen records of a small school's catalogue, written by hand, and an index that holds them.

use std::path::Path;

use glane_catalog::model::{
    Change, ChangeKind, Claim, Examination, Field, ForgeId, History, LanguageShare, LicenceReading,
    ProjectKey, ProjectRecord, ProjectState, ResourceFile, Source, SourceProject,
};
use glane_index::{Index, Page, Request, Searcher};
use tempfile::TempDir;

/// One record in a few words.
#[derive(Default, Clone)]
pub(crate) struct Sheet {
    pub(crate) id: &'static str,
    pub(crate) path: &'static str,
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) topics: &'static [&'static str],
    pub(crate) levels: &'static [&'static str],
    pub(crate) subjects: &'static [&'static str],
    pub(crate) licence: &'static str,
    pub(crate) languages: &'static [&'static str],
    pub(crate) text: &'static str,
    pub(crate) day: &'static str,
    pub(crate) english: bool,
}

const MATHS: &[&str] = &["mathématiques"];
const NSI: &[&str] = &["NSI"];
const SVT: &[&str] = &["SVT"];

/// The catalogue. Facet counts in the tests are counted by hand from this table.
#[rustfmt::skip]
pub(crate) const SHEETS: &[Sheet] = &[
    Sheet { id: "1", path: "maths-lyon/fractions-6e", title: "Fractions en sixième",
        summary: "Séquence complète sur les fractions, avec exercices corrigés.", topics: &["6e", "fractions"],
        levels: &["6e"], subjects: MATHS, licence: "CC-BY-SA-4.0", languages: &["TeX"],
        text: "Ce cours aborde les fractions : partage, écriture, comparaison. Les élèves de sixième découvrent la demi-droite graduée.",
        day: "2026-03-01T10:00:00Z", english: false },
    Sheet { id: "2", path: "maths-lyon/calcul-mental", title: "Calcul mental au collège",
        summary: "Des jeux de calcul mental.", topics: &["jeu"], levels: &["6e", "5e"], subjects: MATHS,
        licence: "CC-BY-4.0", languages: &["JavaScript"],
        text: "Tables, compléments et quelques fractions simples pour la classe de 6ème et de 5ème.",
        day: "2026-01-15T10:00:00Z", english: false },
    Sheet { id: "3", path: "nsi/arbres-binaires", title: "Arbres binaires en Python",
        summary: "TP de terminale NSI sur les arbres binaires de recherche.", topics: &["nsi", "arbres"],
        levels: &["terminale"], subjects: NSI, licence: "CC-BY-SA-4.0", languages: &["Python", "Jupyter Notebook"],
        text: "Parcours en largeur, parcours en profondeur, insertion. Un arbre binaire de recherche est une structure de données.",
        day: "2026-02-10T10:00:00Z", english: false },
    Sheet { id: "4", path: "nsi/graphes", title: "Graphes et parcours", summary: "Cours de NSI sur les graphes.",
        topics: &["nsi"], levels: &["terminale"], subjects: NSI, licence: "CC-BY-NC-SA-4.0", languages: &["Python"],
        text: "Les graphes généralisent les arbres. Programmer le parcours d’un graphe.",
        day: "2025-11-20T10:00:00Z", english: false },
    Sheet { id: "5", path: "svt/volcans-h5p", title: "Volcans et séismes", summary: "Activités H5P sur le volcanisme.",
        topics: &["svt", "volcan", "h5p"], levels: &["4e"], subjects: SVT, licence: "CC-BY-4.0", languages: &[],
        text: "L’énergie interne de la Terre se manifeste par des volcans. On distingue les éruptions effusives et explosives.",
        day: "2026-04-02T10:00:00Z", english: false },
    Sheet { id: "6", path: "svt/cellule", title: "La cellule, unité du vivant", summary: "Observation au microscope.",
        topics: &["svt"], levels: &["6e"], subjects: SVT, licence: "CC-BY-SA-4.0", languages: &[],
        text: "Observer une cellule végétale et une cellule animale.", day: "2025-09-01T10:00:00Z", english: false },
    Sheet { id: "7", path: "outils/moteur-jeu", title: "Moteur de jeu en C++", summary: "Un moteur de jeu pédagogique.",
        topics: &["jeu", "c++"], levels: &[], subjects: &[], licence: "GPL-3.0-or-later", languages: &["C++", "CMake"],
        text: "Compiler avec un compilateur récent. Le moteur gère les collisions.", day: "2026-05-01T10:00:00Z",
        english: false },
    Sheet { id: "8", path: "outils/serveur-classe", title: "Serveur de classe", summary: "Un serveur pour la classe, en node.js.",
        topics: &["node.js", "web"], levels: &[], subjects: &[], licence: "MIT", languages: &["JavaScript"],
        text: "Partager des fichiers dans la classe, sans compte et sans Internet.", day: "2026-04-20T10:00:00Z",
        english: false },
    Sheet { id: "9", path: "outils/pilote-robot", title: "Pilote de robot", summary: "Bibliothèque C pour robot scolaire.",
        topics: &["robot"], levels: &[], subjects: &["technologie"], licence: "EUPL-1.2", languages: &["C"],
        text: "C’est une bibliothèque d’accès aux moteurs et aux capteurs.", day: "2024-06-01T10:00:00Z", english: false },
    Sheet { id: "10", path: "outils/apprentissage", title: "Apprentissage automatique au lycée",
        summary: "Premiers pas avec scikit-learn.", topics: &["scikit-learn", "ia"], levels: &["1re"], subjects: NSI,
        licence: "MIT OR Apache-2.0", languages: &["Python"],
        text: "Classer des données ouvertes. Contact : prof@ac-exemple.fr", day: "2026-06-01T10:00:00Z", english: false },
    Sheet { id: "11", path: "lettres/poesie", title: "Poésie et œuvres au programme", summary: "Anthologie pour la classe de 3e.",
        topics: &["poésie"], levels: &["3e"], subjects: &["français"], licence: "CC-BY-SA-4.0", languages: &[],
        text: "Chaque œuvre est présentée avec son contexte. L’école autrefois, les écoles aujourd’hui.",
        day: "2023-03-01T10:00:00Z", english: false },
    Sheet { id: "12", path: "outils/school-timetable", title: "School timetables", summary: "Builds timetables for schools.",
        topics: &["planning"], levels: &[], subjects: &[], licence: "AGPL-3.0-only", languages: &["Rust"],
        text: "The solver places classes into rooms and respects the teachers’ constraints.",
        day: "2026-02-01T10:00:00Z", english: true },
    Sheet { id: "13", path: "hist-geo/cartes", title: "Cartes de géographie", summary: "Fonds de cartes libres.",
        topics: &["cartes"], levels: &["5e", "4e"], subjects: &["histoire-géographie"], licence: "etalab-2.0",
        languages: &["Python"], text: "Fonds de cartes du monde et de la France, à compléter.",
        day: "2026-01-01T10:00:00Z", english: false },
    Sheet { id: "14", path: "bibliotheque/catalogue", title: "Bibliothèque du CDI", summary: "Catalogue de la bibliothèque.",
        topics: &["cdi"], levels: &[], subjects: &[], licence: "GPL-3.0-or-later", languages: &["PHP"],
        text: "Gérer les prêts de la bibliothèque du collège.", day: "2022-01-01T10:00:00Z", english: false },
    Sheet { id: "15", path: "attaque/titre", title: "<script>alert('é')</script> & \"fin\"",
        summary: "<img src=x onerror=alert(1)>", topics: &["<b>"], levels: &[], subjects: &[], licence: "MIT",
        languages: &[], text: "Texte <script>piège</script> pour les volets.", day: "2021-01-01T10:00:00Z",
        english: false },
];

/// The key of a record of the table.
pub(crate) fn key(id: &str) -> ProjectKey {
    ProjectKey { forge: ForgeId::new("forge-ecole").unwrap(), id: id.to_owned() }
}

/// A published record.
pub(crate) fn record(sheet: &Sheet) -> ProjectRecord {
    let mut record = ProjectRecord::discovered(SourceProject {
        clone_url: format!("https://forge.example/{}.git", sheet.path),
        topics: sheet.topics.iter().map(|&topic| topic.to_owned()).collect(),
        default_branch: Some("main".to_owned()),
        owned_by_group: true,
        ..SourceProject::public(key(sheet.id), sheet.path)
    });
    record.state = ProjectState::Published;
    record.examination = Some(examination(sheet));
    record
}

fn examination(sheet: &Sheet) -> Examination {
    let mut examination = Examination {
        licence: LicenceReading { expression: Some(sheet.licence.to_owned()), ..LicenceReading::default() },
        languages: sheet
            .languages
            .iter()
            .map(|&name| LanguageShare { name: name.to_owned(), bytes: 1000 })
            .collect(),
        history: History { last_commit: Some(sheet.day.parse().unwrap()), ..History::default() },
        text: Some(sheet.text.to_owned()),
        resources: vec![ResourceFile {
            path: format!("seances/feuille-{}.ipynb", sheet.id),
            format: "notebook".to_owned(),
            title: None,
            bytes: 10,
            reason: "notebook".to_owned(),
        }],
        ..Examination::default()
    };
    let mut claim = |field, value: &str| {
        let source = Source::file("publiccode.yml", None, None);
        examination.fields.add(field, Claim::new(value.to_owned(), source, 1.0));
    };
    claim(Field::Name, sheet.title);
    claim(Field::Summary, sheet.summary);
    claim(Field::Language, if sheet.english { "en" } else { "fr" });
    for level in sheet.levels {
        claim(Field::Level, level);
    }
    for subject in sheet.subjects {
        claim(Field::Subject, subject);
    }
    examination
}

/// The change that puts a record into the index.
pub(crate) fn put(sequence: u64, record: ProjectRecord) -> Change {
    Change { sequence, key: record.source.key.clone().into(), kind: ChangeKind::Put(Box::new(record)) }
}

/// The whole table as changes.
pub(crate) fn changes() -> Vec<Change> {
    SHEETS.iter().zip(1..).map(|(sheet, sequence)| put(sequence, record(sheet))).collect()
}

/// Writes the table into the index, in three commits so that there are several segments.
pub(crate) fn fill(index: &Index) {
    let mut writer = index.writer().unwrap();
    for batch in changes().chunks(5) {
        writer.apply(batch).unwrap();
        writer.commit(batch.last().unwrap().sequence).unwrap();
    }
    writer.close().unwrap();
}

/// An index of the table in a folder that goes away with it.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) index: Index,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path()).unwrap();
        fill(&index);
        Self { folder, index }
    }

    pub(crate) fn ids(&self, query: &str) -> Vec<String> {
        ids(&self.page(query))
    }

    pub(crate) fn page(&self, query: &str) -> Page {
        self.ask(&Request { query: query.to_owned(), ..Request::default() })
    }

    pub(crate) fn ask(&self, request: &Request) -> Page {
        self.index.searcher().search(request).unwrap()
    }
}

/// The ids of a page's hits, in order.
pub(crate) fn ids(page: &Page) -> Vec<String> {
    page.hits.iter().map(|hit| hit.key.rsplit(':').next().unwrap().to_owned()).collect()
}

/// The ids that a query finds in whatever index lies in a folder.
pub(crate) fn ids_in(searcher: &Searcher, query: &str) -> Vec<String> {
    ids(&searcher.search(&Request { query: query.to_owned(), ..Request::default() }).unwrap())
}

/// The folder of the current generation.
pub(crate) fn generation(folder: &Path) -> std::path::PathBuf {
    folder.join(std::fs::read_to_string(folder.join("current")).unwrap())
}
