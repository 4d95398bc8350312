//! `.gitattributes`, as far as they say what a file is to those who count languages: other people's,
//! written by a program, documentation, or of another language than its name means.
//!
//! Patterns are git's: matched in linear time, bounded in number and length. Must not know which
//! files there are.

use globset::{GlobBuilder, GlobMatcher};

use crate::vocabulary::language;

/// Longest file looked at, in bytes.
const LONGEST: usize = 64 * 1024;
/// Longest pattern, in bytes.
const LONGEST_PATTERN: usize = 200;
/// Most rules kept of all files together.
const MOST: usize = 100;

/// How the attributes begin that are read here.
const PREFIX: &str = "linguist-";

/// What the attributes of one file say; none where they say nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Other people's.
    pub vendored: Option<bool>,
    /// Written by a program.
    pub generated: Option<bool>,
    /// Documentation.
    pub documentation: Option<bool>,
    /// To be counted among the languages.
    pub detectable: Option<bool>,
    /// Its language.
    pub language: Option<&'static str>,
}

impl Marks {
    /// Takes from another what is not said here.
    fn or(&mut self, other: Self) {
        self.vendored = self.vendored.or(other.vendored);
        self.generated = self.generated.or(other.generated);
        self.documentation = self.documentation.or(other.documentation);
        self.detectable = self.detectable.or(other.detectable);
        self.language = self.language.or(other.language);
    }

    fn read(words: &str) -> Self {
        let mut marks = Self::default();
        for word in words.split_ascii_whitespace() {
            let (bare, unset) = word.strip_prefix('-').map_or((word, false), |bare| (bare, true));
            let Some(said) = bare.strip_prefix(PREFIX) else { continue };
            let (name, value) = said.split_once('=').unwrap_or((said, "true"));
            let truth = Some(!unset && !value.eq_ignore_ascii_case("false"));
            match name {
                "vendored" => marks.vendored = truth,
                "generated" => marks.generated = truth,
                "documentation" => marks.documentation = truth,
                "detectable" => marks.detectable = truth,
                "language" if !unset => marks.language = language::named(value),
                _ => {}
            }
        }
        marks
    }
}

/// A line that says something.
#[derive(Debug)]
struct Rule {
    /// The folder of its file, with a slash behind it, or nothing.
    folder: String,
    /// Matched against the name alone: the pattern has no slash.
    by_name: bool,
    matcher: GlobMatcher,
    marks: Marks,
}

impl Rule {
    fn is_about(&self, path: &str) -> bool {
        let Some(below) = path.strip_prefix(self.folder.as_str()) else { return false };
        let seen = if self.by_name { below.rsplit('/').next().unwrap_or(below) } else { below };
        self.matcher.is_match(seen)
    }
}

/// All rules of a repository.
#[derive(Debug, Default)]
pub struct Attributes {
    rules: Vec<Rule>,
}

impl Attributes {
    /// Whether a path means such a file.
    #[must_use]
    pub fn are_in(path: &str) -> bool {
        path == ".gitattributes" || path.ends_with("/.gitattributes")
    }

    /// Adds the rules of a file; those of a folder must come after those of the folders above it.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let folder = path.strip_suffix(".gitattributes").unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
        for line in text.lines().filter(|line| line.contains(PREFIX)) {
            if self.rules.len() == MOST {
                return;
            }
            self.rules.extend(rule(folder, line));
        }
    }

    /// What is said of a path: for each attribute, the last line that is about it.
    #[must_use]
    pub fn of(&self, path: &str) -> Marks {
        let mut marks = Marks::default();
        for rule in self.rules.iter().rev().filter(|rule| rule.is_about(path)) {
            marks.or(rule.marks);
        }
        marks
    }
}

