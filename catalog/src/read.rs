//! Readers of files: one format a file, bytes in, claims and findings out.
//!
//! A reader never fails: what cannot be read is a finding. Must not know git or the file system.

use serde::{Deserialize, Serialize};

use crate::model::{Fields, Finding};

/// What one file says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its claims, each with file, line and confidence.
    pub fields: Fields,
    /// What should be mended in it.
    pub findings: Vec<Finding>,
    /// Plain text worth searching, at most 16 KiB; only formats made of prose have any.
    pub text: Option<String>,
}
