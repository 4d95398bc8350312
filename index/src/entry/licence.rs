//! What a licence expression counts under: its ids, and the families they belong to.
//!
//! By the SPDX list's own flags; must not know which licences the operator allows.

use glane_catalog::vocabulary::licence_policy::{self, Right};
use spdx::{Expression, LicenseId, LicenseReq, ParseMode};

/// Licences that are libre though the SPDX list flags them neither OSI nor FSF.
const ALSO_LIBRE: &[&str] = &["etalab-2.0", "ODC-By-1.0", "PDDL-1.0", "LAL-1.2", "LAL-1.3", "CERN-OHL-1.2"];
/// Beginnings of ids that ask for the same licence in return though the list does not say so.
const ALSO_COPYLEFT: &[&str] = &["CC-BY-SA-", "ODbL-", "LAL-"];

/// The ids of an expression, and its families; nothing for none.
pub(crate) fn values(expression: Option<&str>) -> (Vec<String>, Vec<String>) {
    let Some(text) = expression else { return Default::default() };
    let Ok(expression) = Expression::parse_mode(text, ParseMode::LAX) else {
        return (vec![text.to_owned()], Vec::new());
    };
    let mut ids: Vec<String> = Vec::new();
    for requirement in expression.requirements() {
        let id = requirement.req.license.to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    (ids, families(&expression))
}

/// What an expression lets one do beyond sharing the work as it is, where that is known of its licences:
/// `modification`, `commercial`.
pub(super) fn reuse(expression: &str) -> Vec<&'static str> {
    let Ok(expression) = Expression::parse_mode(expression, ParseMode::LAX) else { return Vec::new() };
    let gives = |right: fn(&licence_policy::Licence) -> Right| {
        expression.evaluate(|requirement| {
            let known = licence_policy::licence(&requirement.license.to_string());
            known.is_some_and(|known| right(known) == Right::Yes)
        })
    };
    let rights = [
        ("modification", gives(|known| known.modification)),
        ("commercial", gives(|known| known.commercial_use)),
    ];
    rights.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
}

fn families(expression: &Expression) -> Vec<String> {
    let all_known = expression.requirements().all(|requirement| requirement.req.license.id().is_some());
    let families: &[&str] = if expression.evaluate(|req| holds(req, is_permissive)) {
        &["libre", "permissive"]
    } else if expression.evaluate(|req| holds(req, is_libre)) {
        &["libre", "copyleft"]
    } else if all_known {
        &["restricted"]
    } else {
        &[]
    };
    families.iter().map(|&family| family.to_owned()).collect()
}

fn holds(requirement: &LicenseReq, rule: fn(LicenseId) -> bool) -> bool {
    requirement.license.id().is_some_and(rule)
}

fn is_libre(id: LicenseId) -> bool {
    id.is_osi_approved() || id.is_fsf_free_libre() || ALSO_LIBRE.contains(&id.name)
}

fn is_permissive(id: LicenseId) -> bool {
    let copyleft = id.is_copyleft() || ALSO_COPYLEFT.iter().any(|start| id.name.starts_with(start));
    is_libre(id) && !copyleft
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families_of(expression: &str) -> Vec<String> {
        values(Some(expression)).1
    }

    #[test]
    fn families_follow_the_expression() {
        assert_eq!(families_of("MIT"), ["libre", "permissive"]);
        assert_eq!(families_of("GPL-3.0-or-later"), ["libre", "copyleft"]);
        assert_eq!(families_of("EUPL-1.2"), ["libre", "copyleft"]);
        assert_eq!(families_of("MIT OR GPL-3.0-only"), ["libre", "permissive"]);
        assert_eq!(families_of("MIT AND GPL-3.0-only"), ["libre", "copyleft"]);
        assert_eq!(families_of("CC-BY-SA-4.0"), ["libre", "copyleft"]);
        assert_eq!(families_of("CC-BY-4.0"), ["libre", "permissive"]);
        assert_eq!(families_of("etalab-2.0"), ["libre", "permissive"]);
        assert_eq!(families_of("CC-BY-NC-SA-4.0"), ["restricted"]);
        assert!(families_of("LicenseRef-maison").is_empty());
        assert!(values(None).0.is_empty());
    }

    #[test]
    fn rights_follow_the_expression() {
        assert_eq!(reuse("CC-BY-SA-4.0"), ["modification", "commercial"]);
        assert_eq!(reuse("CC-BY-NC-SA-4.0"), ["modification"]);
        assert_eq!(reuse("CC-BY-ND-4.0"), ["commercial"]);
        assert!(reuse("CC-BY-NC-ND-4.0").is_empty());
        assert_eq!(reuse("CC-BY-NC-4.0 OR GPL-3.0-or-later"), ["modification", "commercial"]);
        assert_eq!(reuse("CC-BY-NC-4.0 AND GPL-3.0-or-later"), ["modification"]);
        assert!(reuse("LicenseRef-maison").is_empty());
    }

    #[test]
    fn ids_are_those_of_the_expression() {
        let (ids, _) = values(Some("(MIT OR Apache-2.0) AND CC-BY-4.0 AND MIT"));
        assert_eq!(ids, ["MIT", "Apache-2.0", "CC-BY-4.0"]);
        assert_eq!(values(Some("GPL-3.0-or-later")).0, ["GPL-3.0-or-later"]);
    }
}
