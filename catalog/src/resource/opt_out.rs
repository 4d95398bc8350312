//! What the owner of a repository wants left out of the resources, though the project is published.
//!
//! Said by a topic, or in the `.publication.toml` that also speaks to the gate.

use toml::{Table, Value};

use crate::vocabulary::fold::fold;

/// Topics that keep a project out.
const TOPICS: &[&str] = &["pas-une-ressource", "pas-de-ressource", "not-a-resource", "no-resources"];

/// What is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptOut {
    /// Nothing of the project is a resource.
    pub all: bool,
    /// Files and folders that are none.
    pub paths: Vec<String>,
}

impl OptOut {
    /// What topics and the file say: `ressources = false`, or `[ressources]` with `sauf = ["brouillons"]`
    /// (`resources` and `except` in English).
    ///
    /// A file that cannot be read leaves all out, since it may have been meant to.
    #[must_use]
    pub fn of(topics: &[&str], publication: Option<&[u8]>) -> Self {
        let mut read = Self { all: topics.iter().any(|topic| is_no(topic)), paths: Vec::new() };
        let Some(bytes) = publication else { return read };
        let Ok(table) = String::from_utf8_lossy(bytes).parse::<Table>() else {
            return Self { all: true, ..read };
        };
        for value in ["ressources", "resources"].iter().filter_map(|key| table.get(*key)) {
            match value {
                Value::Boolean(true) => {}
                Value::Table(list) => read.except(list),
                _ => read.all = true,
            }
        }
        read
    }

    fn except(&mut self, table: &Table) {
        for value in ["sauf", "except"].iter().filter_map(|key| table.get(*key)) {
            let Value::Array(paths) = value else {
                self.all = true;
                continue;
            };
            let paths = paths.iter().filter_map(Value::as_str).take(200);
            self.paths.extend(paths.map(|path| path.trim_matches('/').to_owned()));
        }
    }

    /// Whether a file is left out, or lies in a folder that is.
    #[must_use]
    pub fn leaves_out(&self, path: &str) -> bool {
        let within = |start: &String| {
            path.strip_prefix(start.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.all || self.paths.iter().any(within)
    }
}

fn is_no(topic: &str) -> bool {
    TOPICS.contains(&fold(topic.trim()).replace([' ', '_'], "-").as_str())
}

#[cfg(test)]
mod tests {
    use super::OptOut;

    #[test]
    fn owners_keep_out_all_or_some() {
        let of = |text: &str| OptOut::of(&["nsi"], Some(text.as_bytes()));
        assert!(OptOut::of(&["nsi", "Pas-une-ressource"], None).all);
        assert!(of("ressources = false").all && of("resources = \"no\"").all && of("{").all);
        assert!(!of("publier = true\n").all && !of("ressources = true").all);
        let some = of("[ressources]\nsauf = [\"brouillons/\", \"cours/a.md\"]\n");
        assert!(some.leaves_out("brouillons/x.md") && some.leaves_out("cours/a.md"));
        assert!(!some.leaves_out("brouillons2/x.md") && !some.leaves_out("cours/a.md.bak"));
    }
}
