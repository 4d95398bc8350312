//! Which source wins, field by field: the one written precedence of the catalogue.
//!
//! In general what was written for catalogues comes before what was written for tools, and both
//! before what was written for readers; the exceptions stand below with their reasons.

use super::claim::{Claim, SourceKind};
use super::field::Field;

/// A kind of source that claims come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Publiccode,
    Codemeta,
    Citation,
    /// A manifest of a package manager.
    Manifest,
    /// `AUTHORS`, `CONTRIBUTORS`, `.all-contributorsrc`.
    Authors,
    /// A README or another page.
    Readme,
    Forge,
    History,
    /// A record of another catalogue.
    Record,
}

use Origin::{Authors, Citation, Codemeta, Forge, History, Manifest, Publiccode, Readme, Record};

/// The order for every field that is not named below.
const GENERAL: &[Origin] =
    &[Publiccode, Codemeta, Citation, Manifest, Authors, Record, Readme, Forge, History];

/// Sources of a field from the most trusted to the least; what is not named comes after.
fn order(field: Field) -> &'static [Origin] {
    match field {
        // A manifest's name is a slug.
        Field::Name => &[Publiccode, Codemeta, Citation, Readme, Forge, Manifest],
        // A forge's description was written to be one sentence.
        Field::Summary => &[Publiccode, Codemeta, Citation, Forge, Manifest, Readme],
        Field::Description => &[Publiccode, Readme, Codemeta, Citation, Manifest],
        Field::Organisation => &[Publiccode, Forge, Codemeta, Citation, Manifest],
        // Written to credit people.
        Field::Author => &[Citation, Codemeta, Manifest, Authors, Publiccode],
        // What is archived is kept up by nobody, whatever a file still says.
        Field::Maintenance => &[Forge, Publiccode],
        // A tag or a commit is a fact, a declaration can be stale.
        Field::Version | Field::Released | Field::Created => {
            &[History, Publiccode, Codemeta, Citation, Manifest]
        }
        // Where it lies is known; a file may have been copied along.
        Field::Repository | Field::Issues => &[Forge, Publiccode, Codemeta, Citation, Manifest],
        Field::Kind => &[Publiccode, Citation, Codemeta, Manifest],
        Field::Identifier => &[Citation, Codemeta],
        Field::BasedOn => &[Publiccode, Forge, Codemeta],
        // A page of teaching says it itself; a description may be of the whole.
        Field::Level | Field::Subject => &[Readme, Codemeta],
        _ => GENERAL,
    }
}

/// The place of a claim's source in the order of its field: the lowest wins.
pub(super) fn rank(field: Field, claim: &Claim) -> usize {
    let origin = origin(claim);
    let order = order(field);
    order.iter().position(|known| *known == origin).unwrap_or_else(|| {
        order.len() + GENERAL.iter().position(|known| *known == origin).unwrap_or(GENERAL.len())
    })
}

fn origin(claim: &Claim) -> Origin {
    match claim.source.kind {
        SourceKind::Forge => return Forge,
        SourceKind::History => return History,
        SourceKind::Record => return Record,
        SourceKind::File => {}
    }
    let path = claim.source.path.as_deref().unwrap_or_default().to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match name {
        "codemeta.json" => Codemeta,
        "citation.cff" => Citation,
        ".all-contributorsrc" => Authors,
        _ if name.starts_with("publiccode.y") => Publiccode,
        _ if ["readme", "lisezmoi", "lisez-moi"].iter().any(|word| name.starts_with(word)) => Readme,
        _ if matches!(stem, "authors" | "contributors" | "auteurs") => Authors,
        _ if matches!(extension, "md" | "markdown" | "qmd" | "rmd" | "tex" | "ltx" | "ipynb") => Readme,
        _ => Manifest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fields, Source};

    fn winner(field: Field, sources: &[Source]) -> String {
        let mut fields = Fields::new();
        for source in sources {
            let value = source.path.clone().or_else(|| source.key.clone()).unwrap_or_default();
            fields.add(field, Claim::new(value, source.clone(), 1.0));
        }
        fields.value(field).unwrap_or_default().to_owned()
    }

    #[test]
    fn exceptions_to_the_general_order_hold() {
        let file = |path: &str| Source::file(path, None, None);
        let all = [
            file("README.md"),
            file("Cargo.toml"),
            file("CITATION.cff"),
            file("publiccode.yml"),
            Source::forge("forge"),
            Source::history("tag"),
        ];
        for (field, wins) in [
            (Field::Website, "publiccode.yml"),
            (Field::Version, "tag"),
            (Field::Author, "CITATION.cff"),
            (Field::Repository, "forge"),
            (Field::Maintenance, "forge"),
            (Field::Level, "README.md"),
        ] {
            assert_eq!(winner(field, &all), wins, "{field:?}");
        }
    }
}
