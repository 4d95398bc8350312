//! Resources among the results of a search, and the filters that they bring.

use glane_templates::{FacetKey, FacetView, HitKind, HitView, SafeHtml, address};

use super::{facet, instant};

/// A notebook in a project, and a film of another catalogue.
pub(crate) fn resources() -> [HitView; 2] {
    let notebook = HitView {
        kind: HitKind::Resource,
        path: address::resource("0123456789abcdef01234567"),
        title: "Fractions et proportions : un carnet à compléter".into(),
        place: "forge-edu/maths-college/fractions-6e › seances/02-proportions/carnet-eleves.ipynb".into(),
        organisation: Some("maths-college".into()),
        summary: None,
        snippet: Some(SafeHtml::from_snippet("Partager une tarte, puis écrire la <mark>fraction</mark>.")),
        licence: Some("CC-BY-SA-4.0".into()),
        languages: Vec::new(),
        levels: vec!["6e".into()],
        subjects: vec!["mathématiques".into()],
        types: vec!["exercice".into(), "corrigé".into()],
        format: Some("notebook".into()),
        access: Some("no_account".into()),
        last_activity: Some(instant("2026-10-02T10:00:00Z")),
        archived: false,
    };
    let film = HitView {
        path: address::resource("76543210fedcba9876543210"),
        title: "Le quart et la moitié".into(),
        place: "ailleurs".into(),
        organisation: None,
        summary: Some("Un film de trois minutes sur les fractions du quotidien.".into()),
        snippet: None,
        licence: None,
        types: vec!["vidéo".into()],
        format: None,
        access: Some("educonnect".into()),
        last_activity: None,
        ..notebook.clone()
    };
    [notebook, film]
}

pub(crate) fn facets() -> [FacetView; 2] {
    [
        facet(FacetKey::ResourceType, &[("exercice", 24), ("cours", 12), ("vidéo", 3)]),
        facet(FacetKey::Access, &[("no_account", 31), ("educonnect", 4), ("gar", 2), ("account", 1)]),
    ]
}
