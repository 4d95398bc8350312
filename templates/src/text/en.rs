//! The texts in English.

use glane_catalog::model::{Field, ProjectState, ReasonClass, Severity, SourceKind};

use super::{
    Block, Common, Error, Home, Indicators, Mirrors, Project, Prose, Search, Texts, Told, Way, Words,
};
use crate::page::mirrors::MirrorState;
use crate::part::HitKind;
use crate::{FacetKey, Lang, Sort, typography};

/// In English, only one is singular.
fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", typography::number(count, Lang::En), if count == 1 { one } else { many })
}

/// Every text in English.
pub(crate) static EN: Texts = Texts {
    common: COMMON,
    words: WORDS,
    home: HOME,
    search: SEARCH,
    project: PROJECT,
    mirrors: MIRRORS,
    indicators: INDICATORS,
    error: ERROR,
    about: ABOUT,
    accessibility: ACCESSIBILITY,
    legal: LEGAL,
    data: DATA,
};

const COMMON: Common = Common {
    skip: "Skip to content",
    tagline: "the digital commons of education",
    navigation: "Main navigation",
    search: "Search",
    mirrors: "Mirrors",
    indicators: "Indicators",
    data: "Data",
    about: "About",
    accessibility: "Accessibility: not compliant",
    legal: "Legal notice",
    footer: "Footer",
    this_language: "English",
    as_of: "Data as of",
    never_gathered: "No data has been gathered yet.",
    pager: "Pages of results",
    previous: "Previous page",
    next: "Next page",
    page_of: |page, pages| format!("Page {page} of {pages}"),
    colon: ": ",
    others: |n| counted(n, "more not shown", "more not shown"),
    operator: "To be filled in by the operator of this site:",
};

const WORDS: Words = Words {
    kind: |kind| match kind {
        HitKind::Project => "Project",
        HitKind::Resource => "Resource",
        HitKind::Software => "Software",
    },
    state: |state| match state {
        ProjectState::Pending => "to be examined",
        ProjectState::Published => "published",
        ProjectState::Held => "held before publication",
        ProjectState::Skipped => "with nothing to publish",
        ProjectState::Failed => "failed, to be tried again",
        ProjectState::Withdrawn => "withdrawn",
    },
    cause: |class| match class {
        ReasonClass::Licence => "licence missing or not allowed",
        ReasonClass::Content => "nothing to publish (empty or left out)",
        ReasonClass::Source => "source forge unreachable, or no longer public there",
        ReasonClass::Host => "host of the copy unreachable or refusing",
        ReasonClass::Decision => "a decision that a person has to take",
        ReasonClass::Limit => "technical limit",
        ReasonClass::Check => "content that a person has to check",
    },
    mirror: |state| match state {
        MirrorState::Identical => "identical",
        MirrorState::Late => "late",
        MirrorState::Partial => "incomplete",
        MirrorState::Never => "not copied yet",
    },
    severity: |severity| match severity {
        Severity::Info => "For information",
        Severity::Warning => "To be mended",
        Severity::Error => "Error",
    },
    field: |field| match field {
        Field::Name => "Name",
        Field::Summary => "Summary",
        Field::Description => "Description",
        Field::Language => "Language",
        Field::Licence => "Licence",
        Field::Keyword => "Keyword",
        Field::Website => "Website",
        Field::Documentation => "Documentation",
        Field::Repository => "Repository",
        Field::Version => "Version",
        Field::Status => "Development status",
        Field::Author => "Author",
        Field::Organisation => "Organisation",
        Field::Level => "School level",
        Field::Subject => "Subject",
        Field::Kind => "Type of software",
        Field::Maintenance => "Maintenance",
        Field::Platform => "Platform",
        Field::Audience => "Audience",
        Field::Released => "Date of the version",
        Field::Created => "Date of creation",
        Field::UsedBy => "Used by",
        Field::Funder => "Funded by",
        Field::Holder => "Holder of rights",
        Field::Logo => "Logo",
        Field::Issues => "Reporting problems",
        Field::Demo => "Demonstration",
        Field::Identifier => "Identifier",
        Field::BasedOn => "Based on",
        Field::Openness => "Level of openness",
        Field::Badge => "Badge",
        Field::Document => "Document",
    },
    source: |kind| match kind {
        SourceKind::Forge => "the forge",
        SourceKind::File => "a file",
        SourceKind::History => "the repository’s history",
    },
    facet: |key| match key {
        FacetKey::Kind => "Type",
        FacetKey::Level => "School level",
        FacetKey::Subject => "Subject",
        FacetKey::Licence => "Licence",
        FacetKey::Organisation => "Organisation",
        FacetKey::Language => "Programming language",
        FacetKey::Format => "Format",
    },
    sort: |sort| match sort {
        Sort::Relevance => "Relevance",
        Sort::Recent => "Recent activity",
        Sort::Name => "Name",
    },
    format: |slug| match slug {
        "notebook" => Some("Jupyter notebook"),
        "latex" => Some("LaTeX"),
        "markdown" => Some("Markdown"),
        "h5p" => Some("H5P"),
        "pdf" => Some("PDF"),
        "office" => Some("Office document"),
        "geogebra" => Some("GeoGebra"),
        "scratch" => Some("Scratch"),
        "moodle" => Some("Moodle"),
        _ => None,
    },
    rights: |rights| {
        let mut text = String::from(match (rights.modification, rights.commercial_use) {
            (true, true) => "You may use, change and share it, even for money",
            (true, false) => "You may use, change and share it, but not for money",
            (false, true) => "You may use and share it unchanged, even for money",
            (false, false) => "You may use and share it unchanged, but not for money",
        });
        if rights.attribution {
            text.push_str("; credit its authors");
        }
        if rights.share_alike {
            text.push_str("; share your version under the same licence");
        }
        text + "."
    },
    // Findings are written in English.
    finding: |_| None,
};

