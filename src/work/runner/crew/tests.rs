//! The crew over a table in memory; the work is the test's own.

use std::pin::Pin;
use std::sync::Mutex;

use glane_store::{JobKind, JobSpec};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use super::*;

type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Longest time a test waits for what must happen.
const DEADLINE: Duration = Duration::from_secs(30);

struct Bench {
    store: Arc<dyn Store>,
    clock: Clock,
    reports: UnboundedReceiver<Report>,
    sender: UnboundedSender<Report>,
    begun: Arc<Mutex<Vec<String>>>,
}

impl Bench {
    async fn new() -> Self {
        let (sender, reports) = mpsc::unbounded_channel();
        Self {
            store: glane_store::open("sqlite::memory:").await.unwrap(),
            clock: Clock::fixed("2026-03-01T03:00:00Z".parse().unwrap()),
            reports,
            sender,
            begun: Arc::default(),
        }
    }

    async fn file(&self, kind: JobKind, subject: &str) {
        file(self.store.as_ref(), kind, subject, self.clock.now()).await;
    }

    /// A crew of two whose work is `act`, after which the job is done.
    fn crew<A, G>(&self, act: A) -> Crew<impl Fn(Job) -> Work + use<A, G>>
    where
        A: Fn(Job) -> G + Clone + Send + Sync + 'static,
        G: Future<Output = ()> + Send + 'static,
    {
        let (store, begun) = (Arc::clone(&self.store), Arc::clone(&self.begun));
        let work = move |job: Job| -> Work {
            let (store, begun, act) = (Arc::clone(&store), Arc::clone(&begun), act.clone());
            Box::pin(async move {
                begun.lock().unwrap().push(job.subject.clone());
                act(job.clone()).await;
                store.finish_job(&job).await?;
                Ok(Report::Broken(job.subject, Reason::new(ReasonCode::Internal, "done")))
            })
        };
        Crew::new(Arc::clone(&self.store), self.clock.clone(), 2, self.sender.clone(), work)
    }

    fn begun(&self) -> Vec<String> {
        self.begun.lock().unwrap().clone()
    }

    /// Subject and words of the next report.
    async fn report(&mut self) -> (String, String) {
        match tokio::time::timeout(DEADLINE, self.reports.recv()).await.unwrap().unwrap() {
            Report::Broken(subject, reason) => (subject, reason.message),
            other => panic!("{other:?}"),
        }
    }
}

async fn file(store: &dyn Store, kind: JobKind, subject: &str, now: Timestamp) {
    let spec = JobSpec { kind, subject: subject.to_owned(), priority: 0, not_before: now };
    store.file_jobs(&[spec], now).await.unwrap();
}

#[tokio::test]
async fn jobs_filed_by_a_job_are_done_in_the_same_drain() {
    let bench = Bench::new().await;
    bench.file(JobKind::Discover, "mim").await;
    let (store, now) = (Arc::clone(&bench.store), bench.clock.now());
    let crew = bench.crew(move |job| {
        let store = Arc::clone(&store);
        async move {
            if job.kind == JobKind::Discover {
                for subject in ["mim:1", "mim:2", "mim:3"] {
                    file(store.as_ref(), JobKind::Mirror, subject, now).await;
                }
            }
        }
    });
    crew.drain().await.unwrap();
    let mut begun = bench.begun();
    begun.sort();
    assert_eq!(begun, ["mim", "mim:1", "mim:2", "mim:3"]);
    assert_eq!(bench.store.unfinished_jobs().await.unwrap(), 0);
}

#[tokio::test]
async fn a_job_whose_work_panics_is_reported_and_given_back() {
    let mut bench = Bench::new().await;
    bench.file(JobKind::Mirror, "mim:1").await;
    bench.file(JobKind::Mirror, "mim:2").await;
    let crew = bench.crew(async |job| assert_ne!(job.subject, "mim:1", "as the test wants it"));
    crew.drain().await.unwrap();
    let mut said = [bench.report().await, bench.report().await];
    said.sort();
    let broke = "the work on it broke down; the log says where, above";
    assert_eq!(
        said.map(|(subject, words)| subject + ": " + &words),
        [format!("mim:1: {broke}"), "mim:2: done".to_owned()]
    );
    // Nobody holds it, and it is due again after the pause.
    let later = |seconds| bench.clock.now().checked_add(SignedDuration::from_secs(seconds)).unwrap();
    assert_eq!(bench.store.claim_job("other", later(59), LEASE).await.unwrap(), None);
    let again = bench.store.claim_job("other", later(60), LEASE).await.unwrap().unwrap();
    assert_eq!((again.subject.as_str(), again.attempts), ("mim:1", 2));
}

