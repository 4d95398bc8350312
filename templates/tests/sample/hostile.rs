//! The same views where every text from outside is hostile.

use glane_catalog::model::{
    Attachment, Claim, Field, Fields, Finding, ForgeId, LanguageShare, ProjectRecord, ProjectState, Reason,
    ReasonCode, ResourceFile, ResourceKey, ResourceRecord, ResourceVersion, Severity, Source,
};
use glane_catalog::preview::Preview;
use glane_templates::page::home::{HomeView, Tally};
use glane_templates::page::indicators::{IndicatorRow, IndicatorView, IndicatorsView, Measure};
use glane_templates::page::mirrors::{MirrorRow, MirrorsView};
use glane_templates::page::resource::{IssueForm, Reach, ResourceProject, ResourceView};
use glane_templates::page::search::{
    Correction, InsteadView, Meaning, SearchView, WhyPiece, WhyPlace, WhyReading, WhyView, Whys,
};
use glane_templates::{FacetKey, FacetValue, FacetView, HitKind, HitView, SafeHtml, SearchQuery, address};
use jiff::Timestamp;

use crate::data::{indicators, mirror, mirrors, project, resource};

/// Markup, quotes, an address that is a program, signs that reverse the text, and no space to break at.
pub(crate) const EVIL: &str =
    "\"'><script>alert(1)</script><img src=x onerror=y>\u{202e}gpj.exe javascript:alert(2) &lt;";

fn evil() -> String {
    EVIL.to_owned()
}

pub(crate) fn hostile_hit() -> HitView {
    HitView {
        kind: HitKind::Resource,
        path: address::project("forge-edu", EVIL),
        title: evil(),
        place: evil(),
        organisation: Some(evil()),
        summary: Some(evil()),
        snippet: Some(SafeHtml::from_snippet(EVIL)),
        licence: Some(evil()),
        languages: vec![evil()],
        levels: vec![evil()],
        subjects: vec![evil()],
        types: vec![evil()],
        format: Some(evil()),
        access: Some(evil()),
        last_activity: Some(Timestamp::MIN),
        archived: true,
    }
}

pub(crate) fn hostile_home() -> HomeView {
    let tally = || vec![Tally { value: evil(), count: u64::MAX }];
    HomeView {
        projects: u64::MAX,
        resources: u64::MAX,
        licences: 1,
        forges: 0,
        latest: vec![hostile_hit()],
        levels: tally(),
        subjects: tally(),
        languages: tally(),
    }
}

pub(crate) fn hostile_search() -> SearchView {
    let facet = |key| FacetView {
        key,
        values: vec![FacetValue { value: evil(), label: Some(evil()), count: 1, under: Vec::new() }],
    };
    let pairs = FacetKey::ALL.map(|key| (key.parameter(), EVIL));
    SearchView {
        query: SearchQuery::parse(pairs.into_iter().chain([("q", EVIL), ("page", "99999")])),
        total: u64::MAX,
        pages: 3,
        hits: vec![hostile_hit()],
        facets: FacetKey::ALL.map(facet).into(),
        correction: Some(Correction { shown: evil(), instead: evil(), link: evil() }),
        exact: Some(u64::MAX),
        lifted: Vec::new(),
        instead: InsteadView::default(),
        within: Vec::new(),
        first: u64::MAX,
        understood: vec![Meaning { key: None, value: evil(), counterparts: vec![evil()], instead: evil() }],
        incomplete: true,
        why: hostile_why(),
    }
}

fn hostile_why() -> Whys {
    let read = [WhyReading::Written, WhyReading::Correction(evil()), WhyReading::Term(None, evil())];
    let piece = |reading| WhyPiece { words: evil(), found: vec![(reading, vec![(WhyPlace::Title, false)])] };
    let view = WhyView {
        pieces: read.into_iter().map(piece).collect(),
        near: vec![(evil(), evil())],
        ..WhyView::default()
    };
    Whys { ids: vec![evil()], open: Some((evil(), view)) }
}