const HOME: Home = Home {
    title: "The digital commons of education",
    heading: "What schools write in common, within reach",
    lead: "Glane gathers the free software and open resources of education’s forges, keeps a copy of them, and says what each licence lets you do.",
    label: "What are you looking for?",
    placeholder: "fractions 6e, arbres NSI, timetable…",
    ways: "Three ways in",
    teach: Way {
        heading: "Teach",
        sentence: "A lesson, an exercise, a notebook for your class, with its licence in one sentence.",
        links: &[],
    },
    develop: Way {
        heading: "Develop",
        sentence: "A mirror to clone, a licence that was checked, projects that could use a hand.",
        links: &[("Latest active projects", "/recherche?tri=recent")],
    },
    steer: Way {
        heading: "Steer",
        sentence: "How many projects, under which licences, how active: figures with definitions and dates, to download.",
        links: &[
            ("The indicators", "/indicateurs"),
            ("The state of the mirrors", "/miroirs"),
            ("The data to download", "/donnees"),
        ],
    },
    level: |level| format!("Level: {level}"),
    projects_in: |language| format!("Projects in {language}"),
    counts: "The catalogue in figures",
    projects: |n| if n == 1 { "project".into() } else { "projects".into() },
    licences: |n| if n == 1 { "licence".into() } else { "licences".into() },
    forges: |n| if n == 1 { "forge".into() } else { "forges".into() },
    latest: "Latest changed projects",
    all: "See all projects",
    empty: "The catalogue is still empty: its first projects will appear here after the first collection.",
    browse: "Browse",
    levels: "By school level",
    subjects: "By subject",
    code: "By programming language",
};

const SEARCH: Search = Search {
    everything: "The whole catalogue",
    results_for: |text| format!("Search: “{text}”"),
    results: |n| if n == 0 { "No result".into() } else { counted(n, "result", "results") },
    label: "Search the catalogue",
    submit: "Search",
    filters: "Filter",
    apply: "Apply",
    more: |n| format!("{n} more"),
    active: "Active filters",
    remove: "Remove the filter",
    clear: "Clear all",
    sort: "Sort by",
    sort_submit: "Sort",
    shown_for: "Results for",
    instead: "search instead for",
    active_on: "Active on",
    archived: "Archived",
    licence: "Licence",
    none: "Nothing matches this search",
    none_lead: "The catalogue holds nothing that answers all these words and filters at once.",
    beyond: "There is no such page",
    beyond_lead: |pages| match pages {
        0 | 1 => "These results fit on one page.".into(),
        pages => format!("These results fit on {pages} pages."),
    },
    first_page: "Go to the first page",
    ways_out: "Ways out",
    try_without: "Search without the filter",
    try_words: "Try fewer words, or a more general one. Most of the catalogue is in French.",
    try_all: "Browse the whole catalogue",
    try_home: "Back to the home page, by level, subject or language",
};

