//! One spelling for all the ways to write a repository's address.
//!
//! Meant for comparing, not for fetching: the scheme is always `https`. Two addresses with one
//! canonical form lead to the same repository; the reverse is not promised.

use url::Url;

/// Ports that say nothing: http, https, ssh, git.
const DEFAULT_PORTS: [u16; 4] = [80, 443, 22, 9418];

/// Forges whose paths are the same in any case.
const CASELESS: [&str; 5] = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "framagit.org"];

/// The one spelling of a repository's address; none when it is none that a network could lead to.
///
/// `git@Forge.example:group/x.git`, `ssh://git@forge.example:22/group/x` and
/// `http://user@forge.example:80//group/x.git/` are all `https://forge.example/group/x`.
#[must_use]
pub fn canonical_address(address: &str) -> Option<String> {
    let address = address.trim();
    let address =
        address.strip_prefix("git+").or_else(|| address.strip_prefix("scm:git:")).unwrap_or(address);
    let url = match short_ssh(address) {
        Some((host, path)) => Url::parse(&format!("ssh://{host}/{path}")).ok()?,
        None => Url::parse(address).ok()?,
    };
    if !matches!(url.scheme(), "http" | "https" | "ssh" | "git") {
        return None;
    }
    let url = if matches!(url.scheme(), "http" | "https") {
        url
    } else {
        // Hosts and paths of other schemes are folded as the web's are; their ports say nothing of where
        // the forge's pages are.
        Url::parse(&format!("https://{}{}", url.host_str()?, url.path())).ok()?
    };
    let host = url.host_str()?.trim_end_matches('.');
    if host.is_empty() {
        return None;
    }
    let port = url.port().filter(|port| !DEFAULT_PORTS.contains(port));
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    let path = path(url.path(), CASELESS.contains(&host));
    Some(format!("https://{host}{port}{path}"))
}

/// Whether two addresses lead to the same repository.
#[must_use]
pub fn same_repository(a: &str, b: &str) -> bool {
    canonical_address(a).is_some_and(|address| Some(address) == canonical_address(b))
}

/// The short form of ssh, `git@host:path`; `C:\path` and addresses with a scheme are none.
fn short_ssh(address: &str) -> Option<(&str, &str)> {
    let (before, path) = address.split_once(':')?;
    if path.starts_with("//") || before.contains(['/', '\\']) || path.starts_with('\\') {
        return None;
    }
    let host = before.rsplit_once('@').map_or(before, |(_, host)| host);
    // Without a user only a name with a dot is a host, and not the scheme of something else.
    let is_host = before.contains('@') || host.contains('.');
    let is_port = path.split('/').next().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit()));
    (is_host && !host.is_empty() && (!is_port || before.contains('@')))
        .then(|| (host, path.trim_start_matches('/')))
}

/// Segments without what is empty, `.git` at the end, and what pages of forges put after the path.
fn path(path: &str, caseless: bool) -> String {
    let path = path.split("/-/").next().unwrap_or(path);
    let mut segments: Vec<String> =
        path.split('/').filter(|segment| !segment.is_empty()).map(unescaped).collect();
    if let Some(last) = segments.last_mut() {
        let bare = last.strip_suffix(".git").filter(|bare| !bare.is_empty());
        if let Some(bare) = bare.map(str::to_owned) {
            *last = bare;
        }
    }
    let path: String = segments.iter().map(|segment| format!("/{segment}")).collect();
    if caseless { path.to_lowercase() } else { path }
}

/// `%7E` and `~` are the same: letters, digits and marks that need no escape are written plainly.
pub(super) fn unescaped(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let (mut plain, mut at) = (String::with_capacity(segment.len()), 0);
    while at < bytes.len() {
        let escape = segment.get(at..at + 3).filter(|escape| escape.starts_with('%'));
        let byte = escape.and_then(|escape| u8::from_str_radix(&escape[1..], 16).ok());
        match (escape, byte) {
            (Some(_), Some(byte)) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                plain.push(char::from(byte));
                at += 3;
            }
            (Some(escape), Some(_)) => {
                plain.push_str(&escape.to_ascii_uppercase());
                at += 3;
            }
            _ if bytes[at] == b'%' => {
                plain.push_str("%25");
                at += 1;
            }
            _ => {
                let letter = segment[at..].chars().next().unwrap_or('%');
                plain.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_one_repository_are_one() {
        for address in [
            "https://forge.example.fr/dsi/outil",
            "https://forge.example.fr/dsi/outil/",
            "https://forge.example.fr/dsi/outil.git",
            "http://forge.example.fr:80/dsi/outil.git/",
            "HTTPS://Forge.Example.FR:443//dsi/outil",
            "https://user:secret@forge.example.fr/dsi/outil?x=1#readme",
            "git@forge.example.fr:dsi/outil.git",
            "git@forge.example.fr:/dsi/outil.git",
            "forge.example.fr:dsi/outil.git",
            "ssh://git@forge.example.fr:22/dsi/outil.git",
            "ssh://git@FORGE.example.fr:2222/dsi/outil",
            "git://forge.example.fr:9418/dsi/outil.git",
            "git+https://forge.example.fr/dsi/outil.git",
            "git+ssh://git@forge.example.fr/dsi/outil.git",
            "https://forge.example.fr./dsi/%6Futil",
            "https://forge.example.fr/dsi/outil/-/tree/main/src",
            " https://forge.example.fr/dsi/./outil\n",
        ] {
            let canonical = canonical_address(address);
            assert_eq!(canonical.as_deref(), Some("https://forge.example.fr/dsi/outil"), "{address}");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        let one = canonical_address;
        assert_ne!(one("https://a.fr:8443/x"), one("https://a.fr/x"));
        assert_ne!(one("https://a.fr/X"), one("https://a.fr/x"), "a plain server minds the case");
        assert_eq!(one("https://github.com/Etalab/X"), one("git@github.com:etalab/x.git"));
        assert_ne!(one("https://a.fr/x.git.git"), one("https://a.fr/x"));
        assert_ne!(one("https://a.fr/a%2Fb"), one("https://a.fr/a/b"));
        assert_eq!(one("https://a.fr/a%2fb"), one("https://a.fr/a%2Fb"));
        assert!(same_repository("https://a.fr/x", "git@a.fr:x.git") && !same_repository("", ""));
        assert!(!one("https://u:p@a.fr/x").unwrap().contains("u:p"));
    }

    #[test]
    fn what_is_no_address_has_none() {
        for text in [
            "",
            "x",
            "/srv/git/x.git",
            "file:///srv/x",
            "C:\\git\\x",
            "javascript:alert(1)",
            "mailto:a@b.fr",
            "https://",
            "localhost:8080",
            "a.fr:8080/x",
            "@:",
            "%",
            "https://%%%/x",
        ] {
            assert_eq!(canonical_address(text), None, "{text}");
        }
    }

    #[test]
    fn a_canonical_address_is_its_own() {
        let Some(root) = crate::corpus::root() else { return };
        let list = std::fs::read_to_string(root.join("hostile/strings/blns.json")).unwrap();
        for word in serde_json::from_str::<Vec<String>>(&list).unwrap() {
            for address in [word.clone(), format!("https://a.fr/{word}"), format!("git@a.fr:{word}")] {
                let once = canonical_address(&address);
                assert_eq!(once.as_deref().and_then(canonical_address), once, "{address:?}");
            }
        }
    }
}
