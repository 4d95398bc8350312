//! The names that stand before a colon, in French and in English, and what their values mean.
//!
//! Must not know the index: which values exist is looked up when the query is built.

use super::days::days;
use super::tree::What;
use crate::analyse::folded;
use crate::facet::{Facet, LICENCE_FAMILIES, Maintained};

/// What people say of access and of rights, folded, beside the value of the index.
const SPOKEN: &[(&str, &str)] = &[
    ("sans compte", "no_account"),
    ("sanscompte", "no_account"),
    ("without account", "no_account"),
    ("compte", "account"),
    ("modifier", "modification"),
    ("modify", "modification"),
    ("vendre", "commercial"),
    ("sell", "commercial"),
];

/// Names of languages that people speak, folded, beside their code.
#[rustfmt::skip]
const TONGUES: &[(&str, &str)] = &[
    ("francais", "fr"), ("french", "fr"), ("anglais", "en"), ("english", "en"), ("allemand", "de"),
    ("german", "de"), ("espagnol", "es"), ("spanish", "es"), ("italien", "it"), ("italian", "it"),
    ("portugais", "pt"), ("portuguese", "pt"), ("arabe", "ar"), ("arabic", "ar"), ("chinois", "zh"),
    ("chinese", "zh"), ("japonais", "ja"), ("japanese", "ja"), ("russe", "ru"), ("russian", "ru"),
    ("breton", "br"), ("occitan", "oc"), ("basque", "eu"), ("corse", "co"), ("catalan", "ca"),
    ("creole", "crp"), ("latin", "la"), ("grec", "el"), ("hebreu", "he"), ("polonais", "pl"),
];

/// What `name:value` asks for; none when the name is none of ours, or the value none of its.
pub(super) fn meant(name: &str, value: &str) -> Option<What> {
    if !value.contains(char::is_alphanumeric) {
        return None;
    }
    match folded(name).as_str() {
        "auteur" | "autrice" | "author" => return Some(What::Author(value.to_owned())),
        "maj" | "updated" | "date" => return days(value).map(What::Changed),
        _ => {}
    }
    let facet = Facet::named(name)?;
    Some(match facet {
        Facet::Licence if is_family(value) => What::Value(Facet::LicenceFamily, value.to_owned()),
        Facet::Kind => kind(value),
        Facet::Tongue => What::Value(facet, tongue(value)),
        Facet::Maintained => What::Value(facet, Maintained::named(value)?.as_str().to_owned()),
        Facet::Access | Facet::Reuse => What::Value(facet, spoken(value)),
        _ => What::Value(facet, value.to_owned()),
    })
}

/// Whether `licence:` was given a family instead of a licence.
fn is_family(value: &str) -> bool {
    LICENCE_FAMILIES.contains(&value.to_lowercase().as_str())
}

/// `type:` is a kind of record, or the type of a resource.
fn kind(value: &str) -> What {
    let kind = match folded(value).as_str() {
        "projet" | "projets" | "project" | "projects" => "project",
        "ressource" | "ressources" | "resource" | "resources" => "resource",
        "logiciel" | "logiciels" | "software" => "software",
        _ => return What::Value(Facet::ResourceType, value.to_owned()),
    };
    What::Value(Facet::Kind, kind.to_owned())
}

fn spoken(value: &str) -> String {
    let said = folded(value);
    SPOKEN.iter().find(|(known, _)| *known == said).map_or(value, |(_, meant)| *meant).to_owned()
}

fn tongue(value: &str) -> String {
    let name = folded(value);
    TONGUES.iter().find(|(known, _)| *known == name).map_or(name, |(_, code)| (*code).to_owned())
}
