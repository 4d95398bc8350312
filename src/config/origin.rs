//! Where a resolved value comes from, for `glane config show`.
//!
//! Holds what may be shown: never a token.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Origin {
    /// Written in the configuration file.
    File {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: u32,
    },
    /// Set by an environment variable.
    Environment {
        /// Its name.
        variable: String,
    },
    /// Not set: the built-in value.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file, line } => write!(f, "{file}:{line}"),
            Self::Environment { variable } => write!(f, "environment variable {variable}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// One resolved value as it may be shown, with its origin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting {
    /// Its name: `site.listen`, `forge.<id>.url`.
    pub key: String,
    /// The value; null when it is not set; for a token a sentence that says where it was read.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
    /// How it was read, where that is not plain from the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
