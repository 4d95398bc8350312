//! Resources with everything their page can show: a notebook of a project, and a bare record.

use glane_catalog::model::{
    Attachment, Claim, Field, Fields, Finding, Grain, LicenceReading, ResourceKey, ResourceRecord,
    ResourceVersion, Severity, Source,
};
use glane_catalog::preview::Preview;
use glane_templates::page::resource::{Also, IssueForm, ResourceProject, ResourceView};

use super::{instant, now, search};

const COMMIT: &str = "8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6";

const NOTEBOOK: &str = r####"{"nbformat":4,"cells":[
{"cell_type":"markdown","source":["# Parcourir un arbre binaire\n","\n","Durée : 1 h 30. On rappelle qu’un **arbre binaire** est vide, ou fait d’un *nœud* et de deux arbres ; voir le [cours](cours.md).\n","\n","![Un arbre de sept nœuds](images/arbre.png)\n"]},
{"cell_type":"markdown","source":["### Exercice 1\n","\n","1. Écrire une fonction `taille(a)`.\n","2. Montrer que sa hauteur $h$ vérifie $h \\geq \\log_2(n+1)$.\n","\n","| parcours | ordre |\n","|---|---|\n","| préfixe | racine, gauche, droite |\n","| infixe | gauche, racine, droite |\n"]},
{"cell_type":"code","source":["class Noeud:\n","    def __init__(self, valeur, gauche=None, droite=None):\n","        self.valeur, self.gauche, self.droite = valeur, gauche, droite\n"],"outputs":[{"data":{"text/html":"<script>alert(1)</script>"}}]},
{"cell_type":"markdown","source":["> Indice : commencez par l’arbre vide.\n","\n","$$taille(a) = 1 + taille(g) + taille(d)$$\n"]}
]}"####;

fn claims(values: &[(Field, &str)]) -> Fields {
    let mut fields = Fields::new();
    for (at, (field, value)) in values.iter().enumerate() {
        let line = u32::try_from(at + 1).unwrap();
        fields.add(
            *field,
            Claim::new((*value).to_owned(), Source::file("tp/arbres.ipynb", None, Some(line)), 1.0),
        );
    }
    fields
}

/// A notebook for the last year of school.
pub(crate) fn resource() -> ResourceRecord {
    let version = |commit: &str, at: &str, tag: Option<&str>| ResourceVersion {
        commit: commit.into(),
        at: instant(at),
        tag: tag.map(str::to_owned),
    };
    let file = |place: &str, bytes, author: Option<&str>| Attachment {
        place: place.into(),
        bytes: Some(bytes),
        author: author.map(str::to_owned),
        licence: author.map(|_| "CC-BY-4.0".to_owned()),
        ..Attachment::default()
    };
    ResourceRecord {
        number: 12,
        key: ResourceKey::Part { project: "forge-edu:4711".parse().unwrap(), path: "tp/arbres.ipynb".into() },
        grain: Grain::File,
        reason: "carnet dans un dossier de travaux pratiques".into(),
        format: Some("notebook".into()),
        commit: Some(COMMIT.into()),
        fields: claims(&[
            (Field::Name, "Parcourir un arbre binaire"),
            (
                Field::Summary,
                "Un travail pratique sur les parcours d’arbres binaires : taille, hauteur, ordres préfixe, infixe et suffixe.",
            ),
            (
                Field::Description,
                "Le carnet part de la définition récursive et va jusqu’à l’équilibre d’un arbre.\n\nIl demande d’avoir vu la récursivité.",
            ),
            (Field::Author, "Zoé Martin <zoe.martin@example.org>"),
            (Field::Author, "Karim Benali"),
            (Field::Level, "Terminale"),
            (Field::Subject, "Numérique et sciences informatiques"),
            (Field::ResourceType, "travaux pratiques"),
            (Field::Duration, "PT1H30M"),
            (Field::Language, "fr"),
            (Field::Access, "no_account"),
            (Field::Programme, "2019"),
            (Field::AnswerKey, "tp/arbres-corrige.ipynb"),
            (Field::Keyword, "récursivité"),
            (Field::BasedOn, "https://irem.example/arbres"),
        ]),
        licence: LicenceReading {
            expression: Some("CC-BY-SA-4.0".into()),
            claims: vec![Claim::new("CC-BY-SA-4.0".into(), Source::file("LICENSE", None, Some(1)), 0.99)],
            parts: Vec::new(),
        },
        attachments: vec![
            file("tp/arbres.ipynb", 48_200, None),
            file("images/arbre.png", 18_400, Some("Ada Exemple <ada@example.org>")),
        ],
        versions: vec![
            version(COMMIT, "2026-11-02T18:20:00Z", Some("v2.1")),
            version("1c22d5f0aa00bb11cc22dd33ee44ff5566778899", "2026-09-14T08:00:00Z", None),
            version("77d0c1e2aa00bb11cc22dd33ee44ff5566778899", "2025-10-01T08:00:00Z", Some("v2.0")),
            version("66d0c1e2aa00bb11cc22dd33ee44ff5566778899", "2025-03-01T08:00:00Z", None),
            version("55d0c1e2aa00bb11cc22dd33ee44ff5566778899", "2024-10-01T08:00:00Z", None),
            version("44d0c1e2aa00bb11cc22dd33ee44ff5566778899", "2023-10-01T08:00:00Z", Some("v1.0")),
        ],
        text: Some("Parcourir un arbre binaire.".into()),
        findings: Vec::new(),
        found_at: instant("2026-09-01T08:00:00Z"),
        gathered_at: now(),
    }
}

