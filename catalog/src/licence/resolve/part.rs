//! Parts of a repository whose licence is another than that of the whole.
//!
//! Must not decide what the whole is under.

use super::place::Place;
use super::role::{Role, role};
use crate::licence::reuse::Rule;
use crate::model::Claim;

/// A part with its licence.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// A folder, or a pattern of paths.
    pub path: String,
    /// SPDX expression.
    pub expression: String,
    /// What it is.
    pub role: Role,
}

/// The parts that differ from the whole: folders with a text of their own, groups named by a rule.
pub(super) fn parts(placed: &[(Place, &Claim)], whole: Option<&str>) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for (place, claim) in placed {
        let path = claim.source.path.as_deref().unwrap_or_default();
        let path = match (place, Rule::of(claim)) {
            (Place::Rule, Some(rule)) => rule.pattern.to_owned(),
            (Place::Folder, _) => {
                path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
            }
            _ => continue,
        };
        let known = found.iter().any(|part| part.path == path && part.expression == claim.value);
        if whole != Some(claim.value.as_str()) && !known {
            let role =
                role(claim.source.path.as_deref().filter(|_| *place == Place::Folder).unwrap_or(&path));
            found.push(Part { path, expression: claim.value.clone(), role });
        }
    }
    found
}
