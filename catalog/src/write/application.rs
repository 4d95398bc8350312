//! A program of the catalogue as schema.org's `SoftwareApplication`, for the page that shows it.
//!
//! Of general knowledge, so that no licence is stated to machines. Must not know the page around it.

use serde::Serialize;

use super::address::web;
use super::schema_org::for_script;
use crate::model::Software;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
}

/// The program as JSON-LD that can stand inside a script element as it is; `page` is the address of the page.
#[must_use]
pub fn application(software: &Software, page: &str) -> String {
    let sheet = Sheet {
        context: "https://schema.org",
        kind: "SoftwareApplication",
        id: web(page),
        name: &software.name,
        description: &software.function,
        url: software.link.as_deref(),
        keywords: &software.keywords,
    };
    for_script(&serde_json::to_string(&sheet).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_general_knowledge_is_no_licence_for_machines() {
        let gimp = crate::vocabulary::software::of_id("gimp").unwrap();
        let json: serde_json::Value =
            serde_json::from_str(&application(gimp, "https://glane.example/logiciels/gimp")).unwrap();
        assert_eq!(json["@type"], "SoftwareApplication");
        assert_eq!(json["@id"], "https://glane.example/logiciels/gimp");
        assert_eq!(
            (json["name"].as_str(), json["url"].as_str()),
            (Some("GIMP"), Some("https://www.gimp.org/"))
        );
        assert!(json.get("license").is_none());
        let hostile = Software { name: "</script><b>".into(), ..Software::default() };
        assert!(!application(&hostile, "").contains('<'));
    }
}
