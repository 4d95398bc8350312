//! The command line: what may be typed, and nothing of what it does.
//!
//! Help texts are read by operators and developers; must not read files or the environment.

mod gate;
mod harvest;
mod hidden;
mod operate;
mod vocabulary;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::harvest::Harvest;
pub use self::hidden::without_hidden;
pub use self::operate::{Adopt, Backup, Fsck, Restore, Withdraw};
pub use self::vocabulary::Vocabulary;
pub use gate::{
    By, Gate, GateAcknowledge, GateDecide, GateProject, GateRefuse, GateRelease, GateSend, GateShow, GateWhy,
    Tongue,
};

/// Mirrors public forges, reads what they hold, and serves one searchable catalogue of commons.
#[derive(Debug, Parser)]
#[command(name = "glane", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// Configuration file [default: the variable `GLANE_CONFIG`, else glane.toml].
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mirror a sample ministry, catalogue it and serve the site.
    #[cfg(feature = "demo")]
    Demo(Demo),
    /// Write a commented glane.toml.
    Init(Init),
    /// Try the configuration: tokens, addresses, folders, git.
    Check(Json),
    /// Mirror the forges once: discover, fetch, examine, gate, publish, record.
    Sync(Sync),
    /// Take the records of other catalogues, as [[source]] names them.
    Harvest(Harvest),
    /// Say what one repository is: licence, metadata, resources, gate, findings.
    Inspect(Inspect),
    /// Read single files as their formats say.
    Read(Read),
    /// Search the catalogue.
    Search(Search),
    /// Serve the site and look at the forges on their schedules.
    Serve(Serve),
    /// What is held, and the decisions of people about it.
    #[command(subcommand)]
    Gate(Gate),
    /// Share the work of `glane serve` from another process on the same data folder.
    Work,
    /// Take a project, a file or a person's name out of the public at once, and keep it out.
    Withdraw(Withdraw),
    /// Make a repository that exists on a host our copy, after comparing it.
    Adopt(Adopt),
    /// Verify repositories, references, copies and folders.
    Fsck(Fsck),
    /// Copy database and repositories, consistent with each other, while the service runs.
    Backup(Backup),
    /// Put a backup in place of nothing.
    Restore(Restore),
    /// The search index.
    #[command(subcommand)]
    Index(Index),
    /// Write files for others.
    #[command(subcommand)]
    Export(Export),
    /// What sources have lost, and putting it back.
    #[command(subcommand)]
    Archive(Archive),
    /// Words of other catalogues.
    #[command(subcommand)]
    Vocabulary(Vocabulary),
    /// The configuration.
    #[command(subcommand)]
    Config(Config),
    /// Run a program that dies with whoever started it.
    #[command(hide = true)]
    Guard(Guard),
    /// Examine one repository, described on standard input.
    #[command(hide = true)]
    Examine(Examine),
    /// Look at what of a repository would become public, described on standard input.
    #[command(hide = true)]
    Look(Examine),
    /// Reads the parts that teach (internal).
    #[command(hide = true)]
    Teach(Examine),
}

/// `glane demo`.
#[cfg(feature = "demo")]
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder of the demo's data.
    #[arg(long, default_value = "glane-demo", value_name = "DIR")]
    pub dir: PathBuf,
    /// Port of the site; 0 for any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Stop after the pipeline, without serving.
    #[arg(long)]
    pub once: bool,
}

/// `glane init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Folder to write glane.toml in.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
}

/// Commands whose answer a program may read.
#[derive(Debug, Args)]
pub struct Json {
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `glane sync`.
#[derive(Debug, Args)]
pub struct Sync {
    /// Only this forge.
    #[arg(long, value_name = "ID")]
    pub forge: Option<String>,
    /// Only the project of this path or id.
    #[arg(long, value_name = "PATH")]
    pub project: Option<String>,
    /// Look at every project, also at those of which nothing tells that they changed.
    #[arg(long)]
    pub all: bool,
    /// Follow deletions at the source whatever their number; only with --project.
    #[arg(long, requires = "project")]
    pub allow_deletions: bool,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// One JSON object a line, the last one a summary.
    #[arg(long)]
    pub json: bool,
}

/// `glane inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// A repository: a folder, or an address that git can fetch.
    #[arg(value_name = "PATH|URL")]
    pub repository: String,
    /// Branch, tag or commit [default: the default branch].
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,
    /// Print a file that the repository lacks, made of what was found, to complete and commit.
    #[arg(long, value_name = "FILE", value_enum, conflicts_with_all = ["json", "format"])]
    pub propose: Option<Proposal>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// One JSON object, as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Language of the report.
    #[arg(long, value_enum, default_value_t = Tongue::Fr)]
    pub lang: Tongue,
    /// Colours in the report: on a terminal, always or never.
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// End with status 1 from this weight on.
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "WEIGHT")]
    pub fail_on: FailOn,
}

