//! `glane harvest --known`: the sources that an operator may turn on by their name.
//!
//! Reads no configuration and asks nobody.

use glane_catalog::vocabulary::sources::{self, KnownSource};

use super::super::{Ending, output};

/// Lists every known source, with what it holds and why its address is believed.
pub(super) fn list(as_json: bool) -> Ending {
    for source in sources::all() {
        if as_json {
            output::json(source);
        } else {
            output::line(&in_words(source));
        }
    }
    if !as_json {
        output::note("none is harvested until a [[source]] of the configuration says known = \"<id>\"");
    }
    Ending::Done
}

fn in_words(source: &KnownSource) -> String {
    let KnownSource { id, name, kind, url, holds_en, evidence, .. } = source;
    let terms = match &source.licence {
        Some(licence) => format!("by its terms every record is under {licence}"),
        None => "each record says its own licence, or none".to_owned(),
    };
    format!("{id}: {name}, {holds_en}\n  {kind} {url}\n  licence: {terms}\n  evidence: {evidence}")
}
