//! Readers against hand-written files, and against the corpus when it is there.

mod cases;
mod documents;
mod hostile_packages;
mod manifests;
mod packages;

use std::time::Instant;

use super::*;
use crate::corpus;
use crate::model::Field;

fn of(path: &str, text: &str) -> Reading {
    read(Format::of(path).unwrap(), path, text.as_bytes())
}

fn line(reading: &Reading, field: Field) -> Option<u32> {
    reading.fields.claims(field)[0].source.line
}

#[test]
fn publiccode_gives_its_fields_with_their_lines_and_no_address_of_a_person() {
    let text = "publiccodeYmlVersion: \"0.4\"\nname: Ara\nurl: https://github.com/DISIC/Ara\nlandingURL: \"\"\n\
        softwareVersion: 1.2\ndevelopmentStatus: stable\ncategories: [accessibility]\ndescription:\n  en:\n    shortDescription: Audits\n\
        \x20 fr:\n    shortDescription: Faire des audits\n    longDescription: >\n      Une longue\n      description.\n\
        legal:\n  license: agpl-3.0\nmaintenance:\n  contacts:\n    - name: Ada Lovelace\n      email: ada@example.org\n";
    let reading = of("publiccode.yml", text);
    let value = |field| reading.fields.value(field);
    assert_eq!(value(Field::Name), Some("Ara"));
    assert_eq!((value(Field::Summary), line(&reading, Field::Summary)), (Some("Faire des audits"), Some(12)));
    assert_eq!((value(Field::Licence), line(&reading, Field::Licence)), (Some("AGPL-3.0-only"), Some(17)));
    assert_eq!((value(Field::Version), value(Field::Status)), (Some("1.2"), Some("stable")));
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
    assert!(reading.fields.claims(Field::Website).is_empty());
    assert!(!serde_json::to_string(&reading).unwrap().contains("ada@"));
    let told: Vec<_> = reading.findings.iter().filter_map(|finding| finding.key.as_deref()).collect();
    assert!(told.contains(&"platforms") && !told.contains(&"name"), "{told:?}");
}

#[test]
fn broken_yaml_gives_what_stands_before_the_break_and_where_it_is() {
    let reading = of("publiccode.yml", "name: Ara\nlegal:\n  license: MIT\n bad: [\n");
    assert_eq!(reading.fields.value(Field::Name), Some("Ara"));
    assert_eq!(reading.fields.values(Field::Licence), ["MIT"]);
    let finding = reading.findings.iter().find(|finding| finding.code == "syntax").unwrap();
    assert_eq!((finding.line, finding.path.as_deref()), (Some(4), Some("publiccode.yml")));
    assert!(!finding.message.contains(" at char "), "{}", finding.message);
}

/// Path, text, name, licence, author, line of the licence.
const MANIFESTS: &[(&str, &str, &str, &str, &str, u32)] = &[
    (
        "Cargo.toml",
        "[package]\nname = \"outil\"\nlicense = \"MIT/Apache-2.0\"\nauthors = [\"Ada L <a@b.fr>\"]\n",
        "outil",
        "(MIT OR Apache-2.0)",
        "Ada L",
        3,
    ),
    (
        "Cargo.toml",
        "[workspace.package]\nlicense = \"EUPL-1.2\"\n[package]\nname = \"outil\"\nauthors = [\"Ada L\"]\nlicense.workspace = true\n",
        "outil",
        "EUPL-1.2",
        "Ada L",
        2,
    ),
    (
        "package.json",
        "{\n \"name\": \"outil\",\n \"license\": {\"type\": \"MIT\"},\n \"author\": {\"name\": \"Ada L\", \"email\": \"a@b.fr\"}\n}",
        "outil",
        "MIT",
        "Ada L",
        3,
    ),
    (
        "composer.json",
        "{\n \"name\": \"acad/plugin\",\n \"license\": [\"GPL-2.0-or-later\", \"MIT\"],\n \"authors\": [{\"name\": \"Ada L\"}]\n}",
        "acad/plugin",
        "GPL-2.0-or-later OR MIT",
        "Ada L",
        3,
    ),
    (
        "pyproject.toml",
        "[project]\nname = \"outil\"\nlicense = {text = \"MIT License\"}\nauthors = [{name = \"Ada L\", email = \"a@b.fr\"}]\n",
        "outil",
        "MIT",
        "Ada L",
        3,
    ),
    (
        "pyproject.toml",
        "[project]\nname = \"outil\"\nauthors = [{name = \"Ada L\"}]\nclassifiers = [\n \"License :: OSI Approved :: CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)\"]\n",
        "outil",
        "CECILL-2.1",
        "Ada L",
        5,
    ),
    (
        "CITATION.cff",
        "cff-version: 1.2.0\ntitle: outil\nlicense: [GPL-3.0-only, MIT]\nauthors:\n- given-names: Ada\n  family-names: L\n",
        "outil",
        "GPL-3.0-only OR MIT",
        "Ada L",
        3,
    ),
    (
        "codemeta.json",
        "{\n \"name\": \"outil\",\n \"license\": \"https://spdx.org/licenses/AGPL-3.0-or-later.html\",\n \"author\": [{\"givenName\": \"Ada\", \"familyName\": \"L\"}]\n}",
        "outil",
        "AGPL-3.0-or-later",
        "Ada L",
        3,
    ),
];

