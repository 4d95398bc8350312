//! The environment variables the service listens to, and the only reading of the environment.
//!
//! Values are never printed: any of them may be a token.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Names the configuration file; the option on the command line wins over it.
pub(super) const CONFIG: &str = "GLANE_CONFIG";
/// Overrides `listen` of `[site]`.
pub(super) const SITE_LISTEN: &str = "GLANE_SITE_LISTEN";
/// Overrides `url` of `[store]`.
pub(super) const STORE_URL: &str = "GLANE_STORE_URL";
/// Overrides `data` of `[store]`.
pub(super) const DATA: &str = "GLANE_DATA";
/// Any value but the empty one turns colours off (<https://no-color.org>).
const NO_COLOR: &str = "NO_COLOR";
/// What is logged, as a filter of `tracing` (`info`, `glane=debug`).
const LOG: &str = "GLANE_LOG";

/// Proxy for https addresses, where `[network]` names none.
pub(super) const HTTPS_PROXY: &str = "HTTPS_PROXY";
/// Proxy for http addresses, where `[network]` names none.
pub(super) const HTTP_PROXY: &str = "HTTP_PROXY";
/// Hosts reached without a proxy, where `[network]` names none.
pub(super) const NO_PROXY: &str = "NO_PROXY";

/// The configuration file looked for when none is named.
const DEFAULT_FILE: &str = "glane.toml";

/// One documented environment variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Every variable the service listens to, besides those that `token_env` names.
pub const VARIABLES: &[Variable] = &[
    Variable { name: CONFIG, meaning: "configuration file (default: glane.toml)" },
    Variable { name: SITE_LISTEN, meaning: "address the site listens on; overrides listen of [site]" },
    Variable { name: STORE_URL, meaning: "database address; overrides url of [store]" },
    Variable { name: DATA, meaning: "data folder; overrides data of [store]" },
    Variable { name: NO_COLOR, meaning: "any value turns colours off" },
    Variable { name: LOG, meaning: "what is logged: error, warn, info, debug, or glane=debug" },
    Variable { name: HTTPS_PROXY, meaning: "proxy for https addresses; proxy of [network] wins over it" },
    Variable { name: HTTP_PROXY, meaning: "proxy for http addresses; proxy of [network] wins over it" },
    Variable { name: NO_PROXY, meaning: "hosts reached without it; no_proxy of [network] wins over it" },
];

/// The variables of a process, read once.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The variables of this process; those that are not UTF-8 are left out.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self(std::env::vars_os().filter_map(text).collect())
    }

    /// An environment that holds these variables only.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// The value of a variable; one set to nothing counts as not set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether output may be coloured, as far as the environment says.
    #[must_use]
    pub fn allows_colour(&self) -> bool {
        self.get(NO_COLOR).is_none()
    }

    /// The filter of the log, if one is set.
    #[must_use]
    pub fn log(&self) -> Option<&str> {
        self.get(LOG)
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} variables)", self.0.len())
    }
}

/// The configuration file to read: the one named on the command line, else by `GLANE_CONFIG`, else
/// `glane.toml` of the current folder.
#[must_use]
pub fn file(named: Option<&Path>, environment: &Environment) -> PathBuf {
    named.map_or_else(|| PathBuf::from(environment.get(CONFIG).unwrap_or(DEFAULT_FILE)), Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_wins_over_the_variable_over_the_default() {
        let environment = Environment::of([(CONFIG, "/etc/glane.toml")]);
        assert_eq!(file(Some(Path::new("a.toml")), &environment), Path::new("a.toml"));
        assert_eq!(file(None, &environment), Path::new("/etc/glane.toml"));
        assert_eq!(file(None, &Environment::default()), Path::new("glane.toml"));
    }

    #[test]
    fn its_debug_form_shows_no_value() {
        let shown = format!("{:?}", Environment::of([("FORGE_TOKEN", "s3cret")]));
        assert!(!shown.contains("s3cret"), "{shown}");
    }

    #[test]
    fn a_variable_set_to_nothing_is_not_set() {
        assert!(Environment::of([(NO_COLOR, "")]).allows_colour());
        assert!(!Environment::of([(NO_COLOR, "1")]).allows_colour());
    }
}
