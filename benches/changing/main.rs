//! How long searches take while records change, beside the same searches while nothing does: in turn, in
//! one process, with the loop by which the service has its index follow the catalogue.
//!
//! `benches/changing.sh` builds and calls this.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench says what it measured"
)]

mod text;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use glane::clock::Clock;
use glane::work::follow::Follower;
use glane_catalog::model::SourceId;
use glane_index::{Index, Request, Searcher};
use glane_store::Store;
use tokio::sync::Notify;

/// How often the service looks at the change sequence.
const LOOK: Duration = Duration::from_secs(1);
const PER_PAGE: usize = 20;

/// What is asked for.
struct Plan {
    records: u64,
    a_minute: u64,
    seconds: u64,
    rounds: u64,
}

impl Plan {
    fn of_arguments() -> Self {
        let mut numbers = std::env::args().filter_map(|argument| argument.parse::<u64>().ok());
        let mut next = |default| numbers.next().unwrap_or(default);
        Self { records: next(50_000), a_minute: next(1000), seconds: next(30), rounds: next(3) }
    }
}

#[tokio::main]
async fn main() {
    let plan = Plan::of_arguments();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("catalogue.db").display());
    let store = glane_store::open(&url).await.unwrap();
    let index = filled(&plan, &store, folder.path()).await;
    let follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
    tokio::spawn(follower.keep_following(Arc::new(Notify::new()), LOOK));
    let questions = Arc::new(text::questions(400));
    asked(&index.searcher(), &questions, Duration::from_secs(5)).await;
    let (mut quiet, mut changing, mut changes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..plan.rounds {
        let long = Duration::from_secs(plan.seconds);
        quiet.extend(asked(&index.searcher(), &questions, long).await);
        let writing = tokio::spawn(change(Arc::clone(&store), plan.records, plan.a_minute, changes, long));
        changing.extend(asked(&index.searcher(), &questions, long).await);
        changes = writing.await.unwrap();
        in_step(&store, &index).await;
        let status = index.status().unwrap();
        println!(
            "  {changes} changes: {} segments, {} dead of {}",
            status.segments, status.deleted, status.documents
        );
    }
    let (quiet, changing) = (Times::of(quiet), Times::of(changing));
    println!("                       p50 ms   p99 ms   questions");
    quiet.print("nothing changes");
    changing.print(&format!("{} a minute", plan.a_minute));
    println!("ratio                {:>8.2} {:>8.2}", changing.p50 / quiet.p50, changing.p99 / quiet.p99);
    println!(
        "p99 no more than twice as long: {}",
        if changing.p99 <= 2.0 * quiet.p99 { "kept" } else { "MISSED" }
    );
}

/// The catalogue filled, and an index of it.
async fn filled(plan: &Plan, store: &Arc<dyn Store>, folder: &Path) -> Index {
    let source = SourceId::new("portail").unwrap();
    let begun = Instant::now();
    for first in (0..plan.records).step_by(1000) {
        let some: Vec<_> =
            (first..(first + 1000).min(plan.records)).map(|number| text::record(number, 0)).collect();
        store.put_resources_from(&source, &some).await.unwrap();
    }
    println!("{} records written in {:.0} s", plan.records, begun.elapsed().as_secs_f64());
    let index = Index::open(&folder.join("index")).unwrap();
    let mut follower =
        Follower::new(Arc::clone(store), index.clone(), Clock::fixed(jiff::Timestamp::UNIX_EPOCH)).unwrap();
    let begun = Instant::now();
    follower.catch_up().await.unwrap();
    let followed = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    follower.rebuild(|_| {}).await.unwrap();
    let built = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    index.check().unwrap();
    let (checked, status) = (begun.elapsed().as_secs_f64(), index.status().unwrap());
    println!(
        "announced and followed in {followed:.0} s, built anew in {built:.1} s ({:.0} records/s); checksums of {} MB in \
         {checked:.2} s",
        plan.records as f64 / built,
        status.bytes / 1_000_000
    );
    index
}

/// Changes records, one at a time at an even pace; the last number of a change.
async fn change(store: Arc<dyn Store>, records: u64, a_minute: u64, first: u64, long: Duration) -> u64 {
    let source = SourceId::new("portail").unwrap();
    let mut tick = tokio::time::interval(Duration::from_secs(60) / u32::try_from(a_minute).unwrap());
    let (begun, mut number) = (Instant::now(), first);
    let mut random = text::Random(first);
    while begun.elapsed() < long {
        tick.tick().await;
        number += 1;
        let record = text::record(random.below(records), number);
        store.put_resources_from(&source, &[record]).await.unwrap();
    }
    number
}

/// Asks one question after the other for some time; milliseconds of each.
async fn asked(searcher: &Searcher, questions: &Arc<Vec<String>>, long: Duration) -> Vec<f64> {
    let (searcher, questions) = (searcher.clone(), Arc::clone(questions));
    let asking = tokio::task::spawn_blocking(move || {
        let (begun, mut times) = (Instant::now(), Vec::new());
        for question in questions.iter().cycle() {
            if begun.elapsed() >= long {
                break;
            }
            let request = Request { query: question.clone(), per_page: PER_PAGE, ..Request::default() };
            let asked = Instant::now();
            searcher.search(&request).unwrap();
            times.push(asked.elapsed().as_secs_f64() * 1000.0);
        }
        times
    });
    asking.await.unwrap()
}

async fn in_step(store: &Arc<dyn Store>, index: &Index) {
    while index.sequence() < store.sequence().await.unwrap() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

struct Times {
    p50: f64,
    p99: f64,
    count: usize,
}

impl Times {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        Self { p50: at(50), p99: at(99), count: times.len() }
    }

    fn print(&self, what: &str) {
        println!("{what:<20} {:>8.2} {:>8.2} {:>11}", self.p50, self.p99, self.count);
    }
}
