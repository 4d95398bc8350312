//! Files that are archives of a format of their own: what their entries say.
//!
//! Entries are read in memory within a measure; nothing is written or run.

mod address;
mod credit;
mod entries;
pub(super) mod epub;
pub(super) mod geogebra;
pub(super) mod h5p;
pub(super) mod imscp;
pub(super) mod moodle;
mod office;
pub(super) mod ooxml;
pub(super) mod opendocument;
mod ordered;
mod prose;
pub(super) mod scratch;
mod stripped;

use super::sheet::Sheet;
use crate::model::Field;

/// Claims what sort of resource a format makes, and that the file itself is what it is edited from.
fn editable(sheet: &mut Sheet<'_>, kind: &str, confidence: f32) {
    sheet.say(Field::ResourceKind, kind, Some("format"), None, confidence);
    sheet.say(Field::EditableSource, "yes", Some("format"), None, 0.7);
}
