//! Something a project needs, by its package URL.
//!
//! Must not know which file named it, beyond its place.

use serde::{Deserialize, Serialize};

use super::claim::Source;

/// A register of packages that package URLs have a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// crates.io.
    Cargo,
    /// Packagist.
    Composer,
    /// `RubyGems`.
    Gem,
    /// Go modules.
    Golang,
    /// Maven Central and its like.
    Maven,
    /// npm.
    Npm,
    /// The Python Package Index.
    Pypi,
}

impl Register {
    fn as_str(self) -> &'static str {
        match self {
            Self::Cargo => "cargo",
            Self::Composer => "composer",
            Self::Gem => "gem",
            Self::Golang => "golang",
            Self::Maven => "maven",
            Self::Npm => "npm",
            Self::Pypi => "pypi",
        }
    }

    /// The name as the register compares it.
    fn folded(self, name: &str) -> String {
        match self {
            Self::Pypi => name.to_lowercase().replace('_', "-"),
            Self::Composer | Self::Golang => name.to_lowercase(),
            Self::Cargo | Self::Gem | Self::Maven | Self::Npm => name.to_owned(),
        }
    }
}

/// A package that a project needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// Its package URL, `pkg:npm/%40vue/compat@3.4.0`; without a version where none is fixed.
    pub purl: String,
    /// Where it is named.
    #[serde(flatten)]
    pub source: Source,
}

impl Dependency {
    /// Longest name or version taken, in bytes.
    const LONGEST: usize = 200;

    /// A dependency; none when the name cannot be one.
    ///
    /// The parts of a name are separated by slashes, as in `@vue/compat` or `org.slf4j/slf4j-api`.
    #[must_use]
    pub fn new(register: Register, name: &str, version: Option<&str>, source: Source) -> Option<Self> {
        let name = register.folded(name.trim());
        let parts: Vec<String> = name.split('/').map(encode).collect();
        let spoken = |text: &str| {
            text.len() <= Self::LONGEST && !text.contains(|c: char| c.is_control() || c.is_whitespace())
        };
        if !spoken(&name) || parts.iter().any(String::is_empty) {
            return None;
        }
        let version = version.map(str::trim).filter(|version| !version.is_empty() && spoken(version));
        let version = version.map(|version| format!("@{}", encode(version))).unwrap_or_default();
        Some(Self { purl: format!("pkg:{}/{}{version}", register.as_str(), parts.join("/")), source })
    }

    /// The package URL without its version.
    #[must_use]
    pub fn package(&self) -> &str {
        self.purl.split_once('@').map_or(&self.purl, |(package, _)| package)
    }

    /// Each package once: what is named without a version gives way to the same with one.
    #[must_use]
    pub fn merged(all: Vec<Self>) -> Vec<Self> {
        use std::collections::HashSet;
        let fixed: HashSet<String> = all
            .iter()
            .filter(|one| one.package().len() < one.purl.len())
            .map(|one| one.package().to_owned())
            .collect();
        let mut seen = HashSet::new();
        all.into_iter()
            .filter(|one| one.package().len() < one.purl.len() || !fixed.contains(&one.purl))
            .filter(|one| seen.insert(one.purl.clone()))
            .collect()
    }
}

/// Percent-encoding as package URLs have it: everything but letters, digits and `.-_~:`.
fn encode(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn purl(register: Register, name: &str, version: Option<&str>) -> Option<String> {
        Dependency::new(register, name, version, Source::file("x", None, None)).map(|one| one.purl)
    }

    #[test]
    fn names_are_written_as_the_registers_have_them() {
        for (register, name, version, wanted) in [
            (Register::Npm, "@angular/core", Some("17.0.0"), Some("pkg:npm/%40angular/core@17.0.0")),
            (Register::Pypi, "Django_Filter", None, Some("pkg:pypi/django-filter")),
            (Register::Maven, "org.slf4j/slf4j-api", Some("2.0"), Some("pkg:maven/org.slf4j/slf4j-api@2.0")),
            (
                Register::Golang,
                "github.com/Masterminds/x",
                Some("v1.0.0+incompatible"),
                Some("pkg:golang/github.com/masterminds/x@v1.0.0%2Bincompatible"),
            ),
            (Register::Cargo, "a b", None, None),
            (Register::Cargo, "", None, None),
        ] {
            assert_eq!(purl(register, name, version).as_deref(), wanted, "{name}");
        }
    }

    #[test]
    fn a_fixed_version_stands_for_the_package() {
        let one = |version| {
            Dependency::new(Register::Npm, "@vue/compat", version, Source::file("x", None, None)).unwrap()
        };
        let merged = Dependency::merged(vec![one(None), one(Some("3.4.0")), one(Some("3.4.0"))]);
        assert_eq!(merged, [one(Some("3.4.0"))]);
    }
}
