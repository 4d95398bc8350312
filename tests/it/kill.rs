//! A kill at any moment: of the service, twenty times, and of the programs it runs. No process is
//! left behind, no reference of a copy is lost, and the next pass needs no hand.

mod processes;
mod world;

use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::{Pass, git};
use processes::Process;
use world::{Random, World};

const KILLS: u64 = 20;
/// How long a child may take to notice that the service is gone.
const GRACE: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(60);

fn seed() -> u64 {
    let seed = std::env::var("GLANE_TEST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_260_101);
    eprintln!("GLANE_TEST_SEED={seed}");
    seed
}

/// Waits for the end of a process, or for that time; tells whether it has ended.
fn ends_within(child: &mut Child, time: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < time {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(1).min(time.saturating_sub(begun.elapsed())));
    }
    child.try_wait().unwrap().is_some()
}

fn no_process_is_left(world: &World, children: &[Process]) {
    processes::wait_for(GRACE, "quiet after the kill", || {
        let left = processes::about(&world.workshop.path(""));
        let living = children.iter().filter(|child| child.lives());
        (left.is_empty() && living.count() == 0).then_some(())
    });
}

#[test]
fn twenty_kills_of_the_service_lose_nothing_and_the_next_pass_completes() {
    let mut world = World::new();
    let mut random = Random::new(seed());
    world.check_next_pass_completes();
    world.change();
    let begun = Instant::now();
    world.check_complete(&world.workshop.sync());
    let span = begun.elapsed();
    let (mut kills, mut rounds) = (0, 0);
    while kills < KILLS {
        rounds += 1;
        assert!(rounds <= 4 * KILLS, "{kills} of {rounds} kills met the service at work");
        world.change();
        let before = world.copies();
        let mut service = world.start();
        let moment = span.mul_f64((random.next() % 1000) as f64 / 1000.0);
        if ends_within(&mut service, moment) {
            assert!(service.wait().unwrap().success(), "{}", world.printed());
        } else {
            let children = processes::descendants(service.id());
            service.kill().unwrap();
            service.wait().unwrap();
            kills += 1;
            no_process_is_left(&world, &children);
        }
        world.check_nothing_lost(&before);
        if kills == 7 {
            world.check_next_pass_completes();
        }
    }
    eprintln!("{rounds} passes begun, {kills} killed, a pass takes {span:?}");
    world.check_next_pass_completes();
}
