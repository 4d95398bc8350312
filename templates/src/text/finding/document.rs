//! What findings about documents of teaching say in French.
//!
//! Must not know markup.

/// What is wrong and its remedy, by code.
pub(super) fn french(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "licence_version_unsaid" => (
            "La licence est nommée sans sa version : la version actuelle est supposée.",
            "Écrire la licence avec sa version, par exemple CC-BY-SA-4.0.",
        ),
        "encrypted" => (
            "Le document est chiffré : ni son texte ni ce qu’il dit de lui-même ne peuvent être lus.",
            "L’exporter de nouveau, sans mot de passe ni restriction.",
        ),
        "no_text" => (
            "Ce document n’a aucun texte lisible : ses pages sont sans doute des images.",
            "Reconnaître son texte (OCR), ou publier le fichier source : sans texte, il ne peut être ni cherché ni lu à voix haute.",
        ),
        _ => return None,
    })
}
