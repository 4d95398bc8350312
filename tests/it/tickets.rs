//! Upkeep times the answers to tickets: rarely, within its share, and nothing of it but figures is kept.

use glane::clock::Clock;
use glane_catalog::model::{AnswerTime, ProjectKey};
use glane_sample_forge::{Fault, Issue, Note, SampleForge, Trigger};

use crate::gathered::{gitlab, store};
use crate::maintain::maintain;
use crate::site::Site;
use crate::support::{Workshop, files_holding};

const HOUR: i64 = 3600;
const TITLE: &str = "titre-sentinelle-5c1d";

fn asked(forge: &SampleForge) -> usize {
    forge.handle().requests().iter().filter(|request| request.path.contains("/issues")).count()
}

/// One ticket that was answered after 36 hours.
fn ticket(forge: &SampleForge, path: &str) {
    let opened = Clock::system().now().as_second() - 240 * HOUR;
    let notes = vec![Note { author: 880_041, at: opened + 36 * HOUR, ..Note::default() }];
    let title = TITLE.to_owned();
    let issue = Issue { title, author: 880_040, opened, notes, ..Issue::default() };
    forge.handle().add_issue(path, issue).unwrap();
}

async fn measured(workshop: &Workshop, id: u64) -> Option<AnswerTime> {
    let key: ProjectKey = format!("mim:{id}").parse().unwrap();
    store(workshop).await.project(&key).await.unwrap().unwrap().tickets.unwrap().measured
}

#[test]
fn upkeep_times_answers_once_in_thirty_days_and_keeps_figures_only() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = runtime.block_on(gitlab(folder.path(), 2));
    workshop.sync();
    ticket(&forge, "eole/cours-1");
    let said = maintain(&workshop);
    assert!(said.contains("answers to tickets timed in 2 projects"), "{said}");
    // A listing of each, and the notes of one ticket.
    assert_eq!(asked(&forge), 3);
    let found = runtime.block_on(measured(&workshop, 1)).unwrap();
    assert_eq!((found.answered, found.waiting, found.mean_seconds), (1, 0, Some(36 * 3600)));
    assert_eq!(runtime.block_on(measured(&workshop, 2)).unwrap().mean_seconds, None, "no ticket");
    maintain(&workshop);
    workshop.sync();
    assert_eq!(asked(&forge), 3, "not again before thirty days");
    assert_eq!(runtime.block_on(measured(&workshop, 1)), Some(found), "a pass leaves it");
    for word in [TITLE, "880040", "880041", "personne-88"] {
        assert_eq!(files_holding(&workshop.path("data"), word), Vec::<std::path::PathBuf>::new());
    }
    let site = Site::serve(&workshop);
    let page = site.get("/projets/mim/eole/cours-1").1;
    assert!(page.contains("en 1,5 jours en moyenne"), "{page}");
    assert!(page.contains("1 avec réponse, 0 en attente"), "{page}");
}

#[test]
fn a_forge_that_turns_away_costs_one_request_a_night_and_nothing_else() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = runtime.block_on(gitlab(folder.path(), 3));
    workshop.sync();
    let refused = Fault::too_many(7200);
    let path = |id: u64| format!("/api/v4/projects/{id}/issues");
    for id in 1..=3 {
        forge.handle().fault(Trigger::on("GET", path(id)).always(), refused.clone());
    }
    let said = maintain(&workshop);
    assert!(said.contains("3 projects take") && !said.contains("timed"), "{said}");
    assert_eq!(asked(&forge), 1);
    maintain(&workshop);
    assert_eq!(asked(&forge), 2, "another project comes first the next night");
    let pass = workshop.sync();
    assert_eq!(pass.state("eole/cours-1"), "unchanged", "{}", pass.stdout);
}

#[test]
fn a_failure_of_one_project_is_none_of_the_next_and_many_are_enough_for_a_night() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = runtime.block_on(gitlab(folder.path(), 7));
    workshop.sync();
    let broken = |forge: &SampleForge, id: u64| {
        let path = format!("/api/v4/projects/{id}/issues");
        forge.handle().fault(Trigger::on("GET", path).exactly().always(), Fault::status(418));
    };
    broken(&forge, 1);
    broken(&forge, 2);
    let said = maintain(&workshop);
    assert!(said.contains("answers to tickets timed in 5 projects"), "{said}");
    assert_eq!(asked(&forge), 7);

    let other = tempfile::tempdir().unwrap();
    let (forge, workshop) = runtime.block_on(gitlab(other.path(), 7));
    workshop.sync();
    (1..=7).for_each(|id| broken(&forge, id));
    maintain(&workshop);
    assert_eq!(asked(&forge), 5);
}
