//! The indicators of small worlds, against counts made by hand.

#![allow(clippy::unwrap_used, reason = "a failed test should stop here")]

use glane_catalog::model::{
    Examination, ForgeId, HostId, MirrorRecord, ProjectKey, ProjectRecord, ProjectState, Reason, ReasonCode,
    SourceProject, Visibility,
};
use glane_catalog::vocabulary::licence_policy::Lists;
use glane_store::ForgeRow;
use jiff::Timestamp;

use super::*;

mod spreadsheet;

const NOW: &str = "2026-11-22T12:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn forge(id: &str, announced: u64, complete_at: Option<&str>) -> ForgeRow {
    ForgeRow {
        forge: ForgeId::new(id).unwrap(),
        listed_at: None,
        complete_at: complete_at.map(at),
        announced,
        not_public: 3,
        error: None,
    }
}

fn project(forge: &str, path: &str, state: ProjectState) -> ProjectRecord {
    let source = SourceProject {
        name: path.to_owned(),
        clone_url: format!("https://{forge}.example.org/{path}.git"),
        ..SourceProject::public(ProjectKey { forge: ForgeId::new(forge).unwrap(), id: path.to_owned() }, path)
    };
    ProjectRecord { state, ..ProjectRecord::discovered(source) }
}

fn examined(mut project: ProjectRecord, licence: Option<&str>, last_commit: &str) -> ProjectRecord {
    let mut found = Examination { commit: Some("0".repeat(40)), ..Examination::default() };
    found.licence.expression = licence.map(str::to_owned);
    found.history.last_human_commit = Some(at(last_commit));
    project.examination = Some(found);
    project
}

fn mirrored(mut project: ProjectRecord, host: &str, changed: Option<&str>, verified: &str) -> ProjectRecord {
    project.mirrors.push(MirrorRecord {
        host: HostId::new(host).unwrap(),
        name: "copy".to_owned(),
        url: None,
        verified_at: Some(at(verified)),
        changed_at: changed.map(at),
        compared_at: None,
        dressed: true,
        refs_expected: 1,
        refs_equal: 1,
        host_state: None,
        refs_digest: None,
        dress_digest: None,
        archived: false,
        cleaned_up: None,
    });
    project
}

/// Two forges. Alpha: four eligible of eight known. Beta: four eligible, two of them not yet read.
fn projects() -> Vec<ProjectRecord> {
    use ProjectState::{Failed, Held, Pending, Published, Skipped, Withdrawn};
    let tools = examined(project("alpha", "dne/outils", Published), Some("EUPL-1.2"), "2026-10-01T00:00:00Z");
    let sums = examined(project("alpha", "dne/calcul", Published), Some("MIT"), "2026-01-15T00:00:00Z");
    let lone = examined(project("beta", "seul", Published), Some("EUPL-1.2"), "2026-11-22T11:00:00Z");
    let lone = mirrored(lone, "one", Some("2026-11-20T02:00:00Z"), "2026-11-20T12:00:00Z");
    let mut empty = project("alpha", "maths/vide", Skipped);
    empty.source.empty = true;
    let mut fork = examined(project("alpha", "maths/derive", Published), Some("MIT"), "2026-11-01T00:00:00Z");
    fork.source.fork_of = Some("dne/outils".to_owned());
    let mut old = examined(project("alpha", "svt/ancien", Published), Some("MIT"), "2020-01-01T00:00:00Z");
    old.source.archived = true;
    let mut out = project("alpha", "svt/retire", Skipped);
    out.reasons = vec![Reason::new(ReasonCode::Excluded, "left out")];
    let mut private = project("alpha", "svt/prive", Pending);
    private.source.visibility = Visibility::Private;
    vec![
        mirrored(tools, "one", Some("2026-11-22T10:30:00Z"), "2026-11-22T11:00:00Z"),
        mirrored(sums, "one", Some("2026-11-20T09:00:00Z"), "2026-11-20T11:00:00Z"),
        examined(project("alpha", "maths/fractions", Held), Some("CC-BY-NC-4.0"), "2024-01-01T00:00:00Z"),
        examined(project("alpha", "maths/sans", Held), None, "2026-11-21T00:00:00Z"),
        empty,
        fork,
        old,
        out,
        private,
        examined(project("alpha", "svt/parti", Withdrawn), Some("MIT"), "2026-11-21T00:00:00Z"),
        mirrored(lone, "two", None, "2026-11-22T11:59:00Z"),
        project("beta", "aussi", Failed),
        examined(project("beta", "dne/x", Held), Some("GPL-3.0-only"), "2025-11-22T12:00:00Z"),
        project("beta", "svt/y", Pending),
    ]
}

