//! Views as the service makes them, for a small ministry.
//!
//! Shared by the tests of the pages and by the example that writes them to files.

#![allow(dead_code, reason = "the example and the tests each use a part")]
#![allow(clippy::unwrap_used, reason = "sample data is correct or the sample is broken")]

mod found;
mod project;
mod resource;
mod tables;

use glane_templates::page::home::{HomeView, Tally};
use glane_templates::page::search::{Correction, Dropped, InsteadView, Meaning, SearchView, Whys};
use glane_templates::{
    FacetKey, FacetValue, FacetView, HitKind, HitView, OperatorView, SafeHtml, SearchQuery, Site, address,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) use project::*;
pub(crate) use resource::*;
pub(crate) use tables::*;

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The instant all samples speak of.
pub(crate) fn now() -> Timestamp {
    instant("2026-11-20T06:00:00Z")
}

pub(crate) fn site() -> Site {
    Site {
        name: "Glane".into(),
        origin: Some("https://glane.example".into()),
        as_of: Some(now()),
        zone: TimeZone::fixed(jiff::tz::offset(1)),
        operator: OperatorView::default(),
    }
}

pub(crate) fn empty_site() -> Site {
    Site { origin: None, as_of: None, ..site() }
}

/// Title, path, snippet, licence, owner, last activity, languages, levels, subjects.
type Sample = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const PROJECTS: &[Sample] = &[
    (
        "Fractions en 6e",
        "maths-college/fractions-6e",
        "Séquence complète sur les <b>fractions</b> en <b>6e</b> : partages, droite graduée, fractions égales. Fiches d’exercices, évaluations et corrigés.",
        "CC-BY-SA-4.0",
        "maths-college",
        "2026-11-17",
        &["TeX"],
        &["6e"],
        &["Mathématiques"],
    ),
    (
        "Calcul mental et fractions",
        "maths-college/calcul-mental",
        "Générateur de séries de calcul mental ; les <b>fractions</b> simples dès la <b>6e</b>, avec chronomètre et export pour l’impression.",
        "EUPL-1.2",
        "maths-college",
        "2026-11-02",
        &["JavaScript", "HTML"],
        &["6e", "5e"],
        &["Mathématiques"],
    ),
    (
        "Carnets de NSI : arbres et graphes",
        "nsi/carnets-arbres",
        "Carnets Jupyter pour la terminale : parcours d’arbres, arbres binaires de recherche, graphes et recherche de chemin.",
        "CC-BY-4.0",
        "nsi",
        "2026-10-28",
        &["Jupyter Notebook", "Python"],
        &["Terminale"],
        &["Numérique et sciences informatiques"],
    ),
    (
        "Gestion des emplois du temps",
        "outils/emplois-du-temps",
        "Lit les emplois du temps exportés par le logiciel de l’établissement et les rend en calendrier partageable.",
        "AGPL-3.0-or-later",
        "outils",
        "2026-10-21",
        &["Python", "Vue", "CSS"],
        &[],
        &[],
    ),
    (
        "Volcans et séismes",
        "svt-lycee/volcans-seismes",
        "Activités interactives sur le volcanisme effusif et explosif, avec données de l’Institut de physique du globe.",
        "CC-BY-NC-SA-4.0",
        "svt-lycee",
        "2026-09-14",
        &["HTML"],
        &["4e", "Seconde"],
        &["Sciences de la vie et de la Terre"],
    ),
    (
        "Passerelle d’authentification",
        "outils/passerelle-sso",
        "Relie un annuaire d’établissement à des services en ligne par OpenID Connect, sans copie des mots de passe.",
        "EUPL-1.2",
        "outils",
        "2026-08-30",
        &["Rust", "Shell"],
        &[],
        &[],
    ),
];

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// Results as a search for « fractions 6e » would bring them.
pub(crate) fn hits(count: usize) -> Vec<HitView> {
    (0..count)
        .map(|at| {
            let (title, path, snippet, licence, owner, date, languages, levels, subjects) =
                PROJECTS[at % PROJECTS.len()];
            HitView {
                kind: HitKind::Project,
                path: address::project("forge-edu", path),
                title: if at < PROJECTS.len() {
                    title.into()
                } else {
                    format!("{title}, tome {}", at / PROJECTS.len() + 1)
                },
                place: format!("forge-edu/{path}"),
                organisation: Some(owner.into()),
                summary: Some(snippet.replace("<b>", "").replace("</b>", "")),
                snippet: Some(SafeHtml::from_snippet(snippet)),
                licence: Some(licence.into()),
                languages: texts(languages),
                levels: texts(levels),
                subjects: texts(subjects),
                types: Vec::new(),
                format: None,
                access: None,
                last_activity: Some(instant(&format!("{date}T10:00:00Z"))),
                archived: at % 5 == 4,
            }
        })
        .collect()
}

fn tally(values: &[(&str, u64)]) -> Vec<Tally> {
    values.iter().map(|(value, count)| Tally { value: (*value).into(), count: *count }).collect()
}