#[tokio::test]
async fn a_long_job_keeps_no_other_from_being_begun_and_is_not_begun_twice() {
    let mut bench = Bench::new().await;
    bench.file(JobKind::Mirror, "mim:long").await;
    let (go_on, wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let held_up = Arc::clone(&go_on);
    let crew = bench.crew(move |job| {
        let held_up = Arc::clone(&held_up);
        async move {
            if job.subject == "mim:long" {
                held_up.notified().await;
            }
        }
    });
    let woken = Arc::clone(&wake);
    // Its own ticks lie far apart: what happens here happens by the wake-up.
    let (_stop, stopped) = watch::channel(false);
    let day = Duration::from_secs(86_400);
    let working = tokio::spawn(async move { crew.keep_draining(&woken, day, stopped).await });
    for subject in ["mim:1", "mim:2"] {
        bench.file(JobKind::Mirror, subject).await;
        wake.notify_one();
        assert_eq!(bench.report().await, (subject.to_owned(), "done".to_owned()));
        // The long job's lease has run out when the second of these is claimed.
        bench.clock.advance(i64::try_from(LEASE.as_secs()).unwrap());
    }
    assert_eq!(bench.begun(), ["mim:long", "mim:1", "mim:2"]);
    go_on.notify_one();
    assert_eq!(bench.report().await.0, "mim:long");
    working.abort();
}

#[tokio::test]
async fn of_a_kind_that_is_single_one_job_at_a_time_is_worked_on() {
    let mut bench = Bench::new().await;
    for source in ["portail", "revue"] {
        bench.file(JobKind::Harvest, source).await;
    }
    bench.file(JobKind::Mirror, "mim:1").await;
    let go_on = Arc::new(Notify::new());
    let held_up = Arc::clone(&go_on);
    let crew = bench.crew(move |job| {
        let held_up = Arc::clone(&held_up);
        async move {
            if job.subject == "portail" {
                held_up.notified().await;
            }
        }
    });
    let working = tokio::spawn(crew.one_at_a_time(JobKind::Harvest).drain());
    assert_eq!(bench.report().await.0, "mim:1");
    assert_eq!(bench.begun(), ["portail", "mim:1"]);
    go_on.notify_one();
    working.await.unwrap().unwrap();
    assert_eq!(bench.begun(), ["portail", "mim:1", "revue"]);
}

#[tokio::test]
async fn leases_are_renewed_while_the_work_goes_on() {
    let bench = Bench::new().await;
    bench.file(JobKind::Mirror, "mim:long").await;
    let (store, clock) = (Arc::clone(&bench.store), bench.clock.clone());
    let mut crew = bench.crew(move |job| {
        let (store, clock) = (Arc::clone(&store), clock.clone());
        async move {
            // Three leases, in steps of a third: after each one the lease is extended before the next.
            for _ in 0..9 {
                clock.advance(i64::try_from(LEASE.as_secs() / 3).unwrap());
                let nearly = clock.now().checked_add(LEASE * 9 / 10).unwrap();
                let extended = async { while store.backlog(nearly).await.unwrap().held == 0 {} };
                let in_time = tokio::time::timeout(DEADLINE, extended).await;
                assert!(in_time.is_ok(), "the lease of {} was not extended", job.subject);
            }
        }
    });
    crew.beat = Duration::from_millis(1);
    crew.drain().await.unwrap();
    assert_eq!(bench.store.unfinished_jobs().await.unwrap(), 0);
}

#[tokio::test]
async fn work_whose_lease_was_lost_is_stopped() {
    let mut bench = Bench::new().await;
    bench.file(JobKind::Mirror, "mim:1").await;
    let (store, clock) = (Arc::clone(&bench.store), bench.clock.clone());
    let mut crew = bench.crew(move |job| {
        let (store, clock) = (Arc::clone(&store), clock.clone());
        async move {
            // As when this machine slept: its lease is over, and another process has the job.
            clock.advance(2 * i64::try_from(LEASE.as_secs()).unwrap());
            let taken = store.claim_job("other", clock.now(), 10 * LEASE).await.unwrap().unwrap();
            assert_eq!(taken.subject, job.subject);
            std::future::pending::<()>().await;
        }
    });
    crew.beat = Duration::from_millis(1);
    crew.drain().await.unwrap();
    let (subject, words) = bench.report().await;
    assert_eq!(
        (subject.as_str(), words.as_str()),
        ("mim:1", "its lease was lost: another process has it now")
    );
}

#[tokio::test]
async fn a_crew_that_is_stopped_begins_nothing_and_gives_back_what_does_not_end() {
    let mut bench = Bench::new().await;
    bench.file(JobKind::Mirror, "mim:endless").await;
    bench.file(JobKind::Mirror, "mim:short").await;
    let (wake, short, begun) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (ends, begins) = (Arc::clone(&short), Arc::clone(&begun));
    let mut crew = bench.crew(move |job| {
        let (ends, begins) = (Arc::clone(&ends), Arc::clone(&begins));
        async move {
            begins.notify_one();
            if job.subject == "mim:short" { ends.notified().await } else { std::future::pending().await }
        }
    });
    crew.grace = Duration::from_millis(200);
    let (stop, stopped) = watch::channel(false);
    let woken = Arc::clone(&wake);
    let working = tokio::spawn(async move { crew.keep_draining(&woken, DEADLINE, stopped).await });
    while bench.begun().len() < 2 {
        begun.notified().await;
    }
    bench.file(JobKind::Mirror, "mim:late").await;
    stop.send(true).unwrap();
    short.notify_one();
    assert_eq!(bench.report().await, ("mim:short".to_owned(), "done".to_owned()));
    working.await.unwrap();
    assert_eq!(bench.begun().len(), 2, "nothing was begun after it was asked to stop");
    let mut subjects = Vec::new();
    for _ in 0..2 {
        let left = bench.store.claim_job("other", bench.clock.now(), LEASE).await.unwrap();
        subjects.push(left.unwrap().subject);
    }
    assert_eq!(subjects, ["mim:endless", "mim:late"]);
}
