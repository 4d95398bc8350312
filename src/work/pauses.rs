//! Pauses: a forge or host that refused our token is left alone, an hour first and a day at most.
//!
//! A pause is of the forge or host, never of a project, whose state stays as it is. It ends with its
//! time, with a check that succeeds, or with another token.

use std::path::PathBuf;

use glane_catalog::model::{ForgeId, Reason, ReasonCode};
use glane_store::{Pause, PausedSide, Store, StoreError};
use jiff::{SignedDuration, Timestamp};

use crate::forge::ForgeError;
use crate::mirror::outcome::{Ending, PassReport};
use crate::mirror::pass::Context;

/// The first pause, in seconds.
const FIRST: i64 = 3600;
/// The longest one, in seconds.
const LONGEST: i64 = 24 * 3600;

/// The file that a forge's or host's token comes from.
#[derive(Debug, Clone)]
pub struct TokenFile {
    /// Which side it is for.
    pub side: PausedSide,
    /// Which forge or host.
    pub id: String,
    /// Where it lies.
    pub file: PathBuf,
}

/// The pause that is in force, if any.
///
/// # Errors
/// When the store cannot be read.
pub async fn in_force(
    store: &dyn Store,
    side: PausedSide,
    id: &str,
    now: Timestamp,
) -> Result<Option<Pause>, StoreError> {
    Ok(store.pause(side, id).await?.filter(|pause| pause.until > now))
}

/// What stands in the way of a project: its forge is paused, or every host that it goes to is.
///
/// # Errors
/// When the store cannot be read.
pub async fn in_the_way(context: &Context, forge: &ForgeId) -> Result<Option<Pause>, StoreError> {
    let (store, now) = (context.store.as_ref(), context.clock.now());
    if let Some(pause) = in_force(store, PausedSide::Forge, forge.as_str(), now).await? {
        return Ok(Some(pause));
    }
    let mut first: Option<Pause> = None;
    for host in context.hosts_of(forge) {
        match in_force(store, PausedSide::Host, host.id().as_str(), now).await? {
            None => return Ok(None),
            Some(pause) if first.as_ref().is_none_or(|first| pause.until < first.until) => {
                first = Some(pause);
            }
            Some(_) => {}
        }
    }
    Ok(first)
}

/// The reason of whatever waits for a pause to end.
#[must_use]
pub fn reason(pause: &Pause) -> Reason {
    Reason::new(
        ReasonCode::Paused,
        format!("left alone until {}: {}; glane check tries it at once", pause.until, pause.reason),
    )
}

/// Pauses a side whose token was refused. One that is paused already stays as it is; one whose
/// pause ran out is paused for twice as long.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn begin(
    store: &dyn Store,
    side: PausedSide,
    id: &str,
    why: &str,
    now: Timestamp,
) -> Result<Pause, StoreError> {
    let name = format!("paused {} {id}", side.as_str());
    let first = match store.pause(side, id).await? {
        Some(pause) if pause.until > now => return Ok(pause),
        Some(_) => store.last_run(&name).await?.unwrap_or(now),
        None => {
            store.set_last_run(&name, now).await?;
            now
        }
    };
    // All the pauses so far and one hour: one, two, four, eight, sixteen, then a day.
    let seconds = (now.as_second() - first.as_second() + FIRST).clamp(FIRST, LONGEST);
    let until = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX);
    let pause = Pause { until, reason: why.to_owned() };
    store.set_pause(side, id, Some(&pause)).await?;
    tracing::warn!(side = side.as_str(), id, %until, "its token was refused: it is left alone until then");
    Ok(pause)
}

/// Ends the pause of a side that answered.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn end(store: &dyn Store, side: PausedSide, id: &str) -> Result<(), StoreError> {
    if store.pause(side, id).await?.is_some() {
        store.set_pause(side, id, None).await?;
        tracing::info!(side = side.as_str(), id, "its token is taken again: the pause is over");
    }
    Ok(())
}

/// Notes what a listing came to. A pause when the forge refused our token, or refused the listing and
/// refuses us when asked for nothing else.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn after_listing(
    context: &Context,
    forge: &ForgeId,
    refused: Option<&ForgeError>,
) -> Result<Option<Pause>, StoreError> {
    let store = context.store.as_ref();
    let Some(error) = refused else {
        end(store, PausedSide::Forge, forge.as_str()).await?;
        return Ok(None);
    };
    let why = if error.refused_token {
        Some(error.reason.message.clone())
    } else if error.reason.code == ReasonCode::SourceRefused
        && let Some(asked) = context.forges.get(forge)
    {
        let refused = |error: &ForgeError| error.reason.code == ReasonCode::SourceRefused;
        asked.check().await.err().filter(refused).map(|error| error.reason.message)
    } else {
        None
    };
    match why {
        Some(why) => {
            let now = context.clock.now();
            Ok(Some(begin(store, PausedSide::Forge, forge.as_str(), &why, now).await?))
        }
        None => Ok(None),
    }
}