const PROJECT: Project = Project {
    archived: "This project is archived on its forge: it can be read and copied, but changes no more.",
    held_again: |cause| format!("The copy is not being updated for now. Class of cause: {cause}."),
    licence: "What you may do",
    no_licence: "No licence was found: without one, copyright lets nobody reuse or change this project.",
    licence_unknown: "This licence is not described here yet: read its text before reusing this project.",
    licence_text_rules: "This is a summary; only the text of the licence counts.",
    clone: "Get the project",
    clone_here: "From this site, read-only copy",
    clone_mirror: |host| format!("From the mirror ({host})"),
    clone_source: |forge| format!("From the source forge ({forge})"),
    clone_none: "No public clone address is known.",
    facts: "In brief",
    forge: "Forge",
    organisation: "Organisation",
    path: "Path",
    page_at_source: "Page at the source",
    website: "Website",
    documentation: "Documentation",
    version: "Version",
    default_branch: "Default branch",
    first_commit: "First commit",
    last_commit: "Last commit",
    history: "History",
    commits: |n| counted(n, "commit", "commits"),
    contributors: |n| counted(n, "distinct author", "distinct authors"),
    branches: |n| counted(n, "branch", "branches"),
    tags: |n| counted(n, "tag", "tags"),
    files: |n| counted(n, "file", "files"),
    contents: "Contents",
    levels: "School levels",
    subjects: "Subjects",
    keywords: "Keywords",
    authors: "Declared authors",
    authors_note: "Only people who declared themselves in the project are named.",
    languages: "Languages",
    others: "Others",
    readme: "Introduction",
    readme_note: "Excerpt of the repository’s README, without its layout.",
    resources: "Files for teaching",
    format: "Format",
    size: "Size",
    file: "File",
    findings: "To be improved",
    findings_lead: "Found automatically, for the project’s team.",
    remedy: "Remedy",
    line: |line| format!("line {line}"),
    mirrors: "Mirrors",
    no_mirror: "No public copy for now.",
    mirror_private: "restricted access",
    claims: "Where this information comes from",
    claims_lead: "Every value shown has a source. Where sources disagree, the most deliberate one wins; the others stay visible here.",
    claims_commit: |commit| format!("Repository examined at commit {commit}."),
    claim_field: "Field",
    claim_value: "Value",
    claim_source: "Source",
    claim_shown: "shown",
    aliases: "Former paths",
    not_examined: "The contents of this repository have not been examined yet.",
};

const MIRRORS: Mirrors = Mirrors {
    title: "State of the mirrors",
    lead: "Public projects whose licence allows it are copied to one or several hosts. This page says which copies are identical to their source, branch by branch and tag by tag, and when that was last checked.",
    states: "Projects by state",
    state: "State",
    count: "Projects",
    causes: "What holds projects back",
    causes_lead: "Only the class of cause is public; the details go to the forge’s owners.",
    cause: "Class of cause",
    none: "Nothing to report.",
    forges: "Forges",
    forge: "Forge",
    listed: "Last complete listing",
    never: "never",
    announced: "Announced",
    known: "Known",
    coverage: "Coverage",
    hosts: "Hosts",
    copies: "Copies",
    late: "Late",
    last_success: "Oldest success",
    paused: |name| format!("“{name}”: access was refused, paused until"),
    storage: "Room on the disk",
    storage_of: |used, most, share| format!("The repositories take {used} of {most}, {share}"),
    storage_used: |used| format!("The repositories take {used}, without a limit"),
    storage_limit: |most| format!("The repositories may take {most}; what they take was not measured yet"),
    storage_full: "The room is used up: no new project is copied, those that are published go on.",
    oldest: "Late copies",
    oldest_lead: "The copies whose last successful check is the oldest.",
    table: "Copies",
    project: "Project",
    host: "Host",
    checked: "Checked",
    refs: "References",
    ago: |duration| format!("{duration} ago"),
    no_mirror: "No copy has been made yet.",
};

