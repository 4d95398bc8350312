//! Two policies over SPDX expressions: one for code, one for educational resources.
//!
//! `OR`: one accepted branch is enough. `AND`: all parts must be accepted.

use super::facts::{Family, Kind, Licence, Openness, licence};
use crate::licence::{ALL_RIGHTS_RESERVED, parsed};

/// What the operator adds to and takes from a policy: SPDX identifiers, in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// Accepted whatever the policy says.
    pub allow: Vec<String>,
    /// Refused whatever the policy says; refusal wins over acceptance.
    pub refuse: Vec<String>,
    /// Where there is one, nothing is accepted but what is in this list or in `allow`.
    pub only: Option<Vec<String>>,
}

/// What a policy says of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// May be published and catalogued.
    pub allowed: bool,
    /// Gives the four freedoms: use, study, change, share, for any purpose.
    pub libre: bool,
    /// Why, in one English sentence for the owner.
    pub why: String,
}

/// What one licence is worth to a policy, and the grounds.
struct Verdict {
    allowed: bool,
    libre: bool,
    ground: &'static str,
}

/// Whether code under this expression may be published: the State's list, or OSI, or FSF.
#[must_use]
pub fn allowed_for_code(expression: &str, lists: &Lists) -> Allowance {
    decide(expression, lists, |known| {
        let ground = if known.official_list {
            "on the State's list (D. 323-2-1 CRPA)"
        } else if known.osi {
            "approved by the Open Source Initiative"
        } else if known.fsf {
            "free according to the Free Software Foundation"
        } else {
            "neither on the State's list nor recognised by OSI or FSF"
        };
        let allowed = known.official_list || known.osi || known.fsf;
        Verdict { allowed, libre: allowed || known.is_libre(), ground }
    })
}

/// Whether educational resources under this expression may be published.
///
/// Creative Commons licences with NC or ND are accepted and labelled not libre.
#[must_use]
pub fn allowed_for_resources(expression: &str, lists: &Lists) -> Allowance {
    decide(expression, lists, |known| {
        let libre = known.is_libre();
        let shareable = known.kind == Kind::CreativeCommons;
        let ground = match known.open_for_education {
            _ if libre => "open for education",
            Openness::NonCommercial => "may be reused and changed for non-commercial purposes only",
            Openness::Closed if shareable => "may be shared as it is only",
            _ => "not known to be open for education",
        };
        Verdict { allowed: libre || shareable, libre, ground }
    })
}

/// The families of the licences of an expression, each once, in order.
#[must_use]
pub fn families(expression: &str) -> Vec<Family> {
    let Some(known) = parsed(expression) else { return vec![Family::Other] };
    let mut found: Vec<Family> = known
        .requirements()
        .map(|each| licence(&each.req.license.to_string()).map_or(Family::Other, Licence::family))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn decide(expression: &str, lists: &Lists, policy: impl Fn(&Licence) -> Verdict) -> Allowance {
    let Some(known) = parsed(expression) else {
        let why = format!("\"{expression}\" is not an SPDX expression");
        return Allowance { allowed: false, libre: false, why };
    };
    let verdict = |id: &str| judge(id, lists, &policy);
    let allowed = known.evaluate(|each| verdict(&each.license.to_string()).allowed);
    let libre = known.evaluate(|each| verdict(&each.license.to_string()).libre);
    let grounds: Vec<String> = known
        .requirements()
        .map(|each| each.req.license.to_string())
        .map(|id| (verdict(&id), id))
        .filter(|(verdict, _)| verdict.allowed == allowed)
        .map(|(verdict, id)| format!("{id}: {}", verdict.ground))
        .collect();
    Allowance { allowed, libre, why: grounds.join("; ") }
}

fn judge(id: &str, lists: &Lists, policy: &impl Fn(&Licence) -> Verdict) -> Verdict {
    let listed = |list: &[String]| list.iter().any(|each| each.eq_ignore_ascii_case(id));
    let libre = licence(id).is_some_and(Licence::is_libre);
    if listed(&lists.refuse) {
        Verdict { allowed: false, libre, ground: "refused by this catalogue's settings" }
    } else if listed(&lists.allow) {
        Verdict { allowed: true, libre, ground: "accepted by this catalogue's settings" }
    } else if lists.only.as_ref().is_some_and(|only| !listed(only)) {
        Verdict { allowed: false, libre, ground: "not among the licences that this catalogue takes" }
    } else {
        let ground = if id.eq_ignore_ascii_case(ALL_RIGHTS_RESERVED) {
            "all rights are reserved, which lets nobody reuse, change or share the work"
        } else {
            "not a licence known here"
        };
        licence(id).map_or(Verdict { allowed: false, libre: false, ground }, policy)
    }
}

#[cfg(test)]
mod tests;
