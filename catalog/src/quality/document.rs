//! Files that tell a visitor how a project is run, known by their path.
//!
//! Must not look into the bytes.

use serde::{Deserialize, Serialize};

/// What a file is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// What it is.
    Readme,
    /// What it is, for catalogues: `publiccode.yml`.
    Publiccode,
    /// How to take part.
    Contributing,
    /// What changed.
    Changelog,
    /// Where it goes.
    Roadmap,
    /// Who made it.
    Authors,
    /// How people treat each other.
    CodeOfConduct,
    /// Who decides.
    Governance,
    /// Its logo.
    Logo,
}

/// Folders in which forges look for such files, beside the root.
const FOLDERS: [&str; 4] = ["", ".github", ".gitlab", "docs"];

/// Stems, lower case, without separators.
const STEMS: [(&str, Document); 22] = [
    ("readme", Document::Readme),
    ("lisezmoi", Document::Readme),
    ("contributing", Document::Contributing),
    ("contribuer", Document::Contributing),
    ("contribution", Document::Contributing),
    ("contributions", Document::Contributing),
    ("changelog", Document::Changelog),
    ("changes", Document::Changelog),
    ("history", Document::Changelog),
    ("news", Document::Changelog),
    ("releasenotes", Document::Changelog),
    ("journal", Document::Changelog),
    ("roadmap", Document::Roadmap),
    ("feuillederoute", Document::Roadmap),
    ("authors", Document::Authors),
    ("auteurs", Document::Authors),
    ("contributors", Document::Authors),
    ("codeofconduct", Document::CodeOfConduct),
    ("codedeconduite", Document::CodeOfConduct),
    ("governance", Document::Governance),
    ("gouvernance", Document::Governance),
    ("logo", Document::Logo),
];

/// Extensions of prose, and none.
const PROSE: [&str; 8] = ["", "md", "markdown", "rst", "adoc", "asciidoc", "txt", "org"];

/// Extensions of pictures.
const PICTURES: [&str; 5] = ["svg", "svgz", "png", "jpg", "webp"];

impl Document {
    /// What a path of the repository is there for, if it is one of these files.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let path = path.to_lowercase();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if matches!(path.as_str(), "publiccode.yml" | "publiccode.yaml") {
            return Some(Self::Publiccode);
        }
        if !FOLDERS.contains(&folder) {
            return None;
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        // A language may follow the name: README.fr.md, README-fr.md.
        let stem = stem.strip_suffix(".fr").or_else(|| stem.strip_suffix(".en")).unwrap_or(stem);
        let stem = stem.strip_suffix("-fr").or_else(|| stem.strip_suffix("-en")).unwrap_or(stem);
        let stem: String = stem.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ' | '.')).collect();
        let (_, found) = STEMS.iter().find(|(known, _)| *known == stem)?;
        let fits =
            if *found == Self::Logo { PICTURES.contains(&extension) } else { PROSE.contains(&extension) };
        fits.then_some(*found)
    }

    /// The name under which the file is usually found.
    pub(super) fn usual_name(self) -> &'static str {
        match self {
            Self::Readme => "README.md",
            Self::Publiccode => "publiccode.yml",
            Self::Contributing => "CONTRIBUTING.md",
            Self::Changelog => "CHANGELOG.md",
            Self::Roadmap => "ROADMAP.md",
            Self::Authors => "AUTHORS.md",
            Self::CodeOfConduct => "CODE_OF_CONDUCT.md",
            Self::Governance => "GOVERNANCE.md",
            Self::Logo => "logo.svg",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_path() {
        for (path, document) in [
            ("README", Some(Document::Readme)),
            ("README.fr.md", Some(Document::Readme)),
            ("LISEZ-MOI.txt", Some(Document::Readme)),
            ("publiccode.yml", Some(Document::Publiccode)),
            ("docs/publiccode.yml", None),
            (".github/CONTRIBUTING.md", Some(Document::Contributing)),
            ("CONTRIBUTING-fr.md", Some(Document::Contributing)),
            ("Changelog.rst", Some(Document::Changelog)),
            ("code-of-conduct.md", Some(Document::CodeOfConduct)),
            ("CODE_DE_CONDUITE.md", Some(Document::CodeOfConduct)),
            ("AUTHORS", Some(Document::Authors)),
            ("AUTHORS.py", None),
            ("logo.svg", Some(Document::Logo)),
            ("logo.md", None),
            ("src/README.md", None),
            ("", None),
        ] {
            assert_eq!(Document::of(path), document, "{path}");
        }
    }
}
