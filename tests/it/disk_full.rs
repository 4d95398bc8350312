//! A full disk, at fifty degrees of fullness: what is there can be read and nothing of it is cut off,
//! the failure says what it is, and the work goes on by itself once there is room.

pub mod small_disk;

use std::collections::BTreeMap;

use sqlx::Connection;

use crate::site::Site;
use crate::support::{Pass, Workshop, commit, git, import, licensed, published};
use small_disk::{SmallDisk, is_inside};

const SIZES: u64 = 50;
const NAMES: [&str; 4] = ["un", "deux", "trois", "grand"];

const CONFIGURATION: &str = "[site]\ntitle = \"Essai\"\n\n[store]\ndata = \"disk/data\"\n\n\
    [[forge]]\nid = \"atelier\"\nkind = \"plain\"\npath = \"bare\"\n\n\
    [[host]]\nid = \"copies\"\nkind = \"plain\"\npath = \"disk/host\"\nname = \"{path}\"\n";

type References = BTreeMap<String, String>;

struct World {
    workshop: Workshop,
    disk: SmallDisk,
    round: u64,
}

impl World {
    fn new() -> Self {
        let workshop = Workshop::new(CONFIGURATION);
        let disk = SmallDisk::mount(&workshop.path("disk"));
        for name in NAMES {
            licensed(&workshop.path(&format!("bare/{name}.git")), &format!("Cours {name}"));
        }
        let world = Self { workshop, disk, round: 0 };
        world.check_equal(&world.workshop.sync());
        world
    }

    /// New commits, a branch that begins anew, a tag; and bytes that cannot be made smaller.
    fn change(&mut self) {
        self.round += 1;
        let mut noise = crate::kill::world::Random::new(self.round);
        for name in NAMES {
            let source = self.workshop.path(&format!("bare/{name}.git"));
            let bytes: Vec<u8> = (0..if name == "grand" { 8192 } else { 16 })
                .flat_map(|_| noise.next().to_le_bytes())
                .collect();
            let time = 1_700_000_000 + i64::try_from(self.round).unwrap();
            let mut stream = commit("main", time, &[(b"note.bin", &bytes)]);
            let from = stream.windows(2).position(|two| two == b"M ").unwrap();
            stream.splice(from..from, b"from refs/heads/main^0\n".iter().copied());
            stream.extend(commit("essai", time, &[(b"essai.txt", &bytes[..16])]));
            import(&source, &stream);
        }
        git(&self.workshop.path("bare/un.git"), &["tag", &format!("v{}", self.round), "main"]);
    }

    fn sources(&self) -> Vec<References> {
        NAMES.iter().map(|name| published(&self.workshop.path(&format!("bare/{name}.git")))).collect()
    }

    fn copies(&self) -> Vec<References> {
        NAMES.iter().map(|name| published(&self.workshop.path(&format!("disk/host/{name}.git")))).collect()
    }

