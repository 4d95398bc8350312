//! Manifests of the other package managers, the head of a README, and files about people.

use crate::model::Field;
use crate::read::{Format, Reading, read};

fn of(path: &str, text: &str) -> Reading {
    read(Format::of(path).unwrap(), path, text.as_bytes())
}

/// Path, text, name, licence, author, version.
const OTHERS: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "setup.cfg",
        "[metadata]\nname = outil\nversion = 1.2\ndescription = file: README\nlicense = MIT\nauthor = Ada L\nauthor_email = a@b.fr\n[options]\nname = autre\n",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
    (
        "setup.py",
        "import os\nos.system('rm -rf /')\nsetup(\n    name='outil',\n    version='1.2',\n    author='Ada L',\n    author_email='a@b.fr',\n    license='MIT',\n)\n",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
    (
        "pom.xml",
        "<project xmlns=\"x\"><artifactId>outil</artifactId><version>1.2</version>\n<licenses><license><name>MIT License</name></license></licenses>\n<developers><developer><name>Ada L</name><email>a@b.fr</email></developer></developers></project>",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
    (
        "outil.gemspec",
        "Gem::Specification.new do |s|\n  s.name = 'outil'\n  s.version = \"1.2\"\n  s.authors = [\"Ada L\"]\n  s.email = 'a@b.fr'\n  s.license = 'MIT'\nend\n",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
    (
        "DESCRIPTION",
        "Package: outil\nVersion: 1.2\nLicense: MIT + file LICENSE\nAuthors@R: person(\"Ada\", \"L\",\n    email = \"a@b.fr\")\n",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
    (
        "Outil.csproj",
        "<Project Sdk=\"x\">\n<PropertyGroup>\n<PackageId>outil</PackageId><Version>1.2</Version>\n<Authors>Ada L</Authors><PackageLicenseExpression>MIT</PackageLicenseExpression></PropertyGroup></Project>",
        "outil",
        "MIT",
        "Ada L",
        "1.2",
    ),
];

#[test]
fn other_manifests_say_the_same_without_being_run() {
    for (path, text, name, licence, author, version) in OTHERS.iter().copied() {
        let fields = of(path, text).fields;
        assert_eq!(fields.value(Field::Name), Some(name), "{path}");
        assert_eq!(fields.values(Field::Licence), [licence], "{path}");
        assert_eq!(fields.values(Field::Author), [author], "{path}");
        assert_eq!(fields.value(Field::Version), Some(version), "{path}");
        assert!(!serde_json::to_string(&fields).unwrap().contains("a@b"), "{path}");
    }
    let gradle = of(
        "build.gradle",
        "version = '1.2'\ndescription 'Un outil'\ndependencies { x 'a:b:3' }\n  version = '9'\n",
    )
    .fields;
    assert_eq!(gradle.value(Field::Version), Some("1.2"));
    assert_eq!(gradle.value(Field::Summary), Some("Un outil"));
}

#[test]
fn the_head_of_a_readme_gives_badges_openness_links_and_logo() {
    let page = "![Logo](docs/logo.svg)\n\
        ![Contributif](https://img.shields.io/badge/code.gouv.fr-contributif-blue.svg)\n\
        [![DOI](https://zenodo.org/badge/DOI/10.5281/zenodo.1234.svg)](https://doi.org/10.5281/zenodo.1234)\n\
        ![Project Status](https://www.repostatus.org/badges/latest/wip.svg)\n\n# Outil\n\n\
        Un outil pour la classe. [Documentation](https://doc.exemple.fr) · [Démo en ligne](https://demo.exemple.fr)\n\
        [Piège](javascript:alert(1)) [../documentation](../../etc/passwd)\n";
    let reading = of("README.md", page);
    let value = |field| reading.fields.value(field);
    assert_eq!(value(Field::Openness), Some("contributif"));
    assert_eq!(value(Field::Status), Some("development"));
    assert_eq!(value(Field::Identifier), Some("10.5281/zenodo.1234"));
    assert_eq!(value(Field::Logo), Some("docs/logo.svg"));
    assert_eq!(value(Field::Documentation), Some("https://doc.exemple.fr"));
    assert_eq!(value(Field::Demo), Some("https://demo.exemple.fr"));
    assert_eq!(reading.fields.values(Field::Badge), ["Contributif", "DOI", "Project Status"]);
}

#[test]
fn codemeta_gives_what_its_graph_describes() {
    let text = "{\"@graph\": [{\"@type\": \"Person\", \"name\": \"non\"}, {\"@type\": \"SoftwareSourceCode\",\n\
        \"name\": \"Outil\", \"issueTracker\": \"https://a.fr/i\", \"dateCreated\": \"2020-02-03\", \"inLanguage\": \"fr-FR\", \"educationalLevel\": \"6e\",\n\
        \"funder\": {\"@type\": \"Organization\", \"name\": \"Région\"}, \"identifier\": \"https://doi.org/10.1/x\",\n\
        \"developmentStatus\": \"https://www.repostatus.org/#active\", \"author\": {\"name\": \"Ada L\", \"email\": \"a@b.fr\"}}]}";
    let fields = of("codemeta.json", text).fields;
    for (field, value) in [
        (Field::Name, "Outil"),
        (Field::Issues, "https://a.fr/i"),
        (Field::Created, "2020-02-03"),
        (Field::Language, "fr"),
        (Field::Funder, "Région"),
        (Field::Identifier, "10.1/x"),
        (Field::Status, "stable"),
        (Field::Author, "Ada L"),
    ] {
        assert_eq!(fields.value(field), Some(value));
    }
    assert_eq!(fields.values(Field::Level).len(), 1);
}

#[test]
fn a_citation_that_lacks_what_the_format_demands_says_so() {
    let reading = of(
        "CITATION.cff",
        "title: T\nauthors:\n- name: Équipe\ndoi: 10.5281/zenodo.1\ndate-released: 2024-05-02\n",
    );
    let told: Vec<&str> = reading.findings.iter().filter_map(|found| found.key.as_deref()).collect();
    assert_eq!(told, ["cff-version", "message"]);
    assert_eq!(reading.fields.value(Field::Identifier), Some("10.5281/zenodo.1"));
    assert_eq!(reading.fields.value(Field::Released), Some("2024-05-02"));
}

#[test]
fn thanked_people_are_named_and_their_accounts_are_not() {
    let text = "{\"contributors\": [{\"login\": \"adal\", \"name\": \"Ada Lovelace\", \"avatar_url\": \"https://x\"}, {\"login\": \"b\", \"name\": \"b\"}]}";
    let reading = of(".all-contributorsrc", text);
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
    assert!(!serde_json::to_string(&reading).unwrap().contains("adal"));
}
