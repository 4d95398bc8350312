//! Small repositories that a person looked at and said what of them teaches.

mod code;
mod course;
mod grain;

use super::*;

/// A repository and what a person said of it.
struct Judged {
    topics: &'static [&'static str],
    description: &'static str,
    /// Paths, separated by white space.
    files: &'static str,
    /// Files that have a text or a title: the title of one is what follows `# `.
    texts: &'static [(&'static str, &'static str)],
    /// Grain, path and code of the reason.
    expected: &'static [&'static str],
}

const NOTHING: Judged = Judged { topics: &[], description: "", files: "", texts: &[], expected: &[] };

fn tree(judged: &Judged) -> Tree<'static> {
    let title = |path: &str| {
        let text = judged.texts.iter().find(|(known, _)| *known == path)?.1;
        text.strip_prefix("# ")
    };
    let entry = |path: &'static str| Entry { path, bytes: 1_000, title: title(path) };
    Tree {
        name: "depot",
        description: judged.description,
        topics: judged.topics.to_vec(),
        files: judged.files.split_whitespace().map(entry).collect(),
        opt_out: OptOut::default(),
    }
}

fn said(parts: &[Part]) -> Vec<String> {
    let mut said: Vec<String> = parts
        .iter()
        .map(|part| {
            let grain = match part.grain {
                Grain::Whole => "whole",
                Grain::Folder => "folder",
                _ => "file",
            };
            format!("{grain} {} {}", part.path, part.why.parts().0).replace("  ", " ")
        })
        .collect();
    said.sort();
    said
}

fn check(name: &str, judged: &Judged) {
    let mut asked = 0;
    let mut read = |path: &str| {
        asked += 1;
        judged.texts.iter().find(|(known, _)| *known == path).map(|(_, text)| text.as_bytes().to_vec())
    };
    let parts = parts(&tree(judged), &mut read);
    let mut expected: Vec<&str> = judged.expected.to_vec();
    expected.sort_unstable();
    assert_eq!(said(&parts), expected, "{name}: {parts:#?}");
    assert!(asked <= 80, "{name}: {asked} files were read");
}

#[test]
fn what_its_owner_keeps_out_is_no_resource() {
    let judged = Judged { topics: &["nsi"], files: "cours/a.md cours/b.md brouillons/c.md", ..NOTHING };
    let mut tree = tree(&judged);
    tree.opt_out.paths = vec!["brouillons".to_owned()];
    assert_eq!(said(&parts(&tree, &mut |_| None)), ["file cours/a.md folder", "file cours/b.md folder"]);
    tree.opt_out.all = true;
    assert!(parts(&tree, &mut |_| None).is_empty());
}

#[test]
fn a_huge_tree_is_bounded() {
    let paths: Vec<String> = (0..20_000).map(|number| format!("cours/{}/{number}.md", number % 97)).collect();
    let files = paths.iter().map(|path| Entry { path, bytes: 10, title: None }).collect();
    let begun = std::time::Instant::now();
    let found = parts(&Tree { files, topics: vec!["nsi"], ..Tree::default() }, &mut |_| None);
    assert_eq!(found.len(), MOST);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