    /// No repository lacks an object, the database is whole, and each reference of a copy has its
    /// former value or the new one.
    fn check_nothing_is_cut_off(&self, before: &[References]) {
        let sources = self.sources();
        for (place, (now, before)) in self.copies().iter().zip(before).enumerate() {
            for (name, id) in before.iter().chain(now) {
                let known = [before.get(name), sources[place].get(name)];
                assert!(now.contains_key(name), "{}: {name} had {id} and is gone", NAMES[place]);
                assert!(known.contains(&now.get(name)), "{}: {name} is {id}", NAMES[place]);
            }
        }
        let public =
            crate::support::files_holding(&self.workshop.path("disk/data/repositories"), "public.git");
        let copies = NAMES.map(|name| self.workshop.path(&format!("disk/host/{name}.git")));
        for repository in public.iter().filter(|path| path.is_dir()).chain(&copies) {
            git(repository, &["fsck", "--full", "--no-dangling", "--no-progress"]);
        }
        let folder = tempfile::tempdir().unwrap();
        for name in ["glane.db", "glane.db-wal"] {
            let _ = std::fs::copy(self.workshop.path("disk/data").join(name), folder.path().join(name));
        }
        let url = format!("sqlite:{}", folder.path().join("glane.db").display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (verdict,): (String,) = runtime.block_on(async {
            let mut raw = sqlx::SqliteConnection::connect(&url).await.unwrap();
            sqlx::query_as("PRAGMA integrity_check").fetch_one(&mut raw).await.unwrap()
        });
        assert_eq!(verdict, "ok");
    }

    fn check_equal(&self, pass: &Pass) {
        assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
        assert_eq!(self.copies(), self.sources(), "{}", pass.stdout);
    }

    /// What is there can be searched, exported elsewhere and read in pages.
    fn check_reading(&self, what: &str) {
        let found = self.workshop.glane(&["search", "--json", "--kind", "project", "cours"]);
        let said = String::from_utf8_lossy(&found.stderr).into_owned();
        assert!(found.status.success(), "{what}: search: {said}");
        let page: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
        assert_eq!(page["total"], NAMES.len(), "{what}: {said}");
        let out = tempfile::tempdir().unwrap();
        let exported = self.workshop.glane(&["export", "indicators", "--out", out.path().to_str().unwrap()]);
        assert!(exported.status.success(), "{what}: export: {}", String::from_utf8_lossy(&exported.stderr));
    }

    fn check_pages(&self, site: &Site, what: &str) {
        for page in [
            "/",
            "/recherche?q=cours",
            "/projets/atelier/un",
            "/miroirs",
            "/indicateurs",
            "/status.json",
            "/livez",
        ] {
            let (status, body) = site.get(page);
            assert_eq!(status, 200, "{what}: {page}: {body}");
        }
    }
}

fn says_that_the_disk_is_full(pass: &Pass) -> bool {
    let all = format!("{}{}", pass.stdout, pass.stderr);
    all.contains("disk is full") && all.contains("free some space")
}

/// What a pass needs at the least, in bytes.
const LEAST: u64 = 400_000;

#[test]
fn a_full_disk_stops_the_work_and_nothing_else() {
    if !is_inside("disk_full::a_full_disk_stops_the_work_and_nothing_else") {
        return;
    }
    let mut world = World::new();
    let free = world.disk.free();
    world.change();
    world.check_equal(&world.workshop.sync());
    // Nothing is known of a pass during which the database gave room back.
    let need = free.saturating_sub(world.disk.free()).max(LEAST);
    let (mut stopped, mut sizes) = (0, std::collections::BTreeSet::new());
    for number in 0..SIZES {
        // Closer to each other where nearly nothing is left.
        let left = 4 * need * number * number / (SIZES * SIZES);
        let what = format!("{left} bytes left");
        let site = (number % 10 == 5).then(|| Site::serve(&world.workshop));
        let before = world.copies();
        world.change();
        world.disk.leave(left);
        sizes.insert(world.disk.free());
        if let Some(site) = site {
            world.check_pages(&site, &what);
            world.check_reading(&what);
            drop(site);
        }
        let pass = world.workshop.sync();
        assert!(matches!(pass.code, 0 | 1) && !pass.stderr.contains("panicked"), "{what}: {}", pass.stderr);
        if pass.code == 1 {
            stopped += 1;
            assert!(says_that_the_disk_is_full(&pass), "{what}: {}{}", pass.stdout, pass.stderr);
        }
        world.check_nothing_is_cut_off(&before);
        world.check_reading(&what);
        world.check_pages(&Site::serve(&world.workshop), &what);
        world.check_nothing_is_cut_off(&before);
        world.disk.make_room();
        world.check_equal(&world.workshop.sync());
    }
    eprintln!("a pass needs {need} bytes; {} sizes, of which {stopped} stopped the pass", sizes.len());
    assert!((SIZES / 5..SIZES).contains(&stopped), "{stopped} of {SIZES}");
}
