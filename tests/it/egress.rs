//! Hostile addresses at every place where one enters: nobody is led to this machine or a private network.
//!
//! A witness listens where they lead; it must see no connection, from our client or from git.

mod api;
mod asks;
mod corpus;
mod forms;
mod git;
mod names;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use glane::egress::{Lookup, Reach, canonical};
use glane::forge::Limits;
use tokio::net::TcpListener;

/// Fewer would not be "every form".
const LEAST: usize = 500;

/// Listens on one port of 127.0.0.1 and `::1` and counts who comes.
pub struct Witness {
    pub port: u16,
    seen: Arc<AtomicUsize>,
}

impl Witness {
    pub async fn new() -> Self {
        let four = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = four.local_addr().unwrap().port();
        let seen = Arc::new(AtomicUsize::new(0));
        let six = TcpListener::bind(SocketAddr::new("::1".parse().unwrap(), port)).await;
        // A machine without IPv6 has nobody to be led to there.
        for listener in [Some(four), six.ok()].into_iter().flatten() {
            let seen = Arc::clone(&seen);
            tokio::spawn(async move {
                while listener.accept().await.is_ok() {
                    seen.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        Self { port, seen }
    }

    pub fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }
}

/// A name server that knows every name, and says the same of all, one answer after the other.
#[derive(Debug)]
struct Scripted {
    answers: Vec<Vec<IpAddr>>,
    asked: AtomicUsize,
}

impl Scripted {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let answer = |texts: &&[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        Arc::new(Self { answers: answers.iter().map(answer).collect(), asked: AtomicUsize::new(0) })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Lookup for Scripted {
    async fn lookup(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
        let at = self.asked.fetch_add(1, Ordering::SeqCst).min(self.answers.len() - 1);
        Ok(self.answers[at].clone())
    }
}

/// A network in which every name leads to this machine.
fn inward() -> Reach {
    Reach::default().looking_up(Scripted::new(&[&["127.0.0.1", "::1"]]))
}

fn limits(reach: Reach) -> Limits {
    Limits {
        attempts: 1,
        pause: Duration::from_millis(1),
        per_second: 10_000,
        writes_per_second: 10_000,
        whole: Duration::from_secs(20),
        reach,
        ..Limits::default()
    }
}

/// The committed forms and those of the corpus, where it is at hand.
fn all_forms(port: u16) -> Vec<String> {
    let mut all = forms::forms(port);
    let generated = all.len();
    assert!(generated >= LEAST, "only {generated} forms");
    all.extend(corpus::forms());
    all.sort();
    all.dedup();
    eprintln!("hostile addresses: {generated} generated, {} with those of the corpus", all.len());
    all
}

#[tokio::test]
async fn no_form_passes_the_guard() {
    let reach = inward();
    let mut passed = Vec::new();
    for form in all_forms(8080) {
        if let Some(url) = canonical(&form)
            && reach.addresses(&url).await.is_ok()
        {
            passed.push(form);
        }
    }
    assert!(passed.is_empty(), "{passed:#?}");
}
