//! Subjects, levels, types and audiences of AMB: KIM's concepts, beside which `ScoLOMFR`'s may stand.
//!
//! What the rules have no place for becomes a keyword, which our reader takes for what it is.

use serde_json::{Value, json};

use super::{Sheet, Told, plain};
use crate::model::Field;
use crate::vocabulary::kim::{self, Concept};
use crate::vocabulary::school::{Kind, Term};

/// Roles of LRMI for whom a resource may be.
const ROLES: &[(&str, &str)] = &[
    ("apprenant", "student"),
    ("enseignant", "teacher"),
    ("gestionnaire", "administrator"),
    ("parent", "parent"),
    ("tuteur", "mentor"),
    ("professionnel", "professional"),
    ("grand public", "generalPublic"),
];

pub(super) fn put(sheet: &mut Sheet, told: &Told<'_>) {
    let mut keywords = told.values(Field::Keyword);
    let subjects = told.terms(Kind::Subject, Field::Subject);
    let known = german(Kind::Subject, &told.values(Field::Subject));
    if known.is_empty() {
        // Without one of KIM's the rules take none of ours either.
        keywords.extend(told.values(Field::Subject));
    } else {
        keywords.extend(told.unaddressed(Kind::Subject, Field::Subject));
        sheet
            .list("about", known.iter().map(of).chain(subjects.iter().filter_map(|one| ours(one))).collect());
    }
    let levels = told.values(Field::Level);
    sheet.list("educationalLevel", german(Kind::Level, &levels).iter().map(of).collect());
    keywords.extend(levels);
    sheet.list("keywords", keywords.into_iter().map(|word| plain(word).into()).collect());
    sheet.list("learningResourceType", types(told));
    let role = |audience: &str| ROLES.iter().find(|(known, _)| *known == audience).map(|(_, role)| *role);
    let roles = told.values(Field::Audience).into_iter().filter_map(role);
    let address = |role| json!({"type": "Concept", "id": format!("http://purl.org/dcx/lrmi-vocabs/educationalAudienceRole/{role}")});
    sheet.list("audience", roles.map(address).collect());
    let skills = told.values(Field::Competence).into_iter().filter_map(crate::write::address::web);
    sheet.list("teaches", skills.map(|address| json!({"id": address})).collect());
}

/// KIM's types, then ours; one of KIM's at least, where there is any.
fn types(told: &Told<'_>) -> Vec<Value> {
    let mut known = german(Kind::Type, &told.values(Field::ResourceType));
    let own: Vec<Value> =
        told.terms(Kind::Type, Field::ResourceType).iter().filter_map(|one| ours(one)).collect();
    if known.is_empty() && !own.is_empty() {
        known.push(kim::other());
    }
    known.iter().map(of).chain(own).collect()
}

/// KIM's concepts for terms of ours, each once.
fn german(kind: Kind, terms: &[&str]) -> Vec<Concept> {
    let mut found: Vec<Concept> = Vec::new();
    for concept in terms.iter().flat_map(|term| kim::of(kind, term)) {
        if !found.iter().any(|known| known.id == concept.id) {
            found.push(concept);
        }
    }
    found
}

fn of(concept: &Concept) -> Value {
    let labels: serde_json::Map<String, Value> =
        concept.labels.iter().map(|(code, label)| ((*code).to_owned(), label.as_str().into())).collect();
    json!({"type": "Concept", "id": concept.id, "prefLabel": labels})
}

/// A term of ours by its address in `ScoLOMFR`.
fn ours(term: &Term) -> Option<Value> {
    Some(json!({"type": "Concept", "id": term.uri.as_deref()?, "prefLabel": {"fr": term.term}}))
}
