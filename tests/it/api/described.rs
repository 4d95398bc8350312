//! The description of the interface is true: every address in it is asked, every parameter is taken, and what
//! comes has what the description says.

use serde_json::Value;

use super::{BASE, get, json, next, records};
use crate::feeds::served;
use crate::site::Site;

#[test]
fn every_address_that_is_described_gives_what_is_described() {
    let records = records();
    let (_workshop, site) = served(&records);
    let written = get(&site, "/api/v1/openapi.json");
    assert_eq!((&written["openapi"], &written["servers"][0]["url"]), (&"3.1.0".into(), &BASE.into()));
    let paths = written["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 4);
    for (path, operations) in paths {
        let operations = operations.as_object().unwrap();
        assert_eq!(operations.keys().collect::<Vec<_>>(), ["get"], "nothing is written here");
        let asked = path.replace("{id}", &records[0].id());
        let operation = &operations["get"];
        for (media, content) in operation["responses"]["200"]["content"].as_object().unwrap() {
            let answer = site.ask("GET", &asked, &[("Accept", media)]);
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, Some(media.as_str())),
                "{asked}"
            );
            fits(&written, &content["schema"], &json(&answer), path);
        }
        parameters(&site, &written, &asked, operation);
    }
    let problem = json(&site.ask("GET", "/api/v1/resources?limit=0", &[]));
    fits(&written, &written["components"]["schemas"]["Problem"], &problem, "a problem");
}

/// What stands at a place of the description, or where that leads.
fn followed<'a>(written: &'a Value, said: &'a Value) -> &'a Value {
    let place = said["$ref"].as_str().and_then(|place| place.strip_prefix('#'));
    place.map_or(said, |place| written.pointer(place).unwrap_or_else(|| panic!("{place} is not there")))
}

/// Types, keys that must be there, and what is in lists.
fn fits(written: &Value, schema: &Value, value: &Value, at: &str) {
    let schema = followed(written, schema);
    let is = |kind: &Value| match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let right = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    };
    assert!(right, "{at}: {value} is not {}", schema["type"]);
    for key in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(key.as_str().unwrap()).is_some(), "{at}: {key} is missing in {value}");
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(key) {
            fits(written, inner, value, &format!("{at}/{key}"));
        }
    }
    for item in value.as_array().into_iter().flatten().filter(|_| schema.get("items").is_some()) {
        fits(written, &schema["items"], item, &format!("{at}/items"));
    }
}

/// Each parameter of the address is taken with a value that is described, and changes the answer or its links.
fn parameters(site: &Site, written: &Value, path: &str, operation: &Value) {
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = followed(written, parameter);
        let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
        let value = match (name, &schema["maximum"]) {
            // Which result is asked about, another test says.
            ("id" | "pourquoi", _) => continue,
            ("cursor", _) => "ffffffffffffffffffffffff".to_owned(),
            ("format", _) if path.contains("/resources/") => "jsonld".to_owned(),
            ("tri", _) => "nom".to_owned(),
            ("type", _) => "project".to_owned(),
            ("limit", _) => "1".to_owned(),
            (_, Value::Number(most)) => most.to_string(),
            _ => "zzyzx".to_owned(),
        };
        let (usual, asked) =
            (site.ask("GET", path, &[]), site.ask("GET", &format!("{path}?{name}={value}"), &[]));
        assert_eq!(asked.status, 200, "{path}?{name}={value}: {}", asked.text());
        assert!(usual.body != asked.body, "{path}?{name}={value} changes nothing");
        if let Some(most) = schema["maximum"].as_u64().filter(|_| name == "limit") {
            assert_eq!(site.ask("GET", &format!("{path}?limit={most}"), &[]).status, 200, "{path}: the most");
            assert_eq!(
                site.ask("GET", &format!("{path}?limit={}", most + 1), &[]).status,
                400,
                "{path}: more"
            );
        }
    }
}

#[test]
fn the_result_that_is_asked_about_is_explained_and_no_other() {
    let (_workshop, site) = served(&records());
    let path = "/api/v1/search?q=fleuve&type=resource";
    let first = json(&site.ask("GET", path, &[]))["results"][0].clone();
    let id = first["id"].as_str().unwrap();
    let page = json(&site.ask("GET", &format!("{path}&pourquoi=resource%2F{id}"), &[]));
    let told: Vec<&Value> =
        page["results"].as_array().unwrap().iter().filter(|one| one.get("why").is_some()).collect();
    assert_eq!(told.len(), 1, "{page}");
    assert_eq!(told[0]["url"], first["url"]);
    assert_eq!(told[0]["why"]["pieces"][0]["words"], "fleuve", "{}", told[0]["why"]);
}

#[test]
fn a_search_has_its_pages_and_counts() {
    let (_workshop, site) = served(&records());
    let answer = site.ask("GET", "/api/v1/search?q=fleuve&type=resource&niveau=5e&limit=5", &[]);
    let page = json(&answer);
    assert_eq!((&page["total"], &page["pages"]), (&12.into(), &3.into()));
    assert_eq!(page["search"], format!("{BASE}/recherche?q=fleuve&type=resource&niveau=5e"));
    let levels = page["facets"]["niveau"].as_array().unwrap();
    let count = |value: &str| levels.iter().find(|one| one["value"] == value).map(|one| one["count"].clone());
    assert_eq!(
        (count("5e"), count("6e")),
        (Some(12.into()), Some(13.into())),
        "counted without their own filter"
    );
    let second = site.ask("GET", &next(&answer).unwrap(), &[]);
    assert_eq!((&json(&second)["page"], json(&second)["results"].as_array().unwrap().len()), (&2.into(), 5));
    let links = second.header("link").unwrap();
    assert!(links.contains("; rel=\"prev\", ") && links.ends_with("; rel=\"next\""), "{links}");
}