fn edition() -> Edition {
    let forges =
        [forge("alpha", 8, Some("2026-11-22T09:00:00Z")), forge("beta", 4, Some("2026-11-21T12:00:00Z"))];
    Edition::of(&World { projects: &projects(), forges: &forges, lists: &Lists::default(), now: at(NOW) })
}

/// `code scope dimension` to `value (numerator/denominator)`.
fn told(edition: &Edition, code: &str, scope: &str, dimension: &str) -> String {
    let row = row::rows(edition)
        .into_iter()
        .find(|row| (row.indicator, row.forge, row.dimension) == (code, scope, dimension));
    let row = row.unwrap_or_else(|| panic!("no row {code} {scope} {dimension}"));
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let value = row.value.map_or_else(|| row.status.to_owned(), |value| value.to_string());
    match (row.numerator, row.denominator) {
        (None, None) => value,
        (numerator, denominator) => format!("{value} ({}/{})", number(numerator), number(denominator)),
    }
}

#[test]
fn every_figure_equals_the_hand_count() {
    let edition = edition();
    // code, dimension, whole, alpha, beta
    let counted = [
        ("depots_total", "", "12", "8", "4"),
        ("depots_total", "statut=eligible", "8", "4", "4"),
        ("depots_total", "statut=fork", "1", "1", "0"),
        ("depots_total", "statut=archive", "1", "1", "0"),
        ("depots_total", "statut=vide", "1", "1", "0"),
        ("depots_total", "statut=exclu", "1", "1", "0"),
        // Owners: alpha dne 2, maths 2; beta (none) 2, dne 1, svt 1.
        ("organisations_publiantes", "", "5", "2", "3"),
        ("organisations_publiantes", "moyenne", "1.6 (8/5)", "2 (4/2)", "1.33 (4/3)"),
        ("organisations_publiantes", "mediane", "2 (/5)", "2 (/2)", "1 (/3)"),
        ("taux_licence", "", "62.5 (5/8)", "75 (3/4)", "50 (2/4)"),
        // CC-BY-NC-4.0 is on no list of free licences.
        ("taux_licence_admise", "", "80 (4/5)", "66.67 (2/3)", "100 (2/2)"),
        ("repartition_licences", "licence=EUPL-1.2", "40 (2/5)", "33.33 (1/3)", "50 (1/2)"),
        ("repartition_licences", "licence=autre", "20 (1/5)", "0 (0/3)", "0 (0/2)"),
        ("repartition_licences", "famille=copyleft", "60 (3/5)", "33.33 (1/3)", "100 (2/2)"),
        ("repartition_licences", "famille=permissive", "20 (1/5)", "33.33 (1/3)", "0 (0/2)"),
        ("repartition_licences", "famille=autre", "20 (1/5)", "33.33 (1/3)", "0 (0/2)"),
        // A copy verified 49 h ago, and one verified exactly 48 h ago, no longer cover.
        ("couverture_miroir", "", "25 (2/8)", "25 (1/4)", "25 (1/4)"),
        // Delays: 0.5 h and 2 h; 10 h.
        ("retard_miroir", "p50", "2 (/3)", "0.5 (/2)", "10 (/1)"),
        ("retard_miroir", "p95", "10 (/3)", "2 (/2)", "10 (/1)"),
        // The commit of dne/x is twelve months old to the second.
        ("projets_actifs", "", "62.5 (5/8)", "75 (3/4)", "50 (2/4)"),
        ("projets_actifs", "6_mois", "37.5 (3/8)", "50 (2/4)", "25 (1/4)"),
        ("fraicheur", "", "24", "3", "24"),
        ("couverture_collecte", "", "83.33 (10/12)", "100 (8/8)", "50 (2/4)"),
    ];
    for (code, dimension, whole, alpha, beta) in counted {
        for (scope, expected) in [("*", whole), ("alpha", alpha), ("beta", beta)] {
            assert_eq!(told(&edition, code, scope, dimension), expected, "{code} {scope} {dimension}");
        }
    }
}

