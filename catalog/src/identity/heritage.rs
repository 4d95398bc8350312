//! Addresses at Software Heritage: what it keeps of a repository, its badge, and the request to keep it.
//!
//! Only writes addresses; nothing is asked there.

use super::Swhid;

const ARCHIVE: &str = "https://archive.softwareheritage.org";

/// The page of everything archived from an address; none when it is no public address.
#[must_use]
pub fn browse_address(origin: &str) -> Option<String> {
    let origin = web(origin)?;
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("origin_url", &origin).finish();
    Some(format!("{ARCHIVE}/browse/origin/directory/?{query}"))
}

/// The picture that says whether an address is archived; none when it is no public address.
#[must_use]
pub fn badge_address(origin: &str) -> Option<String> {
    // The address is part of the path there, so what would end the path is written otherwise.
    let path = web(origin)?.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    Some(format!("{ARCHIVE}/badge/origin/{path}/"))
}

/// The page by which a person asks that an address be archived; none when it is no public address.
#[must_use]
pub fn save_address(origin: &str) -> Option<String> {
    let origin = web(origin)?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("origin_url", &origin)
        .append_pair("visit_type", "git")
        .finish();
    Some(format!("{ARCHIVE}/save/?{query}"))
}

/// The page of one object, for ever; with the address it was seen under, where that is known.
#[must_use]
pub fn permalink(id: Swhid, origin: Option<&str>) -> String {
    match origin.and_then(web) {
        // A semicolon begins the next qualifier.
        Some(origin) => format!("{ARCHIVE}/{id};origin={}", origin.replace('%', "%25").replace(';', "%3B")),
        None => format!("{ARCHIVE}/{id}"),
    }
}

/// An address of the web, without a name or password in it.
fn web(origin: &str) -> Option<String> {
    let mut url = url::Url::parse(origin.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_archive() {
        let origin = "https://github.com/rdicosmo/parmap";
        assert_eq!(
            badge_address(origin).unwrap(),
            "https://archive.softwareheritage.org/badge/origin/https://github.com/rdicosmo/parmap/"
        );
        assert_eq!(
            browse_address(origin).unwrap(),
            "https://archive.softwareheritage.org/browse/origin/directory/?origin_url=https%3A%2F%2Fgithub.com%2Frdicosmo%2Fparmap"
        );
        let id: Swhid = "swh:1:dir:c6f07c2173a458d098de45d4c459a8f1916d900f".parse().unwrap();
        assert_eq!(
            permalink(id, Some("https://github.com/id-Software/Quake-III-Arena")),
            "https://archive.softwareheritage.org/swh:1:dir:c6f07c2173a458d098de45d4c459a8f1916d900f;origin=https://github.com/id-Software/Quake-III-Arena"
        );
    }

    #[test]
    fn hostile_addresses_change_nothing_and_secrets_stay_out() {
        assert_eq!(
            permalink(
                "swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d".parse().unwrap(),
                Some("https://a.fr/x;anchor=y")
            )
            .matches(';')
            .count(),
            1
        );
        assert!(!badge_address("https://user:secret@a.fr/x?y#z").unwrap().contains("secret"));
        assert!(!badge_address("https://a.fr/x?y#z").unwrap().contains(['?', '#']));
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "/srv/git/x.git", "git@a.fr:x", ""] {
            assert_eq!(
                (browse_address(bad), badge_address(bad), save_address(bad)),
                (None, None, None),
                "{bad}"
            );
        }
    }
}
