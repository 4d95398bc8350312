//! The catalogue taken whole by Sickle, a harvester of somebody else's, while it changes.
//!
//! `GLANE_SICKLE` names a Python that has it; `.ci/run` sets it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use glane::config::Environment;

use super::changing::{MANY, many, stir};

#[test]
fn it_has_all_of_it_and_nothing_twice() {
    let Some(python) = Environment::process().get("GLANE_SICKLE").map(str::to_owned) else {
        eprintln!("no GLANE_SICKLE, skipped");
        return;
    };
    let (workshop, site, records) = many("contact = \"communs@example.org\"");
    let mut child = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/harvest/sickle_harvest.py"))
        .arg(format!("http://{}/oai", site.address()))
        .env("NO_PROXY", "*")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut told, mut tell) = (BufReader::new(child.stdout.take().unwrap()), child.stdin.take().unwrap());
    let mut line = String::new();
    let mut read = |line: &mut String| {
        line.clear();
        told.read_line(line).unwrap();
    };
    // It stops behind the first page of each format and waits: what it harvests changes there.
    for (round, format) in ["oai_dc", "lom", "amb"].into_iter().enumerate() {
        read(&mut line);
        assert_eq!(line.trim(), format!("{format} began"));
        stir(&workshop, &records, round);
        tell.write_all(b"go on\n").unwrap();
        read(&mut line);
        let total = MANY + 5 * (round + 1);
        assert_eq!(line.trim(), format!("{format} {total} records, {total} identifiers, {total} listed"));
    }
    assert!(child.wait().unwrap().success());
}
