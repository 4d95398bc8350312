//! `glane inspect`: one repository, wherever it is, without configuration.
//!
//! The same examination and the same gate as the mirrors use; must not write anything that stays.

mod answer;
mod fingerprint;
mod gate;
mod gitlab;
mod identity;
mod mend;
mod proposal;
mod quality;
mod report;
mod sarif;
mod snippet;
mod subject;

use glane_catalog::model::{Examination, Finding, GateReport, Severity};
use jiff::Timestamp;

use self::gate::Judged;
use self::quality::Quality;
use self::subject::Subject;
use super::Ending;
use super::output;
use crate::cli::{self, Colour, ReportFormat};
use crate::clock::Clock;
use crate::config::{self, Environment, Network, Policy};
use crate::examine::Request;
use crate::mirror::examine;
use crate::mirror::gate::{Verdict, today};
use crate::mirror::git::Git;
use crate::mirror::teach;
use crate::process::Programs;

/// What the command is given besides its arguments.
pub(super) struct Surroundings {
    /// The programs it may start.
    pub(super) programs: Programs,
    /// What it may reach, and how.
    pub(super) network: Network,
    /// The present instant.
    pub(super) now: Timestamp,
    /// Whether the environment lets output be coloured.
    pub(super) may_colour: bool,
}

impl Surroundings {
    /// What this process has.
    pub(super) fn of(programs: Programs, environment: &Environment) -> Self {
        Self {
            programs,
            network: config::network_of(environment),
            now: Clock::system().now(),
            may_colour: environment.allows_colour(),
        }
    }
}

/// Runs `glane inspect`.
pub(super) async fn run(arguments: &cli::Inspect, given: Surroundings) -> anyhow::Result<Ending> {
    let policy = Policy::default();
    // Removed when this function ends, however it ends.
    let temporary = tempfile::Builder::new().prefix("glane-inspect-").tempdir()?;
    let git = Git::new(given.programs.clone(), temporary.path(), policy.git_timeout)?;
    let git = git.reaching(subject::reach(&arguments.repository, given.network.clone()))?;
    let (examination, judged) = match subject::find(arguments, &git, temporary.path()).await? {
        Subject::Held(reason) if arguments.propose.is_some() => anyhow::bail!("{}", reason.message),
        Subject::Held(reason) => {
            let verdict = Verdict::Hold(vec![reason]);
            (Examination::default(), Judged::new(verdict, GateReport::default(), today(given.now)))
        }
        Subject::Examine(request) => {
            let mut examination = examine::examine(&given.programs, &policy, &request)
                .await
                .map_err(|reason| anyhow::anyhow!("{}: {}", arguments.repository, reason.message))?;
            if let Some(file) = arguments.propose {
                proposal::print(file, &arguments.repository, &examination)?;
                return Ok(Ending::Done);
            }
            examination.findings.extend(identity::elsewhere(&arguments.repository, &examination));
            examination.findings.extend(untold(&given, &policy, &request, &examination).await);
            let judged = gate::judge(&given, &policy, &request, &examination).await?;
            (examination, judged)
        }
    };
    Ok(tell(arguments, &given, &examination, &judged))
}

/// What is to be mended in the documents that teach, and was not told of the repository already.
async fn untold(
    given: &Surroundings,
    policy: &Policy,
    request: &Request,
    examination: &Examination,
) -> Vec<Finding> {
    let repository = request.repository.clone();
    let mut found = teach::findings(&given.programs, policy, repository, examination).await;
    let place = |one: &Finding| (one.code.clone(), one.path.clone(), one.key.clone(), one.line);
    found.retain(|one| examination.findings.iter().all(|told| place(told) != place(one)));
    found
}

/// Says it in the form that was asked for.
fn tell(
    arguments: &cli::Inspect,
    given: &Surroundings,
    examination: &Examination,
    judged: &Judged,
) -> Ending {
    let list = mend::list(examination, judged, arguments.lang);
    let quality = Quality::of(examination, given.now);
    match if arguments.json { ReportFormat::Json } else { arguments.format } {
        ReportFormat::Json => {
            output::json(&answer::answer(&arguments.repository, examination, judged, quality));
        }
        ReportFormat::Gitlab => output::json(&gitlab::report(&list)),
        ReportFormat::Sarif => output::json(&sarif::report(&list)),
        ReportFormat::Text => {
            let wanted = match arguments.color {
                Colour::Auto => None,
                Colour::Always => Some(true),
                Colour::Never => Some(false),
            };
            let told = report::Told {
                repository: &arguments.repository,
                examination,
                judged,
                quality: &quality,
                list: &list,
                tongue: arguments.lang,
            };
            output::paper(report::report(&told, output::look(wanted, given.may_colour)));
        }
    }
    if list.iter().any(|mend| mend.weight.fails(arguments.fail_on)) {
        Ending::WithFailures
    } else {
        Ending::Done
    }
}

/// One finding on one line.
pub(super) fn finding_line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let place = match (&finding.path, finding.line) {
        (Some(path), Some(line)) => format!("{path}:{line}: "),
        (Some(path), None) => format!("{path}: "),
        _ => String::new(),
    };
    format!("{severity}: {place}{} — {}", finding.message, finding.remedy)
}