const INDICATORS: Indicators = Indicators {
    title: "Indicators",
    lead: "Every indicator has a definition, a date and a coverage: a figure that falls while the collection is incomplete tells of an outage, not of a fact.",
    contents: "Contents",
    downloads: "Download these figures",
    on: "as of",
    figures_on: "Figures as of",
    definition: "Definition",
    version: |version| format!("version {version}"),
    coverage: "Coverage of the collection",
    per_forge: |name| format!("{name}, by forge"),
    scope: "Forge",
    whole: "All",
    value: "Value",
    numerator: "Numerator",
    denominator: "Denominator",
    out_of: |part, whole, of| format!("{part} of {whole} {of}").trim_end().to_owned(),
    not_measurable: "not measurable",
    secret: "fewer than 5",
    hours: "h",
    none: "No indicator has been computed yet: they will appear after the first complete collection.",
};

const ERROR: Error = Error {
    not_found: "Page not found",
    not_found_lead: "There is nothing at this address. The project may have changed its name or been withdrawn, or the address may be incomplete.",
    bad_request: "Request not understood",
    bad_request_lead: "The address holds something this site cannot read. Take up your search again below.",
    fault: "The site met an error",
    fault_lead: "It is none of your doing. The incident is on record; try again in a few minutes.",
    unavailable: "The site is unavailable for a moment",
    unavailable_lead: "The catalogue is getting ready, or the load is too high. Try again in a minute.",
    search: "Search the catalogue",
    ways_out: "Or else",
    home: "Back to the home page",
    browse: "Browse the whole catalogue",
    code: |code| format!("Error {code}"),
    withdrawn: "Withdrawn",
    withdrawn_on: |date| format!("Withdrawn on {date}, by decision."),
    withdrawn_lead: "What stood at this address was taken out of the catalogue and is no longer published. The team that runs this site knows the reason; it is not made public.",
};

const ABOUT: Prose = Prose {
    title: "About",
    blocks: &[
        Block::Paragraph(
            "Gleaning is the old right to gather what is left on common land. This site gathers what the people of education write and publish on their forges, software and teaching resources, so that it can be found, reused and improved.",
        ),
        Block::Heading("What this site does"),
        Block::List(&[
            "It lists the public projects of the forges its operator declared.",
            "It examines every repository: licence, introduction, metadata, languages, files for teaching.",
            "It keeps a copy of those whose licence allows reuse, and checks that the copy equals its source.",
            "It publishes a catalogue, the state of the copies and dated indicators.",
        ]),
        Block::Heading("What it does not do"),
        Block::List(&[
            "It shows nothing that is not public at its source.",
            "It does not mend projects: it tells their teams what could be.",
            "It sets no cookie, loads nothing from a third party and asks for no account.",
        ]),
        Block::Heading("Why you may trust what is shown"),
        Block::Paragraph(
            "Every record says where each piece of information comes from: the file, the line, or the forge’s field. What was not found is not made up.",
        ),
        Block::Heading("The software"),
        Block::Paragraph(
            "This site runs on Glane, free software under the European Union Public Licence (EUPL) 1.2.",
        ),
        Block::Heading("Who keeps this catalogue"),
        Block::Operator(Told::Publisher, "Operator", "who they are, and why they keep this catalogue."),
        Block::Operator(
            Told::Contact,
            "To report an error or ask for a withdrawal",
            "how to write to them to report an error or ask for a withdrawal.",
        ),
    ],
};

