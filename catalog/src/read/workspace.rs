//! The members that the manifest of a workspace names: packages of the same project, in folders of
//! their own, for which the root may say nothing itself.
//!
//! Patterns only: must not know which folders there are.

use globset::{GlobBuilder, GlobMatcher};

use super::decode;
use super::tree::{Node, json, toml, xml, yaml};

/// Longest manifest looked at, in bytes.
const LIMIT: usize = 256 * 1024;
/// Most patterns taken from one manifest.
const MOST: usize = 100;
/// Longest pattern, in bytes.
const LONGEST: usize = 200;

/// The folders of a workspace's members.
#[derive(Debug, Default)]
pub struct Members {
    patterns: Vec<(GlobMatcher, bool)>,
}

impl Members {
    /// Whether a path means a manifest that may name members: one at the root.
    #[must_use]
    pub fn may_be_in(path: &str) -> bool {
        reader(path).is_some()
    }

    /// The patterns of folders that a manifest names; none where it cannot be read.
    #[must_use]
    pub fn named_in(path: &str, bytes: &[u8]) -> Vec<String> {
        let Some(read) = reader(path).filter(|_| bytes.len() <= LIMIT) else { return Vec::new() };
        let (text, _) = decode::decode(path, bytes, LIMIT);
        let mut patterns = read(&text);
        patterns.truncate(MOST);
        patterns
    }

    /// Adds the members that these patterns name.
    pub fn add(&mut self, patterns: &[String]) {
        self.patterns.extend(patterns.iter().filter_map(|pattern| compiled(pattern)));
    }

    /// Whether a folder is a member's: the last pattern about it counts.
    #[must_use]
    pub fn have(&self, folder: &str) -> bool {
        let last = self.patterns.iter().rev().find(|(matcher, _)| matcher.is_match(folder));
        last.is_some_and(|(_, member)| *member)
    }
}

fn compiled(pattern: &str) -> Option<(GlobMatcher, bool)> {
    let (bare, member) = pattern.strip_prefix('!').map_or((pattern, true), |bare| (bare, false));
    let bare = bare.trim().trim_start_matches("./").trim_end_matches('/');
    if bare.is_empty() || bare.len() > LONGEST || bare.contains("..") {
        return None;
    }
    let glob = GlobBuilder::new(bare).literal_separator(true).build().ok()?;
    Some((glob.compile_matcher(), member))
}

type Read = fn(&str) -> Vec<String>;

fn reader(path: &str) -> Option<Read> {
    match path.to_ascii_lowercase().as_str() {
        "package.json" => Some(npm),
        "lerna.json" => Some(|text| listed(json::parse(text).root, &["packages"])),
        "pnpm-workspace.yaml" => Some(|text| listed(yaml::parse(text).root, &["packages"])),
        "cargo.toml" => Some(|text| listed(toml::parse(text).root, &["workspace.members"])),
        "pyproject.toml" => Some(|text| listed(toml::parse(text).root, &["tool.uv.workspace.members"])),
        "pom.xml" => Some(maven),
        "settings.gradle" | "settings.gradle.kts" => Some(gradle),
        _ => None,
    }
}

fn npm(text: &str) -> Vec<String> {
    listed(json::parse(text).root, &["workspaces", "workspaces.packages"])
}

fn maven(text: &str) -> Vec<String> {
    let root = xml::parse(text).root;
    let modules = root.as_ref().and_then(|root| root.get("modules"));
    modules.into_iter().flat_map(|all| all.all("module")).filter_map(Node::text).map(str::to_owned).collect()
}

/// `include ':app', "outils:commun"`: a colon stands for a slash.
fn gradle(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("include"));
    let quoted = |line: &str| {
        let parts: Vec<String> = line.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect();
        parts
    };
    lines.flat_map(quoted).map(|name| name.trim_start_matches(':').replace(':', "/")).collect()
}

fn listed(root: Option<Node>, keys: &[&str]) -> Vec<String> {
    let Some(root) = root else { return Vec::new() };
    let lists = keys.iter().filter_map(|key| root.at(key));
    lists.flat_map(Node::items).filter_map(Node::text).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(path: &str, text: &str) -> Members {
        let mut all = Members::default();
        all.add(&Members::named_in(path, text.as_bytes()));
        all
    }

    #[test]
    fn each_tool_names_its_members() {
        for (path, text) in [
            ("package.json", r#"{"private": true, "workspaces": ["packages/*"]}"#),
            ("package.json", r#"{"workspaces": {"packages": ["./packages/a/"]}}"#),
            ("lerna.json", r#"{"packages": ["packages/**"]}"#),
            ("pnpm-workspace.yaml", "packages:\n  - 'packages/*'\n  - '!packages/essai'\n"),
            ("Cargo.toml", "[workspace]\nmembers = [\"packages/a\"]\n"),
            ("pyproject.toml", "[tool.uv.workspace]\nmembers = [\"packages/*\"]\n"),
            ("pom.xml", "<project><modules><module>packages/a</module></modules></project>"),
            ("settings.gradle", "rootProject.name = 'x'\ninclude ':packages:a', ':b'\n"),
        ] {
            assert!(members(path, text).have("packages/a"), "{path}");
            assert!(!members(path, text).have("outils"), "{path}");
        }
        let listed = members("pnpm-workspace.yaml", "packages:\n  - 'packages/*'\n  - '!packages/essai'\n");
        assert!(!listed.have("packages/essai"));
    }

    #[test]
    fn what_is_broken_or_leads_outside_names_nothing() {
        for (path, text) in [
            ("package.json", "{"),
            ("package.json", r#"{"workspaces": ["../autre", "", "/"]}"#),
            ("sous/package.json", r#"{"workspaces": ["*"]}"#),
            ("Cargo.toml", "[package]\nname = \"x\"\n"),
        ] {
            assert!(members(path, text).patterns.is_empty(), "{path} {text}");
        }
    }
}
