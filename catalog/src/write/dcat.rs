//! A catalogue in ADMS and DCAT, as Turtle: for the portals that gather catalogues.
//!
//! The properties follow the European mapping of publiccode.yml to ADMS-AP. A project is known by its
//! page; without an address of the web it is left out, since nothing could be said about it.

mod turtle;

use super::Described;
use super::address::{spdx, web};
use turtle::{Subject, date_time, iri, text};

/// What the catalogue says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The language of its title, ISO 639-1.
    pub language: String,
    /// When it was written.
    pub modified: jiff::Timestamp,
}

const PREFIXES: &str = "\
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

/// Languages of the Union's list of authority that our projects are written in.
const LANGUAGES: [(&str, &str); 12] = [
    ("br", "BRE"),
    ("ca", "CAT"),
    ("co", "COS"),
    ("de", "DEU"),
    ("en", "ENG"),
    ("es", "SPA"),
    ("eu", "EUS"),
    ("fr", "FRA"),
    ("it", "ITA"),
    ("nl", "NLD"),
    ("oc", "OCI"),
    ("pt", "POR"),
];

/// What the file begins with: the prefixes, and what the catalogue says of itself.
#[must_use]
pub fn opening(catalogue: &Catalogue) -> String {
    let mut out = PREFIXES.to_owned();
    if let Some(address) = web(&catalogue.address) {
        let mut subject = Subject::new(&address, "dcat:Catalog");
        subject.say("dct:title", text(&catalogue.title, Some(&catalogue.language)));
        subject.say_all("dct:publisher", catalogue.publisher.iter().map(|name| agent(name)));
        subject.say_all("dct:language", language(&catalogue.language));
        subject.say("dct:modified", date_time(catalogue.modified));
        out.push_str(&subject.done());
    }
    out
}

/// A project of the catalogue, with the address of its page: the file is the opening and these, one after
/// the other.
#[must_use]
pub fn project(catalogue: &Catalogue, page: &str, described: &Described) -> String {
    let Some(page) = web(page) else { return String::new() };
    let listed = web(&catalogue.address)
        .map(|catalogue| format!("\n{} dcat:dataset {} .\n", iri(&catalogue), iri(&page)));
    listed.unwrap_or_default() + &asset(&page, described)
}

fn asset(page: &str, described: &Described) -> String {
    let spoken = described.language.as_deref();
    let mut subject = Subject::new(page, "adms:Asset, dcat:Dataset");
    subject.say("dct:title", text(&described.name, None));
    let said = described.description.as_deref().or(described.summary.as_deref());
    subject.say_all("dct:description", said.map(|said| text(said, spoken)));
    subject.say_all("dct:publisher", described.organisation.iter().map(|name| agent(name)));
    subject.say_all("dct:creator", described.authors.iter().map(|name| agent(name)));
    subject.say_all("dcat:keyword", described.keywords.iter().map(|word| text(word, None)));
    subject.say_all("dcat:landingPage", described.website.as_deref().and_then(web).map(|page| iri(&page)));
    subject.say_all("foaf:page", described.documentation.as_deref().and_then(web).map(|page| iri(&page)));
    subject.say_all("dct:language", spoken.and_then(language));
    subject.say_all("dct:issued", described.created.map(date_time));
    subject.say_all("dct:modified", described.modified.map(date_time));
    subject.say_all("owl:versionInfo", described.version.iter().map(|version| text(version, None)));
    subject.say_all("adms:status", described.status.as_deref().and_then(status).map(iri));
    let places = described.repository.iter().chain(&described.copies).filter_map(|place| web(place));
    subject
        .say_all("dcat:distribution", places.map(|place| distribution(&place, described.licence.as_deref())));
    subject.done()
}

fn agent(name: &str) -> String {
    format!("[ a foaf:Agent ; foaf:name {} ]", text(name, None))
}

/// Where it can be had, and under which licence; an expression has no address and is said in words.
fn distribution(place: &str, licence: Option<&str>) -> String {
    let rights = licence.map_or_else(String::new, |licence| match spdx(licence, "http") {
        Some(page) => format!(" ; dct:license {}", iri(&page)),
        None => format!(" ; dct:rights [ a dct:RightsStatement ; dct:description {} ]", text(licence, None)),
    });
    format!("[ a adms:AssetDistribution, dcat:Distribution ; dcat:accessURL {}{rights} ]", iri(place))
}

fn language(code: &str) -> Option<String> {
    let (_, known) = LANGUAGES.iter().find(|(short, _)| *short == code)?;
    Some(iri(&format!("http://publications.europa.eu/resource/authority/language/{known}")))
}

/// The status of ADMS that a status of publiccode.yml means.
fn status(status: &str) -> Option<&'static str> {
    match status.to_lowercase().as_str() {
        "concept" | "development" | "beta" => Some("http://purl.org/adms/status/UnderDevelopment"),
        "stable" => Some("http://purl.org/adms/status/Completed"),
        "obsolete" => Some("http://purl.org/adms/status/Deprecated"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
