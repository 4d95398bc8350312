//! Names of Creative Commons licences, in English and in French.
//!
//! The letters decide what may be done, so a name with an unknown word names nothing.

/// Words that may stand in the name beside letters and version.
const FILLERS: &[&str] = &[
    "creative",
    "commons",
    "common",
    "cc",
    "licence",
    "international",
    "internationale",
    "unported",
    "generic",
    "non",
    "transpose",
    "france",
    "fr",
    "pas",
    "utilisation",
    "dans",
    "memes",
    "initiales",
    "no",
    "share",
    "public",
    "contrat",
    "selon",
    "works",
    "attribution",
    "transposee",
    "igo",
    "oig",
    "internacional",
    "internazionale",
    "internationaal",
    "universal",
    "nicht",
    "keine",
    "unter",
    "niet",
    "geen",
    "sin",
    "sem",
    "nao",
    "allo",
    "stesso",
    "modo",
    "conservar",
    "under",
    "united",
    "and",
    "wales",
];

/// Words for the countries that have ports.
const PORTS: &[(&str, &str)] = &[
    ("france", "FR"),
    ("fr", "FR"),
    ("germany", "DE"),
    ("deutschland", "DE"),
    ("allemagne", "DE"),
    ("austria", "AT"),
    ("autriche", "AT"),
    ("australia", "AU"),
    ("australie", "AU"),
    ("netherlands", "NL"),
    ("states", "US"),
    ("england", "UK"),
    ("japan", "JP"),
    ("japon", "JP"),
];

/// Words that such a name may begin with.
pub(super) const FIRST: &[&str] = &[
    "cc",
    "creative",
    "attribution",
    "paternite",
    "by",
    "contrat",
    "namensnennung",
    "attribuzione",
    "atribucion",
    "reconocimiento",
    "atribuicao",
    "naamsvermelding",
];

/// The letters of a name.
#[derive(Default)]
struct Letters {
    by: bool,
    nc: bool,
    sa: bool,
    nd: bool,
}

/// The SPDX identifier that these words name, with its confidence.
pub(super) fn identify(words: &[String]) -> Option<(String, f32)> {
    let mut letters = Letters::default();
    let mut version = None;
    for word in words {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            if version.replace(word.as_str()).is_some() {
                return None;
            }
        } else if !letters.take(word)
            && !FILLERS.contains(&word.as_str())
            && !PORTS.iter().any(|(name, _)| name == word)
        {
            return None;
        }
    }
    let has = |word: &str| words.iter().any(|other| other == word);
    let named = has("cc") || has("creative") && (has("commons") || has("common"));
    let others = letters.nc
        || letters.sa
        || letters.nd
        || words
            .iter()
            .any(|word| word.starts_with("interna") || matches!(word.as_str(), "unported" | "generic"));
    if !letters.by || letters.sa && letters.nd || !(named || others && version.is_some()) {
        return None;
    }
    // Without a version the current one is presumed, and the confidence says so.
    let (version, confidence) =
        version.map_or(("4.0", 0.5), |version| (version, if named { 0.95 } else { 0.8 }));
    let id = format!("CC-{}-{version}", letters.spell());
    // Few ports have an identifier of their own; else the unported text is the nearest.
    let country = PORTS.iter().find(|(word, _)| has(word)).map(|(_, country)| *country);
    let ported = country.is_some() && version != "4.0";
    if ported && let Some(found) = spdx::license_id(&format!("{id}-{}", country.unwrap_or_default())) {
        return Some((found.name.to_owned(), confidence));
    }
    if (has("igo") || has("oig"))
        && let Some(found) = spdx::license_id(&format!("{id}-IGO"))
    {
        return Some((found.name.to_owned(), confidence));
    }
    spdx::license_id(&id)
        .map(|found| (found.name.to_owned(), if ported { confidence - 0.2 } else { confidence }))
}

impl Letters {
    fn take(&mut self, word: &str) -> bool {
        match word {
            "by" | "attribution" | "paternite" | "namensnennung" | "attribuzione" | "atribucion"
            | "reconocimiento" | "atribuicao" | "naamsvermelding" => self.by = true,
            "nc" | "noncommercial" | "commerciale" | "commercial" | "kommerziell" | "kommerzielle"
            | "noncommerciale" | "nocomercial" | "comercial" | "naocomercial" | "nietcommercieel"
            | "commercieel" => self.nc = true,
            "sa" | "sharealike" | "alike" | "partage" | "identique" | "conditions" | "weitergabe"
            | "gleichen" | "bedingungen" | "condividi" | "compartirigual" | "compartir" | "igual"
            | "compartilhaigual" | "gelijkdelen" => self.sa = true,
            "nd"
            | "noderivatives"
            | "noderivs"
            | "derivatives"
            | "derivs"
            | "derivative"
            | "modification"
            | "bearbeitung"
            | "bearbeitungen"
            | "nonoperederivate"
            | "sinderivados"
            | "sinderivadas"
            | "derivadas"
            | "derivados"
            | "semderivacoes"
            | "geenafgeleidewerken" => {
                self.nd = true;
            }
            _ => return false,
        }
        true
    }

    fn spell(&self) -> String {
        let mut text = String::from("BY");
        for (present, letters) in [(self.nc, "-NC"), (self.sa, "-SA"), (self.nd, "-ND")] {
            if present {
                text.push_str(letters);
            }
        }
        text
    }
}