fn rule(folder: &str, line: &str) -> Option<Rule> {
    let (pattern, words) = pattern(line.trim_start())?;
    let marks = Marks::read(words);
    // A negative pattern is forbidden, `[attr]` begins a macro, and a folder has no attributes.
    let refused = pattern.starts_with(['#', '!']) || pattern.starts_with("[attr]") || pattern.ends_with('/');
    if refused || pattern.is_empty() || pattern.len() > LONGEST_PATTERN || marks == Marks::default() {
        return None;
    }
    let anchored = pattern.strip_prefix('/').unwrap_or(&pattern);
    let by_name = !pattern.contains('/');
    // Braces are letters to git.
    let literal = anchored.replace('{', "[{]").replace('}', "[}]");
    let glob = GlobBuilder::new(&literal).literal_separator(true).backslash_escape(true).build().ok()?;
    Some(Rule { folder: folder.to_owned(), by_name, matcher: glob.compile_matcher(), marks })
}

/// The pattern of a line, which may stand in quotes, and the rest.
fn pattern(line: &str) -> Option<(String, &str)> {
    if let Some(quoted) = line.strip_prefix('"') {
        let (pattern, rest) = quoted.split_once('"')?;
        return Some((pattern.to_owned(), rest));
    }
    let (pattern, rest) = line.split_once([' ', '\t'])?;
    Some((pattern.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(files: &[(&str, &str)]) -> Attributes {
        let mut all = Attributes::default();
        files.iter().for_each(|(path, text)| all.add(path, text.as_bytes()));
        all
    }

    /// After gitattributes(5): which paths a pattern is about.
    #[test]
    fn patterns_are_gits() {
        for (pattern, about, not) in [
            ("*.js", "a/b/c.js", "a/b.jsx"),
            ("/*.js", "a.js", "lib/a.js"),
            ("lib/*.js", "lib/a.js", "lib/b/a.js"),
            ("lib/**", "lib/b/a.js", "src/lib/a.js"),
            ("**/gen/*.rs", "a/gen/b.rs", "a/gen/c/b.rs"),
            ("a{b}.c", "x/a{b}.c", "ab.c"),
            ("\"mes cours/*.tex\"", "mes cours/a.tex", "cours/a.tex"),
            ("docs", "docs", "docs/a.md"),
        ] {
            let all = rules(&[(".gitattributes", &format!("{pattern} linguist-vendored\n"))]);
            assert_eq!(all.of(about).vendored, Some(true), "{pattern} {about}");
            assert_eq!(all.of(not), Marks::default(), "{pattern} {not}");
        }
    }

    #[test]
    fn the_last_line_of_the_nearest_file_counts_attribute_by_attribute() {
        let all = rules(&[
            (
                ".gitattributes",
                "* text=auto\n*.inc linguist-language=PHP linguist-vendored=true\n*.inc -linguist-vendored\n\
                 # *.inc linguist-generated\n*.sql linguist-detectable\n!*.c linguist-vendored\nout/ linguist-generated\n",
            ),
            ("web/.gitattributes", "*.inc linguist-generated linguist-vendored\n"),
        ]);
        let marks = all.of("a.inc");
        assert_eq!((marks.language, marks.vendored, marks.generated), (Some("PHP"), Some(false), None));
        let marks = all.of("web/a.inc");
        assert_eq!((marks.language, marks.vendored, marks.generated), (Some("PHP"), Some(true), Some(true)));
        assert_eq!(all.of("x.sql").detectable, Some(true));
        assert_eq!((all.of("a.c"), all.of("out/a.c")), (Marks::default(), Marks::default()));
    }

    #[test]
    fn hostile_patterns_are_bounded() {
        let mut text = format!("{} linguist-vendored\n", "*a".repeat(1_000));
        text.push_str(&format!("{} linguist-vendored\n", "[".repeat(100)));
        text.push_str(&"*a*a*a*a*a*a*a*a*a*b linguist-vendored\n".repeat(100_000));
        let all = rules(&[(".gitattributes", &text)]);
        assert!(all.rules.len() <= MOST);
        assert_eq!(all.of(&"a".repeat(10_000)), Marks::default());
    }
}
