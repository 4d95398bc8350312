//! `glane gate …`: what may be typed to see why projects are held, and to decide about them.
//!
//! Must not know what a decision does.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use super::Json;

/// `glane gate …`.
#[derive(Debug, Subcommand)]
pub enum Gate {
    /// Projects that are held, and why.
    List(Json),
    /// What was seen in one project, and how to mend or release it.
    Show(GateShow),
    /// Let things that were seen become public, with a reason.
    Release(GateRelease),
    /// Approve that a project is published for the first time.
    Approve(GateDecide),
    /// Note that the owner knows that addresses of authors travel with the history.
    Acknowledge(GateAcknowledge),
    /// Keep a project, or one thing that was seen, back whatever the rules say.
    Refuse(GateRefuse),
    /// End a refusal or a withdrawal.
    Lift(GateRefuse),
    /// Declare that deletions and forced updates of the source are a clean-up, to be followed at once.
    CleanUp(GateWhy),
    /// Send what was seen to the owner, as a confidential issue of the source forge.
    Send(GateSend),
}

/// Which project.
#[derive(Debug, Args)]
pub struct GateProject {
    /// The project: its full path, or `forge:id`.
    #[arg(value_name = "PROJECT")]
    pub project: String,
}

/// Who decides, as the log is to name them.
#[derive(Debug, Args)]
pub struct By {
    /// Who decides [default: whoever is logged in].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

impl By {
    /// The name that was given, else that of the user.
    #[must_use]
    pub fn or<'a>(&'a self, user: &'a str) -> &'a str {
        self.by.as_deref().map_or(user, str::trim)
    }
}

/// `glane gate show`.
#[derive(Debug, Args)]
pub struct GateShow {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub project: GateProject,
    /// One JSON object.
    #[arg(long, conflicts_with = "for_owner")]
    pub json: bool,
    /// The message to send to the owner, in French, then in English.
    #[arg(long)]
    pub for_owner: bool,
    /// Only this language of the message.
    #[arg(long, requires = "for_owner")]
    pub lang: Option<Tongue>,
    /// Sign the message with this Ed25519 key (PKCS#8).
    #[arg(long, requires = "for_owner", value_name = "KEYFILE")]
    pub sign: Option<PathBuf>,
}

/// A language of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// French.
    Fr,
    /// English.
    En,
}

impl Tongue {
    /// The one of two texts that is in this language.
    #[must_use]
    pub fn say<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Fr => french,
            Self::En => english,
        }
    }
}

/// `glane gate release`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).multiple(true).args(["finding", "rule"]))]
pub struct GateRelease {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub project: GateProject,
    /// What to release, by its id in `glane gate show`; as often as needed.
    #[arg(long, value_name = "ID", conflicts_with_all = ["rule", "path"])]
    pub finding: Vec<String>,
    /// Everything of this rule, with --path.
    #[arg(long, value_name = "RULE", requires = "path")]
    pub rule: Option<String>,
    /// On these paths: a glob, as in "lessons/**".
    #[arg(long, value_name = "GLOB", requires = "rule")]
    pub path: Option<String>,
    /// Why it may become public.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    #[expect(missing_docs, reason = "as above")]
    pub by: By,
}

/// A decision that needs no reason.
#[derive(Debug, Args)]
pub struct GateDecide {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub project: GateProject,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "as above")]
    pub by: By,
}

/// `glane gate acknowledge`.
#[derive(Debug, Args)]
pub struct GateAcknowledge {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub decide: GateDecide,
    /// Only for this host [default: all of them].
    #[arg(long, value_name = "ID")]
    pub host: Option<String>,
}

/// A decision about a project, with its reason.
#[derive(Debug, Args)]
pub struct GateWhy {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub project: GateProject,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    #[expect(missing_docs, reason = "as above")]
    pub by: By,
}

/// `glane gate refuse` and `glane gate lift`.
#[derive(Debug, Args)]
pub struct GateRefuse {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub why: GateWhy,
    /// Only about what was seen under this id; as often as needed.
    #[arg(long, value_name = "ID")]
    pub finding: Vec<String>,
}

/// `glane gate send`.
#[derive(Debug, Args)]
pub struct GateSend {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the documentation of a flattened part would be shown as help")]
    pub project: GateProject,
    /// Only this language of the message.
    #[arg(long)]
    pub lang: Option<Tongue>,
}
