//! A kill at every state transition of a pass: as soon as the log says that a step begins, for the
//! first project that comes to it, one in the middle and one of the last.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::ministry::Ministry;
use super::processes;
use super::random::{nothing_runs, pass_undisturbed};
use super::seed;
use super::walker::Walker;

/// The steps of a pass that changes references, in their order: `docs/en/mirror-states.md`.
const STEPS: [&str; 13] = [
    "claim", "fetch", "examine", "gate", "publish", "archive", "public", "copy", "push", "note", "dress",
    "record", "end",
];
/// The how manieth project that comes to a step meets the kill.
const PROJECTS: [usize; 3] = [1, 8, 15];

/// Starts a pass and kills it at that step; tells whether it came to it.
fn kill_at(world: &Ministry, step: &str, project: usize) -> bool {
    let out = std::fs::File::create(world.workshop.path("out")).unwrap();
    let mut service = world.command().stdout(out).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(service.stderr.take().unwrap()).lines();
    let word = format!("step=\"{step}\"");
    let met = lines.map_while(Result::ok).filter(|line| line.contains(&word)).nth(project - 1).is_some();
    let children = processes::descendants(service.id());
    service.kill().unwrap();
    service.wait().unwrap();
    nothing_runs(world, &children);
    met
}

#[test]
fn a_kill_at_every_transition_breaks_no_promise() {
    let (mut world, mut walker) = (Ministry::new(seed()), Walker::default());
    // A new copy is made and shown once: before anything else.
    let first = [("copy", 2), ("push", 2), ("dress", 2), ("show", 1), ("show", 2), ("show", 4)];
    let mut met = 0;
    for (step, project) in first {
        assert!(kill_at(&world, step, project), "no project came to {step}");
        walker.walk(&world);
        met += 1;
    }
    pass_undisturbed(&world, &mut walker);
    for step in STEPS {
        for project in PROJECTS {
            world.change(true);
            assert!(kill_at(&world, step, project), "no project {project} came to {step}");
            walker.walk(&world);
            met += 1;
        }
        pass_undisturbed(&world, &mut walker);
    }
    eprintln!("{met} kills at {} steps, {} walks", STEPS.len() + 1, walker.walks);
    world.end();
}
