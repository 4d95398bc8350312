//! What a licence is called among people, and where its page for people is.
//!
//! `CC-BY-SA-4.0` is CC BY-SA 4.0, explained in French at an address of its own. Nothing is fetched.

/// A licence as people write it, for one identifier of the SPDX list or of ours.
#[must_use]
pub fn called(spdx_id: &str) -> String {
    let own = match spdx_id {
        "etalab-2.0" => "Licence Ouverte 2.0 (Etalab)",
        "LicenseRef-etalab-1.0" => "Licence Ouverte 1.0 (Etalab)",
        "LAL-1.2" => "Licence Art Libre 1.2",
        "LAL-1.3" => "Licence Art Libre 1.3",
        "CC0-1.0" => "CC0 1.0",
        "CC-PDM-1.0" => "CC Public Domain Mark 1.0",
        "CECILL-2.1" => "CeCILL 2.1",
        "CECILL-B" => "CeCILL-B",
        "CECILL-C" => "CeCILL-C",
        "EUPL-1.2" => "EUPL 1.2",
        other => return creative_commons(other).map_or_else(|| other.to_owned(), CreativeCommons::name),
    };
    own.to_owned()
}

/// The page of a licence for people, in French where there is one and it is asked for.
///
/// None for what is in no list: nothing is invented.
#[must_use]
pub fn explained_at(spdx_id: &str, french: bool) -> Option<String> {
    let deed = if french { "deed.fr" } else { "deed.en" };
    let own = match spdx_id {
        "CC0-1.0" => format!("https://creativecommons.org/publicdomain/zero/1.0/{deed}"),
        "CC-PDM-1.0" => format!("https://creativecommons.org/publicdomain/mark/1.0/{deed}"),
        "etalab-2.0" if french => {
            "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf".to_owned()
        }
        "etalab-2.0" => "https://www.etalab.gouv.fr/wp-content/uploads/2018/11/open-licence.pdf".to_owned(),
        "LicenseRef-etalab-1.0" => "https://www.data.gouv.fr/pages/legal/licences/etalab-1.0".to_owned(),
        "LAL-1.3" => "https://artlibre.org/licence/lal/".to_owned(),
        id => match creative_commons(id) {
            Some(found) => found.page(deed),
            None => {
                let listed = spdx::license_id(id).filter(|known| known.name == id && id != "NONE")?;
                format!("https://spdx.org/licenses/{}.html", listed.name)
            }
        },
    };
    Some(own)
}

/// A licence of Creative Commons by its parts: `BY-NC-SA`, `2.0`, `FR`.
struct CreativeCommons<'a> {
    letters: &'a str,
    version: &'a str,
    port: Option<&'a str>,
}

fn creative_commons(id: &str) -> Option<CreativeCommons<'_>> {
    let rest = id.strip_prefix("CC-").filter(|rest| rest.starts_with("BY"))?;
    let at = rest.find(|letter: char| letter.is_ascii_digit())?;
    let mut tail = rest[at..].split('-');
    Some(CreativeCommons {
        letters: rest[..at].trim_end_matches('-'),
        version: tail.next()?,
        port: tail.next(),
    })
}

impl CreativeCommons<'_> {
    fn name(self) -> String {
        let port = self.port.map(|port| format!(" {port}")).unwrap_or_default();
        format!("CC {} {}{port}", self.letters, self.version)
    }

    fn page(self, deed: &str) -> String {
        let port = self.port.map(|port| format!("{}/", port.to_lowercase())).unwrap_or_default();
        let letters = self.letters.to_lowercase();
        format!("https://creativecommons.org/licenses/{letters}/{}/{port}{deed}", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_pages_are_those_that_people_know() {
        let known = [
            ("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"),
            (
                "CC-BY-NC-SA-2.0-FR",
                "CC BY-NC-SA 2.0 FR",
                "https://creativecommons.org/licenses/by-nc-sa/2.0/fr/deed.fr",
            ),
            ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.fr"),
            ("MIT", "MIT", "https://spdx.org/licenses/MIT.html"),
            ("LAL-1.3", "Licence Art Libre 1.3", "https://artlibre.org/licence/lal/"),
        ];
        for (id, name, page) in known {
            assert_eq!((called(id).as_str(), explained_at(id, true).as_deref()), (name, Some(page)));
        }
        assert_eq!(
            explained_at("CC-BY-4.0", false).as_deref(),
            Some("https://creativecommons.org/licenses/by/4.0/deed.en")
        );
        for unknown in ["LicenseRef-custom", "MIT OR ISC", "NONE", "mit", "\"><script>"] {
            assert_eq!((called(unknown).as_str(), explained_at(unknown, true)), (unknown, None));
        }
    }
}