pub(crate) fn hostile_project() -> ProjectRecord {
    let mut record = project();
    record.state = ProjectState::Held;
    record.reasons = vec![Reason::new(ReasonCode::NoLicence, "SECRET-REASON /srv/secret")];
    record.source.path = evil();
    record.source.name = evil();
    record.source.web_url = Some("javascript:alert(1)".into());
    record.source.clone_url = "/srv/git/prive.git".into();
    record.source.topics = vec![evil()];
    record.source.archived = true;
    record.aliases = vec![evil()];
    record.mirrors[0].url = Some("https://user:TOKEN@host.example/x".into());
    let mut fields = Fields::new();
    for field in [
        Field::Name,
        Field::Summary,
        Field::Language,
        Field::Keyword,
        Field::Website,
        Field::Documentation,
        Field::Repository,
        Field::Version,
        Field::Author,
        Field::Organisation,
        Field::Level,
        Field::Subject,
    ] {
        fields.add(field, Claim::new(evil(), Source::file(EVIL, Some(EVIL), Some(u32::MAX)), f32::NAN));
    }
    let examination = record.examination.as_mut().unwrap();
    examination.fields = fields;
    examination.licence.expression = Some(evil());
    examination.licence.claims = vec![Claim::new(evil(), Source::file(EVIL, None, None), 1.0)];
    examination.languages = vec![LanguageShare { name: evil(), bytes: 1 }];
    examination.default_branch = Some(evil());
    examination.text = Some(format!("{EVIL}\n\n{}", "é".repeat(20_000)));
    examination.resources = vec![
        ResourceFile {
            path: evil(),
            format: evil(),
            title: Some(evil()),
            bytes: u64::MAX,
            reason: evil()
        };
        300
    ];
    examination.findings = vec![Finding::new(Severity::Error, EVIL, EVIL, EVIL).in_file(EVIL, Some(0)); 300];
    record
}

pub(crate) fn hostile_mirrors() -> MirrorsView {
    let mut view = mirrors();
    view.storage.most = Some(0);
    view.mirrors = vec![MirrorRow {
        title: evil(),
        forge: ForgeId::new("forge-edu").unwrap(),
        path: evil(),
        current_at: None,
        mirror: mirror("h", Some("javascript:alert(1)"), Some("2030-01-01T00:00:00Z"), u64::MAX),
    }];
    view
}

pub(crate) fn hostile_indicators() -> IndicatorsView {
    let mut view = indicators();
    let row = IndicatorRow {
        scope: evil(),
        value: Some(Measure::Number(f64::NAN)),
        numerator: Some(u64::MAX),
        denominator: Some(0),
        parts: vec![],
        coverage: Some(f64::INFINITY),
    };
    view.indicators = vec![IndicatorView {
        code: evil(),
        name: evil(),
        definition: evil(),
        version: evil(),
        parts: vec![evil(), evil()],
        whole: row.clone(),
        forges: vec![row],
        ..view.indicators.remove(0)
    }];
    view
}

/// A notebook in which everything is hostile; every field there is has the same text.
pub(crate) fn hostile_resource() -> ResourceRecord {
    let mut record = resource();
    let known: Vec<Field> = record.fields.iter().map(|(field, _)| field).collect();
    let more = [
        Field::PartOf,
        Field::Rights,
        Field::Contributor,
        Field::Occurs,
        Field::Website,
        Field::Organisation,
    ];
    record.fields = Fields::new();
    for field in known.into_iter().chain(more) {
        record.fields.add(field, Claim::new(evil(), Source::record(EVIL, Some(EVIL)), f32::NAN));
        record
            .fields
            .add(field, Claim::new(evil(), Source::file(EVIL, Some(EVIL), Some(u32::MAX)), f32::NAN));
    }
    record.key = ResourceKey::Part { project: "forge-edu:1".parse().unwrap(), path: evil() };
    record.format = Some(evil());
    record.reason = evil();
    record.commit = Some(evil());
    record.licence.expression = Some(evil());
    record.licence.claims = vec![Claim::new(evil(), Source::file(EVIL, None, None), 1.0)];
    let file = |place: &str| Attachment {
        place: place.into(),
        media: Some(evil()),
        bytes: Some(u64::MAX),
        author: Some(evil()),
        licence: Some(evil()),
        ..Attachment::default()
    };
    record.attachments = vec![file(EVIL), file("javascript:alert(1)"), file("../../etc/passwd")];
    record.versions = vec![ResourceVersion { commit: evil(), at: Timestamp::MAX, tag: Some(evil()) }; 20];
    record.text = Some(evil());
    record
}

/// Its page, with a preview of hostile Markdown.
pub(crate) fn hostile_resource_view<'a>(record: &'a ResourceRecord, markdown: &str) -> ResourceView<'a> {
    ResourceView {
        project: Some(ResourceProject { path: evil(), title: evil(), organisation: Some(evil()) }),
        catalogue: Some(evil()),
        source_url: Some("javascript:alert(1)".into()),
        file_base: Some("https://forge.example/".into()),
        serves_files: true,
        issue_form: Some(IssueForm::Gitlab("javascript:alert(1)//".into())),
        preview: Preview::of("markdown", markdown.as_bytes(), Some("https://forge.example/x/y.md")).unwrap(),
        similar: vec![hostile_hit()],
        reach: Reach::Lost(jiff::Timestamp::UNIX_EPOCH),
        ..ResourceView::of(record)
    }
}
