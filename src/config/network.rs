//! `[network]`: proxy, certificate authorities, names that resolve here, and what may be private.
//!
//! Must not open a connection or ask a name server.

mod proxy;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;

use serde_json::Value;
use url::Host;

pub use self::proxy::from_environment;
use self::proxy::{exceptions, proxies};
use super::context::Context;
use super::list::list;
use super::report::Report;
use super::section::{Entry, Section};
use super::settings::Network;

/// Keys of `[network]`.
pub(super) const KEYS: &[&str] = &["proxy", "no_proxy", "ca_file", "allow_private", "resolve"];

const NAME: &str = "write the name alone, as in \"forge.example.org\"";

/// Reads the section, and the variables that stand in for what it does not say.
pub(super) fn network(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Network {
    let (proxy, proxy_http) = proxies(section, context, report);
    Network {
        proxy,
        proxy_http,
        no_proxy: exceptions(section, context, report),
        ca_file: ca_file(section, context, report),
        allow_private: allow_private(section, report),
        resolve: resolve(section, report),
    }
}

fn ca_file(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<PathBuf> {
    let entry = section.text("ca_file", report);
    let path = entry.map(|entry| context.path(entry.value));
    if let (Some(entry), Some(path)) = (entry, &path) {
        let what = match std::fs::read_to_string(path) {
            Ok(text) if text.contains("-----BEGIN CERTIFICATE-----") => None,
            Ok(_) => Some("holds no certificate in PEM".to_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some("does not exist".to_owned()),
            Err(error) => Some(format!("cannot be read: {error}")),
        };
        if let Some(what) = what {
            let remedy = "name a PEM file of certificate authorities (-----BEGIN CERTIFICATE-----)";
            report.problem(entry.at, format!("ca_file: {} {what}", path.display()), remedy);
        }
    }
    let value = path.as_ref().map_or(Value::Null, |path| path.display().to_string().into());
    report.show(section.key("ca_file"), value, entry.map(|entry| entry.at));
    path
}

fn allow_private(section: &Section<'_>, report: &mut Report<'_>) -> Vec<String> {
    let entries = section.texts("allow_private", report);
    let hosts: Vec<String> =
        entries.iter().filter_map(|entry| host("allow_private", *entry, report)).collect();
    list(section, "allow_private", &entries, report);
    hosts
}

fn resolve(section: &Section<'_>, report: &mut Report<'_>) -> BTreeMap<String, Vec<IpAddr>> {
    let mut names: BTreeMap<String, Vec<IpAddr>> = BTreeMap::new();
    for (name, values) in section.pairs("resolve", report) {
        let mut addresses = Vec::new();
        for value in values {
            match value.value.trim_matches(['[', ']']).parse::<IpAddr>() {
                Ok(address) => addresses.push(address),
                Err(_) => {
                    let message = format!("\"{}\" in resolve is not an address", value.value.escape_debug());
                    report.problem(value.at, message, "write an IP address, as in \"192.0.2.7\"");
                }
            }
        }
        let Some(host) = host("resolve", name, report) else { continue };
        if host.parse::<IpAddr>().is_ok() || host.starts_with('[') {
            report.problem(name.at, format!("{host} in resolve is an address already"), NAME);
        } else if names.insert(host.clone(), addresses).is_some() {
            report.problem(name.at, format!("{host} stands twice in resolve"), "keep it once");
        }
    }
    let shown = names.iter().map(|(name, addresses)| {
        let addresses: Vec<Value> = addresses.iter().map(|address| address.to_string().into()).collect();
        (name.clone(), Value::Array(addresses))
    });
    let at = section.place("resolve", report);
    report.show(section.key("resolve"), Value::Object(shown.collect()), at);
    names
}

/// A host as addresses spell it: lower case, no dot at its end.
fn host(key: &str, entry: Entry<&str>, report: &mut Report<'_>) -> Option<String> {
    let text = entry.value.trim().trim_end_matches('.');
    let bracketed = format!("[{text}]");
    let text = if text.parse::<std::net::Ipv6Addr>().is_ok() { &bracketed } else { text };
    if let Ok(host) = Host::parse(text)
        && !text.contains('*')
    {
        return Some(host.to_string());
    }
    let message = format!("\"{}\" in {key} is not the name of a host", entry.value.escape_debug());
    report.problem(entry.at, message, NAME);
    None
}