#[test]
fn reserving_all_rights_is_no_licence() {
    let closed = examined(
        project("alpha", "a/b", ProjectState::Held),
        Some("LicenseRef-proprietary"),
        "2026-11-01T00:00:00Z",
    );
    let edition =
        Edition::of(&World { projects: &[closed], forges: &[], lists: &Lists::default(), now: at(NOW) });
    assert_eq!(told(&edition, "taux_licence", "*", ""), "0 (0/1)");
}

#[test]
fn the_three_first_licences_are_by_number_then_by_name() {
    let edition = edition();
    let parts = &edition.figure("repartition_licences").unwrap().whole.parts;
    let names: Vec<&str> = parts.iter().map(|part| part.dimension.as_str()).collect();
    let expected = [
        "licence=EUPL-1.2",
        "licence=CC-BY-NC-4.0",
        "licence=GPL-3.0-only",
        "licence=autre",
        "famille=copyleft",
        "famille=permissive",
        "famille=autre",
    ];
    assert_eq!(names, expected);
}

#[test]
fn coverage_and_freshness_stand_beside_every_figure() {
    let edition = edition();
    for figure in &edition.figures {
        let shown =
            |value: &Value| (value.coverage.unwrap().to_string(), value.freshness.unwrap().to_string());
        assert_eq!(shown(&figure.whole), ("83.33".to_owned(), "24".to_owned()), "{}", figure.definition.code);
        assert_eq!(shown(&figure.by_forge[1].1), ("50".to_owned(), "24".to_owned()));
    }
}

#[test]
fn an_empty_world_counts_zero_and_measures_no_share() {
    let edition = Edition::of(&World { projects: &[], forges: &[], lists: &Lists::default(), now: at(NOW) });
    assert_eq!(told(&edition, "depots_total", "*", ""), "0");
    assert_eq!(told(&edition, "organisations_publiantes", "*", ""), "0");
    assert_eq!(told(&edition, "taux_licence", "*", ""), "non_mesurable (0/0)");
    assert_eq!(told(&edition, "retard_miroir", "*", "p95"), "non_mesurable (/0)");
    assert_eq!(told(&edition, "fraicheur", "*", ""), "non_mesurable");
}

#[test]
fn what_was_only_listed_is_not_measured_as_zero() {
    let projects =
        [project("alpha", "a/b", ProjectState::Pending), project("gamma", "a/b", ProjectState::Pending)];
    let forges = [forge("alpha", 1, Some("2026-11-22T09:00:00Z"))];
    let edition =
        Edition::of(&World { projects: &projects, forges: &forges, lists: &Lists::default(), now: at(NOW) });
    assert_eq!(told(&edition, "taux_licence", "alpha", ""), "non_mesurable (0/1)");
    assert_eq!(told(&edition, "projets_actifs", "alpha", ""), "non_mesurable (0/1)");
    assert_eq!(told(&edition, "couverture_miroir", "alpha", ""), "0 (0/1)");
    assert_eq!(told(&edition, "couverture_collecte", "alpha", ""), "0 (0/1)");
    // Gamma was never listed to its end, and so neither was the whole.
    for scope in ["gamma", "*"] {
        assert_eq!(told(&edition, "fraicheur", scope, ""), "non_mesurable");
        assert!(told(&edition, "couverture_collecte", scope, "").starts_with("non_mesurable"));
    }
}

#[test]
fn the_operators_lists_move_the_share_of_admitted_licences() {
    let lists = Lists {
        allow: vec!["CC-BY-NC-4.0".to_owned()],
        refuse: vec!["MIT".to_owned(), "EUPL-1.2".to_owned()],
        only: None,
    };
    let edition = Edition::of(&World { projects: &projects(), forges: &[], lists: &lists, now: at(NOW) });
    assert_eq!(told(&edition, "taux_licence_admise", "*", ""), "40 (2/5)");
}

#[test]
fn the_order_of_the_projects_changes_no_byte() {
    let forges = [forge("alpha", 8, None), forge("beta", 4, None)];
    let mut projects = projects();
    let first =
        Edition::of(&World { projects: &projects, forges: &forges, lists: &Lists::default(), now: at(NOW) });
    projects.reverse();
    let second =
        Edition::of(&World { projects: &projects, forges: &forges, lists: &Lists::default(), now: at(NOW) });
    let [one, two] = [first, second].map(|edition| {
        let folder = tempfile::tempdir().unwrap();
        let files = export(&edition, folder.path()).unwrap();
        files.iter().map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(one, two);
}

#[test]
fn the_folder_holds_four_files_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition();
    export(&edition, folder.path()).unwrap();
    export(&edition, folder.path()).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["definitions.json", "indicateurs.csv", "indicateurs.fr.csv", "indicateurs.json"]);
}

