//! Parts of a repository whose licence is another than that of the whole.
//!
//! Must not decide what the whole is under.

use super::place::Place;
use super::role::role;
use crate::licence::reuse::Rule;
use crate::model::{Claim, LicencePart, PartRole};

/// The parts that differ from the whole: folders with a text or a
/// manifest of their own, groups named by a rule.
pub(super) fn parts(placed: &[(Place, &Claim)], whole: Option<&str>) -> Vec<LicencePart> {
    let mut found: Vec<LicencePart> = Vec::new();
    for (place, claim) in placed {
        let path = claim.source.path.as_deref().unwrap_or_default();
        let path = match (place, Rule::of(claim)) {
            (Place::Rule | Place::Folder, Some(rule)) => rule.scope(),
            (Place::Folder | Place::Package | Place::Member, _) => {
                path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
            }
            _ => continue,
        };
        let known = found.iter().any(|part| part.path == path && part.expression == claim.value);
        if whole != Some(claim.value.as_str()) && !known {
            let role = match place {
                // Settings by its name, it speaks of what it builds.
                Place::Package | Place::Member => PartRole::Code,
                Place::Folder if Rule::of(claim).is_none() => {
                    role(claim.source.path.as_deref().unwrap_or(&path))
                }
                _ => role(&path),
            };
            found.push(LicencePart { path, expression: claim.value.clone(), role });
        }
    }
    found
}
