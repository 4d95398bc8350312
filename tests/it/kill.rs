//! A kill at any moment: of the service, twenty times, and of the programs it runs. No process is
//! left behind, no reference of a copy is lost, and the next pass needs no hand.

mod ministry;
mod processes;
mod random;
mod shade;
mod transitions;
mod walker;
pub mod world;

use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::{Pass, Workshop, files_holding, git, import};
use processes::Process;
use world::{Random, World};

const KILLS: u64 = 20;
/// How long a child may take to notice that the service is gone, on a machine whose disk is busy.
const GRACE: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(180);

#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
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

/// Waits for a git of that verb that works in a repository of that name and speaks of a project.
fn git_at_work(world: &World, verb: &str, repository: &str, project: &str) -> Process {
    let project = world.workshop.path("").join(project);
    processes::wait_for(PATIENCE, "git at work", || {
        processes::all().into_iter().find(|process| {
            process.name == "git"
                && process.arguments.get(1).is_some_and(|word| word == verb)
                && process.directory().is_some_and(|place| place.ends_with(repository))
                && process.arguments.iter().any(|word| word.starts_with(project.to_str().unwrap()))
        })
    })
}

#[test]
fn a_project_in_which_the_service_was_killed_often_is_not_given_up_by_the_next_pass() {
    let world = World::new();
    for _ in 0..7 {
        let mut service = world.start();
        git_at_work(&world, "fetch", "intake.git", "bare/grand.git");
        service.kill().unwrap();
        service.wait().unwrap();
        no_process_is_left(&world, &[]);
    }
    world.check_next_pass_completes();
}

#[test]
fn a_killed_git_fails_its_project_alone_and_the_next_pass_completes() {
    let mut world = World::new();
    world.workshop.sync();
    for (verb, repository, project) in [
        ("fetch", "intake.git", "bare/grand.git"),
        ("fetch", "public.git", "data/repositories"),
        ("push", "public.git", "host/grand.git"),
    ] {
        world.enlarge();
        let mut service = world.start();
        git_at_work(&world, verb, repository, project).signal(Signal::KILL);
        let code = service.wait().unwrap().code();
        let printed = world.printed();
        let failed = printed.lines().filter(|line| line.contains("\"state\":\"failed\"")).count();
        assert_eq!((code, failed), (Some(1), 1), "{verb} in {repository}: {printed}");
        world.check_next_pass_completes();
    }
}

#[test]
fn locks_that_a_killed_git_left_stop_nothing() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    crate::support::licensed(&source, "Un");
    workshop.sync();
    let change = |number: i64| {
        import(&source, &crate::support::commit("essai", 1_700_000_000 + number, &[(b"a.txt", b"a")]));
        git(&source, &["tag", &format!("v{number}"), "essai"]);
    };
    let numbered = |name: &str| files_holding(&workshop.path("data/repositories"), name).remove(0);
    let (intake, public, copy) =
        (numbered("intake.git"), numbered("public.git"), workshop.path("host/un.git"));
    for (number, lock) in [
        intake.join("packed-refs.lock"),
        intake.join("refs/source/heads/essai.lock"),
        public.join("packed-refs.lock"),
        public.join("refs/heads/essai.lock"),
        public.join("HEAD.lock"),
        copy.join("refs/heads/essai.lock"),
        copy.join("HEAD.lock"),
    ]
    .iter()
    .enumerate()
    {
        change(number as i64);
        std::fs::create_dir_all(lock.parent().unwrap()).unwrap();
        std::fs::write(lock, "").unwrap();
        // The pass that meets the lock may fail; the one after it must not.
        let met: Pass = workshop.sync();
        assert!(met.code <= 1, "{}", met.stderr);
        let pass = workshop.sync();
        assert_eq!(pass.code, 0, "{}: {}{}", lock.display(), met.stdout, pass.stdout);
        assert_eq!(pass.projects["un"]["reasons"], serde_json::json!([]), "{}", lock.display());
        assert_eq!(
            crate::support::published(&source),
            crate::support::published(&copy),
            "{}",
            lock.display()
        );
    }
}

#[test]
fn a_pack_whose_push_was_killed_before_its_mark_was_taken_away_is_taken_again() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    crate::support::licensed(&source, "Un");
    workshop.sync();
    let copy = workshop.path("host/un.git");
    git(&copy, &["config", "receive.unpackLimit", "1"]);
    let packs = || files_holding(&copy, ".pack");
    let before = packs();
    import(&source, &crate::support::commit("essai", 1_700_000_000, &[(b"a.txt", b"a")]));
    workshop.sync();
    let pack = packs().into_iter().find(|pack| !before.contains(pack)).unwrap();
    // As if the push had been killed before the reference was made, and its process had another number.
    git(&copy, &["update-ref", "-d", "refs/heads/essai"]);
    std::fs::write(pack.with_extension("keep"), "receive-pack 1 on machine\n").unwrap();
    let met = Pass::of(&workshop.glane(&["sync", "--json", "--all"]));
    assert!(met.stdout.contains("unable to migrate objects"), "{}", met.stdout);
    let pass = workshop.sync();
    assert_eq!(pass.projects["un"]["reasons"], serde_json::json!([]), "{}", pass.stdout);
    assert_eq!(crate::support::published(&source), crate::support::published(&copy));
    assert!(files_holding(&copy, ".keep").is_empty());
}

#[test]
fn a_deletion_reaches_a_copy_whose_push_was_killed_before_it_was_noted() {
    let mut world = World::new();
    world.workshop.sync();
    world.change();
    let branches: Vec<String> = (0..4).map(|number| format!("refs/heads/c/1-{number}")).collect();
    let copy = world.workshop.path("host/references.git");
    let mut service = world.start();
    let bring = format!(":{}", branches[0]);
    processes::wait_for(PATIENCE, "push of the new branches", || {
        let pushes = |process: &Process| {
            process.name == "git" && process.arguments.iter().any(|word| word.ends_with(&bring))
        };
        processes::all().iter().any(pushes).then_some(())
    });
    // Held still while the push goes on, so that it cannot note what the host acknowledges.
    let pid = i32::try_from(service.id()).unwrap();
    let held = processes::all().into_iter().find(|process| process.pid == pid).unwrap();
    held.signal(Signal::STOP);
    processes::wait_for(PATIENCE, "new branch on the copy", || {
        let found = git(&copy, &["for-each-ref", "--format=%(refname)", "refs/heads/c"]);
        (!found.is_empty()).then_some(())
    });
    service.kill().unwrap();
    service.wait().unwrap();
    no_process_is_left(&world, &[]);
    for branch in &branches {
        git(&world.source("references"), &["update-ref", "-d", branch]);
    }
    world.check_next_pass_completes();
}

#[test]
fn two_passes_never_work_on_one_data_folder() {
    let world = World::new();
    let mut first = world.start();
    // Held still, so that the first pass lasts for as long as the second one tries.
    let held = git_at_work(&world, "fetch", "intake.git", "bare/grand.git");
    held.signal(Signal::STOP);
    let second = world.workshop.glane(&["sync", "--json"]);
    held.signal(Signal::CONT);
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(1), "{said}");
    assert!(second.stdout.is_empty());
    let folder = world.workshop.path("data");
    assert!(said.contains("another glane works on") && said.contains(folder.to_str().unwrap()), "{said}");
    assert!(first.wait().unwrap().success(), "{}", world.printed());
    world.check_next_pass_completes();
}
