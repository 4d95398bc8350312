//! LOM 5, educational: what sort of lesson it is, for whom, at which level, for how long.

use super::super::concept;
use super::super::node::text;
use super::value::Word;
use crate::model::Field;
use crate::read::duration;
use crate::read::sheet::Sheet;
use crate::read::tree::Node;
use crate::vocabulary::school::Kind;

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    for educational in record.all("educational") {
        for (key, kind, field) in [
            ("learningResourceType", Kind::Type, Field::ResourceType),
            ("context", Kind::Level, Field::Level),
        ] {
            let name = format!("educational.{key}");
            for word in educational.all(key).filter_map(Word::of) {
                concept::claim(sheet, (kind, field), (Some(word.value), word.said()), &name, word.line);
            }
        }
        for word in educational.all("intendedEndUserRole").filter_map(Word::of) {
            let key = "educational.intendedEndUserRole";
            concept::audience(sheet, word.value, key, word.line);
        }
        let time = educational.get("typicalLearningTime");
        let said = time.and_then(|time| time.get("duration").or_else(|| time.get("datetime"))).and_then(text);
        if let Some(duration) = said.and_then(duration::exact) {
            let line = time.and_then(|time| time.line);
            sheet.say(Field::Duration, &duration, Some("educational.typicalLearningTime"), line, 1.0);
        }
    }
}
