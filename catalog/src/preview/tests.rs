//! What becomes of Markdown, notebooks and plain text; sizes, depths, and what hostile files leave.

use super::*;
use Block::{Code, Formula, Heading, List, Paragraph, Quotation, Rule, Table};

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn markdown(source: &str) -> Vec<Block> {
    let base = "https://forge.example/nsi/tp/-/blob/8f3b/cours/page.md";
    Preview::of("markdown", source.as_bytes(), Some(base)).unwrap().blocks
}

/// Every piece of every line.
fn pieces(blocks: &[Block]) -> Vec<&Inline> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Heading(_, inlines) | Paragraph(inlines) => found.extend(inside(inlines)),
            List(_, items) => items.iter().for_each(|item| found.extend(pieces(item))),
            Quotation(blocks) => found.extend(pieces(blocks)),
            Table(_, rows) => rows.iter().flatten().for_each(|cell| found.extend(inside(cell))),
            Code(_) | Formula(_) | Rule => {}
        }
    }
    found
}

fn inside(inlines: &[Inline]) -> Vec<&Inline> {
    let mut found = Vec::new();
    for inline in inlines {
        found.push(inline);
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link(_, inner) => {
                found.extend(inside(inner));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn blocks_keep_their_kind() {
    let source = "---\ntitle: x\n---\n# Volcans\n\nUn **texte** sur\ndeux lignes.\n\n1. un\n2. deux\n\n> cité\n\n\
        ```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n---\n\n$$\\frac{1}{2}$$\n\nSoit $x^2$.\n";
    assert_eq!(
        markdown(source),
        [
            Heading(1, text("Volcans")),
            Paragraph(vec![
                Inline::Text("Un ".into()),
                Inline::Strong(text("texte")),
                Inline::Text(" sur deux lignes.".into()),
            ]),
            List(Some(1), vec![vec![Paragraph(text("un"))], vec![Paragraph(text("deux"))]]),
            Quotation(vec![Paragraph(text("cité"))]),
            Code("print(1)".into()),
            Table(true, vec![vec![text("a"), text("b")], vec![text("c"), text("d")]]),
            Rule,
            Formula("\\frac{1}{2}".into()),
            Paragraph(vec![
                Inline::Text("Soit ".into()),
                Inline::Formula("x^2".into()),
                Inline::Text(".".into()),
            ]),
        ]
    );
}

#[test]
fn links_lead_to_the_web_and_pictures_are_words() {
    let source = "[a](https://a.example/x) [b](../exercices/tp.md) [c](javascript:alert(1)) [d](#ici) \
        [e](//evil.example/) [f](data:text/html,x) [g](https://u:p@a.example/) ![schéma](http://t.example/p.png) ![](x.png)";
    let blocks = markdown(source);
    let addresses: Vec<&str> = pieces(&blocks)
        .into_iter()
        .filter_map(|piece| if let Inline::Link(address, _) = piece { Some(address.as_str()) } else { None })
        .collect();
    assert_eq!(
        addresses,
        [
            "https://a.example/x",
            "https://forge.example/nsi/tp/-/blob/8f3b/exercices/tp.md",
            "https://evil.example/"
        ]
    );
    let pictures = pieces(&blocks).into_iter().filter(|piece| matches!(piece, Inline::Picture(_)));
    assert_eq!(pictures.collect::<Vec<_>>(), [&Inline::Picture("schéma".into())]);
    let alone = Preview::of("markdown", b"[b](../tp.md)", None).unwrap();
    assert_eq!(alone.blocks, [Paragraph(text("b"))], "without a base nothing is guessed");
}

#[test]
fn html_is_reduced_to_its_words() {
    assert_eq!(markdown("Du <b onclick=x()>gras</b>.<br>"), [Paragraph(text("Du gras."))]);
    let blocks = markdown("<script>alert(1)</script>\n\n<div onclick=\"x()\"><p>Bonjour</p></div>\n");
    assert_eq!(blocks, [Paragraph(text("Bonjour"))]);
}

#[test]
fn a_notebook_shows_prose_and_code_and_never_outputs() {
    let notebook = br##"{"cells":[
        {"cell_type":"markdown","source":["# Arbres\n","\n","Un cours."]},
        {"cell_type":"code","source":"noeud = 1\n","outputs":[{"data":{"text/html":"<script>secret</script>"}}]},
        {"cell_type":"code","source":"","outputs":[]},
        {"cell_type":"raw","source":"brut"}],"nbformat":4}"##;
    let preview = Preview::of("notebook", notebook, None).unwrap();
    assert_eq!(
        preview.blocks,
        [Heading(1, text("Arbres")), Paragraph(text("Un cours.")), Code("noeud = 1".into())]
    );
    let old = br#"{"worksheets":[{"cells":[{"cell_type":"heading","level":2,"source":"Titre"},
        {"cell_type":"code","input":["x = 1"]}]}],"nbformat":3}"#;
    assert_eq!(
        Preview::of("notebook", old, None).unwrap().blocks,
        [Heading(2, text("Titre")), Code("x = 1".into())]
    );
    for bytes in [&b"[]"[..], b"{", b"", b"{\"cells\": 3}"] {
        assert_eq!(Preview::of("notebook", bytes, None), None, "{bytes:?}");
    }
}

#[test]
fn the_text_of_a_record_is_lines_and_code() {
    let preview = Preview::plain("• un\n• deux\n\n    make\n      test\n\n\n");
    let lines = vec![Inline::Text("• un".into()), Inline::Break, Inline::Text("• deux".into())];
    assert_eq!(preview.blocks, [Paragraph(lines), Code("make\n  test".into())]);
    assert!(Preview::plain("  \n").is_empty() && Preview::of("pdf", b"%PDF", None).is_none());
}

#[test]
fn size_and_depth_are_bounded() {
    for source in
        ["<".repeat(300_000), "a\n\n".repeat(90_000), "* x\n".repeat(90_000), "|a\n|-\n".repeat(50_000)]
    {
        let preview = Preview::of("markdown", source.as_bytes(), None).unwrap();
        assert!(preview.cut && preview.blocks.len() < 2_000, "{}", preview.blocks.len());
    }
    let deep = format!("{} au fond", ">".repeat(50_000));
    let mut blocks = markdown(&deep);
    let mut depth = 0;
    while let Some(Quotation(inner)) = blocks.pop() {
        (blocks, depth) = (inner, depth + 1);
    }
    assert!((1..20).contains(&depth), "{depth}");
}

#[test]
fn nothing_hostile_makes_a_link_that_runs() {
    let Some(root) = crate::corpus::root() else { return };
    let mut shown = 0;
    for file in crate::corpus::files(&root.join("hostile")) {
        let bytes = std::fs::read(file).unwrap();
        for format in ["markdown", "notebook"] {
            let preview = Preview::of(format, &bytes, Some("https://forge.example/x/y.md"));
            for piece in preview.iter().flat_map(|preview| pieces(&preview.blocks)) {
                shown += 1;
                if let Inline::Link(address, _) = piece {
                    assert!(address.starts_with("http://") || address.starts_with("https://"), "{address}");
                }
            }
        }
    }
    assert!(shown > 500, "{shown}");
}