/// Notes what a pass says of the hosts: one that refused something is asked whether it is our token;
/// the pause of one that took everything is over.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn after_pass(context: &Context, report: &PassReport) -> Result<(), StoreError> {
    let store = context.store.as_ref();
    for host in context.hosts_of(&report.forge) {
        let id = host.id().as_str();
        if in_force(store, PausedSide::Host, id, context.clock.now()).await?.is_some() {
            continue;
        }
        let begins = format!("host {id}: ");
        let refused = |reason: &Reason| {
            reason.code == ReasonCode::HostRefused
                && reason.message.trim_start_matches("wiki: ").starts_with(&begins)
        };
        if !report.reasons.iter().any(refused) {
            if report.state == Ending::Published {
                end(store, PausedSide::Host, id).await?;
            }
        } else if let Err(error) = host.check().await
            && (error.refused_token || error.reason.code == ReasonCode::HostRefused)
        {
            begin(store, PausedSide::Host, id, &error.reason.message, context.clock.now()).await?;
        }
    }
    Ok(())
}

/// Asks every paused side once, and ends the pause of those that take our token.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn probe(context: &Context) -> Result<(), StoreError> {
    let store = context.store.as_ref();
    for (id, forge) in &context.forges {
        if store.pause(PausedSide::Forge, id.as_str()).await?.is_some() && forge.check().await.is_ok() {
            end(store, PausedSide::Forge, id.as_str()).await?;
        }
    }
    for host in &context.hosts {
        let id = host.id().as_str();
        if store.pause(PausedSide::Host, id).await?.is_some() && host.check().await.is_ok() {
            end(store, PausedSide::Host, id).await?;
        }
    }
    Ok(())
}

/// Ends the pauses of those whose token file was written since.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn end_renewed(store: &dyn Store, tokens: &[TokenFile]) -> Result<(), StoreError> {
    for TokenFile { side, id, file } in tokens {
        if store.pause(*side, id).await?.is_none() {
            continue;
        }
        let begun = store.last_run(&format!("paused {} {id}", side.as_str())).await?;
        let written = tokio::fs::metadata(file).await.and_then(|found| found.modified());
        let written = written.ok().and_then(|at| Timestamp::try_from(at).ok());
        if written.zip(begun).is_some_and(|(written, begun)| written > begun) {
            end(store, *side, id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pauses_double_to_a_day_and_begin_anew_after_a_success() {
        let store = glane_store::open("sqlite::memory:").await.unwrap();
        let store = store.as_ref();
        let start: Timestamp = "2026-03-01T03:00:00Z".parse().unwrap();
        let mut now = start;
        let mut hours = Vec::new();
        for _ in 0..7 {
            let pause = begin(store, PausedSide::Forge, "mim", "401", now).await.unwrap();
            assert_eq!(begin(store, PausedSide::Forge, "mim", "401", now).await.unwrap(), pause);
            hours.push((pause.until.as_second() - now.as_second()) / 3600);
            now = pause.until;
            assert!(
                in_force(store, PausedSide::Forge, "mim", now).await.unwrap().is_none(),
                "it has run out"
            );
        }
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24]);
        end(store, PausedSide::Forge, "mim").await.unwrap();
        let pause = begin(store, PausedSide::Forge, "mim", "401", now).await.unwrap();
        assert_eq!(pause.until.as_second() - now.as_second(), 3600);
        assert!(in_force(store, PausedSide::Host, "mim", now).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn another_token_ends_a_pause_and_an_old_one_does_not() {
        let store = glane_store::open("sqlite::memory:").await.unwrap();
        let store = store.as_ref();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        std::fs::write(&file, "x").unwrap();
        let written: Timestamp = file.metadata().unwrap().modified().unwrap().try_into().unwrap();
        let tokens = [TokenFile { side: PausedSide::Host, id: "github".to_owned(), file }];
        for (begun, ends) in [(1, false), (-1, true)] {
            let now = written.checked_add(SignedDuration::from_secs(begun)).unwrap();
            begin(store, PausedSide::Host, "github", "401", now).await.unwrap();
            end_renewed(store, &tokens).await.unwrap();
            assert_eq!(store.pause(PausedSide::Host, "github").await.unwrap().is_none(), ends);
            store.set_pause(PausedSide::Host, "github", None).await.unwrap();
        }
    }
}
