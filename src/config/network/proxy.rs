//! `[network]`: the proxy and its exceptions, from the file or from the usual variables.
//!
//! A password can only come from a variable, and is never shown.

use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use crate::config::address::address;
use crate::config::context::Context;
use crate::config::environment::{Environment, HTTP_PROXY, HTTPS_PROXY, NO_PROXY};
use crate::config::list::list;
use crate::config::origin::{Origin, Setting};
use crate::config::report::Report;
use crate::config::section::Section;
use crate::config::settings::{Network, Proxy};

/// Written in place of an address, it sets the variables aside.
const NONE: &str = "none";

/// The proxies for https and for http addresses.
pub(super) fn proxies(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> (Option<Proxy>, Option<Proxy>) {
    let Some(entry) = section.text("proxy", report) else {
        let https = from_variable(section, "proxy", HTTPS_PROXY, context, report);
        if https.is_none() {
            report.show(section.key("proxy"), Value::Null, None);
        }
        return (https, from_variable(section, "proxy for http", HTTP_PROXY, context, report));
    };
    if entry.value.trim() == NONE {
        report.show(section.key("proxy"), NONE, Some(entry.at));
        return (None, None);
    }
    let proxy = address("proxy", entry, report).map(|url| Proxy { url, login: None });
    let value = proxy.as_ref().map_or(Value::Null, |proxy| proxy.url.as_str().into());
    report.show(section.key("proxy"), value, Some(entry.at));
    (proxy.clone(), proxy)
}

/// Hosts that are reached without the proxy.
pub(super) fn exceptions(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Vec<String> {
    if section.place("no_proxy", report).is_some() {
        let entries = section.texts("no_proxy", report);
        for entry in &entries {
            let text = entry.value.trim();
            if text.contains("://") || text.contains(char::is_whitespace) || text.contains(',') {
                let message = format!("\"{}\" in no_proxy is not a host", entry.value.escape_debug());
                let remedy =
                    "write one host an entry: \"example.org\" with all below it, \"192.0.2.0/24\", or \"*\"";
                report.problem(entry.at, message, remedy);
            }
        }
        return list(section, "no_proxy", &entries, report);
    }
    let Some((variable, text)) = either(NO_PROXY, context.environment) else {
        report.show(section.key("no_proxy"), Vec::<String>::new(), None);
        return Vec::new();
    };
    let hosts = entries(text);
    note(section, "no_proxy", hosts.clone().into(), variable, report);
    hosts
}

fn from_variable(
    section: &Section<'_>,
    key: &str,
    variable: &'static str,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Proxy> {
    let (variable, text) = either(variable, context.environment)?;
    let Some(proxy) = read(text) else {
        let remedy = "set it to http://host:port, or name the proxy under [network]".to_owned();
        report.variable_problem(&variable, "is not the address of an HTTP proxy".to_owned(), remedy);
        return None;
    };
    note(section, key, proxy.url.as_str().into(), variable, report);
    Some(proxy)
}

/// The address of a variable, its user and password apart; a host and port alone mean http.
fn read(text: &str) -> Option<Proxy> {
    let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let mut url =
        Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let login = (!url.username().is_empty())
        .then(|| (decoded(url.username()), SecretString::from(decoded(url.password().unwrap_or_default()))));
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(Proxy { url, login })
}

/// What the variables say, for a command without a configuration; what cannot be read counts as not said.
#[must_use]
pub fn from_environment(environment: &Environment) -> Network {
    let proxy = |variable: &str| either(variable, environment).and_then(|(_, text)| read(text));
    Network {
        proxy: proxy(HTTPS_PROXY),
        proxy_http: proxy(HTTP_PROXY),
        no_proxy: either(NO_PROXY, environment).map(|(_, text)| entries(text)).unwrap_or_default(),
        ..Network::default()
    }
}

fn entries(text: &str) -> Vec<String> {
    text.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// A variable in either of its spellings, the lower case first as curl does.
fn either<'a>(variable: &str, environment: &'a Environment) -> Option<(String, &'a str)> {
    let lower = variable.to_lowercase();
    let of = |name: String| environment.get(&name).map(|text| (name, text));
    of(lower).or_else(|| of(variable.to_owned()))
}

fn note(section: &Section<'_>, key: &str, value: Value, variable: String, report: &mut Report<'_>) {
    let origin = Origin::Environment { variable };
    report.settings.push(Setting { key: section.key(key), value, origin, note: None });
}
