//! The pages of prose in English: about, accessibility, legal notice, data.

use crate::text::{Block, Prose, Told};

pub(super) const ABOUT: Prose = Prose {
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

pub(super) const ACCESSIBILITY: Prose = Prose {
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

pub(super) const LEGAL: Prose = Prose {
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
            "This site sets no cookie, has no third party measure its audience and keeps no user accounts. People are named only where they declared themselves in a project (AUTHORS, CITATION.cff, publiccode.yml or codemeta.json, the author field of a resource), or where the catalogue that a record comes from gives them as its authors; no telephone and no mail is taken over.",
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

pub(super) const DATA: Prose = Prose {
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
        Block::Heading("Catalogue"),
        Block::Paragraph(
            "The projects shown on this site can be downloaded as a whole: repositories and organisations under the column names of code.gouv.fr, and the catalogue in DCAT and ADMS (Turtle) for data portals. The date of a repository is that of its last commit; its licence is the SPDX expression read in its files. Only what pages show is in them; people are named only where they declared themselves.",
        ),
        Block::Files(&[
            ("Repositories, CSV for French spreadsheets", "/donnees/fichiers/codegouvfr-repositories.fr.csv"),
            ("Repositories, CSV (RFC 4180)", "/donnees/fichiers/codegouvfr-repositories.csv"),
            ("Repositories, JSON", "/donnees/fichiers/codegouvfr-repositories.json"),
            (
                "Organisations, CSV for French spreadsheets",
                "/donnees/fichiers/codegouvfr-organizations.fr.csv",
            ),
            ("Organisations, CSV (RFC 4180)", "/donnees/fichiers/codegouvfr-organizations.csv"),
            ("Organisations, JSON", "/donnees/fichiers/codegouvfr-organizations.json"),
            ("Catalogue, DCAT and ADMS (Turtle)", "/donnees/fichiers/catalogue.ttl"),
        ]),
        Block::Heading("Resources"),
        Block::Paragraph(
            "Educational resources can be harvested by OAI-PMH 2.0 at the address /oai of this site: in Dublin Core (oai_dc) and in LOM, profile ScoLOMFR (lom), as a whole or by subject, level or licence. What is withdrawn is told there.",
        ),
        Block::Paragraph(
            "For programs: /api/v1/resources gives the resources as AMB (JSON), page by page, and /api/v1/search any list of results; all is described at /api/v1/openapi.json.",
        ),
        Block::Files(&[
            ("Description of the interface (OpenAPI)", "/api/v1/openapi.json"),
            ("Resources as AMB, first page (JSON)", "/api/v1/resources"),
        ]),
        Block::Heading("Any search"),
        Block::Paragraph(
            "Any list of results can be followed as an Atom feed and taken away as CSV for French spreadsheets and as JSON, 10,000 results at most: the links are below the results. A selection of resources, made while searching, can be taken away as a cartridge for Moodle, as a table, as AMB and as credits to paste.",
        ),
        Block::Files(&[
            ("Feed of resources (Atom)", "/en/feeds/ressources.atom"),
            ("Feed of projects (Atom)", "/en/feeds/projets.atom"),
        ]),
        Block::Link("My selection", "/selection"),
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
