//! `glane harvest`: takes the records of other catalogues, and says source by source what came of it.
//!
//! Must not decide anything: the harvest does.

mod forget;
mod known;

use std::sync::Mutex;

use super::progress::Progress;
use super::sync::follow;
use super::{Ending, UsageError, output};
use crate::cli;
use crate::config::SourceSettings;
use crate::egress::Reach;
use crate::harvest::open;
use crate::harvest::run::{Harvested, Harvester, Wish};
use crate::operate::vocabulary;
use crate::service::Service;
use crate::work::schedule;

/// Most refusals printed of one source.
const PRINTED: usize = 20;

/// Runs `glane harvest`.
pub(super) async fn run(
    open: impl AsyncFn() -> anyhow::Result<Service>,
    arguments: &cli::Harvest,
) -> anyhow::Result<Ending> {
    if arguments.known {
        return Ok(known::list(arguments.json));
    }
    let service = &open().await?;
    if let Some(source) = &arguments.forget {
        return forget::run(service, source, arguments.json).await;
    }
    let sources = chosen(service, arguments.source.as_deref())?;
    let _locks = service.harvesting().await?;
    let wish = Wish { accept_shrinking: arguments.accept_shrinking, whole: arguments.whole };
    let mut failed = false;
    for settings in sources {
        let done = one(service, settings, wish).await?;
        failed |= done.failure.is_some();
        if arguments.json {
            output::json(&done);
        } else {
            print(&done);
        }
    }
    follow(service).await?;
    Ok(if failed { Ending::WithFailures } else { Ending::Done })
}

fn chosen<'a>(service: &'a Service, wanted: Option<&str>) -> anyhow::Result<Vec<&'a SourceSettings>> {
    let settings = &service.settings;
    if settings.sources.is_empty() {
        let file = settings.file.as_ref().map_or("glane.toml".into(), |file| file.display().to_string());
        let text = format!("no [[source]] in {file}: take the # away from one of the examples");
        return Err(UsageError(text).into());
    }
    let named = |source: &&SourceSettings| wanted.is_none_or(|wanted| source.id.as_str() == wanted);
    let chosen: Vec<&SourceSettings> = settings.sources.iter().filter(named).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = settings.sources.iter().map(|source| source.id.as_str()).collect();
        let wanted = wanted.unwrap_or_default();
        let text = format!("no source \"{wanted}\" is configured; there are: {}", known.join(", "));
        return Err(UsageError(text).into());
    }
    Ok(chosen)
}

async fn one(service: &Service, settings: &SourceSettings, wish: Wish) -> anyhow::Result<Harvested> {
    let (store, data) = (service.store.as_ref(), &service.settings.store.data);
    schedule::note_harvest(store, &settings.id, service.clock.now()).await?;
    let (imported, reach) = (vocabulary::load(data)?, Reach::new(service.settings.network.clone()));
    let progress = Mutex::new(Progress::begin("records"));
    let harvester = Harvester {
        store,
        clock: &service.clock,
        data,
        imported: imported.as_ref(),
        until: None,
        open: &|settings, since| open(settings, &reach, since),
        progress: &|named, of| {
            if let Ok(mut progress) = progress.lock() {
                progress.reached(named, of, settings.id.as_str());
            }
        },
    };
    harvester.harvest(settings, wish).await
}

fn print(done: &Harvested) {
    output::line(&in_words(done));
    for remark in &done.remarks {
        output::line(&format!("          {remark}"));
    }
    for refusal in done.refusals.iter().take(PRINTED) {
        output::line(&format!("          refused {}: {}", refusal.id, refusal.why));
    }
    let more = done.refused.saturating_sub(PRINTED as u64);
    if more > 0 {
        output::line(&format!("          and {more} more refused"));
    }
}

/// What came of one source, in a line.
pub(super) fn in_words(done: &Harvested) -> String {
    let counts = [
        (done.created, "new"),
        (done.changed, "changed"),
        (done.unchanged, "unchanged"),
        (done.removed, "removed"),
        (done.refused, "refused"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let counts = if counts.is_empty() { "no records".to_owned() } else { counts.join(", ") };
    match &done.failure {
        None if done.interrupted => format!("{}: {counts} so far", done.source),
        None => format!("{}: {counts}", done.source),
        Some(failure) => format!("{}: {counts}; not to its end: {failure}", done.source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_harvest_is_told_in_a_line() {
        let done = Harvested { source: "portail".to_owned(), created: 3, refused: 1, ..Harvested::default() };
        assert_eq!(in_words(&done), "portail: 3 new, 1 refused");
        let broken = Harvested { failure: Some("no answer".to_owned()), created: 0, refused: 0, ..done };
        assert_eq!(in_words(&broken), "portail: no records; not to its end: no answer");
    }
}
