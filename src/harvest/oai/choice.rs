//! Which of the formats that a server offers is asked for.
//!
//! The more a format can say of school, the better: LOM in its French profiles, LOM, AMB, Dublin Core.

use super::answer::Offered;

/// What every server must offer.
pub(super) const DUBLIN_CORE: &str = "oai_dc";

/// The best prefix on offer; Dublin Core where none is known, which every server has.
pub(super) fn best(offers: &[Offered]) -> String {
    let rated = offers.iter().filter(|offer| !offer.prefix.is_empty()).map(|offer| (rate(offer), offer));
    let best = rated
        .filter(|(rate, _)| *rate > 0)
        .max_by_key(|(rate, offer)| (*rate, std::cmp::Reverse(&offer.prefix)));
    best.map_or_else(|| DUBLIN_CORE.to_owned(), |(_, offer)| offer.prefix.clone())
}

/// How much a format can say; 0 for one that is not read.
fn rate(offer: &Offered) -> u8 {
    let prefix = offer.prefix.to_ascii_lowercase();
    let all = format!("{prefix} {} {}", offer.namespace, offer.schema).to_ascii_lowercase();
    let has = |word: &str| all.contains(word);
    match () {
        () if has("scolomfr") => 6,
        () if has("suplomfr") => 5,
        () if has("lomfr") || has("lom-fr") => 4,
        () if has("ltsc.ieee.org") || has("imsmd") || prefix.split(['_', '-']).any(|part| part == "lom") => 3,
        () if has("kim/amb") || prefix == "amb" => 2,
        () if prefix == DUBLIN_CORE => 1,
        () => 0,
    }
}

/// The prefixes on offer, for messages.
pub(super) fn named(offers: &[Offered]) -> String {
    let names: Vec<&str> = offers.iter().map(|offer| offer.prefix.as_str()).take(30).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(prefix: &str, namespace: &str) -> Offered {
        Offered { prefix: prefix.to_owned(), namespace: namespace.to_owned(), schema: String::new() }
    }

    #[test]
    fn the_format_that_says_most_of_school_is_asked_for() {
        let dc = offer("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
        let lom = offer("oai_lom", "http://ltsc.ieee.org/xsd/LOM");
        let french = offer("lomfr", "http://www.lom-fr.fr/xsd/LOMFR");
        let amb = offer("amb", "https://w3id.org/kim/amb/");
        let marc = offer("marc21", "http://www.loc.gov/MARC21/slim");
        assert_eq!(best(&[dc.clone(), lom.clone(), french.clone(), amb.clone()]), "lomfr");
        assert_eq!(best(&[dc.clone(), amb.clone(), lom]), "oai_lom");
        assert_eq!(best(&[dc, amb]), "amb");
        assert_eq!(best(&[marc]), "oai_dc");
        assert_eq!(best(&[]), "oai_dc");
        assert_eq!(best(&[offer("diplomatic", "x")]), "oai_dc");
    }
}
