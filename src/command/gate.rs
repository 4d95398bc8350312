//! `glane gate`: what is held and why, and the decisions of people about it.
//!
//! Decisions are written down and a look at the project is asked for; the passes carry them out.

mod decide;
mod find;
pub(super) mod letter;
mod list;
mod owner;
pub(super) mod remedy;
mod send;
mod show;
mod sign;

use glane_catalog::model::{Decision, DecisionKind, GateReport, HostId, ProjectRecord, Sighting};

use super::Ending;
use crate::cli::Gate;
use crate::mirror::gate::{Standing, today};
use crate::service::Service;

/// Runs `glane gate …`.
pub(super) async fn run(service: &Service, command: &Gate, user: &str) -> anyhow::Result<Ending> {
    use DecisionKind as Kind;
    match command {
        Gate::List(arguments) => list::run(service, arguments.json).await,
        Gate::Show(arguments) => show::run(service, arguments).await,
        Gate::Send(arguments) => send::run(service, &arguments.project.project, arguments.lang).await,
        Gate::Release(arguments) => decide::release(service, arguments, user).await,
        Gate::Approve(decide) => {
            decide::plainly(service, decide, Kind::Approve, None, "first publication approved", user).await
        }
        Gate::Acknowledge(arguments) => {
            decide::acknowledge(service, &arguments.decide, arguments.host.as_deref(), user).await
        }
        Gate::Refuse(arguments) => {
            decide::with_reason(service, &arguments.why, &arguments.finding, Kind::Refuse, user).await
        }
        Gate::Lift(arguments) => {
            decide::with_reason(service, &arguments.why, &arguments.finding, Kind::Lift, user).await
        }
        Gate::CleanUp(why) => decide::with_reason(service, why, &[], Kind::CleanUp, user).await,
    }
}

/// What is stored of one project for the gate.
struct Held {
    project: ProjectRecord,
    report: GateReport,
    decisions: Vec<Decision>,
}

impl Held {
    /// Reads it.
    async fn of(service: &Service, project: ProjectRecord) -> anyhow::Result<Self> {
        let mut report = service.store.gate_report(project.number).await?.unwrap_or_default();
        let wiki = service.store.gate_report(project.wiki().number).await?.unwrap_or_default();
        let in_wiki = |seen: Sighting| Sighting { path: format!("wiki: {}", seen.path), ..seen };
        report.sightings.extend(wiki.sightings.into_iter().map(in_wiki));
        report.sightings.append(&mut report.releases);
        report.truncated |= wiki.truncated;
        let decisions = service.store.decisions(Some(&project.source.key)).await?;
        Ok(Self { project, report, decisions })
    }

    /// How what was seen stands now.
    fn standing<'a>(&'a self, service: &Service, hosts: &'a [HostId]) -> Standing<'a> {
        Standing::new(&self.report, &self.decisions, hosts, today(service.clock.now()))
            .waiving_secrets(service.settings.policy.gate.waivers_for_secrets)
            .where_files_run(
                service.settings.hosts.iter().any(|host| host.runs_files() && hosts.contains(&host.id)),
            )
    }
}

/// The hosts that the copies of a project go to.
fn hosts(service: &Service, project: &ProjectRecord) -> Vec<HostId> {
    let forge = service.settings.forges.iter().find(|forge| forge.id == project.source.key.forge);
    let only = forge.and_then(|forge| forge.hosts.as_ref());
    let all = service.settings.hosts.iter().map(|host| host.id.clone());
    all.filter(|host| only.is_none_or(|only| only.contains(host))).collect()
}
