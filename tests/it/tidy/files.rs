//! How files look: an opening that says what they are for, a size that can be read at one sitting,
//! names that mean something.

use super::assert_tidy;
use super::source::Source;

const LONGEST_FILE: usize = 500;
const LONGEST_FUNCTION: usize = 60;
/// Tests and sample data: tables of cases with nothing to follow.
const LONGEST_TABLE: usize = 100;

/// Tables: long because the world is, with nothing to follow.
const TABLES: [&str; 3] = [
    "templates/src/text/fr.rs",
    "templates/src/text/en.rs",
    "catalog/src/vocabulary/licence_policy/facts.rs",
];

/// What waits to be done is an issue, not a comment; what is tried is not committed.
const UNFINISHED: [&str; 6] = ["TODO", "FIXME", "XXX", "todo!", "unimplemented!", "dbg!"];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "manager", "misc", "common", "mod"];

#[test]
fn every_file_says_what_it_is_for() {
    let silent = |source: &Source| !source.text.starts_with("//! ");
    let broken: Vec<String> = Source::all().into_iter().filter(silent).map(|source| source.path).collect();
    assert_tidy("a file does not open with //!", &broken);
}

#[test]
fn files_are_read_at_one_sitting() {
    let mut broken = Vec::new();
    for source in Source::all() {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE && !TABLES.contains(&source.path.as_str()) {
            broken.push(format!("{}: {lines} lines", source.path));
        }
    }
    assert_tidy("a file has more than 500 lines", &broken);
}

#[test]
fn functions_fit_on_a_screen() {
    let broken: Vec<String> = Source::all().iter().flat_map(long_functions).collect();
    assert_tidy("a function has more than 60 lines", &broken);
}

/// Functions by their indentation, which rustfmt keeps: from `fn` to the brace that stands below it.
fn long_functions(source: &Source) -> Vec<String> {
    let mut open: Vec<(usize, usize, &str)> = Vec::new();
    let mut long = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if let Some(name) = function_name(line) {
            open.push((indent, number, name));
        }
        let closes =
            line.trim_end() == "}" || line.trim_end().ends_with(';') || line.trim_end().ends_with('}');
        if let Some(&(start_indent, start, name)) = open.last()
            && closes
            && indent == start_indent
        {
            open.pop();
            let lines = number - start + 1;
            if lines > longest(&source.path) {
                long.push(format!("{}:{}: {name} has {lines} lines", source.path, start + 1));
            }
        }
    }
    long
}

fn longest(path: &str) -> usize {
    let of_tests = path.split('/').any(|part| part == "tests" || part == "tests.rs");
    if of_tests { LONGEST_TABLE } else { LONGEST_FUNCTION }
}

/// The name of the function a line begins, if it begins one.
fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let name = rest.strip_prefix("fn ")?;
    name.split(['(', '<']).next()
}

#[test]
fn long_functions_are_seen() {
    let body = "        let a = 1;\n".repeat(LONGEST_FUNCTION);
    let source = |text: String| Source { path: "a.rs".to_owned(), text, is_test: false };
    let long = source(format!(
        "impl A {{\n    pub(crate) async fn long<T>(\n        t: T,\n    ) {{\n{body}    }}\n}}\n"
    ));
    assert_eq!(long_functions(&long), ["a.rs:2: long has 64 lines"]);
    let short = source(format!("fn one() {{}}\ntrait B {{\n    fn two();\n}}\nfn three() {{\n}}\n{body}"));
    assert_eq!(long_functions(&short), [""; 0]);
}

#[test]
fn nothing_is_left_unfinished() {
    // The reader of licences knows that authors write "TODO" where a licence should stand.
    let quotes = |source: &Source| {
        source.path.starts_with("catalog/src/licence/") || source.path.starts_with("tests/it/tidy/")
    };
    let all = Source::all();
    let broken: Vec<String> = all
        .iter()
        .filter(|source| !quotes(source))
        .flat_map(|source| {
            let lines = source.text.lines().enumerate();
            lines.filter_map(|(number, line)| {
                let word = UNFINISHED.iter().find(|word| line.contains(**word))?;
                Some(format!("{}:{}: {word}", source.path, number + 1))
            })
        })
        .collect();
    assert_tidy("something is unfinished", &broken);
}

#[test]
fn names_say_what_is_inside() {
    let empty = |part: &str| EMPTY_NAMES.contains(&part.trim_end_matches(".rs"));
    let broken: Vec<String> = Source::all()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.split('/').any(empty))
        .collect();
    assert_tidy("a file or folder has a name that says nothing", &broken);
}
