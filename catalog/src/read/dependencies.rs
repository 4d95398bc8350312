//! What a project needs, from lock files and manifests: one format a file, as package URLs.
//!
//! A lock file fixes versions, a manifest names packages. Nothing is resolved, fetched or run.

mod cargo;
mod composer;
mod gem;
mod go;
mod gradle;
mod maven;
mod npm;
mod pnpm;
mod python;
mod requirements;
#[cfg(test)]
mod tests;
mod yarn;

use super::decode;
use crate::model::{Dependency, Register, Source};

/// Largest file read, in bytes.
const LIMIT: usize = 8 * 1024 * 1024;

/// Most packages taken from one file.
const MOST: usize = 20_000;

/// A reader: takes a text, adds what it names.
type Read = fn(&mut Found<'_>, &str);

/// File names, lower case, with their readers.
const READERS: &[(&str, Read)] = &[
    ("cargo.lock", cargo::lock),
    ("cargo.toml", cargo::manifest),
    ("package-lock.json", npm::lock),
    ("npm-shrinkwrap.json", npm::lock),
    ("package.json", npm::manifest),
    ("yarn.lock", yarn::lock),
    ("pnpm-lock.yaml", pnpm::lock),
    ("poetry.lock", python::lock),
    ("uv.lock", python::lock),
    ("pyproject.toml", python::manifest),
    ("requirements.txt", requirements::read),
    ("composer.lock", composer::lock),
    ("composer.json", composer::manifest),
    ("go.mod", go::manifest),
    ("gemfile.lock", gem::lock),
    ("pom.xml", maven::manifest),
    ("build.gradle", gradle::manifest),
    ("build.gradle.kts", gradle::manifest),
];

/// What was found so far in one file.
struct Found<'a> {
    path: &'a str,
    all: Vec<Dependency>,
}

impl Found<'_> {
    fn add(&mut self, register: Register, name: &str, version: Option<&str>, line: Option<u32>) {
        if self.all.len() < MOST {
            let source = Source::file(self.path, None, line);
            self.all.extend(Dependency::new(register, name, version, source));
        }
    }
}

/// Whether a path means a file that names what a project needs.
#[must_use]
pub fn names_dependencies(path: &str) -> bool {
    reader(path).is_some()
}

fn reader(path: &str) -> Option<Read> {
    let lower = path.to_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    READERS.iter().find(|(known, _)| *known == name).map(|(_, read)| *read)
}

/// The packages that a file names; none where its name means no such file, or where it is too large
/// or broken.
#[must_use]
pub fn dependencies(path: &str, bytes: &[u8]) -> Vec<Dependency> {
    let Some(read) = reader(path).filter(|_| bytes.len() <= LIMIT) else { return Vec::new() };
    let (text, _) = decode::decode(path, bytes, LIMIT);
    let mut found = Found { path, all: Vec::new() };
    read(&mut found, &text);
    Dependency::merged(found.all)
}

/// A version that names exactly one: digits and dots, perhaps with a suffix.
fn exact(version: &str) -> Option<&str> {
    let version = version.trim();
    let plain = version.trim_start_matches('=').trim();
    let whole = plain.starts_with(|c: char| c.is_ascii_digit())
        && !plain.contains([' ', '*', '|', ',', '<', '>', '^', '~', 'x'])
        && plain.contains('.');
    whole.then_some(plain)
}
