//! The state of a small ministry's mirrors, and its indicators.

use glane_catalog::model::{ForgeId, HostId, MirrorRecord, ProjectState, ReasonClass};
use glane_templates::page::indicators::{
    Download, IndicatorRow, IndicatorView, IndicatorsView, Measure, Unit,
};
use glane_templates::page::mirrors::{ForgeLine, HostLine, MirrorRow, MirrorsView, PauseLine, StorageLine};

use super::{PROJECTS, instant, mirror, now, texts};

pub(crate) fn mirrors() -> MirrorsView {
    let row = |at: usize, mirror: MirrorRecord| MirrorRow {
        title: PROJECTS[at].0.into(),
        forge: ForgeId::new("forge-edu").unwrap(),
        path: PROJECTS[at].1.into(),
        current_at: mirror.verified_at.filter(|_| mirror.refs_equal == mirror.refs_expected),
        mirror,
    };
    let github = |at: usize| format!("https://github.com/exemple-edu/{}", PROJECTS[at].1.replace('/', "-"));
    MirrorsView {
        at: now(),
        states: vec![
            (ProjectState::Published, 1_121),
            (ProjectState::Held, 96),
            (ProjectState::Skipped, 52),
            (ProjectState::Failed, 11),
            (ProjectState::Pending, 4),
            (ProjectState::Withdrawn, 0),
        ],
        causes: vec![
            (ReasonClass::Licence, 88),
            (ReasonClass::Decision, 8),
            (ReasonClass::Host, 7),
            (ReasonClass::Source, 4),
        ],
        forges: vec![
            ForgeLine {
                forge: ForgeId::new("forge-edu").unwrap(),
                complete_at: Some(instant("2026-11-20T02:00:00Z")),
                announced: 1_190,
                known: 1_190,
            },
            ForgeLine {
                forge: ForgeId::new("eole").unwrap(),
                complete_at: Some(instant("2026-11-18T02:00:00Z")),
                announced: 96,
                known: 94,
            },
            ForgeLine {
                forge: ForgeId::new("academie-test").unwrap(),
                complete_at: None,
                announced: 0,
                known: 0,
            },
        ],
        hosts: vec![
            HostLine {
                host: HostId::new("github").unwrap(),
                copies: 1_120,
                late: 2,
                oldest: Some(instant("2026-11-16T03:12:00Z")),
            },
            HostLine { host: HostId::new("secours").unwrap(), copies: 1, late: 1, oldest: None },
        ],
        storage: StorageLine {
            bytes: Some(310_000_000_000),
            most: Some(500_000_000_000),
            measured_at: Some(instant("2026-11-20T03:00:00Z")),
        },
        pauses: vec![PauseLine { id: "secours".into(), until: instant("2026-11-20T18:00:00Z") }],
        oldest: vec![row(3, mirror("secours", None, None, 0))],
        mirrors: vec![
            row(0, mirror("github", Some(&github(0)), Some("2026-11-20T03:12:00Z"), 14)),
            row(1, mirror("github", Some(&github(1)), Some("2026-11-16T03:12:00Z"), 14)),
            row(2, mirror("github", Some(&github(2)), Some("2026-11-20T04:12:00Z"), 13)),
            row(3, mirror("secours", None, None, 0)),
        ],
        page: 1,
        pages: 12,
    }
}

fn values(scope: &str, value: f64, counts: Option<(u64, u64)>, parts: &[f64], coverage: f64) -> IndicatorRow {
    IndicatorRow {
        scope: scope.into(),
        value: Some(Measure::Number(value)),
        numerator: counts.map(|counts| counts.0),
        denominator: counts.map(|counts| counts.1),
        parts: parts.iter().map(|part| Measure::Number(*part)).collect(),
        coverage: Some(coverage),
    }
}

fn indicator(
    code: &str,
    name: &str,
    definition: &str,
    unit: Unit,
    parts: &[&str],
    rows: Vec<IndicatorRow>,
) -> IndicatorView {
    let mut rows = rows.into_iter();
    IndicatorView {
        code: code.into(),
        name: name.into(),
        definition: definition.into(),
        version: "1.0.0".into(),
        among: (unit == Unit::Percent).then(|| "dépôts retenus".into()),
        unit,
        at: now(),
        parts: texts(parts),
        whole: rows.next().unwrap(),
        forges: rows.collect(),
    }
}

pub(crate) fn indicators() -> IndicatorsView {
    let hours = IndicatorRow {
        value: None,
        parts: vec![Measure::NotMeasurable; 2],
        ..values("academie-test", 0.0, None, &[], 0.0)
    };
    IndicatorsView {
        indicators: vec![
            indicator(
                "depots_total",
                "Dépôts connus",
                "Nombre de dépôts publics connus, répartis en dépôts retenus, bifurcations, archivés et vides ; la somme des parts est le total.",
                Unit::Count,
                &["retenus", "bifurcations", "archivés", "vides"],
                vec![
                    values("", 1_284.0, None, &[1_121.0, 74.0, 51.0, 38.0], 99.8),
                    values("forge-edu", 1_190.0, None, &[1_040.0, 70.0, 46.0, 34.0], 100.0),
                    values("eole", 94.0, None, &[81.0, 4.0, 5.0, 4.0], 97.9),
                ],
            ),
            indicator(
                "taux_licence",
                "Dépôts qui ont une licence",
                "Dépôts retenus dans lesquels au moins une licence a été trouvée, rapportés aux dépôts retenus.",
                Unit::Percent,
                &[],
                vec![
                    values("", 82.4, Some((924, 1_121)), &[], 99.8),
                    values("forge-edu", 81.5, Some((848, 1_040)), &[], 100.0),
                    values("eole", 93.8, Some((76, 81)), &[], 97.9),
                ],
            ),
            indicator(
                "couverture_miroir",
                "Couverture des miroirs",
                "Dépôts retenus dont la copie a été vérifiée depuis moins de 48 heures chez au moins un hébergeur, rapportés aux dépôts retenus.",
                Unit::Percent,
                &[],
                vec![
                    values("", 97.2, Some((1_090, 1_121)), &[], 99.8),
                    values("forge-edu", 97.7, Some((1_016, 1_040)), &[], 100.0),
                    values("eole", 91.4, Some((74, 81)), &[], 97.9),
                ],
            ),
            indicator(
                "retard_miroir",
                "Retard des miroirs",
                "Temps entre le moment où un changement est vu à la source et celui où la copie le porte : médiane et 95e centile.",
                Unit::Hours,
                &["médiane", "95e centile"],
                vec![
                    IndicatorRow { value: None, ..values("", 0.0, None, &[1.4, 22.5], 99.8) },
                    IndicatorRow { value: None, ..values("forge-edu", 0.0, None, &[1.3, 20.0], 100.0) },
                    hours,
                ],
            ),
        ],
        downloads: vec![
            Download {
                label: "CSV (RFC 4180)".into(),
                path: "/indicateurs/indicateurs.csv".into(),
                bytes: Some(4_120),
            },
            Download {
                label: "CSV pour tableur français".into(),
                path: "/indicateurs/indicateurs.fr.csv".into(),
                bytes: Some(4_180),
            },
            Download {
                label: "JSON".into(),
                path: "/indicateurs/indicateurs.json".into(),
                bytes: Some(9_730),
            },
        ],
    }
}
