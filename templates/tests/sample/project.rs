//! A project with everything its page can show.

use glane_catalog::model::{
    Claim, Examination, Field, Fields, Finding, ForgeId, History, HostId, Identifiers, Kin, LanguageShare,
    LicenceReading, MirrorRecord, ProjectKey, ProjectRecord, ProjectState, ResourceFile, Severity, Source,
    SourceProject, Tie,
};
use glane_templates::page::project::{LicenceView, Rights};

use super::{instant, now};

fn key(id: &str) -> ProjectKey {
    ProjectKey { forge: ForgeId::new("forge-edu").unwrap(), id: id.into() }
}

pub(crate) fn mirror(host: &str, url: Option<&str>, verified: Option<&str>, equal: u64) -> MirrorRecord {
    MirrorRecord {
        host: HostId::new(host).unwrap(),
        name: "calcul-mental".into(),
        url: url.map(str::to_owned),
        verified_at: verified.map(instant),
        changed_at: verified.map(instant),
        compared_at: verified.map(instant),
        dressed: true,
        refs_expected: 14,
        refs_equal: equal,
        host_state: None,
        refs_digest: None,
        dress_digest: None,
        archived: false,
        cleaned_up: None,
    }
}

/// A project with everything a page can show.
pub(crate) fn project() -> ProjectRecord {
    let mut record = ProjectRecord::discovered(SourceProject {
        web_url: Some("https://forge.example/maths-college/calcul-mental".into()),
        clone_url: "https://forge.example/maths-college/calcul-mental.git".into(),
        description: Some("Séries de calcul mental".into()),
        topics: vec!["calcul".into(), "collège".into()],
        default_branch: Some("main".into()),
        ..SourceProject::public(key("4711"), "maths-college/calcul-mental")
    });
    record.state = ProjectState::Published;
    record.aliases = vec!["maths/calcul".into()];
    record.mirrors = vec![
        mirror(
            "github",
            Some("https://github.com/exemple-edu/calcul-mental"),
            Some("2026-11-20T03:12:00Z"),
            14,
        ),
        mirror("secours", None, Some("2026-11-12T03:12:00Z"), 14),
    ];
    record.examination = Some(examination());
    record.collected_at = Some(now());
    record
}

fn fields() -> Fields {
    let mut fields = Fields::new();
    let mut claim = |field, value: &str, path: &str, key: Option<&str>, line| {
        fields.add(field, Claim::new(value.to_owned(), Source::file(path, key, Some(line)), 1.0));
    };
    claim(Field::Name, "Calcul mental et fractions", "publiccode.yml", Some("name"), 4);
    claim(Field::Name, "Calcul mental", "README.md", None, 1);
    claim(
        Field::Summary,
        "Un générateur de séries de calcul mental pour le collège : fractions, décimaux, relatifs, avec chronomètre et fiches à imprimer.",
        "publiccode.yml",
        Some("shortDescription"),
        12,
    );
    claim(Field::Level, "6e", "publiccode.yml", Some("categories"), 20);
    claim(Field::Level, "5e", "publiccode.yml", Some("categories"), 21);
    claim(Field::Subject, "Mathématiques", "README.md", None, 3);
    claim(Field::Author, "Zoé Martin <zoe.martin@example.org>", "AUTHORS", None, 1);
    claim(Field::Author, "Karim Benali", "CITATION.cff", Some("authors"), 6);
    claim(Field::Website, "https://calcul.example/", "publiccode.yml", Some("landingURL"), 6);
    claim(Field::Version, "2.3.1", "package.json", Some("version"), 3);
    fields
        .add(Field::Summary, Claim::new("Séries de calcul mental".into(), Source::forge("description"), 0.9));
    fields.add(Field::Keyword, Claim::new("calcul".into(), Source::forge("topics"), 1.0));
    fields.add(Field::Keyword, Claim::new("SVT".into(), Source::forge("topics"), 1.0));
    fields.add(
        Field::Keyword,
        Claim::new("svt".into(), Source::file("package.json", Some("keywords"), Some(7)), 1.0),
    );
    fields
}

