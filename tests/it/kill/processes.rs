//! What the kernel tells of processes, by `/proc`: who has to do with a folder, who descends from whom.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// One process, told apart from a later one of the same number by the instant it was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    pub pid: i32,
    pub parent: i32,
    started: String,
    /// A zombie holds nothing and only waits to be counted.
    ended: bool,
    /// Its name as the kernel keeps it: the program's file name.
    pub name: String,
    pub arguments: Vec<String>,
}

impl Process {
    fn read(pid: i32) -> Option<Self> {
        let place = PathBuf::from(format!("/proc/{pid}"));
        let stat = fs::read_to_string(place.join("stat")).ok()?;
        // The name stands in parentheses and may hold any of the characters around it.
        let (head, rest) = stat.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let arguments = fs::read(place.join("cmdline")).ok()?;
        Some(Self {
            pid,
            parent: fields.get(1)?.parse().ok()?,
            started: (*fields.get(19)?).to_owned(),
            ended: matches!(fields[0], "Z" | "X"),
            name: head.split_once('(')?.1.to_owned(),
            arguments: arguments
                .split(|byte| *byte == 0)
                .map(|word| String::from_utf8_lossy(word).into_owned())
                .collect(),
        })
    }

    /// Whether its arguments, environment, folder, open files or mapped files name a folder.
    fn names(&self, folder: &[u8]) -> bool {
        let place = PathBuf::from(format!("/proc/{}", self.pid));
        let holds = |bytes: Vec<u8>| bytes.windows(folder.len()).any(|window| window == folder);
        let link =
            |path: PathBuf| fs::read_link(path).is_ok_and(|to| holds(to.as_os_str().as_bytes().to_vec()));
        ["cmdline", "environ", "maps"].iter().any(|file| fs::read(place.join(file)).is_ok_and(holds))
            || link(place.join("cwd"))
            || fs::read_dir(place.join("fd")).into_iter().flatten().flatten().any(|entry| link(entry.path()))
    }

    /// Where it works.
    pub fn directory(&self) -> Option<PathBuf> {
        fs::read_link(format!("/proc/{}/cwd", self.pid)).ok()
    }

    pub fn lives(&self) -> bool {
        Self::read(self.pid).is_some_and(|now| now.started == self.started && !now.ended)
    }

    pub fn signal(&self, signal: Signal) {
        // It may have ended by itself meanwhile.
        let _ = kill_process(Pid::from_raw(self.pid).unwrap(), signal);
    }
}

/// Every process but this one that still runs.
pub fn all() -> Vec<Process> {
    let ours = i32::try_from(std::process::id()).unwrap();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| *pid != ours)
        .filter_map(Process::read)
        .filter(|process| !process.ended)
        .collect()
}

/// Those that have to do with a folder.
pub fn about(folder: &Path) -> Vec<Process> {
    let folder = folder.as_os_str().as_bytes();
    all().into_iter().filter(|process| process.names(folder)).collect()
}

/// Children of a process, their children, and so on.
pub fn descendants(of: u32) -> Vec<Process> {
    let mut children: BTreeMap<i32, Vec<Process>> = BTreeMap::new();
    for process in all() {
        children.entry(process.parent).or_default().push(process);
    }
    let mut found = Vec::new();
    let mut waiting = vec![i32::try_from(of).unwrap()];
    while let Some(parent) = waiting.pop() {
        for child in children.remove(&parent).unwrap_or_default() {
            waiting.push(child.pid);
            found.push(child);
        }
    }
    found
}

/// Asks again and again until something is there.
pub fn wait_for<T>(limit: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < limit, "after {limit:?} still no {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}
