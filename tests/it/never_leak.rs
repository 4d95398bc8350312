//! A forge that turns projects away between the listing and the push, many times: to private, to
//! internal, or deleted; new projects and new commits of published ones; GitLab and Forgejo.
//!
//! The boundary: the source is asked a last time right before `git push` is started, and again before
//! a hidden copy is shown. A turn after any request before the answer to that question counts; a
//! project that turns away after it was public when we were last told.

mod moment;
mod objects;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use glane_sample_forge::Handle;
use glane_sample_forge::spec::Visibility;

use self::moment::{Moment, moments};
use self::objects::{Objects, bytes_among};
use self::world::{Dialect, Project, World};
use crate::site::Site;
use crate::support::{Pass, SENTINEL, files_holding};

/// Projects that turn away between the listing and the push, where `GLANE_LEAK_RUNS` does not say how
/// many (1000 takes some minutes).
const RUNS: usize = 200;
/// Projects of a round: a quarter for each dialect, new and published.
const QUARTER: usize = 32;
const DIALECTS: [Dialect; 2] = [Dialect::Gitlab, Dialect::Forgejo];

/// How a project turns away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Private,
    Internal,
    Deleted,
}

impl Turn {
    fn happen(self, forge: &Handle, path: &str) {
        match self {
            Self::Private => forge.set_visibility(path, Visibility::Private).unwrap(),
            Self::Internal => forge.set_visibility(path, Visibility::Internal).unwrap(),
            Self::Deleted => forge.delete(path).unwrap(),
        }
    }
}

/// A project that shall turn away.
struct Run {
    project: Project,
    moment: Moment,
    turn: Turn,
    is_new: bool,
}

/// What was counted.
#[derive(Debug, Default)]
struct Tally {
    met: usize,
    met_hidden: usize,
    moments: BTreeSet<String>,
    turns: BTreeMap<Turn, usize>,
    published: u64,
}

type Calibrated = BTreeMap<(Dialect, bool), Vec<Moment>>;

/// Publishes some projects undisturbed, twice, and tells what a pass asks in each case.
fn calibrate(world: &mut World) -> (Vec<Project>, Calibrated) {
    let mut found = Calibrated::new();
    let kinds = DIALECTS.into_iter().flat_map(|dialect| [dialect; QUARTER]);
    let mut standing: Vec<Project> = kinds.map(|dialect| world.begin(dialect)).collect();
    for is_new in [true, false] {
        if !is_new {
            standing.iter_mut().for_each(|project| world.go_on(project));
        }
        world.handle().clear_requests();
        let pass = world.workshop.sync();
        assert_eq!(pass.summary["published"], standing.len(), "{}{}", pass.stdout, pass.stderr);
        let log = world.handle().requests();
        for project in &standing {
            found.entry((project.dialect, is_new)).or_insert_with(|| moments(&log, project));
        }
        standing.iter_mut().for_each(|project| project.known.append(&mut project.new));
    }
    (standing, found)
}

/// Lets every project of a round turn away at a moment of its own. Returns what was synced, and which
/// of them did turn away.
fn disturb(world: &World, runs: &[Run]) -> (Pass, BTreeSet<u64>) {
    let (handle, met) = (world.handle(), Arc::new(Mutex::new(BTreeSet::new())));
    for run in runs {
        let (id, path, turn, met) = (run.project.id, run.project.path.clone(), run.turn, Arc::clone(&met));
        let deed = move |forge: &Handle| {
            turn.happen(forge, &path);
            met.lock().unwrap().insert(id);
        };
        match run.moment.trigger(&run.project) {
            Some(trigger) => handle.after_request(trigger, deed),
            None => handle.after_listing(id, deed),
        }
    }
    handle.clear_requests();
    let pass = world.workshop.sync();
    let met = met.lock().unwrap().clone();
    (pass, met)
}

impl Tally {
    /// No object of what turned away is on the host, nothing that was hidden is shown, nothing said.
    fn check(&mut self, world: &World, runs: &[Run], pass: &Pass, met: &BTreeSet<u64>) {
        let copies = world.copies();
        let mut held = Objects::new();
        copies.values().for_each(|copy| held.append(&mut objects::of(copy)));
        for run in runs.iter().filter(|run| met.contains(&run.project.id)) {
            let (project, named) = (&run.project, run.moment.name());
            let what = format!("{:?} {:?} new={} after {named}", run.turn, project.dialect, run.is_new);
            for printed in [&pass.stdout, &pass.stderr] {
                let line = printed.lines().find(|line| line.contains(&project.word));
                assert_eq!(line, None, "{what}: printed");
            }
            assert_eq!(files_holding(&world.workshop.path("data/index"), &project.word).len(), 0, "{what}");
            let id = project.id.to_string();
            let of_pass = pass.projects.values().filter(|line| line["id"] == id.as_str());
            assert!(of_pass.clone().all(|line| line["state"] != "published"), "{what}: {}", pass.stdout);
            *self.turns.entry(run.turn).or_default() += 1;
            if run.moment.before_push {
                let bytes = bytes_among(&project.new, &held);
                assert_eq!(bytes, 0, "{what}: on the host");
                (self.published, self.met) = (self.published + bytes, self.met + 1);
                self.moments.insert(named);
            } else {
                self.met_hidden += 1;
            }
            if run.is_new && copies.contains_key(&project.copy()) {
                let about = world.handle().about(&project.copy()).unwrap();
                assert_eq!(about.visibility, Visibility::Private, "{what}");
            }
        }
    }
}

