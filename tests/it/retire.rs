//! A source that is gone for good: its copies become read-only and stay, and open when it comes back.
//! What all repositories together may take: over it nothing new begins, and what is published goes on.

use std::sync::Arc;

use glane::clock::Clock;
use glane::mirror::discover::Wish;
use glane::mirror::pass::Context;
use glane::service::Service;
use glane::work::{listing, runner};
use glane_catalog::model::{ForgeId, ProjectState};

use crate::support::{Workshop, commit, import, licensed, published};

/// Days are counted by a clock that stands.
async fn service(workshop: &Workshop, clock: &Clock) -> Arc<Context> {
    let path = "/usr/local/bin:/usr/bin:/bin";
    let environment = glane::config::Environment::of([("PATH", path)]);
    let loaded = glane::config::load(&workshop.path("glane.toml"), &environment).unwrap();
    let programs = glane::process::Programs { glane: crate::support::GLANE.into(), search_path: path.into() };
    let service = Service::open(loaded.settings, clock.clone(), programs).await.unwrap();
    service.mirroring().await.unwrap().0
}

async fn pass(context: &Arc<Context>) {
    let forge = ForgeId::new("atelier").unwrap();
    listing::list(context, &forge, Wish::SCHEDULED, 0).await.unwrap();
    let (sender, _reports) = tokio::sync::mpsc::unbounded_channel();
    runner::drain(context, &sender).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_what_is_gone_for_good_are_closed_and_open_again() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    licensed(&workshop.path("bare/deux.git"), "Deux");
    let clock = Clock::fixed("2026-03-01T03:00:00Z".parse().unwrap());
    let context = service(&workshop, &clock).await;
    pass(&context).await;
    let held = published(&source);
    assert_eq!(published(&copy), held);

    std::fs::rename(&source, workshop.path("parti.git")).unwrap();
    let archived = || copy.join("glane-archived").exists();
    // Gone, then missed three times: after 0, 36 and 72 hours.
    for _ in 0..2 {
        pass(&context).await;
        clock.advance(36 * 3600);
    }
    pass(&context).await;
    assert!(!archived(), "missed for 36 hours");
    clock.advance(36 * 3600);
    pass(&context).await;
    clock.advance(36 * 3600);
    pass(&context).await;
    assert!(archived());
    assert_eq!(published(&copy), held, "nothing of it is lost");
    let key = "atelier:un.git".parse().unwrap();
    let record = context.store.project(&key).await.unwrap().unwrap();
    assert!(record.state == ProjectState::Withdrawn && record.mirrors[0].archived);

    std::fs::rename(workshop.path("parti.git"), &source).unwrap();
    pass(&context).await;
    let record = context.store.project(&key).await.unwrap().unwrap();
    assert_eq!(record.state, ProjectState::Published, "{:?}", record.reasons);
    assert!(!archived() && !record.mirrors[0].archived);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_quota_nothing_new_begins_and_what_is_published_goes_on() {
    let workshop = Workshop::plain();
    let un = workshop.path("bare/un.git");
    licensed(&un, "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    let file = workshop.path("glane.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\n[policy]\nmax_total = \"1 KB\"\n")).unwrap();
    licensed(&workshop.path("bare/deux.git"), "Deux");
    import(&un, &commit("essai", 1_700_000_100, &[(b"package.json", br#"{"license": "MIT"}"#)]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.state("deux")), ("published", "held"), "{}", pass.stdout);
    assert_eq!(pass.codes("deux"), ["too_large"]);
    assert!(pass.stdout.contains("policy.max_total"), "it says whose limit it is");
    assert_eq!(published(&un), published(&workshop.path("host/un.git")));
    assert!(!workshop.path("host/deux.git").exists());
    std::fs::write(&file, text).unwrap();
    let pass = workshop.glane(&["sync", "--json", "--all"]);
    assert_eq!(crate::support::Pass::of(&pass).state("deux"), "published");
}
