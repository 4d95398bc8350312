//! Discover: lists a forge to its last page, writes what is new or different, files a job for each
//! project that is due.
//!
//! Nothing is concluded from a listing that broke off. Must not run git.

mod absent;
mod kept;
mod known;
mod missing;
mod write;

use glane_catalog::model::{ForgeId, ProjectKey, Reason, SourceProject};
use glane_store::ForgeRow;

use self::absent::Absent;
use self::kept::Kept;
use self::known::Known;
use self::write::Found;
use super::outcome::PassReport;
use super::pass::Context;
use super::terms;
use crate::forge::{Forge, ForgeError, Listing};

pub(super) use self::write::same_but_for_activity;
pub use super::due::Asked;

/// Why a project left that its source no longer shows to anyone.
pub const NOT_PUBLIC: &str = "it is gone from its source, or no longer public there";

/// What of a forge is wanted, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Only the project of this path or id: nothing is then concluded about any other.
    pub only: Option<&'a str>,
    /// Who asks.
    pub asked: Asked,
}

impl Wish<'_> {
    /// The whole forge, on its schedule.
    pub const SCHEDULED: Self = Self { only: None, asked: Asked::BySchedule };
}

/// What a listing came to.
#[derive(Debug, Clone, Default)]
pub struct Discovered {
    /// Projects for which a job was filed.
    pub projects: u64,
    /// Projects that were left alone, since nothing tells that they changed.
    pub settled: u64,
    /// How these stand, where a person asked.
    pub standing: Vec<PassReport>,
    /// Projects seen that are not public.
    pub not_public: u64,
    /// Projects that were known and are gone, or are no longer public: they left pages and index.
    pub sent_away: u64,
    /// Projects that have been gone so often and so long that their copies are to be put away.
    pub to_retire: Vec<ProjectKey>,
    /// Items that could not be read.
    pub unreadable: Vec<Reason>,
    /// Why nothing was concluded from what is missing, if so much is that it cannot be believed.
    pub doubt: Option<Reason>,
}

/// Lists a forge and files the mirror jobs.
///
/// # Errors
/// `Ok(Err(error))` when the forge could not be listed to its end; `Err` when the store fails.
pub async fn discover(
    context: &Context,
    forge: &dyn Forge,
    wish: Wish<'_>,
) -> anyhow::Result<Result<Discovered, ForgeError>> {
    let now = context.clock.now();
    let mut row = former_row(context, forge.id()).await?;
    row.listed_at = Some(now);
    let known = Known::read(context, forge.id()).await?;
    let kept = Kept { store: context.store.as_ref(), clock: &context.clock };
    let listing = match forge.list(&kept).await {
        Ok(listing) => listing,
        Err(error) => {
            row.error = Some(error.reason.message.clone());
            context.store.put_forge(&row).await?;
            return Ok(Err(error));
        }
    };
    let (absent, doubt) = absent::look(forge, &listing, &known, wish.only).await;
    let mut discovered = conclude(context, &listing, absent, &known, wish).await?;
    if wish.only.is_none() && doubt.is_none() {
        terms::note(context.store.as_ref(), forge.id(), &known.terms, now).await?;
        discovered.to_retire = missing::count(context, forge, &listing, &known).await?;
    }
    row.announced = listing.projects.len() as u64;
    row.not_public = listing.not_public;
    row.error = doubt.as_ref().map(|reason| reason.message.clone());
    if doubt.is_none() {
        row.complete_at = Some(now);
    }
    context.store.put_forge(&row).await?;
    discovered.doubt = doubt;
    Ok(Ok(discovered))
}

/// Writes what differs and files the jobs. What a job will do is written before it is filed, and
/// what would hide that it is to be done, after.
async fn conclude(
    context: &Context,
    listing: &Listing,
    absent: Vec<Absent>,
    known: &Known,
    wish: Wish<'_>,
) -> anyhow::Result<Discovered> {
    let mut discovered = Discovered {
        not_public: listing.not_public,
        unreadable: listing.unreadable.clone(),
        // First, so that a path passes to the project that has it now.
        sent_away: write::send_away(context, absent).await?,
        ..Discovered::default()
    };
    let mut round = write::Round::default();
    let disks = known.disks(context, &listing.projects);
    for source in &listing.projects {
        let is_wanted = wish.only.is_none_or(|only| is_named(source, only));
        let seen = (source, disks.get(source.key.id.as_str()).copied());
        match round.take(context, known, seen, wish, is_wanted).await? {
            Found::Settled(report) => {
                discovered.settled += 1;
                discovered.standing.extend(report);
            }
            Found::Illegible(reason) => discovered.unreadable.push(reason),
            Found::Filed | Found::Apart => {}
        }
    }
    discovered.projects = round.file(context).await?;
    Ok(discovered)
}

/// Whether a person names this project, by its path or id.
fn is_named(source: &SourceProject, name: &str) -> bool {
    name == source.path || name == source.key.id
}

async fn former_row(context: &Context, forge: &ForgeId) -> anyhow::Result<ForgeRow> {
    let rows = context.store.forges().await?;
    Ok(rows.into_iter().find(|row| row.forge == *forge).unwrap_or(ForgeRow {
        forge: forge.clone(),
        listed_at: None,
        complete_at: None,
        announced: 0,
        not_public: 0,
        error: None,
    }))
}
