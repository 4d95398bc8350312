//! What may be named where: the environment, the clock, the log, the output, and one room of the
//! service by another.

use super::assert_tidy;
use super::source::Source;

/// Breaches of a rule in the shipped code of some folders, but for the files that may.
fn breaches(folders: &[&str], but_for: &[&str], forbidden: &[&str]) -> Vec<String> {
    let within = |path: &str, places: &[&str]| places.iter().any(|place| path.starts_with(place));
    Source::all()
        .iter()
        .filter(|source| within(&source.path, folders) && !within(&source.path, but_for) && !source.is_test)
        .flat_map(|source| source.places(forbidden))
        .collect()
}

/// Every room that is shipped.
const SHIPPED: [&str; 4] = ["src/", "catalog/", "index/", "templates/"];

#[test]
fn the_site_never_asks_a_forge_nor_mirrors() {
    let broken = breaches(
        &["src/web.rs", "src/web/"],
        &[],
        &["crate::forge", "crate::mirror", "super::super::mirror"],
    );
    assert_tidy("src/web calls forge or mirror: let it ask the store and the index, or file a job", &broken);
}

#[test]
fn the_work_never_calls_the_site() {
    let broken = breaches(&["src/work.rs", "src/work/"], &[], &["crate::web", "super::super::web"]);
    assert_tidy("src/work calls web", &broken);
}

#[test]
fn forges_run_no_git_and_know_no_store() {
    let broken = breaches(
        &["src/forge.rs", "src/forge/"],
        &[],
        &["crate::mirror", "glane_store", "glane_index", "crate::web"],
    );
    assert_tidy("src/forge knows more than a dialect", &broken);
}

#[test]
fn only_the_configuration_reads_the_environment() {
    let broken =
        breaches(&SHIPPED, &["src/config/"], &["env::var", "env::vars", "env::set_var", "env::remove_var"]);
    assert_tidy("the environment is read outside src/config", &broken);
}

#[test]
fn only_the_clock_reads_the_time() {
    let clocks =
        ["Timestamp::now", "Zoned::now", "SystemTime::now", "Utc::now", "Local::now", "now_utc", "now_local"];
    let broken = breaches(&SHIPPED, &["src/clock.rs"], &clocks);
    assert_tidy("the time is read outside src/clock.rs", &broken);
}

#[test]
fn only_telemetry_installs_a_subscriber() {
    let broken = breaches(
        &SHIPPED,
        &["src/telemetry.rs"],
        &["tracing_subscriber", "set_global_default", "set_default("],
    );
    assert_tidy("a subscriber is installed outside src/telemetry.rs", &broken);
}

#[test]
fn only_the_output_prints() {
    // The child that examines answers its parent on standard output; progress bars ask whether
    // standard error is a terminal.
    let may = ["src/command/output.rs", "src/examine/child.rs"];
    let broken = breaches(&SHIPPED, &may, &["println!", "print!(", "io::stdout", "stderr().lock"]);
    assert_tidy("something prints outside src/command/output.rs", &broken);
}

#[test]
fn pages_do_no_input_or_output() {
    let doors = ["std::fs", "std::net", "std::process", "tokio::", "std::time"];
    let broken = breaches(&["templates/src/"], &[], &doors);
    assert_tidy("templates does more than turn view structs into markup", &broken);
}

#[test]
fn the_domain_does_no_input_or_output() {
    let doors = ["std::fs", "std::net", "std::process", "tokio::"];
    let broken = breaches(&["catalog/src/"], &[], &doors);
    assert_tidy("catalog does more than turn bytes into values and findings", &broken);
}
