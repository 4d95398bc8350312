//! Projects that are renamed and handed from group to group: one record, one copy, every former
//! address leads to the present one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use glane_catalog::model::ProjectRecord;

use super::{Bridge, COPY, LESSON};
use crate::gathered::{ask, lesson, store, written};
use crate::support::Workshop;

/// Sources and hosts: each kind on either side.
const WAYS: [(&str, &str); 3] = [("gitlab", "github"), ("github", "gitlab"), ("forgejo", "forgejo")];

/// The site of a workshop, stopped when dropped.
struct Served(Child, String);

impl Served {
    fn start(workshop: &Workshop) -> Self {
        let mut command = workshop.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| Some(line.unwrap().split_once("— http://")?.1.trim_end_matches('/').to_owned()))
            .unwrap();
        // Read on, or the service would wait for somebody to do so.
        std::thread::spawn(move || lines.for_each(drop));
        Self(child, address)
    }

    /// Status of a page, and where it leads to.
    fn page(&self, path: &str) -> (u16, String) {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(&self.1).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.1).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        let head = head.split("\r\n\r\n").next().unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let location = head.lines().find_map(|line| line.strip_prefix("location: "));
        (status, location.unwrap_or_default().to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn records(bridge: &Bridge) -> Vec<ProjectRecord> {
    store(&bridge.workshop).await.projects(0, 99).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_project_keeps_its_record_its_copy_and_its_former_pages() {
    for (source, host) in WAYS {
        let bridge = Bridge::between(source, host, vec![lesson(1)], Vec::new()).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        let (number, id) = (records(&bridge).await[0].number, to.about(COPY).unwrap().id);
        // Renamed within its group, then handed to another one.
        for (path, next) in [(LESSON, "eole/fractions"), ("eole/fractions", "lycee/fractions")] {
            from.rename(path, next).unwrap();
            let pass = bridge.sync_well();
            assert_eq!(pass.projects.len(), 1, "{source} → {host}: {}", pass.stdout);
            let copy = format!("copies/{}", next.replace('/', "-"));
            let about = to.about(&copy).unwrap();
            assert_eq!((about.id, to.paths().len()), (id, 1), "{source} → {host}: the same repository");
            assert!(about.description.unwrap().contains(next), "{source} → {host}");
            bridge.assert_equal(next, &copy);
        }
        let after = records(&bridge).await;
        assert_eq!((after.len(), after[0].number), (1, number));
        assert_eq!(after[0].aliases, [LESSON, "eole/fractions"], "{source} → {host}");
        from.push("lycee/fractions", "main", &[written(1_800_000_000, "Suite")]).unwrap();
        bridge.sync_well();
        bridge.assert_equal("lycee/fractions", "copies/lycee-fractions");
        if host == "gitlab" {
            let site = Served::start(&bridge.workshop);
            assert_eq!(site.page("/projets/mim/lycee/fractions").0, 200);
            for former in [LESSON, "eole/fractions"] {
                let (status, location) = site.page(&format!("/projets/mim/{former}"));
                assert_eq!((status, location.as_str()), (301, "/projets/mim/lycee/fractions"), "{former}");
            }
            assert_eq!(ask(&site.1, "GET /projets/mim/nulle/part HTTP/1.1", b"").0, 404);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_former_path_that_another_project_takes_is_that_projects() {
    for host in ["github", "gitlab"] {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        let first = to.about(COPY).unwrap().id;
        from.rename(LESSON, "lycee/cours-1").unwrap();
        let other = glane_sample_forge::spec::Repository { path: LESSON.to_owned(), ..lesson(2) };
        from.add(&other).unwrap();
        let pass = bridge.workshop.sync();
        assert_eq!(pass.code, 0, "{host}: {}", pass.stdout);
        bridge.sync_all();
        assert_eq!(to.about("copies/lycee-cours-1").unwrap().id, first, "{host}");
        bridge.assert_equal("lycee/cours-1", "copies/lycee-cours-1");
        let copies: Vec<String> =
            to.paths().into_iter().filter(|path| path != "copies/lycee-cours-1").collect();
        assert_eq!(copies.len(), 1, "{host}: {copies:?}");
        bridge.assert_equal(LESSON, &copies[0]);
    }
}