/// Neither the pages, nor the clones, nor an export know of what turned away.
fn check_pages(world: &World, gone: &[(Project, bool)]) {
    let site = Site::serve(&world.workshop);
    for (project, is_new) in gone {
        let (_, found) = site.get(&format!("/?q={}", project.word));
        let named = found.matches(project.word.as_str()).count();
        // The word that was asked for is said again, and no project has it.
        assert!(!found.contains(&format!("Texte de {}", project.word)), "{named}");
        let forge = format!("{:?}", project.dialect).to_lowercase();
        let clone = format!("/git/{forge}/{}.git/info/refs?service=git-upload-pack", project.path);
        let (status, answer) = site.get(&clone);
        assert_eq!(status, 404, "{answer}");
        if *is_new {
            assert!(!found.contains(&format!("/{}", project.path)), "{found}");
        }
    }
    let out = world.workshop.path("export");
    let exported = world.workshop.glane(&["export", "indicators", "--out", out.to_str().unwrap()]);
    assert!(exported.status.success());
    for (project, _) in gone {
        assert!(files_holding(&out, &project.word).is_empty());
    }
}

/// One round: as many new projects as published ones that go on, each to turn away at its moment.
fn round(world: &mut World, standing: &mut [Project], calibrated: &Calibrated, deletes: bool) -> Vec<Run> {
    let mut projects: Vec<(Project, bool)> = Vec::new();
    for project in standing.iter_mut() {
        world.go_on(project);
        projects.push((project.clone(), false));
    }
    for dialect in DIALECTS.into_iter().flat_map(|dialect| [dialect; QUARTER]) {
        projects.push((world.begin(dialect), true));
    }
    let mut runs = Vec::new();
    for (project, is_new) in projects {
        let moments = &calibrated[&(project.dialect, is_new)];
        let moment = moments[world.numbers.below(moments.len())].clone();
        let turns: &[Turn] = match is_new || deletes {
            true => &[Turn::Private, Turn::Internal, Turn::Deleted],
            false => &[Turn::Private, Turn::Internal],
        };
        let turn = turns[world.numbers.below(turns.len())];
        runs.push(Run { project, moment, turn, is_new });
    }
    runs
}

#[tokio::test(flavor = "multi_thread")]
async fn what_turns_away_between_listing_and_push_stays_in() {
    let mut world = World::new(20_260_101).await;
    let (mut standing, calibrated) = calibrate(&mut world);
    let (mut tally, mut rounds, mut last) = (Tally::default(), 0, Vec::new());
    let wanted = glane::config::Environment::process().get("GLANE_LEAK_RUNS").and_then(|n| n.parse().ok());
    let wanted: usize = wanted.unwrap_or(RUNS);
    while tally.met < wanted {
        rounds += 1;
        // What is deleted does not come back for another round: that is for the last one.
        let deletes = tally.met + 3 * QUARTER >= wanted;
        let runs = round(&mut world, &mut standing, &calibrated, deletes);
        let (pass, met) = disturb(&world, &runs);
        assert!(met.len() * 10 >= runs.len() * 9, "round {rounds}: only {} met their moment", met.len());
        tally.check(&world, &runs, &pass, &met);
        for run in runs {
            let known = standing.iter_mut().find(|project| project.id == run.project.id);
            if let Some(project) = known {
                // What reached a copy that is still there comes no second time.
                let copy = world.handle().directory(&project.copy()).unwrap();
                let held = objects::of(&copy);
                project.known.extend(project.new.iter().filter(|(id, _)| held.contains_key(id)));
            }
            if met.contains(&run.project.id) {
                last.push((run.project, run.is_new));
            }
        }
        assert!(rounds <= 20, "{tally:?}");
    }
    check_pages(&world, &last[last.len().saturating_sub(4 * QUARTER)..]);
    let token = files_holding(&world.workshop.path("data"), SENTINEL);
    assert!(token.is_empty(), "{token:?}");
    eprintln!(
        "never leak: {} runs in {rounds} passes ({:?}); before the push {}, {} bytes of them published; between push \
         and showing {}, none shown; at {} different moments: {:#?}",
        tally.met + tally.met_hidden,
        tally.turns,
        tally.met,
        tally.published,
        tally.met_hidden,
        tally.moments.len(),
        tally.moments
    );
    world.forge.stop().await;
}
