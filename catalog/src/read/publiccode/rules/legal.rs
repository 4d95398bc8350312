//! Under which licence: `legal`.
//!
//! The licence is an SPDX expression; case is forgiven, as the reference parser does, and told.

use super::super::key::Key;
use super::super::report::{Report, quoted};
use super::identity::picture;
use super::required;
use crate::licence::parse_expression;

pub(super) fn check(report: &mut Report<'_>) {
    let legal = Key::of("legal");
    let key = legal.name("license");
    if let Some(text) = required(report, &key, "Add legal.license, an SPDX expression such as EUPL-1.2.") {
        match in_list_case(text) {
            Some(written) if written == text => {}
            Some(written) => {
                let message = format!("\"{}\" is not written as in the SPDX list", quoted(text));
                report.advise("publiccode_licence_case", &key, message, &format!("Write {written}."));
            }
            None => unknown(report, &key, text),
        }
    }
    let authors = legal.name("authorsFile");
    if let Some(text) = report.text(&authors) {
        picture(report, &authors, text);
    }
}

fn unknown(report: &mut Report<'_>, key: &Key, text: &str) {
    let message = format!("\"{}\" is no expression of the SPDX list", quoted(text));
    let remedy = match parse_expression(text) {
        Some(known) => format!("Write {}.", known.expression),
        None => "Write an SPDX expression, for example EUPL-1.2, MIT or AGPL-3.0-or-later.".to_owned(),
    };
    report.error("publiccode_licence", key, message, &remedy);
}

/// The expression with every identifier as the list spells it; none when it is no expression.
fn in_list_case(text: &str) -> Option<String> {
    let words = text.replace('(', " ( ").replace(')', " ) ");
    let spelt: Vec<String> = words.split_whitespace().map(word).collect();
    let joined = spelt.join(" ").replace("( ", "(").replace(" )", ")");
    let mode = spdx::ParseMode {
        allow_deprecated: true,
        allow_postfix_plus_on_gpl: true,
        ..spdx::ParseMode::STRICT
    };
    spdx::Expression::parse_mode(&joined, mode).is_ok().then_some(joined)
}

fn word(word: &str) -> String {
    let (name, plus) = word.strip_suffix('+').map_or((word, ""), |name| (name, "+"));
    let same = |known: &&str| known.eq_ignore_ascii_case(name);
    let operators = ["AND", "OR", "WITH"];
    let found = operators
        .iter()
        .copied()
        .find(same)
        .or_else(|| spdx::identifiers::LICENSES.iter().map(|known| known.name).find(same))
        .or_else(|| spdx::identifiers::EXCEPTIONS.iter().map(|known| known.name).find(same));
    format!("{}{plus}", found.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::in_list_case;

    #[test]
    fn case_is_forgiven_and_names_are_not() {
        for (text, spelt) in [
            ("AGPL-3.0-or-later", Some("AGPL-3.0-or-later")),
            ("apache-2.0", Some("Apache-2.0")),
            ("agpl-3.0", Some("AGPL-3.0")),
            (
                "mit or (GPL-2.0+ with classpath-exception-2.0)",
                Some("MIT OR (GPL-2.0+ WITH Classpath-exception-2.0)"),
            ),
            ("other", None),
            ("Etalab 2.0", None),
            ("MIT OR", None),
        ] {
            assert_eq!(in_list_case(text).as_deref(), spelt, "{text}");
        }
    }
}
