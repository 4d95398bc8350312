//! Measures the search of Glane beside the engine alone, SQLite FTS5 and PostgreSQL, in one run.
//!
//!     searching FOLDER           all else comes from the environment, as `searching.sh` sets it

mod bare;
mod chance;
mod clock;
mod fts5;
mod hostile;
mod made;
mod ours;
mod postgres;
mod report;
mod served;
mod sql;
#[cfg(feature = "suggestions")]
mod suggestions;
mod text;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use glane_index::Searcher;

use bare::Bare;
use fts5::Fts5;
use made::{Asked, Made, World};
use postgres::Postgres;
use report::{Pair, Table, Times};
use served::Served;

/// Queries, and how many of them PostgreSQL is asked: it takes its time.
const QUERIES: usize = 400;
const FEW: usize = 100;

fn setting<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn said(begun: Instant, what: &str) {
    println!("{what}: {:.0} s", begun.elapsed().as_secs_f64());
}

#[tokio::main]
async fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("name a folder")?);
    let (records, rounds) = (setting("RECORDS", 200_000), setting("ROUNDS", 3));
    let parts: String = setting("PARTS", "page fts5 postgres http rebuild million hostile".to_owned());
    let has = |part: &str| parts.split_whitespace().any(|one| one == part);
    let world = World::new();
    let asked = world.asked(QUERIES);
    let mut table = Table::default();

    let begun = Instant::now();
    let data = folder.join("ours");
    let index = if data.join("index/current").exists() {
        glane_index::Index::open(&data.join("index"))?
    } else {
        ours::build(&data.join("index"), &world, records)?
    };
    said(begun, &format!("{records} records in Glane's index"));
    let status = index.status()?;
    println!("  {} documents, {} segments, {} MiB", status.documents, status.segments, status.bytes >> 20);
    let searcher = index.searcher();

    if has("page") {
        pages(&folder, &world, &asked, &searcher, records, rounds, &parts, &mut table).await?;
    }
    if has("hostile") {
        let corpus = std::env::var_os("GLANE_CORPUS").map(PathBuf::from);
        let (count, worst) = hostile::worst(&searcher, &world, corpus.as_deref()).await?;
        println!("\n{count} hostile queries, the slowest of them");
        for (time, query) in &worst {
            println!("  {time:8.2} ms  {query:?}");
        }
        table.at_most("hostile queries: the slowest, ms", worst.first().map_or(0.0, |worst| worst.0), 100.0);
    }
    if has("http") {
        http(&data, &asked, &searcher, rounds, &mut table).await?;
    }
    if has("rebuild") {
        rebuild(&folder, &world, &status.path, rounds, &mut table)?;
    }
    if has("million") {
        million(&folder, &world, &asked, &searcher, records, rounds, &mut table).await?;
    }
    #[cfg(feature = "suggestions")]
    suggestions::measure(&folder, &world, &asked, &index, rounds, &mut table).await?;
    #[cfg(not(feature = "suggestions"))]
    println!("\nSuggestions: not measured, the index has none");
    table.print();
    Ok(())
}

/// The page beside the engine alone and both databases, in turn, so that a busy machine slows all of them.
#[expect(clippy::too_many_arguments, reason = "what a run has")]
async fn pages(
    folder: &Path,
    world: &World,
    asked: &[Asked],
    searcher: &Searcher,
    records: usize,
    rounds: usize,
    parts: &str,
    table: &mut Table,
) -> Result<()> {
    let has = |part: &str| parts.split_whitespace().any(|one| one == part);
    let begun = Instant::now();
    let bare = Bare::open_or_build(&folder.join("bare"), world, records)?;
    said(begun, "the engine alone");
    let mut fts5 = match has("fts5") {
        true => Some(Fts5::build(&folder.join("fts5.db"), world, records).await?),
        false => None,
    };
    said(begun, "SQLite");
    let postgres = match std::env::var_os("POSTGRES_SOCKET").filter(|_| has("postgres")) {
        Some(socket) => Some(Postgres::build(Path::new(&socket), world, records)?),
        None => None,
    };
    said(begun, "PostgreSQL");
    let nothing = clock::nothing().await;
    for filtered in [false, true] {
        let [mut floor, mut ours, mut sqlite] = [const { Pair::new() }; 3];
        let mut postgresql = Times::default();
        let mut found = 0;
        for round in 0..=rounds {
            for asked in asked {
                // The first round only warms.
                let note = |pair: &mut Pair, took: clock::Took| {
                    if round > 0 {
                        pair.note(took, nothing);
                    }
                };
                let (first, took) = clock::timed(async { bare.first_ten(asked) }).await;
                first?;
                note(&mut floor, took);
                let (page, took) = clock::timed(async { ours::page(searcher, asked, filtered) }).await;
                found += page?.total;
                note(&mut ours, took);
                if let Some(fts5) = fts5.as_mut() {
                    let (page, took) = clock::timed(fts5.page(asked, filtered)).await;
                    page?;
                    note(&mut sqlite, took);
                }
            }
            if let Some(postgres) = postgres.as_ref().filter(|_| round <= 1) {
                let all = postgres.pages(&asked[..FEW.min(asked.len())], filtered)?;
                if round > 0 {
                    postgresql.0.extend(all);
                }
            }
        }
        let with = if filtered { "two filters" } else { "no filter" };
        println!("\nPages, {with}; {} results on average", found / (asked.len() * (rounds + 1)));
        floor.say("the engine alone, first ten");
        ours.say("Glane, whole page in process");
        sqlite.say("SQLite FTS5, whole page");
        postgresql.say("PostgreSQL, whole page, by the clock");
        if !filtered {
            continue;
        }
        let (floor, page) = (&floor.work, &ours.work);
        table.at_most("page p50 / p50 of the engine alone", page.p50() / floor.p50(), 10.0);
        if fts5.is_some() {
            table.at_least("p50 of SQLite FTS5 / page p50", sqlite.work.p50() / page.p50(), 3.0);
            table.at_least("p99 of SQLite FTS5 / page p99", sqlite.work.p99() / page.p99(), 20.0);
        }
        if postgres.is_some() {
            let ratio = postgresql.p50() / ours.wall.p50();
            table.at_least("p50 of PostgreSQL / page p50, by the clock", ratio, 20.0);
        }
    }
    Ok(())
}

