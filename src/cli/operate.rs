//! What may be typed to look after an installation: withdraw, adopt, fsck, backup, restore.
//!
//! Must not know what the commands do.

use std::path::PathBuf;

use clap::Args;

use super::By;

/// `glane withdraw`.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// A project, by its path or `forge:id`; or `PROJECT:FILE`, a file or folder of one.
    #[arg(
        value_name = "PROJECT|PROJECT:FILE",
        required_unless_present = "person",
        conflicts_with = "person"
    )]
    pub subject: Option<String>,
    /// A person: a file with their name, one spelling a line, or `-` for standard input. A name is
    /// never an argument, which other users of the machine could read.
    #[arg(long, value_name = "FILE|-")]
    pub person: Option<PathBuf>,
    /// Why, for the record; the public does not see it.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    #[expect(missing_docs, reason = "said where it is flattened in")]
    pub by: By,
    /// Have hosts remove the copy, where they would make it private.
    #[arg(long, conflicts_with = "person")]
    pub erase: bool,
    /// Credit that person again, from the next change of each project on.
    #[arg(long, requires = "person")]
    pub lift: bool,
    /// Do it without asking; otherwise what would be done is said, and nothing is done.
    #[arg(long)]
    pub yes: bool,
}

/// `glane adopt`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// The project, by its path or `forge:id`.
    #[arg(value_name = "PROJECT")]
    pub project: String,
    /// The host on which the repository exists.
    #[arg(long, value_name = "ID")]
    pub host: String,
    /// The repository's name there.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// It is a copy of the project's wiki, and not of the project.
    #[arg(long)]
    pub wiki: bool,
    /// Why, for the record.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    #[expect(missing_docs, reason = "said where it is flattened in")]
    pub by: By,
    /// Compare, say what differs, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// `glane fsck`.
#[derive(Debug, Args)]
pub struct Fsck {
    /// Mend what can be mended; no commit is ever removed.
    #[arg(long)]
    pub repair: bool,
    /// Only the project of this path or `forge:id`.
    #[arg(long, value_name = "PROJECT")]
    pub project: Option<String>,
    /// Read every object, and not only those that references need.
    #[arg(long)]
    pub full: bool,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `glane backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// Folder of the backup; a former one there is brought up to date.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// `glane restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// Folder of the backup.
    #[arg(value_name = "DIR", required_unless_present = "confirmed", conflicts_with = "confirmed")]
    pub dir: Option<PathBuf>,
    /// Every withdrawal and refusal since the backup is declared again: let mirroring and serving begin.
    #[arg(long)]
    pub confirmed: bool,
}
