//! The papers that go with the code: licence, change log, and links of the documentation that lead
//! somewhere.

use std::path::{Path, PathBuf};

use super::source::walk;
use super::{assert_tidy, root};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn one_licence_covers_every_file() {
    let reuse: toml::Table = read("REUSE.toml").parse().unwrap();
    let annotations = reuse["annotations"].as_array().unwrap();
    let all = annotations.iter().find(|entry| entry["path"].as_str() == Some("**"));
    let all = all.expect("REUSE.toml has no annotation for \"**\"");
    assert_eq!(all["precedence"].as_str(), Some("override"), "a quoted header would count as a licence");
    for entry in annotations {
        let licence = entry["SPDX-License-Identifier"].as_str().unwrap();
        let text = root().join("LICENSES").join(format!("{licence}.txt"));
        assert!(text.is_file(), "REUSE.toml names {licence}, whose text is not in LICENSES/");
        let path = entry["path"].as_str().unwrap().trim_end_matches("**").trim_end_matches('/');
        assert!(root().join(path).exists(), "REUSE.toml covers {path}, which does not exist");
    }
    assert_eq!(read("LICENSE"), read("LICENSES/EUPL-1.2.txt"));
}

#[test]
fn the_papers_agree_on_version_and_licence() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let package = &manifest["workspace"]["package"];
    let (version, licence) = (package["version"].as_str().unwrap(), package["license"].as_str().unwrap());
    let codemeta: serde_json::Value = serde_json::from_str(&read("codemeta.json")).unwrap();
    assert_eq!(codemeta["version"], version);
    assert_eq!(codemeta["license"], format!("https://spdx.org/licenses/{licence}"));
    let publiccode = read("publiccode.yml");
    assert!(
        publiccode.contains(&format!("softwareVersion: \"{version}\"")),
        "publiccode.yml: softwareVersion"
    );
    assert!(publiccode.contains(&format!("license: {licence}")), "publiccode.yml: licence");
}

#[test]
fn the_change_log_has_room_for_the_next_change() {
    assert!(read("CHANGELOG.md").contains("\n## [Unreleased]\n"), "CHANGELOG.md has no \"## [Unreleased]\"");
}

#[test]
fn the_rust_version_is_the_one_that_is_promised() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let oldest = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    assert!(read("README.md").contains(&format!("Rust ≥ {oldest}")), "README.md: Rust ≥ {oldest}");
    let workflow = read(".github/workflows/ci.yml");
    assert!(
        workflow.contains(&format!("cargo +{oldest} check")),
        ".github/workflows/ci.yml: cargo +{oldest}"
    );
}

#[test]
fn the_two_commands_are_the_ones_that_are_checked() {
    let command = "cargo test --workspace --locked";
    for file in ["README.md", ".ci/run", "CONTRIBUTING.md"] {
        assert!(read(file).contains(&format!("{command}\n")), "{file} does not say: {command}");
    }
}

#[test]
fn links_of_the_documentation_lead_somewhere() {
    let mut pages = vec![];
    walk(&root().join("docs"), "md", &mut pages);
    let top = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "GOVERNANCE.md",
        "ROADMAP.md",
    ];
    pages.extend(top.iter().map(PathBuf::from));
    let mut broken = Vec::new();
    for page in pages {
        let text = read(&page.to_string_lossy());
        let folder = page.parent().unwrap_or(Path::new(""));
        for target in links(&text) {
            if !root().join(folder).join(target).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert_tidy("a link leads nowhere", &broken);
}

/// Targets of Markdown links that are paths of this repository, without their fragments.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.split('#').next()?;
        let outside = target.is_empty() || target.contains("://") || target.starts_with("mailto:");
        (!outside).then_some(target)
    })
}

#[test]
fn the_map_says_why_each_dependency_is_there() {
    let map = read("ARCHITECTURE.md");
    let rows = map.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let named: Vec<&str> = rows.flat_map(|names| names.split(", ")).collect();
    let mut broken = Vec::new();
    for room in [".", "catalog", "catalog/store", "index", "templates", "tests/sample-forge"] {
        let manifest: toml::Table = read(&format!("{room}/Cargo.toml")).parse().unwrap();
        let tables = ["dependencies", "dev-dependencies"]
            .into_iter()
            .filter_map(|table| manifest.get(table)?.as_table());
        let missing = tables.flat_map(toml::Table::keys).filter(|name| !name.starts_with("glane"));
        broken.extend(
            missing.filter(|name| !named.contains(&name.as_str())).map(|name| format!("{room}: {name}")),
        );
    }
    assert_tidy("a dependency has no line in ARCHITECTURE.md", &broken);
}

#[test]
fn operators_are_told_what_each_reason_means() {
    for paper in ["docs/exploitation.md", "docs/en/reasons.md"] {
        let page = read(paper);
        let codes = glane_catalog::model::ReasonCode::ALL.iter().map(|code| code.as_str());
        let missing = codes.filter(|code| !page.contains(&format!("\n| `{code}` | ")));
        let broken: Vec<String> = missing.map(str::to_owned).collect();
        assert_tidy(&format!("{paper} has no line for a reason"), &broken);
    }
}

/// Paths in the map, written as code, which must be there: a map that lies is worse than none.
#[test]
fn the_map_names_what_exists() {
    let map = read("ARCHITECTURE.md");
    let paths = map.split('`').skip(1).step_by(2).filter(|code| {
        let first = code.split('/').next().unwrap_or_default();
        let room =
            ["src", "catalog", "index", "templates", "tests", "docs", ".ci", ".github"].contains(&first);
        room && code.contains('/') && !code.contains(['*', '<', ' ', '{', '…'])
    });
    let broken: Vec<String> = paths.filter(|path| !root().join(path).exists()).map(str::to_owned).collect();
    assert_tidy("ARCHITECTURE.md names what does not exist", &broken);
}