const ACCESSIBILITY: Prose = Prose {
    title: "Accessibility statement",
    blocks: &[
        Block::Heading("Compliance"),
        Block::Paragraph(
            "This site has not been audited yet against the French accessibility standard (RGAA) 4.1. For want of an audit, it is declared not compliant.",
        ),
        Block::Heading("What is done already"),
        Block::List(&[
            "Every page can be used from the keyboard, with a skip link and a visible focus.",
            "Every page has a unique title, a declared language, landmarks and headings in order.",
            "Every field has a label; the number of results is announced to screen readers.",
            "Text contrast is at least 4.5 to 1, in the light theme and in the dark one.",
            "Nothing depends on colour alone; every chart has its table.",
            "The site works without JavaScript, 320 pixels wide and zoomed to 200%.",
        ]),
        Block::Heading("Content from elsewhere"),
        Block::Paragraph(
            "Titles, summaries and excerpts come from the repositories themselves: their language and clarity depend on their authors.",
        ),
        Block::Heading("Feedback and remedies"),
        Block::Operator(
            Told::AccessibilityContact,
            "To report an accessibility defect",
            "the address for reporting an accessibility defect.",
        ),
        Block::Paragraph(
            "Without a satisfactory answer, you may turn to the French Defender of Rights (Défenseur des droits).",
        ),
    ],
};

const LEGAL: Prose = Prose {
    title: "Legal notice",
    blocks: &[
        Block::Heading("Publisher and hosting"),
        Block::Operator(Told::Publisher, "Publisher", "their name, address and director of publication."),
        Block::Operator(Told::Host, "Host", "the host of the site."),
        Block::Heading("Licences"),
        Block::Paragraph(
            "Every project keeps its own licence, shown on its page. Licence summaries help to understand; only the text of the licence counts.",
        ),
        Block::Heading("Personal data"),
        Block::Paragraph(
            "This site sets no cookie, has no third party measure its audience and keeps no user accounts. People are named only where they declared themselves in a project (AUTHORS, CITATION.cff, publiccode.yml or codemeta.json).",
        ),
        Block::Paragraph(
            "The software’s logs name nobody and keep no searches; those of the server in front of it are up to the operator.",
        ),
        Block::Operator(
            Told::Contact,
            "To exercise your rights",
            "the address for exercising one’s rights, or the contact of their data protection officer.",
        ),
        Block::Heading("Withdrawal"),
        Block::Paragraph(
            "The author or owner of a project may ask for it to be withdrawn from the catalogue and the copies.",
        ),
        Block::Operator(Told::Contact, "To ask for it", "the address for such a request."),
    ],
};

const DATA: Prose = Prose {
    title: "Data",
    blocks: &[
        Block::Paragraph("What this site shows can be reused."),
        Block::Heading("Indicators"),
        Block::Paragraph(
            "The figures of the page of indicators can be downloaded as CSV (RFC 4180), as CSV for French spreadsheets (semicolon, decimal comma) and as JSON. Every line carries the code and the version of its definition, the date and the coverage; the definitions are in a file of their own.",
        ),
        Block::Files(&[
            ("CSV for French spreadsheets", "/indicateurs/fichiers/indicateurs.fr.csv"),
            ("CSV (RFC 4180)", "/indicateurs/fichiers/indicateurs.csv"),
            ("JSON", "/indicateurs/fichiers/indicateurs.json"),
            ("Definitions (JSON)", "/indicateurs/fichiers/definitions.json"),
        ]),
        Block::Link("See the indicators", "/indicateurs"),
        Block::Heading("Copies of the projects"),
        Block::Paragraph(
            "Every project page gives the address of its public copy, where there is one, and that of its source. Published projects can also be cloned from this site, read-only, under /git: the command is on their page.",
        ),
        Block::Link("See the state of the mirrors", "/miroirs"),
        Block::Heading("What the cells mean"),
        Block::List(&[
            "Zero is a measure: there is none.",
            "An empty cell, or “not measurable”, says that it could not be measured.",
            "“Fewer than 5” protects people: the exact figure is not published.",
        ]),
        Block::Operator(
            Told::Contact,
            "For the licence of these data, write to the operator",
            "the address at which to ask under which licence they publish these data.",
        ),
    ],
};
