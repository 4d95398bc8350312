//! A disk of some megabytes in memory, in a mount namespace of its own: nothing of it outlives the test.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const INSIDE: &str = "GLANE_TEST_SMALL_DISK";
const BYTES: u64 = 160 << 20;
const BLOCK: u64 = 4096;

/// Whether this is the test's process inside of the namespace. Outside it runs the test of that name
/// again inside, or says why it cannot.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
pub fn is_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let root = rustix::process::geteuid().is_root();
    let apart = || {
        let mut command = Command::new("unshare");
        command.arg("--mount").args((!root).then_some(["--user", "--map-root-user"]).into_iter().flatten());
        command
    };
    let probe = apart().args(["mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let works = probe.as_ref().is_ok_and(|probe| probe.status.success());
    if !works {
        let required = std::env::var("GLANE_REQUIRE_SMALL_DISK").is_ok_and(|value| value == "1");
        assert!(!required, "no disk can be mounted here: {probe:?}");
        eprintln!("no disk can be mounted here, skipped: {probe:?}");
        return false;
    }
    let test = ["--exact", "--nocapture", test];
    let status = apart().arg(std::env::current_exe().unwrap()).args(test).env(INSIDE, "1").status().unwrap();
    assert!(status.success(), "inside of its mount namespace the test failed: {status}");
    false
}

pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    pub fn mount(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let size = format!("size={BYTES}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "none"]).arg(folder).status();
        assert!(mounted.unwrap().success());
        Self { folder: folder.to_owned() }
    }

    pub fn free(&self) -> u64 {
        let disk = rustix::fs::statvfs(&self.folder).unwrap();
        disk.f_bavail * disk.f_frsize
    }

    /// Leaves so many bytes, in whole blocks; fewer where somebody else writes at the same time.
    pub fn leave(&self, bytes: u64) {
        let mut file = File::create(self.folder.join("filler")).unwrap();
        let chunk = vec![1; 1 << 20];
        // Somebody else may write at the same time, or give back what it had deleted.
        for _ in 0..1000 {
            let left = self.free().saturating_sub(bytes) / BLOCK * BLOCK;
            if left == 0 {
                return;
            }
            let some = usize::try_from(left).unwrap().min(chunk.len());
            match file.write_all(&chunk[..some]) {
                Err(error) if error.kind() == ErrorKind::StorageFull => {}
                written => written.unwrap(),
            }
        }
        panic!("{} of {bytes} bytes left", self.free());
    }

    pub fn make_room(&self) {
        std::fs::remove_file(self.folder.join("filler")).unwrap();
    }
}
