//! What a path says of a file before it is opened: made by a program, a trial, an ordinary one.
//!
//! Must not know contents.

use crate::vocabulary::fold::fold;

/// A path, and what it says.
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    /// The path without case and accents.
    pub(super) folded: String,
    /// Made by a program, or a table of translations: what looks like a password in it is none.
    pub(super) made: bool,
    /// A trial or an example: what is in it is there to be seen.
    pub(super) trial: bool,
}

/// Names of files that programs write.
const MADE_NAMES: &[&str] = &[
    "cargo.lock",
    "composer.lock",
    "flake.lock",
    "gemfile.lock",
    "go.sum",
    "gradle.lockfile",
    "mix.lock",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pipfile.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "pubspec.lock",
    "uv.lock",
    "yarn.lock",
    "deno.lock",
    "packages.lock.json",
    "bun.lock",
];

/// Ends of names of files that programs write, and of tables of translations.
const MADE_ENDS: &[&str] = &[
    ".min.js",
    ".min.css",
    ".min.mjs",
    ".bundle.js",
    ".chunk.js",
    ".map",
    ".svg",
    ".po",
    ".pot",
    ".xlf",
    ".xliff",
    ".arb",
    ".resx",
    ".strings",
    ".lock",
    ".sum",
    ".geojson",
    ".gml",
    ".ggb",
];

/// Folders of translations and of what is built.
const MADE_FOLDERS: &[&str] =
    &["locale", "locales", "i18n", "lang", "langs", "translations", "node_modules", "bower_components"];

/// Parts of a path's folders that say that it is a trial or an example.
const TRIAL_FOLDERS: &[&str] = &[
    "test",
    "tests",
    "testing",
    "testdata",
    "test-data",
    "test_data",
    "testsuite",
    "fixture",
    "fixtures",
    "__tests__",
    "spec",
    "specs",
    "example",
    "examples",
    "exemple",
    "exemples",
    "sample",
    "samples",
    "demo",
    "demos",
    "mock",
    "mocks",
    "benches",
    "vendor",
    "third_party",
    "third-party",
    "doc",
    "docs",
];

impl<'a> Place<'a> {
    pub(super) fn of_file(path: &'a str) -> Self {
        let lower = path.to_ascii_lowercase();
        let name = lower.rsplit('/').next().unwrap_or_default();
        let mut folders = lower.split('/').rev().skip(1);
        let among = |names: &[&str], folder: &str| names.contains(&folder);
        let made = MADE_NAMES.contains(&name)
            || MADE_ENDS.iter().any(|end| name.ends_with(end))
            || folders.clone().any(|folder| among(MADE_FOLDERS, folder));
        let trial = folders.any(|folder| among(TRIAL_FOLDERS, folder)) || is_trial_name(name);
        Self { path, folded: fold(path), made, trial }
    }

    /// A message or a name: nothing of it says more.
    pub(super) fn of_text(path: &'a str) -> Self {
        Self { path, folded: fold(path), made: false, trial: false }
    }
}

/// Whether a file's own name says that it is a trial, a model to be filled in, or a lesson.
fn is_trial_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let ends = [".example", ".exemple", ".sample", ".dist", ".template", ".tmpl", ".tpl"];
    let words = [".env.example", ".env.sample", ".example.", ".sample.", ".template.", ".test.", ".spec."];
    stem.starts_with("test_")
        || stem.ends_with("_test")
        || matches!(stem, "test" | "tests")
        || ends.iter().any(|end| name.ends_with(end))
        || words.iter().any(|word| name.contains(word))
}
