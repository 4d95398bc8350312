//! Several processes on one data folder: they share the work, and nothing is done twice; the service
//! keeps its schedule and its pages by itself.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use glane_store::{JobKind, JobSpec};
use rustix::process::{Pid, Signal, kill_process};

use crate::gathered::{ask, store, until};
use crate::support::{PLAIN, Workshop, licensed, published};

/// A process that is asked to stop when the test ends, however it ends.
struct Running(Child);

impl Running {
    fn start(workshop: &Workshop, arguments: &[&str]) -> Self {
        let mut command = workshop.command(arguments);
        Self(command.env("GLANE_LOG", "info").stderr(Stdio::piped()).spawn().unwrap())
    }

    /// Asks it to stop; whether it ended well, and what it said after what was read before.
    fn stop(mut self) -> (bool, String) {
        kill_process(Pid::from_child(&self.0), Signal::TERM).unwrap();
        let mut said = String::new();
        std::io::Read::read_to_string(self.0.stderr.as_mut().unwrap(), &mut said).unwrap();
        (self.0.wait().unwrap().success(), said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_share_the_work_and_no_project_is_done_twice() {
    let workshop = Workshop::new(&format!("{PLAIN}\n[policy]\nworkers = 1\n"));
    let count = 16;
    for number in 0..count {
        licensed(&workshop.path(&format!("bare/cours-{number}.git")), &format!("Cours {number}"));
    }
    std::fs::create_dir_all(workshop.path("data")).unwrap();
    let store = store(&workshop).await;
    let now: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let list =
        JobSpec { kind: JobKind::Discover, subject: "atelier".to_owned(), priority: 10, not_before: now };
    store.file_jobs(&[list], now).await.unwrap();
    let workers = [(); 2].map(|()| Running::start(&workshop, &["work"]));
    until("the work", async || {
        let published =
            store.projects(0, 99).await.unwrap().iter().filter(|one| one.published_at.is_some()).count();
        (published == count && store.unfinished_jobs().await.unwrap() == 0).then_some(())
    })
    .await;
    let mut passes = BTreeMap::new();
    for (_, pass) in store.passes(0, 99).await.unwrap() {
        *passes.entry(pass.project).or_insert(0) += 1;
    }
    assert_eq!(passes.values().copied().collect::<Vec<_>>(), vec![1; count], "one pass a project");
    for worker in workers {
        let (well, said) = worker.stop();
        assert!(well, "{said}");
        assert!(said.matches("project gone through").count() >= 2, "both worked: {said}");
    }
    for number in 0..count {
        let [source, copy] =
            ["bare", "host"].map(|place| workshop.path(&format!("{place}/cours-{number}.git")));
        assert_eq!(published(&source), published(&copy));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_keeps_its_schedule_and_tells_of_its_mirrors() {
    let scheduled = PLAIN.replace("path = \"bare\"", "path = \"bare\"\nschedule = \"* * * * * *\"");
    let workshop = Workshop::new(&scheduled);
    licensed(&workshop.path("bare/un.git"), "Un");
    let mut service = Running::start(&workshop, &["serve", "--listen", "127.0.0.1:0"]);
    let mut lines = BufReader::new(service.0.stderr.take().unwrap()).lines();
    let address = lines
        .find_map(|line| Some(line.unwrap().split_once("http://")?.1.trim_end_matches('/').to_owned()))
        .unwrap();
    // Read on, or the service would wait for somebody to do so.
    let reading = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>().join("\n"));
    let status = async || -> serde_json::Value {
        let (status, body) = ask(&address, "GET /status.json HTTP/1.1", b"");
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    };
    let identical = async |path: &str| {
        until(path, async || {
            let status = status().await;
            let mirrors = status["mirrors"].as_array().unwrap();
            let found = mirrors.iter().find(|mirror| mirror["path"] == path)?;
            (found["state"] == "identical" && found["equal"] == true).then(|| status.clone())
        })
        .await
    };
    identical("un").await;
    // A project that comes later is found by a tick, without anyone asking.
    licensed(&workshop.path("bare/deux.git"), "Deux");
    let told = identical("deux").await;
    assert_eq!(told["hosts"][0]["id"], "copies");
    assert_eq!(told["pauses"].as_array().unwrap().len(), 0);
    assert!(told["mirrors"][0]["success_age_s"].as_i64().unwrap() < 120, "{told}");
    assert_eq!(told["forges"][0]["id"], "atelier");
    // One process leads; another may only help.
    let second = workshop.glane(&["sync"]);
    assert!(String::from_utf8_lossy(&second.stderr).contains("another glane works on"));
    let helper = Running::start(&workshop, &["work"]);
    licensed(&workshop.path("bare/trois.git"), "Trois");
    identical("trois").await;
    assert!(helper.stop().0);
    kill_process(Pid::from_child(&service.0), Signal::TERM).unwrap();
    assert!(service.0.wait().unwrap().success());
    assert!(reading.join().unwrap().contains("forge listed"));
}
