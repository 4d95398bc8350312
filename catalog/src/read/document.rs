//! Which files are there for those who want to take part: by their names and places alone.
//!
//! Must not look into the bytes.

/// Stems of names, lower case, with the document they mean.
const STEMS: &[(&str, &str)] = &[
    ("readme", "readme"),
    ("lisezmoi", "readme"),
    ("changelog", "changelog"),
    ("changes", "changelog"),
    ("history", "changelog"),
    ("news", "changelog"),
    ("releases", "changelog"),
    ("journal_des_modifications", "changelog"),
    ("contributing", "contributing"),
    ("contribuer", "contributing"),
    ("contribution", "contributing"),
    ("code_of_conduct", "code_of_conduct"),
    ("code-of-conduct", "code_of_conduct"),
    ("code_de_conduite", "code_of_conduct"),
    ("security", "security"),
    ("securite", "security"),
    ("governance", "governance"),
    ("gouvernance", "governance"),
    ("roadmap", "roadmap"),
    ("support", "support"),
    ("authors", "authors"),
    ("contributors", "authors"),
    ("auteurs", "authors"),
    ("citation", "citation"),
    ("publiccode", "publiccode"),
    ("codemeta", "codemeta"),
    ("license", "licence"),
    ("licence", "licence"),
    ("copying", "licence"),
];

/// Extensions such a document may have.
const EXTENSIONS: &[&str] =
    &["", "md", "markdown", "txt", "rst", "adoc", "org", "html", "cff", "yml", "yaml", "json"];

/// Folders in which forges look for them.
const FOLDERS: &[&str] = &["", "docs", "doc", ".github", ".gitlab"];

/// The document that a path means, `changelog`, `contributing`, `ci` and others; none when it means none.
#[must_use]
pub fn document(path: &str) -> Option<&'static str> {
    let lower = path.to_lowercase();
    if matches!(lower.as_str(), ".gitlab-ci.yml" | ".woodpecker.yml" | "jenkinsfile")
        || [".github/workflows/", ".forgejo/workflows/", ".gitea/workflows/"]
            .iter()
            .any(|at| lower.starts_with(at))
    {
        return Some("ci");
    }
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    // `CONTRIBUTING.fr.md` is one too.
    let stem = stem.split('.').next().unwrap_or(stem);
    if !FOLDERS.contains(&folder) || !EXTENSIONS.contains(&extension) {
        return None;
    }
    STEMS.iter().find(|(known, _)| *known == stem).map(|(_, means)| *means)
}

#[cfg(test)]
mod tests {
    use super::document;

    #[test]
    fn documents_are_known_by_name_and_place() {
        for (path, means) in [
            ("CHANGELOG.md", Some("changelog")),
            (".github/CONTRIBUTING.fr.md", Some("contributing")),
            ("docs/Contribuer.md", Some("contributing")),
            (".gitlab-ci.yml", Some("ci")),
            ("src/history.rs", None),
            ("src/changes.md", None),
        ] {
            assert_eq!(document(path), means, "{path}");
        }
    }
}
