//! Links: asks whether the addresses that other catalogues give still answer, gently.
//!
//! One question at a time to a host, with a second between; a budget for each night; nobody is asked who
//! is on no public network. Must not know what a record says, nor who shows it.

mod ask;
mod pace;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{Link, LinkState, Verdict};
use glane_store::Store;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use url::Url;

use self::ask::Asker;
use crate::clock::Clock;
use crate::egress::Reach;

/// Hosts asked at a time.
const HOSTS: usize = 8;
/// Hosts that give the night a judgement: where fewer were asked and none answered, it may be theirs.
const JUDGES: usize = 3;

/// Addresses in a row that get no answer until a host is taken for silent.
const SILENT: usize = 3;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How much is asked, and how fast.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Addresses in one run.
    pub addresses: u32,
    /// Addresses of one host in one run.
    pub of_one_host: u32,
    /// The least time between two questions to one host.
    pub between: Duration,
    /// Longest time for one answer.
    pub patience: Duration,
}

impl Default for Budget {
    /// What a night has time for: a month goes through sixty thousand addresses.
    fn default() -> Self {
        Self {
            addresses: 2_000,
            of_one_host: 600,
            between: Duration::from_secs(1),
            patience: Duration::from_secs(20),
        }
    }
}

/// What one run came to, and how all addresses stand after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Asked by this run.
    pub asked: u64,
    /// Those that answer, or have not failed for long.
    pub ok: u64,
    /// Those that have failed for a week or more.
    pub suspect: u64,
    /// Those that have failed for a month or more, whose records are not shown.
    pub hidden: u64,
}

/// What asking one address came to.
struct Asked {
    address: String,
    verdict: Verdict,
    /// Whether it was asked itself, rather than put off with its host.
    itself: bool,
    /// Whether anybody answered at all.
    answered: bool,
}

/// Asks the addresses that are due, as many as the budget allows, and notes what came of it.
///
/// # Errors
/// When the store fails, or no connection can be made at all; what was noted stays noted.
pub async fn check(store: &dyn Store, clock: &Clock, reach: &Reach, budget: Budget) -> anyhow::Result<Count> {
    let now = clock.now();
    let mut known = BTreeMap::new();
    let mut by_host: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for (address, link) in store.due_links(now, budget.addresses, budget.of_one_host).await? {
        match Url::parse(&address) {
            Ok(url) => {
                // A server is silent by itself; its neighbour at another port may not be.
                by_host.entry(url.origin().ascii_serialization()).or_default().push(url);
            }
            Err(_) => store.note_link(&Link::after(&address, None, failed("form"), now)).await?,
        }
        known.insert(address, link);
    }
    let asker = Arc::new(Asker::new(reach, budget)?);
    let mut hosts = by_host.into_values();
    let mut running: JoinSet<Vec<Asked>> = JoinSet::new();
    let (mut silent, mut heard, mut count) = (Vec::new(), false, Count::default());
    loop {
        while running.len() < HOSTS
            && let Some(urls) = hosts.next()
        {
            running.spawn(ask_host(Arc::clone(&asker), urls));
        }
        let Some(done) = running.join_next().await else { break };
        for asked in done? {
            heard |= asked.answered;
            count.asked += u64::from(asked.itself);
            if asked.answered {
                note(store, &known, asked, clock).await?;
            } else {
                silent.push(asked);
            }
        }
    }
    settle(store, &known, (silent, heard), clock).await?;
    let states = store.link_counts().await?;
    let of = |state| states.get(&state).copied().unwrap_or_default();
    count.ok = of(LinkState::Ok);
    count.suspect = of(LinkState::Suspect);
    count.hidden = of(LinkState::Hidden);
    Ok(count)
}

type Known = BTreeMap<String, Option<Link>>;

/// Notes those of whom nobody answered: where nobody else did either, this machine is the likelier cause.
async fn settle(
    store: &dyn Store,
    known: &Known,
    (silent, heard): (Vec<Asked>, bool),
    clock: &Clock,
) -> anyhow::Result<()> {
    if !heard && silent.len() >= JUDGES {
        tracing::warn!(
            addresses = silent.len(),
            "no address that was asked answered: nothing is noted; check the network of this machine"
        );
        return Ok(());
    }
    for asked in silent {
        note(store, known, asked, clock).await?;
    }
    Ok(())
}

async fn note(store: &dyn Store, known: &Known, asked: Asked, clock: &Clock) -> anyhow::Result<()> {
    let former = known.get(&asked.address).and_then(Option::as_ref);
    let link = Link::after(&asked.address, former, asked.verdict, clock.now());
    Ok(store.note_link(&link).await?)
}

/// Asks the addresses of one host one after the other, until it asks for rest or is seen to be silent.
async fn ask_host(asker: Arc<Asker>, urls: Vec<Url>) -> Vec<Asked> {
    let (mut all, mut silent) = (Vec::with_capacity(urls.len()), 0);
    let mut urls = urls.into_iter();
    while let Some(url) = urls.next() {
        let (verdict, answered) = asker.ask(&url).await;
        silent = if answered { 0 } else { silent + 1 };
        let (rest, long) = match &verdict {
            Verdict::Later(wait) => (true, wait.is_some_and(|wait| wait > DAY)),
            _ => (false, false),
        };
        all.push(Asked { address: url.to_string(), verdict: verdict.clone(), itself: true, answered });
        if long {
            // It was asked for the whole host: what else it has waits as long.
            let put_off = |url: Url| Asked {
                address: url.to_string(),
                verdict: verdict.clone(),
                itself: false,
                answered,
            };
            all.extend(urls.map(put_off));
            break;
        }
        // What was not asked has not failed: it stays due.
        if rest || silent >= SILENT {
            break;
        }
    }
    all
}

fn failed(found: &str) -> Verdict {
    Verdict::Failed(found.to_owned())
}
