//! The wiki of a project, where its forge's settings ask for it: taken through the same steps once the
//! project itself is published.
//!
//! Whatever becomes of it, the project stays published: what holds a wiki is a reserve of its project.
//! Must not judge or push otherwise than is done for a project.

use glane_catalog::model::{ProjectRecord, ProjectState, Reason, ReasonCode, Visibility};
use glane_store::Job;

use super::confirm::Confirmation;
use super::copy::Circumstances;
use super::outcome::{Done, Stop};
use super::pass::{self, Context};
use super::{done, fetch, gate, kept, lfs, public, publish, renew, withdraw};
use crate::layout::Layout;

/// What the reasons of a wiki begin with among those of its project.
const NAMED: &str = "wiki: ";

/// Brings the copies of the wiki of a project whose own pass went through, and adds what came of it.
///
/// # Errors
/// A [`Stop`] when something failed that is tried again.
pub(super) async fn follow(
    context: &Context,
    job: &Job,
    project: &mut ProjectRecord,
    layout: &Layout,
    mut done: Done,
) -> Result<Done, Stop> {
    // Those of the last pass, where nothing of the project itself moved.
    done.reasons.retain(|reason| !reason.message.starts_with(NAMED));
    let carried = context.sources.get(&project.source.key.forge).is_some_and(|source| source.carry.wikis);
    if !carried || project.source.wiki_url.is_none() {
        return Ok(done);
    }
    let leftovers = pass::may_hold_leftovers(job, project);
    pass::begin(context, job, "wiki").await?;
    let mut wiki = project.wiki();
    let ended = steps(context, &mut wiki, &layout.wiki(), leftovers).await;
    project.wiki_mirrors = wiki.mirrors;
    project.wiki_cleaned_up = wiki.cleaned_up;
    match ended {
        Ok(brought) => {
            done.moved |= brought.moved;
            done.reasons.extend(brought.reasons.iter().map(named));
            Ok(done)
        }
        Err(stop) => {
            let reasons = stop.reasons.iter().map(named).chain(done.reasons).collect();
            match stop.state {
                ProjectState::Failed => Err(Stop { reasons, refs: done.refs, ..stop }),
                _ => Ok(Done { reasons, ..done }),
            }
        }
    }
}

fn named(reason: &Reason) -> Reason {
    Reason::new(reason.code, format!("{NAMED}{}", reason.message))
}

async fn steps(
    context: &Context,
    wiki: &mut ProjectRecord,
    layout: &Layout,
    leftovers: bool,
) -> Result<Done, Stop> {
    let scope = context.scope_of(&wiki.source.key.forge)?;
    let announced = match fetch::list_within(&context.git, &wiki.source.clone_url, &scope).await {
        Ok(announced) if announced.ids.is_empty() => return Ok(Done::default()),
        Ok(announced) => announced,
        // Forges tell of a wiki before it has its first page.
        Err(reason) if is_none(&reason) => return Ok(Done::default()),
        Err(reason) => return Err(reason.into()),
    };
    if announced.are_sha256() {
        let text = "it uses SHA-256 objects, which most hosts do not accept: convert it to SHA-1";
        return Err(Reason::new(ReasonCode::ObjectFormat, text).into());
    }
    let decided = kept::decided(context, wiki, layout).await?;
    let wanted = decided.with_kept(&announced);
    if !leftovers
        && decided.clean_up.is_none()
        && gate::is_current(context, wiki, &wanted).await?
        && done::is_done(context, wiki, layout, &wanted).await
    {
        gate::judge(context, wiki).await?;
        return Ok(Done::default());
    }
    let seen_at = context.clock.now();
    let fetched = pass::bring(context, wiki, layout, &announced, &decided).await?;
    withdraw::refuse_paths(context, wiki, layout).await?;
    gate::look(context, wiki, layout, &decided.with_kept(&fetched)).await?;
    gate::judge(context, wiki).await?;
    // Long, and nothing of it goes out: before the source is asked.
    lfs::bring(context, wiki, layout, &fetched).await?;
    confirm(context, wiki).await?;
    let confirmation = Confirmation::new(context, layout, &fetched);
    let going = tokio::task::block_in_place(|| publish::going(layout, &fetched));
    confirmation.witnessed(wiki, &going).await?;
    confirmation.undecided(wiki).await?;
    let brought = public::bring(context, wiki, layout, &fetched, &decided).await?;
    if let Some(number) = decided.clean_up {
        renew::renew(context, wiki, layout).await?;
        wiki.cleaned_up = Some(number);
    }
    let circumstances = Circumstances { seen_at, leftovers, decided: &decided };
    publish::to_hosts(context, wiki, layout, &fetched, &brought, (circumstances, &confirmation)).await
}

/// Whether a listing says that there is no wiki, or none that a stranger may read.
fn is_none(reason: &Reason) -> bool {
    matches!(reason.code, ReasonCode::SourceRefused | ReasonCode::NotARepository)
}

/// Asks the forge, which must still say that anyone may read the wiki.
async fn confirm(context: &Context, wiki: &ProjectRecord) -> Result<(), Stop> {
    let source = &wiki.source;
    let Some(forge) = context.forges.get(&source.key.forge) else {
        return Err(Reason::new(ReasonCode::Excluded, "its forge is no longer configured").into());
    };
    let now = forge.project(&source.key).await.map_err(Stop::from)?;
    let open = now.is_some_and(|now| now.visibility == Visibility::Public && now.wiki_url.is_some());
    if !open {
        let text = "it is not, or no longer, public at its source";
        return Err(Reason::new(ReasonCode::NotPublic, text).into());
    }
    Ok(())
}
