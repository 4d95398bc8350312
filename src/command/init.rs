//! `glane init`: writes a commented configuration to start from.
//!
//! Never overwrites a file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context as _;

use super::UsageError;

const NAME: &str = "glane.toml";
const TEMPLATE: &str = include_str!("glane.toml");

/// Writes `glane.toml` into a folder, which is made if need be; returns what to do next.
///
/// # Errors
/// When the folder has one already, or cannot be written.
pub(super) fn init(folder: &Path) -> anyhow::Result<String> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
    let file = folder.join(NAME);
    let mut written = match OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(written) => written,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let text = "exists and is kept — move it away, or choose another folder with --dir";
            return Err(UsageError(format!("{} {text}", file.display())).into());
        }
        Err(error) => {
            return Err(error).with_context(|| format!("{}: the file cannot be written", file.display()));
        }
    };
    written
        .write_all(TEMPLATE.as_bytes())
        .and_then(|()| written.sync_all())
        .with_context(|| format!("{}: the file cannot be written", file.display()))?;
    Ok(next_steps(&file))
}

fn next_steps(file: &Path) -> String {
    format!(
        "{file} is written.\n\
         1. Open it and take the # away from one [[forge]] (and one [[host]] to publish copies).\n\
         2. Put tokens, if any, in files of their own and name them with token_file.\n\
         3. glane check --config {file}\n\
         4. glane sync --config {file}\n\
         5. glane serve --config {file}\n",
        file = file.display()
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop here")]

    use super::*;
    use crate::config::{Environment, load};

    #[test]
    fn what_it_writes_loads_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let said = init(&folder.path().join("new")).unwrap();
        assert!(said.contains("glane check"), "{said}");
        let loaded = load(&folder.path().join("new/glane.toml"), &Environment::default()).unwrap();
        assert!(loaded.warnings.is_empty());
    }

    #[test]
    fn it_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), "[site]\n").unwrap();
        let refused = init(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("exists and is kept"), "{refused}");
        assert_eq!(std::fs::read_to_string(folder.path().join(NAME)).unwrap(), "[site]\n");
    }

    /// The template with every commented key and table in force.
    fn uncommented() -> String {
        let is_key = |rest: &str| rest.starts_with('[') || rest.starts_with(|c: char| c.is_ascii_lowercase());
        let line = |line: &str| match line.strip_prefix('#') {
            Some(rest) if is_key(rest) => rest.to_owned(),
            _ => line.to_owned(),
        };
        TEMPLATE.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_commented_key_loads_and_none_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("depots")).unwrap();
        std::fs::create_dir(at("secrets")).unwrap();
        let pem = |kind: &str| format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n");
        for (file, text) in [
            ("secrets/forge-education.token", "abc\n".to_owned()),
            ("secrets/forge-education.webhook", "abc\n".to_owned()),
            ("secrets/github-source.token", "abc\n".to_owned()),
            ("secrets/lab.token", "abc\n".to_owned()),
            ("secrets/github-app.pem", pem("PRIVATE KEY")),
            ("autorite-interne.pem", pem("CERTIFICATE")),
            ("regles.toml", String::new()),
        ] {
            std::fs::write(at(file), text).unwrap();
        }
        std::fs::write(at("selection.csv"), "titre,adresse\n").unwrap();
        std::fs::write(at(NAME), uncommented()).unwrap();
        let environment = Environment::of([("GLANE_GITHUB_TOKEN", "abc")]);
        let loaded = load(&at(NAME), &environment).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((loaded.settings.forges.len(), loaded.settings.hosts.len()), (4, 5));
        assert_eq!(loaded.settings.sources.len(), 5);
        for section in ["site", "store", "forge", "host", "source", "policy", "gate", "network"] {
            let shown = loaded.origins.iter().filter(|setting| setting.key.starts_with(section));
            for setting in shown {
                let key = setting.key.rsplit('.').next().unwrap();
                let written = if key == "token" { "token_" } else { key };
                assert!(TEMPLATE.contains(&format!("\n#{written}")), "{} is not documented", setting.key);
            }
        }
    }

    #[test]
    fn the_defaults_it_names_are_the_ones_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(NAME);
        std::fs::write(&file, "").unwrap();
        let shown = crate::config::show_text(&load(&file, &Environment::default()).unwrap());
        for key in [
            "title",
            "listen",
            "max_repository",
            "git_timeout",
            "examine_timeout",
            "examine_memory",
            "daily_look",
            "repack_every",
        ] {
            let line = shown.lines().find(|line| line.contains(&format!(".{key} = "))).unwrap();
            let value = line.split('"').nth(1).unwrap();
            assert!(TEMPLATE.contains(&format!("\n#{key} = \"{value}\"\n")), "{line}");
        }
    }
}
