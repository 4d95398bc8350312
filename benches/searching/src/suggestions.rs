//! What is offered while somebody types, beside the engine alone, which has found something only when all is typed.

use std::path::Path;

use anyhow::Result;
use glane_index::Index;

use crate::bare::Bare;
use crate::clock::{nothing, timed};
use crate::made::{Asked, World};
use crate::report::{Pair, Table};

/// Suggestions that the site shows.
const SHOWN: usize = 8;
/// Records of the floor: what it finds is not the question.
const FLOOR: &str = "bare";

pub async fn measure(
    folder: &Path,
    world: &World,
    asked: &[Asked],
    index: &Index,
    rounds: usize,
    table: &mut Table,
) -> Result<()> {
    let bare = Bare::open_or_build(&folder.join(FLOOR), world, index.searcher().documents() as usize)?;
    let nothing = nothing().await;
    let [mut floor, mut ours] = [const { Pair::new() }; 2];
    for round in 0..=rounds {
        for (at, asked) in asked.iter().enumerate() {
            let (first, one) = timed(async { bare.first_ten(asked) }).await;
            first?;
            // Two letters of the last word and more, as they come while it is typed.
            let typed = asked.words.join(" ");
            let last = asked.words.last().map_or(0, |word| word.chars().count());
            let left = typed.chars().count() - last + (2 + at % 5).min(last);
            let typed: String = typed.chars().take(left).collect();
            let (offered, other) = timed(async { index.suggest(&typed, SHOWN) }).await;
            offered?;
            if round > 0 {
                floor.note(one, nothing);
                ours.note(other, nothing);
            }
        }
    }
    println!("\nSuggestions");
    floor.say("the engine alone, first ten");
    ours.say("Glane, suggestions");
    table.at_most("suggestions p50 / p50 of the engine alone", ours.work.p50() / floor.work.p50(), 1.0);
    Ok(())
}
