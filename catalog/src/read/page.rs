//! Pages of prose: READMEs, lessons in Markdown, LaTeX documents.
//!
//! Turns an outline into claims; must not know markup.

use super::outline::{self, Outline};
use super::sheet::Sheet;
use super::tree::yaml;
use super::{badge, front, rights, teaching, tongue};
use crate::licence::{
    ALL_RIGHTS_RESERVED, CONTENT_KEY, Detected, Mention, Method, Normalised, detect, mentions,
    says_all_rights_reserved,
};
use crate::model::Field;
use crate::vocabulary::fold::fold;

/// Weight of a licence named in a section of the README: named, but not declared.
const SECTION: f32 = 0.6;

/// Likeness from which on a text in a section is the licence's own.
const WHOLE: f32 = 0.8;

/// Lines of a licence section that are read.
const SECTION_LINES: usize = 30;

/// A README, by the markup its name says.
pub(super) fn readme(sheet: &mut Sheet<'_>, text: &str) {
    let lower = sheet.path().to_lowercase();
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension);
    let outline = match extension {
        "rst" => outline::restructured(text),
        "adoc" | "asciidoc" => outline::asciidoc(text),
        "org" => outline::org(text),
        "txt" | "text" => outline::plain_text(text),
        _ => outline::markdown(text),
    };
    claims(sheet, &outline, true);
    badge::claims(sheet, text);
    licence_section(sheet, text, true);
}

/// A lesson or page in Markdown.
pub(super) fn lesson(sheet: &mut Sheet<'_>, text: &str) {
    teaching::form(sheet, "document", 0.4, true);
    taught(sheet, text, true);
}

/// A page that teaches; `located` when its lines are those of the file.
pub(super) fn taught(sheet: &mut Sheet<'_>, text: &str, located: bool) {
    let outline = outline::markdown(text);
    claims(sheet, &outline, located);
    teaching::claims(sheet, None, &outline.prose(), false);
    if text.lines().any(is_plain_licence_heading) {
        licence_section(sheet, text, located);
    } else {
        rights::in_prose(sheet, text, "text", located);
    }
}

/// A heading of a lesson under which its own licence stands: a chapter about licences has more words.
fn is_plain_licence_heading(line: &str) -> bool {
    let known = ["licence", "license", "credits", "et", "droits", "d", "utilisation", "mentions", "legales"];
    let folded = fold(line);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    line.starts_with('#') && folded.contains("licen") && words.all(|word| known.contains(&word))
}

/// The claims of any page: front matter first, then what the page shows.
fn claims(sheet: &mut Sheet<'_>, outline: &Outline, located: bool) {
    if let Some(front) = outline.front.as_ref().and_then(|(text, _)| yaml::parse(text).root) {
        front::claims(sheet, &front, located);
    }
    let line = |line: u32| located.then_some(line);
    if let Some((title, at, certainty)) = &outline.title {
        sheet.say(Field::Name, title, None, line(*at), certainty * 0.9);
        teaching::of_title(sheet, title, line(*at));
    }
    if let Some((summary, at)) = &outline.summary {
        sheet.say(Field::Summary, summary, None, line(*at), 0.7);
    }
    if sheet.said(Field::Language).is_none()
        && let Some((language, certainty)) = tongue::guess(&outline.prose())
    {
        sheet.say(Field::Language, language, None, None, certainty);
    }
    sheet.text(&outline.text);
}

