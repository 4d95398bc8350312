//! `glane harvest`: what may be typed, and nothing of what it does.

use clap::Args;

/// `glane harvest`.
#[derive(Debug, Args)]
pub struct Harvest {
    /// Remove every record of a source that is no longer configured, and harvest nothing.
    #[arg(long, value_name = "ID", conflicts_with_all = ["source", "whole", "accept_shrinking"])]
    pub forget: Option<String>,
    /// Only this source.
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Ask for everything, also of a source that can be asked for what is newer only.
    #[arg(long)]
    pub whole: bool,
    /// Remove what is gone from this source, however much it is.
    #[arg(long, requires = "source")]
    pub accept_shrinking: bool,
    /// List the sources that a [[source]] may name by known = "…", and harvest nothing.
    #[arg(long, conflicts_with_all = ["source", "whole", "accept_shrinking"])]
    pub known: bool,
    /// One JSON object a source.
    #[arg(long)]
    pub json: bool,
}
