//! A program as an entry of the catalogue: what it is called, what it does, and what it stands in for.
//!
//! Must not know where the entry was written down, nor which project makes the program.

use serde::{Deserialize, Serialize};

/// A program that is used, supported or made in the ecosystem.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// What it is called in addresses: lower case letters, digits and dashes.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it does, in a few words.
    pub function: String,
    /// What else there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its licence, an SPDX expression; none where nobody has looked it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Its own site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Words it is tagged with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Names of what is not free and does something similar.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<String>,
    /// What it is said to be used for, each with who said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<SoftwareUse>,
}

/// What a program is used for by the ministry, as a published statement has it; French and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftwareUse {
    /// What for.
    pub what: (String, String),
    /// Which statement says so, with its date.
    pub source: (String, String),
}
