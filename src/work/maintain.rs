//! Upkeep: repositories packed, sizes watched against their limits, addresses of records asked, answers to
//! tickets timed, what is old forgotten.
//!
//! One repository at a time and for a while only, so that mirroring never waits for it; never removes
//! an object that a reference holds. Must not fetch or publish.

mod archive;
mod links;
mod pack;
pub mod summary;
mod tickets;

use std::time::{Duration, Instant};

use jiff::SignedDuration;

pub use self::summary::Summary;
use super::{lock, withdrawals};
use crate::layout::{self, Layout};
use crate::mirror::pass::Context;

/// The name under which the store notes when upkeep last ran.
pub const LAST_RUN: &str = "maintain";
/// How long passes, deliveries and answers are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);
/// How long one run packs; what is left is for the next.
const PACKING: Duration = Duration::from_secs(30 * 60);
/// Records taken from the store at a time.
const PAGE: u32 = 200;

/// Does what is to be done; a sentence for the log says what came of it.
///
/// # Errors
/// When the store fails.
pub async fn run(context: &Context) -> anyhow::Result<String> {
    let (begun, now) = (Instant::now(), context.clock.now());
    withdrawals::take_up(context).await?;
    let mut summary = Summary::default();
    let mut turn = tickets::Turn::new(now);
    let mut after = 0;
    loop {
        let page = context.store.projects(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for project in page {
            turn.consider(&project);
            let key = &project.source.key;
            let layout = Layout::of(&context.data, &key.forge, project.number);
            let folder = Layout::folder(&context.data, &key.forge, project.number);
            // Who works there goes first; it is packed at the next run.
            if folder.exists()
                && begun.elapsed() < PACKING
                && let Some(_lock) = lock::project(&folder)?
            {
                for (number, layout) in [(project.number, &layout), (project.wiki().number, &layout.wiki())] {
                    summary.archive.expired += archive::expire(context, layout).await;
                    let packed = pack::project(context, number, layout).await?;
                    summary.packed += packed.done;
                    summary.failures.extend(packed.failures);
                }
            }
            let parts = [&layout, &layout.wiki()];
            let archived = parts.iter().map(|layout| archive::count(layout)).sum();
            let bytes = parts.iter().map(|layout| size(layout)).sum();
            summary.add(&key.to_string(), bytes, archived, context.policy.max_repository);
            tokio::task::yield_now().await;
        }
    }
    summary.links = links::check(context).await;
    summary.tickets = turn.take(context).await?;
    summary.forgotten = context.store.prune(now.saturating_sub(KEPT)?).await?;
    summary.limit(context.policy.max_total);
    summary.follow(Summary::last(&context.data).as_ref());
    summary.write(&context.data, now)?;
    context.store.set_last_run(LAST_RUN, now).await?;
    for warning in &summary.warnings {
        tracing::warn!("{warning}");
    }
    Ok(summary.in_words())
}

fn size(layout: &Layout) -> u64 {
    tokio::task::block_in_place(|| {
        layout::bytes_on_disk(&layout.intake) + layout::bytes_on_disk(&layout.public)
    })
}