/// Pages a second in process, on as many threads as there are cores.
fn in_process(searcher: &Searcher, asked: &[Asked], lasting: Duration) -> Result<f64> {
    let cores = std::thread::available_parallelism()?.get();
    let begun = Instant::now();
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while begun.elapsed() < lasting {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if let Err(error) = ours::page(searcher, &asked[at % asked.len()], true) {
                        panic!("{error}");
                    }
                }
            });
        }
    });
    Ok(next.into_inner() as f64 / begun.elapsed().as_secs_f64())
}

async fn http(data: &Path, asked: &[Asked], searcher: &Searcher, rounds: usize, table: &mut Table) -> Result<()> {
    let Some(program) = std::env::var_os("GLANE").map(PathBuf::from).filter(|program| program.exists()) else {
        println!("\nHTTP: not measured, GLANE names no program");
        return Ok(());
    };
    let address = setting("LISTEN", "127.0.0.1:18917".parse()?);
    let served = Served::start(&program, data, address).await?;
    let lasting = Duration::from_secs(setting("SECONDS_EACH", 5));
    served.load(asked, true, "identity", lasting / 2).await?;
    let (mut inside, mut outside, mut packed, mut times) = (Times::default(), Times::default(), Times::default(), Times::default());
    for _ in 0..rounds {
        inside.0.push(tokio::task::block_in_place(|| in_process(searcher, asked, lasting))?);
        let (rate, one) = served.load(asked, true, "identity", lasting).await?;
        outside.0.push(rate);
        times.0.extend(one);
        packed.0.push(served.load(asked, true, "br", lasting).await?.0);
    }
    println!("\nPages a second, two filters (medians of {rounds})");
    println!("  in process {:.0}, over HTTP {:.0}, over HTTP and compressed {:.0}", inside.p50(), outside.p50(), packed.p50());
    times.say("one page over HTTP, 64 clients");
    let [now, most, anonymous] = served.memory()?;
    println!("  resident {now:.0} MiB, at most {most:.0} MiB; of them no file {anonymous:.0} MiB");
    table.at_least("pages a second over HTTP / in process", outside.p50() / inside.p50(), 0.6);
    table.at_most("resident memory of the service at most, MiB", most, 400.0);
    Ok(())
}

fn rebuild(folder: &Path, world: &World, generation: &Path, rounds: usize, table: &mut Table) -> Result<()> {
    let records = setting("REBUILT", 40_000);
    let made: Vec<Made> = (0..records).map(|number| world.record(number)).collect();
    let schema = bare::schema_in(generation)?;
    let (mut ours, mut engine) = (Times::default(), Times::default());
    for round in 0..rounds {
        let place = folder.join(format!("rebuild-{round}"));
        ours.0.push(records as f64 / ours::rebuild(&place.join("ours"), &made)?);
        let documents = bare::documents(&schema, &made)?;
        let begun = Instant::now();
        bare::index(&place.join("bare"), schema.clone(), documents)?;
        engine.0.push(records as f64 / begun.elapsed().as_secs_f64());
        std::fs::remove_dir_all(place)?;
    }
    println!("\nRecords indexed a second, of {records} (medians of {rounds})");
    println!("  Glane {:.0}, the engine alone {:.0}", ours.p50(), engine.p50());
    table.at_least("rebuild / the engine's indexing of the same", ours.p50() / engine.p50(), 0.8);
    Ok(())
}

/// The page at five times as many records.
async fn million(
    folder: &Path,
    world: &World,
    asked: &[Asked],
    searcher: &Searcher,
    records: usize,
    rounds: usize,
    table: &mut Table,
) -> Result<()> {
    let begun = Instant::now();
    let place = folder.join("large");
    let large = if place.join("current").exists() {
        glane_index::Index::open(&place)?
    } else {
        ours::build(&place, world, 5 * records)?
    };
    said(begun, &format!("\n{} records in Glane's index", 5 * records));
    let [mut here, mut there] = [const { Pair::new() }; 2];
    let nothing = clock::nothing().await;
    let larger = large.searcher();
    for round in 0..=rounds {
        for asked in asked {
            for (searcher, times) in [(searcher, &mut here), (&larger, &mut there)] {
                let (page, took) = clock::timed(async { ours::page(searcher, asked, true) }).await;
                page?;
                if round > 0 {
                    times.note(took, nothing);
                }
            }
        }
    }
    here.say("Glane, whole page, two filters");
    there.say("the same of five times as many records");
    table.at_most("page p50 of five times as many records / page p50", there.work.p50() / here.work.p50(), 5.0);
    Ok(())
}