pub(crate) fn home() -> HomeView {
    HomeView {
        projects: 1_284,
        resources: 3_902,
        licences: 17,
        forges: 3,
        latest: hits(6).into_iter().map(|hit| HitView { snippet: None, ..hit }).collect(),
        levels: tally(&[
            ("6e", 84),
            ("5e", 71),
            ("4e", 66),
            ("3e", 90),
            ("Seconde", 112),
            ("Première", 140),
            ("Terminale", 205),
        ]),
        subjects: tally(&[
            ("Mathématiques", 214),
            ("Numérique et sciences informatiques", 187),
            ("Physique-chimie", 96),
            ("Sciences de la vie et de la Terre", 61),
            ("Histoire-géographie", 44),
            ("Français", 39),
            ("Technologie", 38),
        ]),
        languages: tally(&[
            ("Python", 402),
            ("JavaScript", 288),
            ("TeX", 231),
            ("Jupyter Notebook", 140),
            ("PHP", 88),
            ("Shell", 71),
            ("C++", 23),
        ]),
    }
}

fn facet(key: FacetKey, values: &[(&str, u64)]) -> FacetView {
    let value = |(value, count): &(&str, u64)| FacetValue {
        value: (*value).into(),
        label: None,
        count: *count,
        under: Vec::new(),
    };
    FacetView { key, values: values.iter().map(value).collect() }
}

pub(crate) fn facets() -> Vec<FacetView> {
    vec![
        facet(
            FacetKey::Level,
            &[
                ("6e", 42),
                ("5e", 31),
                ("4e", 22),
                ("3e", 20),
                ("Seconde", 12),
                ("Première", 11),
                ("Terminale", 9),
                ("CM2", 8),
                ("CM1", 3),
            ],
        ),
        facet(
            FacetKey::Subject,
            &[
                ("Mathématiques", 61),
                ("Physique-chimie", 9),
                ("Technologie", 6),
                ("Français", 4),
                ("Sciences de la vie et de la Terre", 3),
            ],
        ),
        facet(
            FacetKey::Licence,
            &[
                ("CC-BY-SA-4.0", 35),
                ("CC-BY-4.0", 21),
                ("EUPL-1.2", 9),
                ("AGPL-3.0-or-later", 8),
                ("MIT", 7),
                ("CC-BY-NC-SA-4.0", 6),
                ("GPL-3.0-or-later", 4),
                ("etalab-2.0", 2),
            ],
        ),
        facet(
            FacetKey::Organisation,
            &[
                ("maths-college", 28),
                ("nsi", 17),
                ("outils", 12),
                ("svt-lycee", 7),
                ("physique", 6),
                ("primaire", 5),
                ("lettres", 3),
                ("langues", 2),
            ],
        ),
        facet(
            FacetKey::Language,
            &[
                ("TeX", 33),
                ("Python", 20),
                ("JavaScript", 16),
                ("HTML", 14),
                ("Jupyter Notebook", 9),
                ("CSS", 6),
                ("Vue", 2),
                ("Rust", 1),
            ],
        ),
        facet(
            FacetKey::Format,
            &[
                ("latex", 30),
                ("markdown", 26),
                ("pdf", 21),
                ("notebook", 9),
                ("geogebra", 7),
                ("h5p", 4),
                ("scratch", 2),
            ],
        ),
    ]
}

pub(crate) fn search() -> SearchView {
    SearchView {
        query: SearchQuery::parse([
            ("q", "fractions 6e"),
            ("niveau", "6e"),
            ("licence", "CC-BY-SA-4.0"),
            ("page", "2"),
        ]),
        total: 1_042,
        pages: 53,
        hits: found::resources().into_iter().chain(hits(18)).collect(),
        facets: facets().into_iter().chain(found::facets()).collect(),
        correction: Some(Correction {
            shown: "fractions 6e".into(),
            instead: "fractoins 6e".into(),
            link: "\"fractoins\" 6e".into(),
        }),
        exact: None,
        lifted: Vec::new(),
        instead: InsteadView::default(),
        within: Vec::new(),
        first: 20,
        understood: vec![
            Meaning {
                key: Some(FacetKey::Level),
                value: "6e".into(),
                counterparts: Vec::new(),
                instead: "fractions \"6e\"".into(),
            },
            Meaning {
                key: None,
                value: "Microsoft Teams".into(),
                counterparts: vec!["BigBlueButton".into(), "Jitsi Meet".into()],
                instead: "\"teams\"".into(),
            },
        ],
        incomplete: false,
        why: Whys { ids: (0..20).map(|at| format!("project/forge-edu:{}", at * 7919)).collect(), open: None },
    }
}

/// A page after the last one.
pub(crate) fn beyond() -> SearchView {
    SearchView {
        query: SearchQuery::parse([("q", "fractions"), ("page", "9")]),
        total: 13,
        pages: 1,
        ..SearchView::default()
    }
}

pub(crate) fn nothing() -> SearchView {
    SearchView {
        query: SearchQuery::parse([("q", "volcan quantique"), ("niveau", "6e")]),
        lifted: vec![(FacetKey::Level, 12)],
        instead: InsteadView {
            corrected: Some(("volcan quantique".into(), 3)),
            dropped: vec![Dropped { word: "quantique".into(), query: "volcan".into(), total: 7 }],
            hits: hits(2),
            near: vec![(FacetKey::Subject, "géologie".into(), 5), (FacetKey::Subject, "physique".into(), 9)],
        },
        ..SearchView::default()
    }
}
