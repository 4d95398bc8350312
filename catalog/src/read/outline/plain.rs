//! The outlines of `reStructuredText`, `AsciiDoc`, Org and plain text, by their lines.
//!
//! Enough for a title and a first paragraph; the rest of the markup is left as it is.

use super::{BULLET, LIMIT, Outline, is_real};
use crate::read::sheet::{clean, cut};

/// reStructuredText: a title is underlined, perhaps overlined too.
pub(in crate::read) fn restructured(text: &str) -> Outline {
    let lines: Vec<&str> = cut(text, LIMIT).lines().collect();
    let title = lines.windows(2).enumerate().find_map(|(at, pair)| {
        let [title, under] = pair else { return None };
        let fits = is_rule(under)
            && under.trim_end().chars().count() >= 3
            && !title.trim().is_empty()
            && !is_rule(title);
        fits.then(|| (at, clean(title)))
    });
    let skip = |line: &str| {
        line.starts_with("..") || line.starts_with(':') || line.starts_with(' ') || is_rule(line)
    };
    finish(&lines, title.map(|(at, title)| (at, title, 1.0)), skip)
}

/// `AsciiDoc`: a title follows one equals sign.
pub(in crate::read) fn asciidoc(text: &str) -> Outline {
    let lines: Vec<&str> = cut(text, LIMIT).lines().collect();
    let title =
        lines.iter().enumerate().find_map(|(at, line)| Some((at, clean(line.strip_prefix("= ")?), 1.0)));
    finish(&lines, title, |line| {
        line.starts_with(['=', ':', '[', '/', '|', '.'])
            || line.starts_with("image:")
            || line.starts_with("ifdef")
    })
}

/// Org: the title is a keyword.
pub(in crate::read) fn org(text: &str) -> Outline {
    let lines: Vec<&str> = cut(text, LIMIT).lines().collect();
    let title = lines.iter().enumerate().find_map(|(at, line)| {
        let upper = line.get(..8)?.to_ascii_uppercase();
        (upper == "#+TITLE:").then(|| (at, clean(&line[8..]), 1.0))
    });
    finish(&lines, title, |line| line.starts_with(['#', '*', ':']))
}

/// Plain text: the first line is a title when it is short and stands alone.
pub(in crate::read) fn plain_text(text: &str) -> Outline {
    let lines: Vec<&str> = cut(text, LIMIT).lines().collect();
    let title = lines.iter().position(|line| !line.trim().is_empty()).and_then(|at| {
        let line = lines[at].trim();
        let alone = lines.get(at + 1).is_none_or(|next| next.trim().is_empty() || is_rule(next));
        (alone && line.chars().count() <= 80).then(|| (at, clean(line), 0.7))
    });
    finish(&lines, title, is_rule)
}

/// A line made of one kind of punctuation.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    let mut letters = line.chars();
    letters.next().is_some_and(|first| first.is_ascii_punctuation() && letters.all(|other| other == first))
}

fn finish(lines: &[&str], title: Option<(usize, String, f32)>, skip: impl Fn(&str) -> bool) -> Outline {
    let line = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    let mut outline = Outline::default();
    let after = title.as_ref().map_or(0, |(at, _, _)| at + 1);
    let mut paragraph: Option<(usize, String)> = None;
    for (at, text) in lines.iter().enumerate().skip(after).chain(std::iter::once((lines.len(), &""))) {
        if outline.summary.is_some() {
            break;
        }
        if text.trim().is_empty() || skip(text) {
            outline.summary =
                paragraph.take().filter(|(_, text)| is_real(text)).map(|(at, text)| (clean(&text), line(at)));
        } else {
            let (_, joined) = paragraph.get_or_insert((at, String::new()));
            joined.push_str(text);
            joined.push(' ');
        }
    }
    outline.title =
        title.filter(|(_, text, _)| !text.is_empty()).map(|(at, text, sure)| (text, line(at), sure));
    lay(lines, outline.title.as_ref().map(|_| after - 1), &mut outline);
    outline
}

/// Lays the text out in blocks, ended by empty lines and rules; hard line breaks inside one go.
fn lay(lines: &[&str], title: Option<usize>, outline: &mut Outline) {
    let kept = lines.iter().enumerate().filter(|(at, _)| Some(*at) != title).map(|(_, line)| *line);
    let mut block: Vec<&str> = Vec::new();
    for line in kept.chain(std::iter::once("")) {
        let heading = line.starts_with("==") && line.trim_start_matches('=').starts_with(' ');
        if line.trim().is_empty() || is_rule(line) || heading {
            push_block(&std::mem::take(&mut block), outline);
        } else {
            block.push(line);
        }
        if heading {
            outline.push(&clean(line.trim_start_matches('=')));
        }
    }
}

fn push_block(block: &[&str], outline: &mut Outline) {
    if !block.is_empty() && block.iter().all(|line| line.starts_with("    ") || line.starts_with('\t')) {
        let code: Vec<&str> =
            block.iter().map(|line| line.strip_prefix("    ").unwrap_or(&line[1..])).collect();
        outline.push_code(&code.join("\n"));
        return;
    }
    let mut text = String::new();
    for line in block {
        let line = clean(line);
        let item = ["- ", "* ", BULLET].iter().find_map(|sign| line.strip_prefix(sign));
        if !text.is_empty() {
            text.push(if item.is_some() { '\n' } else { ' ' });
        }
        text.push_str(&item.map_or_else(|| line.clone(), |item| format!("{BULLET}{item}")));
    }
    outline.push(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_markup_has_its_title_and_first_paragraph() {
        let rst = restructured(
            "=====\nTitre\n=====\n\n.. image:: x.png\n\nUn premier paragraphe\nsur deux lignes.\n\nSuite.\n",
        );
        assert_eq!(rst.title, Some(("Titre".to_owned(), 2, 1.0)));
        assert_eq!(rst.summary, Some(("Un premier paragraphe sur deux lignes.".to_owned(), 7)));
        assert_eq!(rst.text, ".. image:: x.png\n\nUn premier paragraphe sur deux lignes.\n\nSuite.");
        let adoc = asciidoc("= Guide\n:toc:\n\nPour installer ce programme.\n");
        assert_eq!((adoc.title.unwrap().0, adoc.summary.unwrap().1), ("Guide".to_owned(), 4));
        assert_eq!(org("#+title: Notes\n\nDu texte en trois mots.\n").title.unwrap().0, "Notes");
        let laid = plain_text("Outil\n\nÀ savoir :\n- un\n  suite\n- deux\n\n    make\n");
        assert_eq!(laid.text, "À savoir :\n• un suite\n• deux\n\n    make");
        let plain = plain_text("MonOutil\n\nCeci est un outil utile.\n");
        assert_eq!((plain.title.unwrap().0, plain.summary.unwrap().1), ("MonOutil".to_owned(), 3));
        assert_eq!(plain_text("").title, None);
    }
}