#[test]
fn the_csv_is_rfc_4180() {
    let folder = tempfile::tempdir().unwrap();
    export(&edition(), folder.path()).unwrap();
    let text = std::fs::read_to_string(folder.path().join("indicateurs.csv")).unwrap();
    let header = "date,indicator,label,definition_version,forge,dimension,value,numerator,denominator,unit,coverage,freshness_hours,status";
    assert_eq!(text.split("\r\n").next(), Some(header));
    assert!(text.contains(
        "\r\n2026-11-22,taux_licence_admise,Licences admises,v1.0.1,alpha,,66.67,2,3,pour cent,100,3,mesure\r\n"
    ));
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn the_french_csv_has_semicolons_commas_and_a_mark_of_its_encoding() {
    let folder = tempfile::tempdir().unwrap();
    export(&edition(), folder.path()).unwrap();
    let text = std::fs::read_to_string(folder.path().join("indicateurs.fr.csv")).unwrap();
    let header = "\u{feff}date;code;indicateur;version de la définition;forge;détail;valeur;numérateur;\
        dénominateur;unité;couverture (%);âge des données (h);état";
    assert_eq!(text.split("\r\n").next(), Some(header));
    for row in [
        "taux_licence_admise;Licences admises;v1.0.1;alpha;;66,67;2;3;pour cent;100;3;mesuré",
        "repartition_licences;Répartition des licences;v1.0.1;Ensemble;EUPL-1.2;40;2;5;pour cent;83,33;24;mesuré",
        "repartition_licences;Répartition des licences;v1.0.1;Ensemble;autre famille;20;1;5;pour cent;83,33;24;mesuré",
    ] {
        assert!(text.contains(&format!("\r\n2026-11-22;{row}\r\n")), "{row}: {text}");
    }
    assert!(text.contains(";Ensemble;éligibles;8;;;nombre;"));
    // No number is quoted, and no name meant for programs is left.
    assert!(!text.contains(['*', '=', '"']));
}

#[test]
fn the_json_has_numbers_and_nulls() {
    let forges = [forge("alpha", 8, None)];
    let edition = Edition::of(&World {
        projects: &projects(),
        forges: &forges,
        lists: &Lists::default(),
        now: at(NOW),
    });
    let folder = tempfile::tempdir().unwrap();
    export(&edition, folder.path()).unwrap();
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(folder.path().join(name)).unwrap()).unwrap()
    };
    let figures = read("indicateurs.json");
    let row = |code: &str| {
        let rows = figures["rows"].as_array().unwrap();
        rows.iter().find(|row| row["indicator"] == code && row["forge"] == "alpha").unwrap().clone()
    };
    assert_eq!(row("taux_licence")["value"], serde_json::json!(75));
    assert_eq!(row("taux_licence_admise")["value"], serde_json::json!(66.67));
    assert!(row("fraicheur")["value"].is_null());
    let definitions = read("definitions.json");
    let codes: Vec<&str> = definitions["definitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    let expected = [
        "depots_total",
        "organisations_publiantes",
        "taux_licence",
        "taux_licence_admise",
        "repartition_licences",
        "couverture_miroir",
        "retard_miroir",
        "projets_actifs",
        "fraicheur",
        "couverture_collecte",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn every_definition_has_its_figure_in_the_same_order() {
    let edition = edition();
    let figures: Vec<&str> = edition.figures.iter().map(|figure| figure.definition.code).collect();
    let definitions: Vec<&str> = DEFINITIONS.iter().map(|definition| definition.code).collect();
    assert_eq!(figures, definitions);
    for definition in DEFINITIONS {
        for text in [definition.label, definition.text] {
            assert!(!text.fr.is_empty() && !text.en.is_empty(), "{}", definition.code);
            assert!(!text.fr.contains([';', ':']) || text.fr.contains('\u{202f}'), "{}", definition.code);
            assert!(!text.fr.contains('\''), "{}", definition.code);
        }
    }
}