#[test]
fn manifests_and_citations_give_name_licence_authors_and_lines() {
    for (path, text, name, licence, author, line_of_licence) in MANIFESTS.iter().copied() {
        let reading = of(path, text);
        assert_eq!(reading.fields.value(Field::Name), Some(name), "{text}");
        assert_eq!(reading.fields.values(Field::Licence), [licence], "{text}");
        assert_eq!(reading.fields.values(Field::Author), [author], "{text}");
        assert_eq!(line(&reading, Field::Licence), Some(line_of_licence), "{text}");
    }
}

#[test]
fn what_names_no_licence_says_so_and_a_reference_stays_silent() {
    let unknown = of("Cargo.toml", "[package]\nname = \"x\"\nlicense = \"maison\"\n");
    assert_eq!(
        (unknown.findings[0].code.as_str(), unknown.findings[0].line),
        ("licence_unrecognised", Some(3))
    );
    let reading = of("package.json", "{\"name\": \"x\", \"license\": \"SEE LICENSE IN LICENCE.md\"}");
    assert!(reading.findings.is_empty() && reading.fields.claims(Field::Licence).is_empty());
}

#[test]
fn reserved_rights_are_a_claim_with_its_place() {
    for (path, text, at) in [
        ("package.json", "{\n \"license\": \"UNLICENSED\"\n}", 2),
        ("package.json", "{\"license\": \"All rights reserved\"}", 1),
        ("composer.json", "{\"license\": [\"proprietary\"]}", 1),
        ("pyproject.toml", "[project]\nclassifiers = [\"License :: Other/Proprietary License\"]\n", 2),
        ("Cargo.toml", "[package]\nlicense = \"Tous droits réservés\"\n", 2),
        ("README.md", "# Plan\n\n## Licence\n\n© Rectorat. Tous droits réservés.\n", 5),
    ] {
        let reading = of(path, text);
        assert_eq!(reading.fields.values(Field::Licence), ["LicenseRef-proprietary"], "{text}");
        assert_eq!(line(&reading, Field::Licence), Some(at), "{text}");
        assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    }
    let print = of("README.md", "# Plan\n\nTous droits réservés.\n");
    assert!(print.fields.claims(Field::Licence).is_empty());
}

#[test]
fn files_above_their_limit_are_refused_with_a_reason() {
    let yaml = "a: b\n".repeat(60_000);
    assert_eq!(of("publiccode.yml", &yaml).findings[0].code, "too_large");
    let page = format!("# Titre\n\n{}", "mot ".repeat(20_000_000 / 4));
    let reading = of("README.md", &page);
    assert_eq!(reading.fields.value(Field::Name), Some("Titre"));
    assert!(reading.text.unwrap().len() <= TEXT_LIMIT);
}

#[test]
fn a_licence_file_is_recognised_by_its_text_its_tag_or_its_reuse_name() {
    let mit = spdx::license_id("MIT").unwrap().text();
    assert_eq!(of("LICENSE", mit).fields.values(Field::Licence), ["MIT"]);
    assert_eq!(of("LICENSES/EUPL-1.2.txt", "").fields.values(Field::Licence), ["EUPL-1.2"]);
    assert_eq!(of("COPYING", "SPDX-License-Identifier: MIT").fields.values(Field::Licence), ["MIT"]);
    assert_eq!(of("LICENSE", "Tous droits réservés.").findings[0].code, "licence_text_unknown");
}

#[test]
fn authors_are_names_only() {
    let reading = of(
        "AUTHORS",
        "# Auteurs\n\n- Ada Lovelace <ada@example.org>\n* Blaise Pascal, Clermont\nThis project was made by many people over the years.\n",
    );
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace", "Blaise Pascal"]);
}

