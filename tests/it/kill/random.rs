//! Kills at moments drawn by lot, of the service and of the git it runs, over twenty projects: the
//! next start needs no hand, and the walker finds every promise kept.

use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::ministry::Ministry;
use super::processes::{self, Process};
use super::walker::Walker;
use super::world::Random;
use super::{GRACE, ends_within, seed};

/// Kills after which a pass is left to come to its end.
const UNDISTURBED: u64 = 10;

/// How many in all, two thirds of them of the service: 300 where everything is checked.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
fn kills() -> u64 {
    std::env::var("GLANE_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(30)
}

/// One undisturbed pass: it comes to its end by itself, all is equal, nothing is left behind.
pub fn pass_undisturbed(world: &Ministry, walker: &mut Walker) -> Duration {
    // A host takes away what its own gits left, as Gitaly does: until then it refuses the reference, and
    // the pass says so (`faults::refusals`).
    for copy in world.projects().into_iter().filter(|one| one.on_forge).filter_map(|one| one.copy) {
        glane::layout::remove_leftovers(&copy).unwrap();
    }
    let begun = Instant::now();
    let hidden_before = world.shades.frozen();
    let pass = world.workshop.sync();
    let took = begun.elapsed();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, last_lines(&pass.stderr));
    let shown: Vec<String> = world
        .projects()
        .into_iter()
        .map(|one| one.path)
        .filter(|path| !world.shades.is_hidden(path))
        .collect();
    for path in &shown {
        assert!(["published", "unchanged"].contains(&pass.state(path)), "{path}: {}", pass.stdout);
    }
    // What left once the listing had shown it may be named, if nothing of it was to be done.
    let left = |path: &String| {
        world.shades.is_hidden(path) && !hidden_before.contains_key(path) && pass.state(path) == "unchanged"
    };
    for path in pass.projects.keys().filter(|path| !path.is_empty()) {
        assert!(shown.contains(path) || left(path), "{path}: {}", pass.stdout);
    }
    nothing_runs(world, &[]);
    // Shown when the walker finds a promise broken: what the pass itself said of each project.
    eprintln!("{}", pass.stdout);
    walker.walk_at_rest(world);
    took
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}

pub fn nothing_runs(world: &Ministry, children: &[Process]) {
    processes::wait_for(GRACE, "quiet after the kill", || {
        let left: Vec<Process> = world.folders().iter().flat_map(|folder| processes::about(folder)).collect();
        let living = children.iter().filter(|child| child.lives());
        (left.is_empty() && living.count() == 0).then_some(())
    });
}

fn kill_service(world: &Ministry, service: &mut Child) {
    let children = processes::descendants(service.id());
    service.kill().unwrap();
    service.wait().unwrap();
    nothing_runs(world, &children);
}

/// Kills one of the gits that work for the service, drawn by lot, waiting for one if need be; then
/// the service must come to its end by itself. Tells what the killed one did, if one was met.
fn kill_git(world: &Ministry, service: &mut Child, draw: u64) -> Option<String> {
    let victim = loop {
        let gits: Vec<Process> = processes::descendants(service.id())
            .into_iter()
            .filter(|one| one.name.starts_with("git"))
            .collect();
        if !gits.is_empty() {
            break Some(gits[(draw % gits.len() as u64) as usize].clone());
        }
        if ends_within(service, Duration::from_millis(1)) {
            break None;
        }
    };
    if let Some(victim) = &victim {
        victim.signal(Signal::KILL);
    }
    let code = service.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {}", last_lines(&world.printed()));
    assert!(victim.is_some() || code == Some(0), "{}", last_lines(&world.printed()));
    nothing_runs(world, &[]);
    let verb = |one: &Process| one.arguments.iter().skip(1).find(|word| !word.starts_with('-')).cloned();
    victim.map(|one| verb(&one).unwrap_or(one.name))
}

#[derive(Clone, Copy, PartialEq)]
enum Victim {
    Service,
    Git,
}

fn kill_at_random(victim: Victim, kills: u64) {
    let seed = seed();
    let (mut world, mut walker, mut random) = (Ministry::new(seed), Walker::default(), Random::new(seed ^ 7));
    pass_undisturbed(&world, &mut walker);
    world.change(false);
    let mut span = pass_undisturbed(&world, &mut walker);
    let (mut killed, mut rounds, mut verbs) = (0, 0, std::collections::BTreeMap::<String, u64>::new());
    while killed < kills {
        rounds += 1;
        assert!(rounds <= 20 + 4 * kills, "{killed} of {rounds} kills met anybody at work");
        world.change(false);
        let mut service = world.start();
        let moment = span.mul_f64((random.next() % 1000) as f64 / 1000.0);
        if ends_within(&mut service, moment) {
            let code = service.wait().unwrap().code();
            assert_eq!(code, Some(0), "{}", last_lines(&world.printed()));
        } else if victim == Victim::Service {
            kill_service(&world, &mut service);
            killed += 1;
        } else if let Some(verb) = kill_git(&world, &mut service, random.next()) {
            *verbs.entry(verb).or_default() += 1;
            killed += 1;
        }
        walker.walk(&world);
        if killed % UNDISTURBED == 0 {
            // What a pass takes after kills, since that is what the next kill falls into.
            span = (span + pass_undisturbed(&world, &mut walker)) / 2;
        }
    }
    pass_undisturbed(&world, &mut walker);
    eprintln!(
        "{rounds} passes begun, {killed} killed {verbs:?}, a pass takes {span:?}, {} walks, {} repositories \
         verified, {} projects left the public in the midst of a pass, {} commits never public",
        walker.walks,
        walker.verifications,
        world.shades.met(),
        world.shades.secrets().len()
    );
    world.end();
}

#[test]
fn kills_of_the_service_at_random_moments_break_no_promise() {
    kill_at_random(Victim::Service, kills() * 2 / 3);
}

#[test]
fn kills_of_git_at_random_moments_break_no_promise() {
    kill_at_random(Victim::Git, kills() / 3);
}
