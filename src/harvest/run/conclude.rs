//! The end of a harvest: what is gone is removed, unless that would take away too much.
//!
//! Nothing is concluded from a harvest that was empty, or did not see its source whole.

use std::collections::BTreeSet;

use super::{End, Harvested, Harvester, Wish};
use crate::config::SourceSettings;
use crate::harvest::journal::{Journal, UnderWay};

/// Most records that a source may lose without anybody being asked.
const HANDFUL: u64 = 5;
/// Largest part of a source that may go so, in percent.
const PART: u64 = 30;

impl Harvester<'_> {
    /// Ends a harvest, or leaves it where it stands.
    pub(super) async fn ended(
        &self,
        settings: &SourceSettings,
        (is_whole, end): (bool, End),
        journal: &mut Journal,
        wish: Wish,
    ) -> anyhow::Result<Harvested> {
        let Some(under_way) = journal.notes.under_way.clone() else {
            let End::Broken(what) = end else { return Ok(super::failed(settings, String::new())) };
            return Ok(super::failed(settings, what));
        };
        let mut harvested = told(settings, &under_way, journal);
        let since = match end {
            End::Whole(since) => since,
            End::Paused => return Ok(Harvested { interrupted: true, ..harvested }),
            End::Broken(what) => {
                let failure = Some(format!("{what}; what was taken is kept, and it goes on from there"));
                return Ok(Harvested { interrupted: true, failure, ..harvested });
            }
        };
        let gone = self.gone(settings, is_whole, &under_way, journal, &mut harvested).await?;
        let shrinks = !wish.accept_shrinking && self.shrinks(settings, &under_way, &gone).await?;
        if shrinks {
            harvested.failure = Some(format!(
                "{} of {} records would go: nothing was removed. Look at the source; if it is right, run \
                 glane harvest --source {} --accept-shrinking",
                gone.len(),
                under_way.held,
                settings.id
            ));
        } else {
            let gone: Vec<String> = gone.into_iter().collect();
            harvested.removed = self.store.remove_resources(&settings.id, &gone).await?;
        }
        if under_way.is_partial && harvested.failure.is_none() {
            harvested.failure = Some("the source was not seen whole: see the remarks".to_owned());
        }
        if harvested.failure.is_none() {
            note(journal, &under_way, since);
        }
        journal.notes.under_way = None;
        journal.write()?;
        Ok(harvested)
    }

    /// Ids of records that the source has no more: those it says are gone, and after a whole harvest
    /// those it did not name.
    async fn gone(
        &self,
        settings: &SourceSettings,
        is_whole: bool,
        under_way: &UnderWay,
        journal: &Journal,
        harvested: &mut Harvested,
    ) -> anyhow::Result<BTreeSet<String>> {
        let known = self.store.resource_ids(&settings.id).await?;
        let told = journal.named.gone().filter(|id| known.contains(*id)).map(str::to_owned);
        let mut gone: BTreeSet<String> = told.collect();
        if !is_whole || under_way.is_partial || under_way.is_short {
            return Ok(gone);
        }
        if journal.named.present().next().is_none() && gone.is_empty() {
            if !known.is_empty() {
                harvested.failure = Some(
                    "it gave no record at all: nothing is taken for gone; look at the source".to_owned(),
                );
            }
            return Ok(gone);
        }
        gone.extend(known.into_iter().filter(|id| !journal.named.is_there(id)));
        Ok(gone)
    }

    /// Whether the source would be left with so much less than it had.
    async fn shrinks(
        &self,
        settings: &SourceSettings,
        under_way: &UnderWay,
        gone: &BTreeSet<String>,
    ) -> anyhow::Result<bool> {
        let now = self.store.resource_ids(&settings.id).await?.len() as u64;
        let left = now.saturating_sub(gone.len() as u64);
        let lost = under_way.held.saturating_sub(left);
        Ok(lost > HANDFUL && lost * 100 > under_way.held * PART)
    }
}

/// Notes a harvest that came to its end.
fn note(journal: &mut Journal, under_way: &UnderWay, since: Option<String>) {
    // What a list left out would never be asked for again.
    if !under_way.is_short {
        journal.notes.since = since;
    }
    journal.notes.harvested_at = Some(under_way.began_at);
}

fn told(settings: &SourceSettings, under_way: &UnderWay, journal: &Journal) -> Harvested {
    let tally = under_way.tally.clone();
    let named = journal.named.present().count() as u64;
    Harvested {
        source: settings.id.to_string(),
        name: settings.label().to_owned(),
        created: tally.created,
        changed: tally.changed,
        unchanged: named.saturating_sub(tally.created + tally.changed + tally.refused),
        removed: 0,
        refused: tally.refused,
        refusals: tally.refusals,
        remarks: tally.remarks,
        interrupted: false,
        failure: None,
    }
}