/// A form in which `glane inspect` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// A report for a person.
    Text,
    /// One JSON object with everything.
    Json,
    /// What is to mend, as GitLab's code quality report.
    Gitlab,
    /// What is to mend, as SARIF 2.1.0 (GitHub's code scanning and others).
    Sarif,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// From which weight on what is to mend makes a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// None: the report is all that is asked for.
    Never,
    /// What keeps it from being published.
    Hold,
    /// That, and errors.
    Error,
    /// Those, and warnings.
    Warning,
    /// Anything.
    Info,
}

/// A file that `glane inspect` can propose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Proposal {
    /// `publiccode.yml`.
    Publiccode,
    /// `codemeta.json`.
    Codemeta,
}

/// `glane read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Files to read.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Their format [default: by the file's name].
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `glane search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Words to look for.
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only this kind of entry.
    #[arg(long)]
    pub kind: Option<Kind>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Kinds of catalogue entries.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Repositories of the forges.
    Project,
    /// Educational resources.
    Resource,
    /// Programs in use.
    Software,
}

/// `glane serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on [default: listen of [site]].
    #[arg(long, value_name = "ADDRESS", value_parser = listen)]
    pub listen: Option<std::net::SocketAddr>,
}

/// An address with its port, with an example for who wrote it otherwise.
fn listen(text: &str) -> Result<std::net::SocketAddr, String> {
    text.parse().map_err(|_| "write address and port, as in 127.0.0.1:8080 or [::1]:8080".to_owned())
}

/// `glane index …`.
#[derive(Debug, Subcommand)]
pub enum Index {
    /// Documents, size, and how far it follows the catalogue.
    Status(Json),
    /// Build it anew from the catalogue, beside the one that serves; a service that runs is asked to.
    Rebuild,
    /// How good the search is on questions whose answers are known: nDCG and recall.
    Evaluate(Evaluate),
}

/// Arguments of `glane index evaluate`.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// Folder with corpus.jsonl, queries.jsonl, qrels.tsv and, for figures by category, categories.tsv.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The file of questions in that folder.
    #[arg(long, value_name = "FILE", default_value = "queries.jsonl")]
    pub queries: String,
    /// Ask the questions without their accents.
    #[arg(long)]
    pub unaccented: bool,
    /// One JSON object on standard output, the nDCG of each question too.
    #[arg(long)]
    pub json: bool,
}

/// `glane export …`.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The programme's indicators: CSV, CSV for French spreadsheets, JSON, definitions.
    Indicators(ExportFolder),
    /// The catalogue: repositories and organisations as code.gouv.fr writes them (JSON, CSV, CSV for
    /// French spreadsheets), and projects in DCAT and ADMS (Turtle).
    Catalogue(ExportFolder),
}

/// Where `glane export …` writes.
#[derive(Debug, Args)]
pub struct ExportFolder {
    /// Folder to write the files in.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `glane archive …`.
#[derive(Debug, Subcommand)]
pub enum Archive {
    /// List the tips that were deleted or overwritten at their source.
    List(ArchiveList),
    /// Put one back: the copies have it again, beside what the source has.
    Restore(ArchiveRestore),
}

/// `glane archive list`.
#[derive(Debug, Args)]
pub struct ArchiveList {
    /// Only the project of this path or id.
    #[arg(value_name = "PROJECT")]
    pub project: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `glane archive restore`.
#[derive(Debug, Args)]
pub struct ArchiveRestore {
    /// The project's path or id.
    #[arg(value_name = "PROJECT")]
    pub project: String,
    /// Where the tip stands, as `glane archive list` prints it.
    #[arg(value_name = "ARCHIVED-REF")]
    pub archived: String,
    /// The name it shall have [default: the one it had].
    #[arg(long = "as", value_name = "REF")]
    pub name: Option<String>,
    /// Why; it is recorded.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    #[expect(missing_docs, reason = "said where it is flattened in")]
    pub by: By,
}

/// `glane config …`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Each value with its origin, tokens masked.
    Show(Json),
}

/// `glane guard`.
#[derive(Debug, Args)]
pub struct Guard {
    /// Private memory, in bytes.
    #[arg(long)]
    pub memory: u64,
    /// The first bytes of standard input that are the program's own.
    #[arg(long, default_value_t = 0)]
    pub feed: u64,
    /// The program and its arguments.
    #[arg(required = true, last = true)]
    pub command: Vec<OsString>,
}

/// `glane examine` and `glane look`.
#[derive(Debug, Args)]
pub struct Examine {
    /// Private memory, in bytes.
    #[arg(long)]
    pub memory: u64,
    /// Processor time, in seconds.
    #[arg(long)]
    pub seconds: u64,
}
