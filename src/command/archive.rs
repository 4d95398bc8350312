//! `glane archive list|restore`: tips that a source lost, and how one comes back.
//!
//! Must not move references: the next pass does.

use glane_catalog::model::{ProjectKey, ProjectRecord};

use super::{Ending, UsageError, output};
use crate::cli;
use crate::layout::Layout;
use crate::mirror::archive::{self, Archived, Restoring};
use crate::service::Service;

/// Projects read from the store at a time.
const PAGE: u32 = 500;

/// Runs `glane archive list`.
pub(super) async fn list(service: &Service, arguments: &cli::ArchiveList) -> anyhow::Result<Ending> {
    let Some(name) = &arguments.project else {
        let (mut after, mut shown) = (0, 0);
        loop {
            let page = service.store.projects(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.number;
            for project in &page {
                shown += show(service, project, arguments.json)?;
            }
        }
        say_if_none(shown);
        return Ok(Ending::Done);
    };
    say_if_none(show(service, &named(service, name).await?, arguments.json)?);
    Ok(Ending::Done)
}

fn say_if_none(shown: usize) {
    if shown == 0 {
        output::note("nothing archived");
    }
}

/// Prints the archived tips of a project; how many.
fn show(service: &Service, project: &ProjectRecord, json: bool) -> anyhow::Result<usize> {
    let layout = layout(service, project)?;
    let (own, of_wiki) = (tips(&layout)?, tips(&layout.wiki())?);
    let count = own.len() + of_wiki.len();
    let all = own.iter().map(|tip| (tip, false)).chain(of_wiki.iter().map(|tip| (tip, true)));
    for (tip, wiki) in all {
        if json {
            let key = &project.source.key;
            output::json(&Line { forge: key.forge.as_str(), id: &key.id, wiki, tip });
        } else {
            let name = tip.name.as_deref().unwrap_or("(a name too long)");
            let of = if wiki { " (wiki)" } else { "" };
            output::line(&format!("{}{of}  {name}\n    {}", project.source.path, tip.archived));
        }
    }
    Ok(count)
}

fn tips(layout: &Layout) -> anyhow::Result<Vec<Archived>> {
    archive::list(&layout.intake).map_err(|reason| anyhow::anyhow!(reason.message))
}

/// One line of `--json`.
#[derive(serde::Serialize)]
struct Line<'a> {
    forge: &'a str,
    id: &'a str,
    /// Whether it is of the project's wiki.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    wiki: bool,
    #[serde(flatten)]
    tip: &'a Archived,
}

/// Runs `glane archive restore`.
pub(super) async fn restore(
    service: &Service,
    arguments: &cli::ArchiveRestore,
    user: &str,
) -> anyhow::Result<Ending> {
    let project = named(service, &arguments.project).await?;
    let asked = Restoring {
        archived: &arguments.archived,
        name: arguments.name.as_deref(),
        by: arguments.by.or(user),
        reason: &arguments.reason,
    };
    let own = layout(service, &project)?;
    // A place in the archive ends with the object's id: it is of the one or of the other.
    let of_wiki = tips(&own.wiki())?.iter().any(|tip| tip.archived == asked.archived);
    let layout = if of_wiki && !tips(&own)?.iter().any(|tip| tip.archived == asked.archived) {
        own.wiki()
    } else {
        own
    };
    let decision = archive::restore(&project, &layout, asked, service.clock.now()).map_err(UsageError)?;
    service.store.add_decision(&decision).await?;
    let (name, _) =
        decision.subject.as_deref().and_then(|subject| subject.split_once(' ')).unwrap_or_default();
    output::note(&format!("{name} comes back to the copies with the next pass over {}", project.source.path));
    Ok(Ending::Done)
}

fn layout(service: &Service, project: &ProjectRecord) -> anyhow::Result<Layout> {
    let data = std::path::absolute(&service.settings.store.data)?;
    Ok(Layout::of(&data, &project.source.key.forge, project.number))
}

/// The project of this path or id, on whichever forge.
async fn named(service: &Service, name: &str) -> anyhow::Result<ProjectRecord> {
    let mut found: Vec<ProjectRecord> = Vec::new();
    for forge in &service.settings.forges {
        let name = name.strip_prefix(&format!("{}:", forge.id)).unwrap_or(name);
        let key = ProjectKey { forge: forge.id.clone(), id: name.to_owned() };
        let project = match service.store.project_at(&forge.id, name).await? {
            Some(project) => Some(project),
            None => service.store.project(&key).await?,
        };
        found.extend(project);
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(UsageError(format!("no project {name}: give its full path or id")).into()),
        _ => Err(UsageError(format!("{name} is on several forges: write FORGE:{name}")).into()),
    }
}
