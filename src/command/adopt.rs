//! `glane adopt`: makes a repository that exists on a host our copy.
//!
//! Shows what differs and refuses what would lose something; must not compare itself.

use glane_catalog::model::ProjectRecord;

use super::withdraw::decided;
use super::{Ending, UsageError, output};
use crate::cli;
use crate::config::HostSettings;
use crate::forge::{Host, Target};
use crate::operate::adopt::{self, Compared, Difference};
use crate::operate::find;
use crate::service::Service;
use crate::work::lock;

/// Most references listed of each kind.
const LISTED: usize = 20;

/// Runs `glane adopt`.
pub(super) async fn run(service: &Service, arguments: &cli::Adopt, user: &str) -> anyhow::Result<Ending> {
    let decided = decided(service, arguments.by.or(user), &arguments.reason)?;
    let settings = host(service, &arguments.host)?;
    let project = find::known_project(service.store.as_ref(), &arguments.project).await?;
    let project = if arguments.wiki { project.wiki() } else { project };
    // Nobody may push meanwhile.
    let _lock = lock::take(&service.settings.store.data)?;
    let context = service.context()?;
    let Some(host) = context.hosts.iter().find(|host| host.id() == &settings.id) else {
        return Err(UsageError(format!("host {} is not in use", arguments.host)).into());
    };
    refuse_another_copy(service, &project, host.as_ref(), &arguments.name).await?;
    let target = target(settings, host.as_ref(), &arguments.name)?;
    let (compared, present) = adopt::compare(&context, &project, &target).await?;
    print(&compared);
    if !adopt::is_adoptable(&compared) {
        output::note(
            "it has commits that its source has not: bring them to the source, or delete those references on the host; \
             nothing was done",
        );
        return Ok(Ending::WithFailures);
    }
    if arguments.dry_run {
        output::note("nothing was done");
        return Ok(Ending::Done);
    }
    adopt::adopt(&context, &project, host.as_ref(), &arguments.name, &present, &decided).await?;
    let of = if arguments.wiki { "the wiki of " } else { "" };
    let path = &project.source.path;
    output::line(&format!("{} on {} is the copy of {of}{path}", arguments.name, arguments.host));
    output::note("the next pass goes on with it");
    Ok(Ending::Done)
}

fn host<'a>(service: &'a Service, named: &str) -> anyhow::Result<&'a HostSettings> {
    let hosts = &service.settings.hosts;
    hosts.iter().find(|host| host.id.as_str() == named).ok_or_else(|| {
        let known: Vec<&str> = hosts.iter().map(|host| host.id.as_str()).collect();
        UsageError(format!("no host \"{named}\" is configured; there are: {}", known.join(", "))).into()
    })
}

async fn refuse_another_copy(
    service: &Service,
    project: &ProjectRecord,
    host: &dyn Host,
    name: &str,
) -> anyhow::Result<()> {
    let pushed = service.store.pushed_refs(project.number, host.id()).await?;
    match service.store.host_name(host.id(), project.number).await? {
        Some(present) if !pushed.is_empty() && !present.eq_ignore_ascii_case(name) => anyhow::bail!(
            "{} has a copy of ours on {}, {present}: remove that one first",
            project.source.path,
            host.id()
        ),
        _ => Ok(()),
    }
}

/// Where the repository is listed, before it bears our mark.
fn target(settings: &HostSettings, host: &dyn Host, name: &str) -> anyhow::Result<Target> {
    let legal = !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    if !legal {
        return Err(UsageError(format!("\"{}\" is no name of a repository", name.escape_default())).into());
    }
    let push = match (host.on_disk(name), &settings.url) {
        (Some(place), _) => place.canonicalize().unwrap_or(place).to_string_lossy().into_owned(),
        (None, Some(url)) => {
            let owner = settings.organisation.as_deref().map(|owner| format!("/{owner}")).unwrap_or_default();
            format!("{}{owner}/{name}.git", url.as_str().trim_end_matches('/'))
        }
        (None, None) => anyhow::bail!("host {} has no address", settings.id),
    };
    let token = settings.token.as_ref().map(crate::config::Token::now);
    Ok(Target { name: name.to_owned(), push, public_url: None, token, created: false, is_public: false })
}

fn print(compared: &Compared) {
    for (difference, what) in [
        (Difference::Foreign, "is not in the source"),
        (Difference::Behind, "is behind; the next pass moves it on"),
        (Difference::Missing, "is missing; the next pass brings it"),
        (Difference::Extra, "is no longer in the source; the next pass removes the name, its commits stay"),
        (Difference::Equal, "is equal"),
    ] {
        let names = || compared.iter().filter(|(_, found)| **found == difference).map(|(name, _)| name);
        names().take(LISTED).for_each(|name| output::line(&format!("{name} {what}")));
        if names().count() > LISTED {
            output::line(&format!("and {} more", names().count() - LISTED));
        }
    }
}
