//! What to mend, most important first: what is wrong, where, the remedy, and something to paste.
//!
//! Things of one kind stand together. Must not decide what is in the list.

use super::super::gitlab::ended;
use super::super::mend::{Mend, Weight};
use super::Told;
use crate::cli::Tongue;
use crate::command::output::{Paper, Style};

/// Most places of one group.
const MOST: usize = 10;
/// The code of a key that is not there.
const MISSING: &str = "publiccode_missing";
/// A file beside the one that is there, to take what it lacks from.
const PROPOSED: &str = "glane inspect --propose publiccode . > publiccode.proposed.yml";

pub(super) fn section(told: &Told<'_>, paper: &mut Paper) {
    let (list, tongue) = (told.list, told.tongue);
    paper.section(tongue.say("À corriger", "To mend"), &[(Style::Plain, &counts(list, tongue))]);
    let mut groups: Vec<Vec<&Mend>> = Vec::new();
    for mend in list {
        match groups.iter_mut().find(|group| group[0].group == mend.group) {
            Some(group) => group.push(mend),
            None => groups.push(vec![mend]),
        }
    }
    for (number, group) in groups.iter().enumerate() {
        paper.gap();
        one(number + 1, group, tongue, paper);
    }
}

/// How many of each weight.
pub(super) fn counts(list: &[Mend], tongue: Tongue) -> String {
    let of = |weight: Weight| list.iter().filter(|mend| mend.weight == weight).count() as u64;
    let french = tongue == Tongue::Fr;
    let words = [
        (Weight::Hold, if french { ("blocage", "blocages") } else { ("hold", "holds") }),
        (Weight::Error, if french { ("erreur", "erreurs") } else { ("error", "errors") }),
        (Weight::Warning, if french { ("avertissement", "avertissements") } else { ("warning", "warnings") }),
        (Weight::Info, if french { ("conseil", "conseils") } else { ("hint", "hints") }),
    ];
    let counted: Vec<String> = words
        .into_iter()
        .filter(|(weight, _)| of(*weight) > 0)
        .map(|(weight, (one, many))| super::counted(of(weight), one, many))
        .collect();
    if counted.is_empty() { tongue.say("rien", "nothing").to_owned() } else { counted.join(", ") }
}

/// A group: what is wrong, each place, each remedy once.
fn one(number: usize, group: &[&Mend], tongue: Tongue, paper: &mut Paper) {
    let first = group[0];
    let (style, word) = match first.weight {
        Weight::Hold => (Style::Bad, tongue.say("bloque", "hold")),
        Weight::Error => (Style::Bad, tongue.say("erreur", "error")),
        Weight::Warning => (Style::Doubtful, tongue.say("avertissement", "warning")),
        Weight::Info => (Style::Faint, tongue.say("conseil", "hint")),
    };
    let (number, what) = (format!("{number}."), ended(shared(group, tongue)));
    paper.line(2, 5, &[(Style::Faint, &number), (style, word), (Style::Plain, &what)]);
    let alike = group.iter().all(|mend| mend.remedy == first.remedy);
    for mend in group.iter().take(MOST) {
        place(mend, &what, tongue, paper);
        if !alike {
            remedy(mend, 7, paper);
        }
    }
    if let Some(rest) = group.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        super::and_more(rest, tongue, paper);
    }
    if alike {
        remedy(first, 5, paper);
    }
    if let Some(snippet) = pasted(group) {
        paper.gap();
        paper.verbatim(7, snippet);
    }
}

/// What is said of all of them: of many keys that are missing, the key stands beside each place.
fn shared<'a>(group: &[&'a Mend], tongue: Tongue) -> &'a str {
    let first = group[0];
    if group.len() > 1 && first.code == MISSING {
        return tongue.say(
            "Il manque des clés que la norme publiccode.yml demande",
            "keys that the standard of publiccode.yml asks for are missing",
        );
    }
    &first.what
}

/// One thing by its place, with what is said of it alone.
fn place(mend: &Mend, what: &str, tongue: Tongue, paper: &mut Paper) {
    let spot = spot(mend, tongue);
    let own = Some(ended(&mend.what)).filter(|own| own != what && mend.code != MISSING);
    if !spot.is_empty() || own.is_some() {
        paper.line(5, 7, &[(Style::Place, &spot), (Style::Plain, own.as_deref().unwrap_or_default())]);
    }
}

fn remedy(mend: &Mend, indent: usize, paper: &mut Paper) {
    if !mend.remedy.is_empty() {
        paper.line(indent, indent + 2, &[(Style::Good, "→"), (Style::Plain, &ended(&mend.remedy))]);
    }
}

/// Something to begin with; for many missing keys, the file that has them all.
fn pasted<'a>(group: &[&'a Mend]) -> Option<&'a str> {
    if group.len() > 2 && group[0].code == MISSING {
        return Some(PROPOSED);
    }
    group.iter().find_map(|mend| mend.snippet.as_deref())
}

fn spot(mend: &Mend, tongue: Tongue) -> String {
    let line = mend.line.map(|line| format!(":{line}")).unwrap_or_default();
    let column = mend.column.filter(|_| mend.line.is_some()).map(|at| format!(":{at}")).unwrap_or_default();
    let key = mend.key.as_deref().map(|key| format!(" {key}")).unwrap_or_default();
    let commit = mend.commit.as_deref().and_then(|commit| commit.get(..12));
    let commit = commit.map(|commit| {
        format!(" ({} {commit})", tongue.say("dans l’historique, commit", "in the history, commit"))
    });
    let path = mend.path.as_deref().unwrap_or_default();
    let rule = mend.rule.as_deref().map(|rule| format!(" {rule}")).unwrap_or_default();
    format!("{path}{line}{column}{key}{rule}{}", commit.unwrap_or_default()).trim().to_owned()
}