fn examination() -> Examination {
    let language = |name: &str, bytes| LanguageShare { name: name.into(), bytes };
    let file = |path: &str, format: &str, title: Option<&str>, bytes| ResourceFile {
        path: path.into(),
        format: format.into(),
        title: title.map(str::to_owned),
        bytes,
        reason: "dossier de fiches".into(),
    };
    Examination {
        commit: Some("8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6".into()),
        default_branch: Some("main".into()),
        identifiers: Identifiers {
            revision: "swh:1:rev:8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6".parse().ok(),
            directory: "swh:1:dir:4b825dc642cb6eb9a060e54bf8d69288fbee4904".parse().ok(),
            snapshot: "swh:1:snp:c7c108084bc0bf3d81436bf980b46e98bd338453".parse().ok(),
            roots: Vec::new(),
        },
        licence: LicenceReading {
            expression: Some("EUPL-1.2".into()),
            claims: vec![
                Claim::new("EUPL-1.2".into(), Source::file("LICENSE", None, Some(1)), 0.99),
                Claim::new("EUPL-1.2".into(), Source::file("publiccode.yml", Some("legal.license"), Some(31)), 1.0),
                Claim::new("MIT".into(), Source::file("package.json", Some("license"), Some(9)), 0.8),
            ],
            parts: Vec::new(),
        },
        fields: fields(),
        dependencies: Vec::new(),
        languages: vec![
            language("JavaScript", 182_400), language("HTML", 61_200), language("CSS", 22_700), language("TeX", 20_100),
            language("Python", 5_000), language("Shell", 900), language("Makefile", 300),
        ],
        history: History {
            first_commit: Some(instant("2021-03-03T09:00:00Z")),
            last_commit: Some(instant("2026-11-02T18:20:00Z")),
            last_human_commit: Some(instant("2026-11-01T18:20:00Z")),
            commits: 1_318,
            authors: 9,
            branches: 5,
            tags: 9,
            newest: ["2026-11-02T18:20:00Z", "2026-09-14T08:00:00Z", "2026-06-30T16:45:00Z"].map(instant).into(),
            bus_factor: Some(2),
        },
        resources: vec![
            file("fiches/6e/fractions-egales.tex", "latex", Some("Fractions égales : s’entraîner"), 18_400),
            file("fiches/6e/droite-graduee.tex", "latex", Some("Placer une fraction sur la droite graduée"), 12_950),
            file("carnets/decimaux.ipynb", "notebook", None, 1_240_000),
        ],
        files: 214,
        bytes: 3_480_000,
        text: Some("Calcul mental propose des séries courtes, à faire en classe ou à la maison.\n\nChaque série se règle : nombre de questions, durée, opérations, niveau. Les fiches imprimables sont produites en LaTeX, avec leur corrigé.\n\nInstallation : aucune. Ouvrez index.html dans un navigateur, même sans réseau.".into()),
        findings: vec![
            Finding::new(Severity::Warning, "licence_conflict", "package.json says MIT, but the licence found for the whole is EUPL-1.2", "Write the same SPDX expression here as in the LICENSE file, or correct the LICENSE file.").in_file("package.json", Some(9)),
            Finding::new(Severity::Info, "no_contributing", "No CONTRIBUTING file says how to take part.", "Add a CONTRIBUTING.md: how to report a defect, how to propose a sheet."),
        ],
    }
}

/// One project for each tie.
pub(crate) fn kin() -> Vec<Kin> {
    let of = |tie, id: &str, path: &str, title: &str| Kin {
        tie,
        key: key(id),
        path: path.into(),
        title: title.into(),
    };
    vec![
        of(Tie::Lead, "11", "dnum/calcul-mental", "Calcul mental"),
        of(Tie::Original, "12", "irem/calcul", "Calcul"),
        of(Tie::Fork, "13", "lycee-exemple/calcul-mental", "Calcul mental (lycée Exemple)"),
        of(Tie::Origin, "14", "maths-lycee/calcul-mental", "Calcul mental au lycée"),
        of(Tie::Origin, "15", "ecoles/calcul", "Calcul à l’école"),
        of(Tie::Contained, "16", "outils/chronometre", "Chronomètre"),
    ]
}

pub(crate) fn licence() -> LicenceView {
    LicenceView {
        sentence_fr: Some("Vous pouvez l'utiliser et le modifier ; si vous diffusez votre version, donnez le code source sous la même licence ou une licence compatible.".into()),
        sentence_en: Some("You may use and change it; if you share your version, give its source code under the same licence or a compatible one.".into()),
        taken_up: Some((
            "Peut être repris dans un projet sous EUPL-1.2 ; à certaines conditions sous MIT.".into(),
            "May be taken up in a project under EUPL-1.2; on conditions under MIT.".into(),
        )),
        rights: Some(Rights { commercial_use: true, modification: true, share_alike: true, attribution: true }),
    }
}
