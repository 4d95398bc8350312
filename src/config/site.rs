//! `[site]`: its name, its public address, where it listens, who runs it.
//!
//! Must not open the address.

use std::net::SocketAddr;

use serde_json::Value;
use url::Url;

use super::address::address;
use super::context::Context;
use super::environment::SITE_LISTEN;
use super::origin::{Origin, Setting};
use super::report::Report;
use super::section::Section;
use super::settings::{Operator, Site};

/// Keys of `[site]`.
pub(super) const KEYS: &[&str] =
    &["title", "url", "files_url", "listen", "publisher", "hosting", "contact", "accessibility_contact"];

const TITLE: &str = "Glane";
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

/// Reads the section.
pub(super) fn site(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Site {
    let title = section.text("title", report);
    let shown = title.map_or(TITLE, |title| title.value);
    report.show(section.key("title"), shown, title.map(|title| title.at));
    let written = section.text("url", report);
    let url = written.and_then(|entry| address("url", entry, report));
    let value = url.as_ref().map_or(Value::Null, |url| url.as_str().into());
    report.show(section.key("url"), value, written.map(|entry| entry.at));
    let files_url = files_url(section, url.as_ref(), report);
    let listen = listen(section, context, report);
    let operator = Operator {
        publisher: said(section, "publisher", report),
        hosting: said(section, "hosting", report),
        contact: said(section, "contact", report),
        accessibility_contact: said(section, "accessibility_contact", report),
    };
    Site { title: shown.to_owned(), url, files_url, listen, operator }
}

/// The address of files, on a host that is not the site's: nothing would be kept apart otherwise.
fn files_url(section: &Section<'_>, site: Option<&Url>, report: &mut Report<'_>) -> Option<Url> {
    let written = section.text("files_url", report);
    let mut url = written.and_then(|entry| address("files_url", entry, report));
    let is_sites = |url: &Url| site.is_some_and(|site| site.host_str() == url.host_str());
    let wrong = url.as_ref().and_then(|url| match url {
        url if url.path() != "/" => Some(("has a path", "end it after the host")),
        url if is_sites(url) => {
            Some(("is that of the site itself", "give files a host of their own, or take the line out"))
        }
        _ => None,
    });
    if let (Some((what, remedy)), Some(entry)) = (wrong, written) {
        report.problem(entry.at, format!("the address in \"files_url\" {what}"), remedy);
        url = None;
    }
    let value = url.as_ref().map_or(Value::Null, |url| url.as_str().into());
    report.show(section.key("files_url"), value, written.map(|entry| entry.at));
    url
}

/// A text for the legal pages, shown as it is written.
fn said(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Option<String> {
    let written = section.text(key, report);
    let value = written.map_or(Value::Null, |entry| entry.value.into());
    report.show(section.key(key), value, written.map(|entry| entry.at));
    written.map(|entry| entry.value.trim().to_owned())
}

fn listen(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> SocketAddr {
    let written = section.text("listen", report);
    let mut value = LISTEN;
    let mut origin = report.origin(None);
    if let Some(entry) = written {
        match socket(entry.value) {
            Ok(address) => value = address,
            Err((message, remedy)) => report.problem(entry.at, message, remedy),
        }
        origin = report.origin(Some(entry.at));
    }
    if let Some(text) = context.environment.get(SITE_LISTEN) {
        match socket(text) {
            Ok(address) => value = address,
            Err((message, remedy)) => report.variable_problem(SITE_LISTEN, message, remedy),
        }
        origin = Origin::Environment { variable: SITE_LISTEN.to_owned() };
    }
    let shown = value.to_string().into();
    report.settings.push(Setting { key: section.key("listen"), value: shown, origin, note: None });
    value
}

fn socket(text: &str) -> Result<SocketAddr, (String, String)> {
    text.parse().map_err(|_| {
        let port = text.rsplit(':').next().and_then(|port| port.parse::<u16>().ok());
        let host = if text.starts_with(':') || text.starts_with('*') { "0.0.0.0" } else { "127.0.0.1" };
        let example = format!("{host}:{}", port.unwrap_or(LISTEN.port()));
        (
            format!("\"{}\" is not an address to listen on", text.escape_debug()),
            format!("write an IP address and a port, as in \"{example}\""),
        )
    })
}
