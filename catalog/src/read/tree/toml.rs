//! TOML, with the parser's own spans; a broken file gives what could be recovered.
//!
//! Must not know any manifest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Lines, Node, Problem, Tree, Value};

/// Reads a TOML text.
pub(in crate::read) fn parse(text: &str) -> Tree {
    let lines = Lines::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let problem = errors.first().map(|error| {
        let place = error.span().map(|span| lines.place(span.start));
        Problem {
            message: error.message().to_owned(),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
        }
    });
    Tree { root: Some(Node::new(map(table.get_ref(), &lines), None)), problem }
}

fn map(table: &DeTable<'_>, lines: &Lines) -> Value {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key: &Spanned<std::borrow::Cow<'_, str>> = key;
        let line = Some(lines.place(key.span().start).0);
        (key.get_ref().to_string(), Node::new(node(value.get_ref(), lines), line))
    };
    Value::Map(table.iter().map(entry).collect())
}

/// The parser bounds the depth, so this recursion is bounded.
fn node(value: &DeValue<'_>, lines: &Lines) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Boolean(value) => Value::Text(value.to_string()),
        DeValue::Datetime(value) => Value::Text(value.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node::new(node(item.get_ref(), lines), Some(lines.place(item.span().start).0)))
                .collect(),
        ),
        DeValue::Table(table) => map(table, lines),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_lines_and_a_break_has_its_place() {
        let tree = parse("[package]\nname = \"x\"\nlicense = 'MIT'\n");
        assert_eq!(tree.root.unwrap().at("package.license").unwrap().line, Some(3));
        let broken = parse("[package]\nname = \"x\"\nversion = \n");
        assert_eq!(broken.problem.unwrap().line, Some(3));
        assert_eq!(broken.root.unwrap().at("package.name").and_then(Node::text), Some("x"));
    }
}