/// Its page.
pub(crate) fn resource_view(record: &ResourceRecord) -> ResourceView<'_> {
    let base = "https://forge.example/nsi/arbres/-/blob/8f3b1c6d/";
    ResourceView {
        project: Some(ResourceProject {
            path: "nsi/arbres".into(),
            title: "Arbres en NSI".into(),
            organisation: Some("Académie d’Exemple".into()),
        }),
        source_url: Some(format!("{base}tp/arbres.ipynb")),
        file_base: Some(base.to_owned()),
        serves_files: true,
        issue_form: Some(IssueForm::Gitlab("https://forge.example/nsi/arbres".into())),
        preview: Preview::of("notebook", NOTEBOOK.as_bytes(), Some(&format!("{base}tp/arbres.ipynb")))
            .unwrap(),
        similar: search().hits.into_iter().take(3).collect(),
        linked: Some(r#"{"@context":"https://schema.org","@type":"LearningResource"}"#.into()),
        ..ResourceView::of(record)
    }
}

/// A record of another catalogue that says little: no author, no licence.
pub(crate) fn notice() -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [
        (Field::Name, "Volcans et séismes"),
        (Field::Description, "Un parcours en ligne sur le risque volcanique."),
        (Field::Website, "https://svt.example/volcans"),
        (Field::Level, "4e"),
        (Field::Access, "account"),
    ] {
        fields.add(field, Claim::new(value.into(), Source::record("oai:svt.example:12", Some("dc")), 1.0));
    }
    ResourceRecord {
        key: ResourceKey::Record { source: "edubase".parse().unwrap(), id: "oai:svt.example:12".into() },
        grain: Grain::Record,
        reason: "notice moissonnée".into(),
        format: None,
        commit: None,
        fields,
        licence: LicenceReading::default(),
        attachments: Vec::new(),
        versions: Vec::new(),
        text: None,
        ..resource()
    }
}

/// What another catalogue says of the same work.
pub(crate) fn other_notice() -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in [
        (Field::Name, "Volcans et séismes en vidéo"),
        (Field::Author, "Ada Exemple <ada@example.org>"),
        (Field::Website, "https://svt.example/volcans"),
        (Field::Subject, "Sciences de la vie et de la Terre"),
        (Field::Duration, "PT12M"),
    ] {
        fields.add(field, Claim::new(value.into(), Source::record("oai:canal-u.example:7", Some("dc")), 1.0));
    }
    let said =
        Claim::new("CC-BY-SA-4.0".into(), Source::record("oai:canal-u.example:7", Some("rights")), 1.0);
    ResourceRecord {
        key: ResourceKey::Record { source: "canal-u".parse().unwrap(), id: "oai:canal-u.example:7".into() },
        fields,
        licence: LicenceReading {
            expression: Some("CC-BY-SA-4.0".into()),
            claims: vec![said],
            parts: Vec::new(),
        },
        ..notice()
    }
}

/// The same with the name of its catalogue.
pub(crate) fn also() -> Also {
    Also { record: other_notice(), whose: Some("Canal-U".to_owned()) }
}

/// The notebook, whose reading was broken off.
pub(crate) fn unread_resource() -> ResourceRecord {
    let why = "the file could not be read to its end: it took more than 20 s";
    let stopped = Finding::new(Severity::Warning, "reading_stopped", why, "save it again");
    let version = "the licence is named without its version";
    let unsaid = Finding::new(Severity::Info, "licence_version_unsaid", version, "write it");
    let unsaid = unsaid.in_file("tp/arbres.ipynb", Some(12));
    let findings = vec![unsaid, stopped.in_file("tp/arbres.ipynb", None)];
    ResourceRecord { findings, ..resource() }
}
