//! Addresses at Software Heritage: what it keeps of a repository, its badge, and the request to keep it.
//!
//! Only writes addresses; nothing is asked there.

use super::{Swhid, canonical_address};
use crate::model::ProjectRecord;

const ARCHIVE: &str = "https://archive.softwareheritage.org";
const GITHUB: &str = "https://github.com/";

/// The public address under which Software Heritage knows a project, or would: that of its clones, except
/// at GitHub, whose repositories it lists by their pages.
#[must_use]
pub fn origin(record: &ProjectRecord) -> Option<&str> {
    let source = &record.source;
    let page = source.web_url.as_deref().filter(|page| web(page).is_some());
    let of_github = |page: &&str| canonical_address(page).is_some_and(|one| one.starts_with(GITHUB));
    let clones = Some(source.clone_url.as_str()).filter(|address| web(address).is_some());
    page.filter(of_github).or(clones).or(page)
}

/// The badge with its link, to be pasted into a README; none when it is no public address.
#[must_use]
pub fn badge_markdown(origin: &str) -> Option<String> {
    // A bracket would end the link.
    let bare = |address: String| address.replace('(', "%28").replace(')', "%29");
    let (badge, page) = (bare(badge_address(origin)?), bare(browse_address(origin)?));
    Some(format!("[![Software Heritage]({badge})]({page})"))
}

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
    fn a_project_is_known_by_its_clones_and_at_github_by_its_page() {
        let at = |page: Option<&str>, clone: &str| {
            let mut record = ProjectRecord::discovered(crate::model::SourceProject::public(
                "f:1".parse().unwrap(),
                "dsi/x",
            ));
            record.source.web_url = page.map(str::to_owned);
            record.source.clone_url = clone.to_owned();
            origin(&record).map(str::to_owned)
        };
        let (page, clone) = ("https://forge.example/dsi/x", "https://forge.example/dsi/x.git");
        assert_eq!(at(Some(page), clone).as_deref(), Some(clone));
        let github = "https://github.com/Dsi/x";
        assert_eq!(at(Some(github), "https://github.com/Dsi/x.git").as_deref(), Some(github));
        assert_eq!(at(Some(page), "/srv/git/x.git").as_deref(), Some(page));
        assert_eq!(at(None, "/srv/git/x.git"), None);
    }

    #[test]
    fn a_badge_is_one_link_whatever_the_address_holds() {
        assert_eq!(
            badge_markdown("https://a.fr/x_(y).git").unwrap(),
            "[![Software Heritage](https://archive.softwareheritage.org/badge/origin/https://a.fr/x_%28y%29.git/)]\
             (https://archive.softwareheritage.org/browse/origin/directory/?origin_url=https%3A%2F%2Fa.fr%2Fx_%28y%29.git)"
        );
        assert_eq!(badge_markdown("/srv/git/x.git"), None);
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
