//! `glane config show`: what is in force, and where it comes from.
//!
//! Prints nothing itself; a token is only said to be set.

use std::path::Path;

use crate::config::{ConfigError, Environment, load_without_secrets, show_json, show_text};

/// Every resolved value with its origin, as lines or as a JSON array.
///
/// # Errors
/// Every problem of the configuration.
pub(super) fn show(file: &Path, environment: &Environment, json: bool) -> Result<String, ConfigError> {
    let loaded = load_without_secrets(file, environment)?;
    Ok(if json { show_json(&loaded) } else { show_text(&loaded) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop here")]

    use super::*;

    #[test]
    fn both_forms_name_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("glane.toml");
        std::fs::write(&file, "[site]\ntitle = \"Communs\"\n").unwrap();
        let text = show(&file, &Environment::default(), false).unwrap();
        let json = show(&file, &Environment::default(), true).unwrap();
        let values: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(text.lines().count(), values.len());
        for (line, value) in text.lines().zip(&values) {
            assert!(line.starts_with(value["key"].as_str().unwrap()), "{line}");
        }
    }
}
