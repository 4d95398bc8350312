//! Glane's own index and page, in this process: the function that the web page calls.

use std::path::Path;

use anyhow::Result;
use glane_index::{Facet, Index, Page, Request, Searcher};

use crate::made::{Asked, Made, World};

/// Changes that are applied at a time, as the service applies them.
const BATCH: usize = 1_000;

pub fn build(folder: &Path, world: &World, records: usize) -> Result<Index> {
    let index = Index::open(folder)?;
    let mut rebuild = index.writer()?.rebuild()?;
    for start in (0..records).step_by(BATCH) {
        let changes: Vec<_> =
            (start..records.min(start + BATCH)).map(|number| world.record(number).change()).collect();
        rebuild.apply(&changes)?;
    }
    // The number of a catalogue that has no changes: the service has nothing to add.
    rebuild.finish(0)?.close()?;
    Ok(Index::open(folder)?)
}

/// Indexes records that are there already, as a rebuild does.
pub fn rebuild(folder: &Path, made: &[Made]) -> Result<f64> {
    let changes: Vec<_> = made.iter().map(Made::change).collect();
    let index = Index::open(folder)?;
    let started = std::time::Instant::now();
    let mut rebuild = index.writer()?.rebuild()?;
    for batch in changes.chunks(BATCH) {
        rebuild.apply(batch)?;
    }
    rebuild.finish(0)?.close()?;
    Ok(started.elapsed().as_secs_f64())
}

pub fn request(asked: &Asked, filtered: bool) -> Request {
    let mut request = Request { query: asked.words.join(" "), ..Request::default() };
    if filtered {
        request.filters.insert(Facet::Level, vec![asked.level.clone()]);
        request.filters.insert(Facet::Subject, vec![asked.subject.clone()]);
    }
    request
}

pub fn page(searcher: &Searcher, asked: &Asked, filtered: bool) -> Result<Page> {
    Ok(searcher.search(&request(asked, filtered))?)
}
