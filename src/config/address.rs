//! Web addresses: http or https, with a host, without credentials.
//!
//! A refused address is not repeated in the message: it may hold a token.

use url::Url;

use super::report::Report;
use super::section::Entry;

/// Where GitHub is, unless it is said to be elsewhere.
pub(super) const GITHUB: &str = "https://github.com/";

/// The key of the proxy.
const PROXY: &str = "proxy";

const CREDENTIALS: &str = "take the user name and password out of the address and put the token in token_file; \
                           then revoke the one written here";

/// A proxy knows no token, and its account is read from the variables alone.
const PROXY_ACCOUNT: &str = "take the line out and give the whole address by the variables HTTPS_PROXY and \
                             HTTP_PROXY; then change the password written here";

/// Reads an address; notes a problem and returns none when it cannot be used.
pub(super) fn address(key: &str, entry: Entry<&str>, report: &mut Report<'_>) -> Option<Url> {
    found(key, entry, read(entry.value), report)
}

/// The same for an address that may have a query, as that of a document.
pub(super) fn address_with_query(key: &str, entry: Entry<&str>, report: &mut Report<'_>) -> Option<Url> {
    let url = plain(entry.value).and_then(|url| match url.fragment() {
        None => Ok(url),
        Some(_) => Err(("has a fragment".to_owned(), "end it before the #")),
    });
    found(key, entry, url, report)
}

/// An address, or what is wrong with it and the remedy.
type Read = Result<Url, (String, &'static str)>;

fn found(key: &str, entry: Entry<&str>, read: Read, report: &mut Report<'_>) -> Option<Url> {
    match read {
        Ok(url) => Some(url),
        Err((what, remedy)) => {
            let remedy = if key == PROXY && remedy == CREDENTIALS { PROXY_ACCOUNT } else { remedy };
            report.problem(entry.at, format!("the address in \"{key}\" {what}"), remedy);
            None
        }
    }
}

fn read(text: &str) -> Read {
    let url = plain(text)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(("has a query or a fragment".to_owned(), "end it before the ? or #"));
    }
    Ok(url)
}

fn plain(text: &str) -> Read {
    const EXAMPLE: &str = "write it in full, as in https://forge.example.org";
    const PATH: &str = "only http and https are spoken; for a folder of this machine use path = \"…\"";
    let scp_like = !text.contains("://") && text.contains('@') && text.contains(':');
    if scp_like {
        return Err(("is an SSH address".to_owned(), "write the https address of the repository"));
    }
    let url = Url::parse(text).map_err(|error| (format!("cannot be read: {error}"), EXAMPLE))?;
    if !matches!(url.scheme(), "http" | "https") {
        // `forge.example.org:8080` reads as the scheme `forge.example.org`.
        let remedy = if text.contains("://") { PATH } else { EXAMPLE };
        return Err(("is neither http nor https".to_owned(), remedy));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(("holds credentials".to_owned(), CREDENTIALS));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(("names no host".to_owned(), EXAMPLE));
    }
    Ok(url)
}

/// Whether a token sent to this address would cross a network in the clear.
pub(super) fn exposes_token(url: &Url) -> bool {
    let local = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "http" && !local
}
