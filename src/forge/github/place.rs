//! Where GitHub's interfaces are, for the public site and for a server of one's own.
//!
//! Pure functions over addresses and names.

use url::Url;

use super::super::ForgeError;
use super::super::client::shown;
use super::super::fault::{Fault, Side};

/// Whether a site is github.com itself.
pub(in crate::forge) fn is_public_site(site: &Url) -> bool {
    matches!(site.host_str(), Some("github.com" | "www.github.com"))
}

/// Where the API of a site is.
pub(in crate::forge) fn api_of(side: Side, site: &Url) -> Result<Url, ForgeError> {
    below(side, site, "https://api.github.com/", "api/v3/")
}

/// Where files of releases are sent to.
pub(in crate::forge) fn uploads_of(side: Side, site: &Url) -> Result<Url, ForgeError> {
    below(side, site, "https://uploads.github.com/", "api/uploads/")
}

fn below(side: Side, site: &Url, public: &str, own: &str) -> Result<Url, ForgeError> {
    let address = if is_public_site(site) { Url::parse(public) } else { site.join(own) };
    address.map_err(|_| side.error(Fault::Invalid, format!("{} is no base address", shown(site))))
}

/// Whether a text can be the login of an organisation or a person.
pub(in crate::forge) fn is_account(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Whether a text is `owner/repository`.
pub(in crate::forge) fn is_repository(path: &str) -> bool {
    let legal = |name: &str| {
        !matches!(name, "" | "." | "..")
            && name.len() <= 100
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    };
    path.split_once('/').is_some_and(|(owner, name)| is_account(owner) && legal(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interfaces_are_where_github_puts_them() {
        let at = |site: &str| {
            let site: Url = site.parse().unwrap();
            let text = |url: Result<Url, ForgeError>| url.unwrap().to_string();
            (text(api_of(Side::Host, &site)), text(uploads_of(Side::Host, &site)))
        };
        let public = ("https://api.github.com/".to_owned(), "https://uploads.github.com/".to_owned());
        assert_eq!(at("https://github.com/"), public);
        // docs.github.com, "GitHub Enterprise Server": https://HOSTNAME/api/v3, https://HOSTNAME/api/uploads.
        let own = ("https://git.example/api/v3/".to_owned(), "https://git.example/api/uploads/".to_owned());
        assert_eq!(at("https://git.example/"), own);
    }

    #[test]
    fn names_are_names() {
        assert!(is_account("betagouv") && is_account("a-b") && is_repository("betagouv/.github"));
        for bad in ["", "a/b", "..", "a b", "a?b"] {
            assert!(!is_account(bad), "{bad}");
        }
        for bad in ["a", "a/", "a/..", "a/b/c", "a/b?c", "../b"] {
            assert!(!is_repository(bad), "{bad}");
        }
    }
}
