//! Where the page or text of a licence is, written the way its publisher writes it.
//!
//! What is written here is read back as the same licence (`licence/address.rs`). Nothing is fetched.

/// The official address of a licence of Creative Commons, GNU, Apache, MIT or BSD; none of any other,
/// nor of an expression of several.
#[must_use]
pub fn deed(id: &str) -> Option<String> {
    // `MIT+` finds MIT, and means more than it.
    let known = spdx::license_id(id).filter(|known| known.name == id)?.name;
    creative_commons(known).or_else(|| gnu(known)).or_else(|| others(known))
}

fn creative_commons(id: &str) -> Option<String> {
    let site = "https://creativecommons.org";
    match id {
        "CC0-1.0" => return Some(format!("{site}/publicdomain/zero/1.0/")),
        "CC-PDM-1.0" => return Some(format!("{site}/publicdomain/mark/1.0/")),
        "CC-PDDC" => return Some(format!("{site}/licenses/publicdomain/")),
        // The only version in which the letters stand the other way round.
        "CC-BY-NC-ND-1.0" => return Some(format!("{site}/licenses/by-nd-nc/1.0/")),
        _ => {}
    }
    let rest = id.strip_prefix("CC-")?;
    let at = rest.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, version) = (rest[..at].trim_end_matches('-').to_lowercase(), &rest[at..]);
    let port = version.split_once('-');
    let (version, port) = port
        .map_or((version, String::new()), |(version, port)| (version, format!("{}/", port.to_lowercase())));
    Some(format!("{site}/licenses/{letters}/{version}/{port}"))
}

/// GNU's address says the version, and neither "only" nor "or later".
fn gnu(id: &str) -> Option<String> {
    let family = ["AGPL-", "LGPL-", "GPL-", "GFDL-"].iter().any(|start| id.starts_with(start));
    let bare = id.trim_end_matches("-only").trim_end_matches("-or-later");
    let numbered = bare.ends_with(|letter: char| letter.is_ascii_digit());
    (family && numbered).then(|| format!("https://www.gnu.org/licenses/{}.html", bare.to_lowercase()))
}

fn others(id: &str) -> Option<String> {
    match id {
        "Apache-2.0" => Some("https://www.apache.org/licenses/LICENSE-2.0".to_owned()),
        "MIT" => Some("https://opensource.org/licenses/MIT".to_owned()),
        "BSD-2-Clause" | "BSD-3-Clause" => Some(format!("https://www.opensource.org/licenses/{id}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::deed;
    use crate::licence::parse_expression;

    #[test]
    fn every_licence_of_creative_commons_is_read_back_as_itself() {
        let all: Vec<&str> = spdx::identifiers::LICENSES
            .iter()
            .map(|known| known.name)
            .filter(|name| name.starts_with("CC-") || *name == "CC0-1.0")
            .collect();
        assert!(all.len() > 50, "{}", all.len());
        for id in all {
            let address = deed(id).unwrap();
            for written in [
                address.clone(),
                address.replacen("https", "http", 1),
                address.trim_end_matches('/').to_owned(),
                format!("{address}legalcode"),
                format!("{address}deed.fr"),
                format!("{address}deed.de"),
            ] {
                let read = parse_expression(&written).map(|read| read.expression);
                assert_eq!(read.as_deref(), Some(id), "{written}");
            }
        }
    }

    #[test]
    fn licences_have_the_addresses_that_their_publishers_gave_them() {
        for (id, address) in [
            ("CC-BY-NC-ND-3.0-DE", "https://creativecommons.org/licenses/by-nc-nd/3.0/de/"),
            ("CC-BY-NC-SA-2.0-FR", "https://creativecommons.org/licenses/by-nc-sa/2.0/fr/"),
            ("CC-BY-SA-2.1-JP", "https://creativecommons.org/licenses/by-sa/2.1/jp/"),
            ("CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/"),
            ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
            ("GPL-3.0-or-later", "https://www.gnu.org/licenses/gpl-3.0.html"),
            ("MIT", "https://opensource.org/licenses/MIT"),
        ] {
            assert_eq!(deed(id).as_deref(), Some(address));
        }
        for id in ["EUPL-1.2", "MIT OR Apache-2.0", "MIT+", "LicenseRef-proprietary", ""] {
            assert_eq!(deed(id), None, "{id}");
        }
        for id in ["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause"] {
            assert_eq!(parse_expression(&deed(id).unwrap()).unwrap().expression, id);
        }
    }
}
