//! `glane vocabulary …`: what may be typed, and nothing of what it does.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `glane vocabulary …`.
#[derive(Debug, Subcommand)]
pub enum Vocabulary {
    /// Take in a release of a school vocabulary, so that records that name its concepts are understood.
    ///
    /// What was imported before is replaced: give all files of the release at once.
    Import(VocabularyImport),
}

/// `glane vocabulary import`.
#[derive(Debug, Args)]
pub struct VocabularyImport {
    /// Files of the release: SKOS or SKOS-XL as RDF/XML.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
}
