//! Scratch projects: comments, names of sprites, what they say and ask.
//!
//! Variables and lists are not read: they hold what pupils typed. A project names no title, author or
//! licence. Must not know the other formats.

use super::super::name::named_after_file;
use super::super::sheet::{Sheet, clean, shorten};
use super::editable;
use super::entries::Package;
use super::ordered::{self, Json};
use super::prose::Prose;
use crate::model::{Field, Severity};

/// Blocks of Scratch 2 whose first value is said to a person.
const SAYS: &[&str] =
    &["say:", "say:duration:elapsed:from:", "think:", "think:duration:elapsed:from:", "doAsk"];

/// Inputs of blocks of Scratch 3 that are said to a person.
const SAID: &[&str] = &["MESSAGE", "QUESTION"];

/// Names that a new project gives by itself.
const GIVEN: &[&str] = &["Stage", "Scène"];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    named_after_file(sheet);
    editable(sheet, "activity", 0.5);
    if bytes.starts_with(b"ScratchV") {
        let told = (
            format!("{} is a project of Scratch 1, of which only the name is read", sheet.path()),
            "Open it in Scratch 3 and save it as .sb3.",
        );
        sheet.find(Severity::Info, "scratch_1", told, None, None);
        return;
    }
    let Some(mut package) = Package::open(sheet, bytes, "a Scratch project") else { return };
    let Some(project) = project(sheet, &mut package) else { return };
    let mut prose = Prose::default();
    if let Some(comment) = project.get("info").and_then(|info| info.text("comment")) {
        sheet.say(Field::Description, comment, Some("info.comment"), None, 0.7);
        prose.plain(comment);
    }
    sprites(&project, &mut prose);
    prose.keep(sheet, false);
}

fn project(sheet: &mut Sheet<'_>, package: &mut Package<'_>) -> Option<Json> {
    let remedy = "Open it in Scratch and save it again.";
    let Some(text) = package.text(sheet, "project.json") else {
        let message = format!("{} is no Scratch project: it holds no project.json", sheet.path());
        sheet.find(Severity::Error, "project_absent", (message, remedy), None, None);
        return None;
    };
    let read = if text.len() > ordered::LONGEST {
        Err(format!("it is longer than {} bytes", ordered::LONGEST))
    } else {
        serde_json::from_str::<Json>(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())
    };
    read.inspect_err(|problem| {
        let problem = shorten(&clean(problem), 200);
        let message = format!("{}: its project.json cannot be read: {problem}", sheet.path());
        sheet.find(Severity::Error, "syntax", (message, remedy), Some("project.json"), None);
    })
    .ok()
}

/// Names and words, of the stage first.
fn sprites(project: &Json, prose: &mut Prose) {
    // Scratch 2 has the sprites in the stage, Scratch 3 has all side by side.
    let all = std::iter::once(project).chain(project.list("children")).chain(project.list("targets"));
    for sprite in all {
        let name = sprite.text("objName").or_else(|| sprite.text("name"));
        name.filter(|name| !GIVEN.contains(name)).into_iter().for_each(|name| prose.item(name));
        for comment in sprite.list("scriptComments") {
            comment.items().last().and_then(Json::as_text).into_iter().for_each(|text| prose.plain(text));
        }
        for script in sprite.list("scripts") {
            spoken(script, prose);
        }
        for (_, comment) in sprite.get("comments").map(Json::entries).unwrap_or_default() {
            comment.text("text").into_iter().for_each(|text| prose.plain(text));
        }
        for (_, block) in sprite.get("blocks").map(Json::entries).unwrap_or_default() {
            for (name, input) in block.get("inputs").map(Json::entries).unwrap_or_default() {
                if SAID.contains(&name.as_str()) {
                    // `[1, [10, "Bonjour"]]`: the value, or the shadow of what stands in its place.
                    let value =
                        input.items().iter().filter_map(|item| item.items().get(1)).find_map(Json::as_text);
                    value.into_iter().for_each(|text| prose.plain(text));
                }
            }
        }
    }
}

/// What a script of Scratch 2 says; its depth is bounded by that of JSON as it was read.
fn spoken(script: &Json, prose: &mut Prose) {
    let items = script.items();
    if let [Json::Text(name), Json::Text(words), ..] = items
        && SAYS.contains(&name.as_str())
    {
        prose.plain(words);
    }
    items.iter().for_each(|item| spoken(item, prose));
}

#[cfg(test)]
mod tests {
    use super::super::super::{Format, read};
    use crate::archive::zip::tests::zip;
    use crate::model::Field;

    const SECOND: &str = r#"{"objName":"Stage","lists":[{"listName":"prénoms","contents":["Zoé"]}],
        "scriptComments":[[1,2,3,4,true,-1,"Trace un carré"]],
        "children":[{"objName":"Lutin1","scripts":[[1,2,[["whenGreenFlag"],["doRepeat",4,[["say:duration:elapsed:from:","Bonjour",2]]],
        ["doAsk","Ton nom ?"],["say:",["readVariable","x"]],["setVar:to:","x","Zoé"]]]]}]}"#;
    const THIRD: &str = r#"{"targets":[{"isStage":true,"name":"Stage","lists":{"a":["prénoms",["Zoé"]]},"blocks":{},
        "comments":{"c":{"text":"Trace un carré"}}},{"name":"Lutin1","blocks":{"b":{"opcode":"looks_say",
        "inputs":{"MESSAGE":[1,[10,"Bonjour"]],"SECS":[1,[4,"2"]]}},"d":{"inputs":{"QUESTION":[3,"e",[10,"Ton nom ?"]]}},
        "v":[12,"x","id",0,0]}}],"meta":{"semver":"3.0.0"}}"#;

    #[test]
    fn what_a_project_says_is_kept_and_what_was_typed_is_not() {
        for (name, text, expected) in [
            ("carre_1.sb2", SECOND, "Trace un carré\n\n• Lutin1\n\nBonjour\n\nTon nom ?"),
            ("carre_1.sb3", THIRD, "Trace un carré\n\n• Lutin1\n\nBonjour\n\nTon nom ?"),
        ] {
            let reading = read(Format::Scratch, name, &zip(&[("project.json", text)]));
            assert_eq!(reading.findings, []);
            assert_eq!(reading.text.as_deref(), Some(expected));
            assert_eq!(reading.fields.value(Field::Name), Some("carre 1"));
            assert!(!serde_json::to_string(&reading).unwrap().contains("Zoé"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (bytes, code) in [
            (b"ScratchV02\0".to_vec(), "scratch_1"),
            (b"rien".to_vec(), "package_unreadable"),
            (zip(&[("a", "")]), "project_absent"),
            (zip(&[("project.json", "{")]), "syntax"),
        ] {
            let reading = read(Format::Scratch, "x.sb", &bytes);
            assert_eq!(reading.findings[0].code, code);
        }
    }
}
