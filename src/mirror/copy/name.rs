//! The copy's name: reserved in the store, found or made on the host, and changed when the project
//! moved.
//!
//! Must not push.

use glane_catalog::model::{HostId, ProjectRecord, Reason, ReasonCode, SourceProject};
use glane_store::StoreError;

use crate::forge::{Dress, ForgeError, Host, Target, names};
use crate::mirror::outcome::Stop;
use crate::mirror::pass::Context;

/// Most names tried on a host before giving up.
const MOST_NAMES: u32 = 20;

/// The copy itself, under the name it shall have, and a reserve where it keeps its former one.
pub(super) async fn ensure(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    dress: &Dress,
) -> Result<(Target, Option<Reason>), Stop> {
    let reserved = context.store.host_name(host.id(), project.number).await?;
    let (name, reserve) = match reserved {
        None => (reserve(context, project, host, &base_of(project, &project.source, host)).await?, None),
        Some(name) => follow(context, project, host, dress, name).await?,
    };
    let target = host.ensure(&name, dress).await.map_err(Stop::from)?;
    Ok((target, reserve))
}

/// The name a project would have on a host, or its wiki beside it.
fn base_of(project: &ProjectRecord, source: &SourceProject, host: &dyn Host) -> String {
    let name = host.name_for(source);
    if project.is_wiki() { host.wiki_name(&name) } else { name }
}

async fn reserve(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    base: &str,
) -> Result<String, Stop> {
    for name in variants(base) {
        match context.store.reserve_host_name(host.id(), project.number, &name).await {
            Ok(()) => return Ok(name),
            Err(StoreError::NameTaken { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Reason::new(ReasonCode::NameTaken, format!("no free name like {base} on this host")).into())
}

fn variants(base: &str) -> impl Iterator<Item = String> {
    (1..=MOST_NAMES)
        .map(move |attempt| if attempt == 1 { base.to_owned() } else { names::with_suffix(base, attempt) })
}

/// The reserved name, or another where the project moved. The new name is reserved before the copy
/// bears it: until the copy's record says so too, a pass knows that the renaming is not done.
async fn follow(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    dress: &Dress,
    reserved: String,
) -> Result<(String, Option<Reason>), Stop> {
    let borne = project.mirrors.iter().find(|mirror| mirror.host == *host.id()).map(|mirror| &mirror.name);
    if let Some(borne) = borne
        && !borne.eq_ignore_ascii_case(&reserved)
    {
        return rename(context, project, host, dress, (borne, &reserved)).await;
    }
    let base = base_of(project, &project.source, host);
    if variants(&base).any(|name| name == reserved) || !was_named_by_path(project, host, &reserved) {
        return Ok((reserved, None));
    }
    let name = reserve(context, project, host, &base).await?;
    rename(context, project, host, dress, (&reserved, &name)).await
}

/// Whether a name comes from a former path; otherwise another naming rule gave it, and it stays.
fn was_named_by_path(project: &ProjectRecord, host: &dyn Host, name: &str) -> bool {
    project.aliases.iter().any(|alias| {
        let former = SourceProject { path: alias.clone(), ..project.source.clone() };
        variants(&base_of(project, &former, host)).any(|variant| variant == name)
    })
}

async fn rename(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    dress: &Dress,
    (from, to): (&str, &str),
) -> Result<(String, Option<Reason>), Stop> {
    let Err(error) = host.rename(from, to, dress).await else { return Ok((to.to_owned(), None)) };
    // A pass that was killed may have renamed it already.
    match standing(context, host, from, to).await {
        Some((false, true)) => return Ok((to.to_owned(), None)),
        // Without its former name there is nothing to rename: it is made anew.
        Some((false, false)) => return Ok((to.to_owned(), None)),
        _ if error.reason.code == ReasonCode::HostUnreachable => return Err(error.into()),
        _ => {}
    }
    context.store.reserve_host_name(host.id(), project.number, from).await?;
    Ok((from.to_owned(), Some(kept(host.id(), from, to, &error))))
}

/// Whether copies of both names stand on the host, where it can tell.
async fn standing(context: &Context, host: &dyn Host, from: &str, to: &str) -> Option<(bool, bool)> {
    if let (Some(from), Some(to)) = (host.on_disk(from), host.on_disk(to)) {
        return Some((from.exists(), to.exists()));
    }
    let seen = context.overviews.now(host, &[from, to], context.clock.now()).await?;
    Some((seen.first()?.is_some(), seen.get(1)?.is_some()))
}

fn kept(host: &HostId, from: &str, to: &str, error: &ForgeError) -> Reason {
    let text = format!(
        "the project moved, and its copy keeps the name {from} instead of {to} on host {host}: {}",
        error.reason.message
    );
    Reason::new(ReasonCode::HostRefused, text)
}
