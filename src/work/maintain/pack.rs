//! Packing: when a repository needs it, and how: packs roll up by size, nothing is ever dropped.
//!
//! `git repack --geometric` takes in every loose object, reachable or not, so that a fetch under way
//! loses nothing. Must not know sizes or limits.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use crate::layout::Layout;
use crate::mirror::packed;
use crate::mirror::pass::Context;

/// Packs, and loose objects, above which a repository is slow to read.
const MANY_PACKS: usize = 50;
const MANY_LOOSE: usize = 2_000;

/// What packing one project came to.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// Repositories packed.
    pub(super) done: u64,
    /// What git said where it failed.
    pub(super) failures: Vec<String>,
}

/// Packs a project's repositories where they need it.
pub(super) async fn project(context: &Context, number: i64, layout: &Layout) -> anyhow::Result<Packed> {
    let name = format!("repack {number}");
    let (last, now) = (context.store.last_run(&name).await?, context.clock.now());
    let age = last.map(|last| u64::try_from(now.as_second() - last.as_second()).unwrap_or(0));
    let mut packed = Packed::default();
    for place in [&layout.intake, &layout.public] {
        if !needs(&Clutter::of(place), age.map(Duration::from_secs), context.policy.repack_every) {
            continue;
        }
        match repack(context, place).await {
            Ok(()) => packed.done += 1,
            Err(why) => packed.failures.push(format!("{}: {why}", place.display())),
        }
    }
    if packed.done > 0 {
        context.store.set_last_run(&name, now).await?;
    }
    Ok(packed)
}

async fn repack(context: &Context, place: &Path) -> Result<(), String> {
    packed::all(&context.git, place).await?;
    let words = ["repack", "-q", "-d", "-l", "--geometric=2"];
    let arguments = words.iter().map(OsString::from).collect();
    match context.git.run(Some(place), "/", arguments, None).await {
        Ok(outcome) if outcome.status.success() => Ok(()),
        Ok(outcome) => Err(format!("git repack: {}; run glane fsck", outcome.stderr.trim())),
        Err(reason) => Err(reason.message),
    }
}

/// Packs and loose objects of a repository.
#[derive(Debug, Clone, Copy, Default)]
struct Clutter {
    packs: usize,
    loose: usize,
}

impl Clutter {
    fn of(place: &Path) -> Self {
        let objects = place.join("objects");
        let names = |folder: &Path| -> Vec<String> {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
        };
        let packs = names(&objects.join("pack")).iter().filter(|name| name.ends_with(".pack")).count();
        let shards = names(&objects).into_iter().filter(|name| name.len() == 2);
        Self { packs, loose: shards.map(|shard| names(&objects.join(shard)).len()).sum() }
    }
}

/// Whether a repository is packed now: when it has become slow, or changed and it is time.
fn needs(clutter: &Clutter, age: Option<Duration>, every: Duration) -> bool {
    let slow = clutter.packs > MANY_PACKS || clutter.loose > MANY_LOOSE;
    let changed = clutter.packs > 1 || clutter.loose > 0;
    slow || changed && age.is_none_or(|age| age >= every)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_packed_when_it_changed_and_it_is_time_or_when_it_is_slow() {
        let week = Duration::from_secs(7 * 24 * 3600);
        let packed = |packs, loose, days: Option<u64>| {
            let age = days.map(|days| Duration::from_secs(days * 24 * 3600));
            needs(&Clutter { packs, loose }, age, week)
        };
        assert!(!packed(1, 0, None), "one pack is as good as it gets");
        assert!(packed(1, 1, None) && packed(2, 0, Some(7)));
        assert!(!packed(2, 500, Some(6)));
        assert!(packed(51, 0, Some(0)) && packed(1, 2_001, Some(0)));
    }
}