#[test]
fn publiccode_files_of_the_corpus_are_read() {
    let Some(root) = corpus::root() else { return };
    let mut french = 0;
    for file in corpus::files(&root.join("catalogues/publiccode")) {
        let reading = read(Format::Publiccode, "publiccode.yml", &std::fs::read(&file).unwrap());
        if !file.to_string_lossy().contains("fr-awesome") || file.extension().is_none_or(|end| end != "yml") {
            continue;
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("template") {
            continue;
        }
        french += 1;
        assert!(reading.fields.value(Field::Name).is_some(), "{name}");
        assert!(reading.fields.value(Field::Summary).is_some(), "{name}: {reading:?}");
        // Ara and OpenFisca say none; Django DSFR says `other`, which is found fault with.
        let licensed = !reading.fields.claims(Field::Licence).is_empty();
        let told = reading.findings.iter().any(|finding| finding.code == "publiccode_licence");
        let without = ["ara_", "openfisca_", "djangoDsfr_"].iter().any(|start| name.starts_with(start));
        assert_eq!(licensed, !without, "{name}: {reading:?}");
        assert_eq!(told, name.starts_with("djangoDsfr_"), "{name}");
    }
    assert!(french >= 10, "{french}");
}

#[test]
fn hostile_files_of_the_corpus_neither_stop_nor_delay_a_reader() {
    let Some(root) = corpus::root() else { return };
    for folder in [
        "hostile/yaml",
        "hostile/generated",
        "hostile/json",
        "hostile/notebook",
        "hostile/html",
        "hostile/strings",
        "hostile/svg",
        "hostile/xml",
    ] {
        for file in corpus::files(&root.join(folder)) {
            let bytes = std::fs::read(&file).unwrap();
            for slug in Format::slugs() {
                let format = Format::parse(slug).unwrap();
                // Comparing with 700 texts is slow without optimisation, and tested elsewhere.
                if format == Format::LicenceText {
                    continue;
                }
                let start = Instant::now();
                let _ = read(format, "x", &bytes);
                let took = start.elapsed();
                assert!(took.as_secs() < 60, "{} as {slug}: {took:?}", file.display());
            }
        }
    }
}

/// Whatever the format, and wherever in it an address stands.
#[test]
fn no_address_of_a_person_leaves_a_reader() {
    let address = "prenom.nom@ac-exemple.fr";
    let texts = [
        format!(
            "name: {address}\ndescription: {{fr: {{shortDescription: Écrire à {address}, longDescription: {address}}}}}\nlegal: {{license: {address}, mainCopyrightOwner: {address}}}\nusedBy: [{address}]\n{address}: {address}\ntitle: {address}\n"
        ),
        format!(
            "{{\"name\": \"{address}\", \"license\": \"{address}\", \"description\": \"{address}\", \"keywords\": [\"{address}\"], \"author\": \"A B {address}\", \"url\": \"mailto:{address}\"}}"
        ),
        format!(
            "# Écrire à {address}\n\nUn mot à {address} suffit pour nous joindre.\n\n## Licence\n\n{address}\n\n    {address}\n"
        ),
        format!(
            "[package]\nname = \"{address}\"\nlicense = \"{address}\"\n[project]\nname = \"{address}\"\n"
        ),
        format!("<project><name>{address}</name><description>{address}</description></project>"),
        format!("Package: {address}\nTitle: {address}\nLicense: {address}\n[metadata]\nname = {address}\n"),
    ];
    for slug in Format::slugs() {
        for text in &texts {
            let reading = read(Format::parse(slug).unwrap(), "x", text.as_bytes());
            let written = serde_json::to_string(&reading).unwrap();
            assert!(!written.contains("ac-exemple"), "{slug}: {written}");
        }
    }
}

#[test]
fn deep_and_endless_pages_are_read_in_time() {
    let mut pages: Vec<String> =
        ["> ", "[", "*a **a ", "- ", "`", "<div>", "![](", "a](", "<!--", "| a ", "\\textbf{", "# "]
            .map(|piece| piece.repeat(40_000))
            .to_vec();
    pages.push("---\n".repeat(30_000));
    pages.push(format!("# {}", "é".repeat(600_000)));
    for page in pages {
        for slug in
            ["readme", "markdown", "latex", "authors", "publiccode", "notebook", "html", "image", "site"]
        {
            let start = Instant::now();
            let _ = read(Format::parse(slug).unwrap(), "README.md", page.as_bytes());
            assert!(start.elapsed().as_secs() < 60, "{slug}: {}", &page[..8]);
        }
    }
}
