//! A reader of the few words of JSON Schema that the schemas of AMB use, for the tests alone: those of the
//! writer, and those that ask over HTTP.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

/// The schemas of one folder, by their file names.
pub(crate) struct Schemas(HashMap<String, Value>);

impl Schemas {
    pub(crate) fn load(folder: &Path) -> Self {
        let read = |file: std::io::Result<std::fs::DirEntry>| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
        };
        Self(std::fs::read_dir(folder).unwrap().map(read).collect())
    }

    pub(crate) fn is_valid(&self, value: &Value) -> Result<(), String> {
        self.check(&self.0["schema.json"], value, "")
    }

    fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let fail = |what: &str| Err(format!("{at}: {what}"));
        for (word, rule) in schema.as_object().unwrap() {
            match word.as_str() {
                "$ref" => {
                    let name = rule.as_str().unwrap().rsplit('/').next().unwrap();
                    self.check(&self.0[name], value, at)?;
                }
                "type" if !is_of(rule.as_str().unwrap(), value) => return fail("type"),
                "enum" if !rule.as_array().unwrap().contains(value) => return fail("enum"),
                "const" if rule != value => return fail("const"),
                "pattern" | "format" => self.text(word, rule.as_str().unwrap(), value, at)?,
                "minItems" if value.as_array().is_some_and(|list| list.len() < 2) => return fail("minItems"),
                "required" => {
                    let missing = |key: &&Value| value.get(key.as_str().unwrap()).is_none();
                    if value.is_object() && rule.as_array().unwrap().iter().any(|key| missing(&key)) {
                        return fail(&format!("required {rule}"));
                    }
                }
                "properties" => {
                    for (key, inner) in rule.as_object().unwrap() {
                        value
                            .get(key)
                            .map_or(Ok(()), |value| self.check(inner, value, &format!("{at}/{key}")))?;
                    }
                }
                "additionalProperties" => {
                    let known = schema["properties"].as_object().unwrap();
                    let strange =
                        |map: &serde_json::Map<_, _>| map.keys().any(|key| !known.contains_key(key));
                    if rule == false && value.as_object().is_some_and(strange) {
                        return fail("additionalProperties");
                    }
                }
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{at}/{place}"))?;
                    }
                }
                "contains" => {
                    let holds = |item: &Value| self.check(rule, item, at).is_ok();
                    if value.as_array().is_some_and(|list| !list.iter().any(holds)) {
                        return fail("contains");
                    }
                }
                "allOf" | "anyOf" | "oneOf" => {
                    let all = rule.as_array().unwrap();
                    let fit = all.iter().filter(|one| self.check(one, value, at).is_ok()).count();
                    if !(fit == all.len() || word == "anyOf" && fit > 0 || word == "oneOf" && fit == 1) {
                        return fail(word);
                    }
                }
                "title" | "description" | "default" | "examples" | "$schema" | "$id" | "type" | "enum"
                | "const" | "minItems" | "$comment" => {}
                other => panic!("unknown word of JSON Schema: {other}"),
            }
        }
        Ok(())
    }

    fn text(&self, word: &str, rule: &str, value: &Value, at: &str) -> Result<(), String> {
        let Some(text) = value.as_str() else { return Ok(()) };
        let date = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
        let fits = match (word, rule) {
            // What comes after it says the same but for an empty duration.
            ("pattern", rule) => regex::Regex::new(&rule.replace("(?=\\d|T\\d)", "")).unwrap().is_match(text),
            (_, "uri") => url::Url::parse(text).is_ok(),
            (_, "date") => date(text),
            (_, "date-time") => text.contains('T') && text.get(..10).is_some_and(date),
            other => panic!("unknown format: {other:?}"),
        };
        if fits { Ok(()) } else { Err(format!("{at}: {text} is not {rule}")) }
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        other => panic!("unknown type: {other}"),
    }
}
