//! From the places of known texts to licences found, each with its exceptions.
//!
//! Knows nothing of titles, which decide between texts that are nearly alike.

use super::{Detected, Method};
use crate::licence::text::{Kind, Place, Prose, places};

/// The licences whose texts a file is or holds, in order, and the exceptions that stand alone.
///
/// An exception joins the licence before it.
pub(super) fn matches(text: &str) -> (Vec<Detected>, Vec<&'static str>) {
    let prose = Prose::of(text);
    let (mut found, mut alone): (Vec<Detected>, Vec<&'static str>) = (Vec::new(), Vec::new());
    for place in places(&prose) {
        if place.kind == Kind::Exception {
            match found.last_mut().filter(|one| !one.expression.contains(" WITH ")) {
                Some(before) => {
                    before.expression = format!("{} WITH {}", before.expression, place.id);
                    before.end_line = place.last;
                }
                None => alone.push(place.id),
            }
        } else if found.iter().all(|known| known.expression != place.id) {
            found.push(detected(&place));
        }
    }
    (found, alone)
}

/// Likeness below which a text is only a part or a variant of the one it is nearest to.
const SURE: f32 = 0.9;

fn detected(place: &Place) -> Detected {
    // A GNU text says which version, never whether later ones will do.
    let most = if is_gnu(place.id) { 0.9 } else { 1.0 };
    let certainty = if place.score >= SURE { place.score } else { place.score * 0.8 };
    Detected {
        expression: place.id.to_owned(),
        confidence: certainty.min(most),
        start_line: place.first,
        end_line: place.last,
        method: if place.exact { Method::ExactText } else { Method::CloseText },
        score: place.score,
    }
}

fn is_gnu(id: &str) -> bool {
    spdx::license_id(id).is_some_and(spdx::LicenseId::is_gnu)
}
