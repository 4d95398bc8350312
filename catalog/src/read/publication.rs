//! `.publication.toml`: what a repository says of its own publication: not at all, or which sightings
//! its owner lets pass, why and until when.
//!
//! What cannot be read never lets anything pass; must not know what was sighted.

use jiff::civil::Date;
use toml::{Table, Value};

use crate::model::{Publication, Waiver};

/// Reads the file. One waiver that cannot be read takes nothing from the others; a file that cannot
/// be read may have been meant to keep the repository back, and does.
#[must_use]
pub fn publication(bytes: &[u8]) -> Publication {
    let text = String::from_utf8_lossy(bytes);
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            let line =
                error.span().map_or(1, |span| 1 + text[..span.start.min(text.len())].matches('\n').count());
            let problem = format!(
                "line {line}: it is not TOML: nothing is published until it can be read; mend it or remove it"
            );
            return Publication { opt_out: true, problems: vec![problem], ..Publication::default() };
        }
    };
    let mut read = Publication::default();
    for key in ["publier", "publish"] {
        match table.get(key) {
            None | Some(Value::Boolean(true)) => {}
            Some(Value::Boolean(false)) => read.opt_out = true,
            Some(_) => {
                read.opt_out = true;
                read.problems.push(format!(
                    "{key} is neither true nor false: nothing is published; write {key} = false or remove it"
                ));
            }
        }
    }
    let list = match table.get("waiver") {
        Some(Value::Array(list)) => list.as_slice(),
        Some(_) => {
            read.problems.push("waiver is not a list: begin each one with [[waiver]]".to_owned());
            &[]
        }
        None => &[],
    };
    for (number, entry) in list.iter().enumerate() {
        match waiver(entry) {
            Ok(waiver) => read.waivers.push(waiver),
            Err(problem) => read.problems.push(format!("[[waiver]] number {}: {problem}", number + 1)),
        }
    }
    read
}

fn waiver(entry: &Value) -> Result<Waiver, String> {
    let text = |key: &str| -> Result<Option<String>, String> {
        match entry.get(key) {
            None => Ok(None),
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
            Some(_) => Err(format!("{key} is not a text: write {key} = \"…\"")),
        }
    };
    let (finding, rule) = (text("finding")?, text("rule")?);
    if finding.is_none() && rule.is_none() {
        return Err("it names neither a finding nor a rule: add finding = \"…\" or rule = \"…\"".to_owned());
    }
    let path = text("path")?;
    if finding.is_none() && path.is_none() {
        return Err(
            "it names a rule without a path: add path = \"…\", where the rule is not to hold".to_owned()
        );
    }
    let reason = text("reason")?.ok_or("it has no reason: add reason = \"…\"")?;
    let until = until(entry)?;
    Ok(Waiver { finding, rule, path, reason, until })
}

fn until(entry: &Value) -> Result<Date, String> {
    let remedy = "add until = 2027-06-30, the last day on which it holds";
    let written = match entry.get("until") {
        Some(Value::Datetime(at)) => at.date.map(|date| date.to_string()),
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        Some(_) => None,
        None => return Err(format!("it has no end date: {remedy}")),
    };
    written.and_then(|text| text.parse().ok()).ok_or_else(|| format!("its end date cannot be read: {remedy}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waivers_have_a_reason_and_an_end() {
        let read = publication(
            b"[[waiver]]\nrule = \"nir\"\npath = \"lessons/**\"\nreason = \"numbers of an exercise\"\nuntil = 2026-12-31\n\
              [[waiver]]\nfinding = \"00ff00ff00ff00ff\"\nreason = \"revoked\"\nuntil = \"2027-01-31\"\n\
              [[waiver]]\nrule = \"nir\"\npath = \"a\"\nreason = \"for ever\"\n\
              [[waiver]]\nreason = \"everything\"\nuntil = 2026-12-31\n\
              [[waiver]]\nrule = \"nir\"\nreason = \"everywhere\"\nuntil = 2026-12-31\n",
        );
        assert!(!read.opt_out);
        let first = &read.waivers[0];
        assert_eq!((first.rule.as_deref(), first.path.as_deref()), (Some("nir"), Some("lessons/**")));
        assert_eq!(first.until, jiff::civil::date(2026, 12, 31));
        assert_eq!(read.waivers[1].until, jiff::civil::date(2027, 1, 31));
        assert_eq!(read.waivers.len(), 2, "one without end or subject lets nothing pass");
        assert!(
            read.problems[0].starts_with("[[waiver]] number 3: it has no end date"),
            "{:?}",
            read.problems
        );
        assert!(read.problems[1].starts_with("[[waiver]] number 4"), "{:?}", read.problems);
        assert!(read.problems[2].contains("a rule without a path"), "{:?}", read.problems);
    }

    #[test]
    fn a_repository_can_ask_to_be_left_out_and_doubt_keeps_it_back() {
        for text in ["publier = false", "publish = false", "publier = \"non\"", "publier = fals"] {
            assert!(publication(text.as_bytes()).opt_out, "{text}");
        }
        for text in ["publier = true", "publish = true", "", "# rien"] {
            assert_eq!(publication(text.as_bytes()), Publication::default(), "{text}");
        }
    }
}
