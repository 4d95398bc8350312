//! `glane config show`: every resolved value with its origin.
//!
//! Shows what [`Setting`] holds, which is never a token.

use std::fmt::Write;

use serde_json::Value;

use super::load::Loaded;
use super::origin::Setting;

/// Keys whose value is a sentence about a secret, not a text of the file.
const SECRETS: &[&str] = &[".token", ".webhook_secret", ".app_key"];

/// One line a value: `key = value  # origin`.
#[must_use]
pub fn show_text(loaded: &Loaded) -> String {
    let width = loaded.origins.iter().map(|setting| left(setting).chars().count()).max().unwrap_or(0).min(60);
    let mut text = String::new();
    for setting in &loaded.origins {
        let note = setting.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{:width$}  # {}{note}", left(setting), setting.origin);
    }
    text
}

/// The same as a JSON array of `{"key", "value", "origin", "note"?}`.
#[must_use]
pub fn show_json(loaded: &Loaded) -> String {
    let values = loaded.origins.iter().map(|setting| serde_json::to_value(setting).unwrap_or(Value::Null));
    format!("{:#}\n", Value::Array(values.collect()))
}

fn left(setting: &Setting) -> String {
    let value = match &setting.value {
        Value::Null => "not set".to_owned(),
        Value::String(text) if SECRETS.iter().any(|key| setting.key.ends_with(key)) => text.clone(),
        value => value.to_string(),
    };
    format!("{} = {value}", setting.key)
}