/// The licence that a section or badge names, if it names exactly one.
fn licence_section(sheet: &mut Sheet<'_>, text: &str, located: bool) {
    let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
    let section = (0..lines.len())
        .find(|at| is_licence_heading(lines[*at].1, lines.get(at + 1).map(|(_, next)| *next)));
    let heading = section.map(|at| lines[at].0);
    let spoken: Vec<(u32, &str)> = match section {
        Some(at) => {
            let body = lines[at + 1..].iter().take(SECTION_LINES);
            body.copied().take_while(|(_, line)| !line.starts_with('#')).collect()
        }
        // Without a section, badges and sentences of the form "under licence …" still name one.
        None => lines.into_iter().filter(|(_, line)| speaks_of_licence(line)).take(SECTION_LINES).collect(),
    };
    let joined: Vec<&str> = spoken.iter().map(|(_, line)| *line).collect();
    let found = mentions(&joined.join("\n"));
    let Some(first) = found.first() else {
        if let Some(whole) = heading.and_then(|line| whole_text(text, line)) {
            sheet.say(
                Field::Licence,
                &whole.expression,
                Some("licence"),
                Some(whole.start_line).filter(|_| located),
                SECTION,
            );
            return;
        }
        // Outside a section the words stand below many a free text, as a habit of print.
        let said = spoken.iter().find(|(_, line)| section.is_some() && says_all_rights_reserved(line));
        if let Some((line, _)) = said {
            sheet.say(
                Field::Licence,
                ALL_RIGHTS_RESERVED,
                Some("licence"),
                Some(*line).filter(|_| located),
                SECTION,
            );
        }
        return;
    };
    let contents = found.iter().find(|mention| mention.of_contents);
    let of_code = |mention: &&Mention| !mention.of_contents;
    let first = found.iter().find(of_code).unwrap_or(first);
    if found.iter().filter(of_code).any(|other| other.licence.expression != first.licence.expression) {
        return;
    }
    let line = |mention: &Mention| {
        let at = usize::try_from(mention.line).unwrap_or(1).saturating_sub(1);
        spoken.get(at).map(|(line, _)| *line).filter(|_| located)
    };
    let same = found.iter().filter(|other| other.licence.expression == first.licence.expression);
    let best = same.map(|mention| mention.licence.confidence).fold(0.0, f32::max);
    let weight = SECTION / 0.95;
    sheet.say(Field::Licence, &first.licence.expression, Some("licence"), line(first), best * weight);
    if let Some(contents) = contents.filter(|one| one.licence.expression != first.licence.expression) {
        let Normalised { expression, confidence } = &contents.licence;
        sheet.say(Field::Licence, expression, Some(CONTENT_KEY), line(contents), confidence * weight);
    }
}

/// The licence whose text a section holds word for word, or nearly so.
fn whole_text(text: &str, heading: u32) -> Option<Detected> {
    let is_text = |one: &Detected| matches!(one.method, Method::ExactText | Method::CloseText);
    detect(text).into_iter().find(|one| one.start_line >= heading && is_text(one) && one.confidence >= WHOLE)
}

fn is_licence_heading(line: &str, next: Option<&str>) -> bool {
    let underlined =
        next.is_some_and(|next| next.len() >= 3 && next.chars().all(|c| matches!(c, '=' | '-' | '~' | '^')));
    let marked = line.starts_with(['#', '=']);
    let title = fold(line);
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    (underlined || marked)
        && line.len() < 80
        && title
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "licence" | "license" | "licences" | "licensing"))
}

/// Ways of putting something under a licence, folded.
const PUTS_UNDER: &[&str] = &[
    "sous licence",
    "sous la licence",
    "sous les termes",
    "selon les termes",
    "suivant les termes",
    "termes de la licence",
    "regi par la licence",
    "distribue sous",
    "publie sous",
    "diffuse sous",
    "ressources sous",
    "contenus sous",
    "donnees sous",
    "licence :",
    "licence\u{a0}:",
    "licence\u{202f}:",
    "license:",
    "licence creative commons",
    "contrat creative commons",
    "licensed under",
    "under the terms",
    "badge/licen",
    "creativecommons.org/licenses",
    "creativecommons.org/publicdomain",
];

/// A line of a badge, or a sentence that puts something under a licence.
fn speaks_of_licence(line: &str) -> bool {
    let folded = fold(line);
    PUTS_UNDER.iter().any(|sign| folded.contains(sign))
}

#[cfg(test)]
mod tests;
