//! Which of two texts that fit about as well is meant.
//!
//! Texts of one family differ by a name or a sentence. The rarer one is meant only where the words
//! that are its own are there.

use super::store::Entry;

/// Licences that most files mean when their text barely tells them from a rarer one.
const USUAL: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "BSD-2-Clause",
    "BSD-4-Clause",
    "Zlib",
    "X11",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "LGPL-2.1-only",
    "MPL-1.1",
    "MPL-2.0",
    "Python-2.0",
    "OpenSSL",
    "W3C",
    "ICU",
    "libtiff",
];

/// Releases of a licence that people call by another's name, which they barely differ from.
const SAME_FAMILY: &[(&str, &str)] = &[("Python-2.0.1", "Python-2.0")];

/// Likeness from which such a release is meant itself.
const ITSELF: f32 = 0.985;

/// The identifier that people give to a text found.
pub(super) fn usual_name(id: &'static str, score: f32) -> &'static str {
    let usual = SAME_FAMILY.iter().find(|(release, _)| *release == id && score < ITSELF);
    usual.map_or(id, |(_, usual)| usual)
}

/// Share of its own words by which a rarer text is believed.
const OWN: f32 = 0.6;

/// Whether `other` is meant rather than `best`, which fits a little better; `holds` says whether a
/// pair is in the stretch.
pub(super) fn rather(best: &Entry, other: &Entry, holds: impl Fn(u32) -> bool) -> bool {
    if rank(other) <= rank(best) {
        return false;
    }
    let theirs = share(other, best, &holds);
    match share(best, other, &holds) {
        Some(own) => own < OWN,
        None => theirs.is_none_or(|theirs| theirs >= 0.5),
    }
}

fn rank(entry: &Entry) -> u8 {
    u8::from(USUAL.contains(&entry.id)) * 2 + u8::from(!entry.deprecated)
}

/// Of the pairs that `one` has and `other` has not, the share that is there; none when it has none.
#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below the precision of a float")]
fn share(one: &Entry, other: &Entry, holds: impl Fn(u32) -> bool) -> Option<f32> {
    let (mut own, mut there) = (0usize, 0usize);
    for pair in &one.pairs {
        if other.pairs.binary_search(pair).is_err() {
            own += 1;
            there += usize::from(holds(*pair));
        }
    }
    (own > 0).then(|| there as f32 / own as f32)
}
