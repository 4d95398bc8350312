//! Wikis, where a forge's settings ask for them: copied beside their project, looked at by the gate
//! apart, withdrawn with it, and no failure where there is none.

use std::os::unix::fs::PermissionsExt;

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge};
use tempfile::TempDir;

use crate::gate::key;
use crate::gathered::ask;
use crate::support::{Pass, Workshop, commit, files_holding, git, published};

const TOKEN: &str = "hote-sentinelle-77aa";
/// GitLab tells of access levels with a token only.
const READING: &str = "lecture-sentinelle-31c0";
const PATH: &str = "nsi/fractions";

fn lesson(id: u64, path: &str) -> Repository {
    let licence = ("package.json".to_owned(), br#"{"license": "MIT"}"#.to_vec());
    let readme = ("README.md".to_owned(), format!("# Cours {id}\n").into_bytes());
    let commit = Commit {
        author: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
        time: 1_700_000_000,
        message: "Un cours\n".to_owned(),
        write: vec![readme, licence],
        remove: Vec::new(),
    };
    Repository {
        id,
        path: path.to_owned(),
        name: "Fractions".to_owned(),
        description: "Un cours".to_owned(),
        visibility: Visibility::Public,
        archived: false,
        topics: Vec::new(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch { name: "main".to_owned(), from: None, commits: vec![commit] }],
        tags: Vec::new(),
    }
}

/// A GitLab, a Forgejo as host and a folder as host.
struct Ground {
    source: SampleForge,
    host: SampleForge,
    workshop: Workshop,
    _folders: (TempDir, TempDir),
}

impl Ground {
    async fn new(lessons: Vec<Repository>) -> Self {
        let folders = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let source = SampleForge::builder()
            .gitlab(lessons)
            .token("lecture", READING, Rights::Admin)
            .start(folders.0.path())
            .await
            .unwrap();
        let host = SampleForge::builder()
            .forgejo_org("copies")
            .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
            .start(folders.1.path())
            .await
            .unwrap();
        let workshop = Workshop::new(&format!(
            "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\nwikis = true\n\
             token_file = \"reading\"\n\
             approved_by = \"la DNE\"\n\n[[host]]\nid = \"dossier\"\nkind = \"plain\"\npath = \"host\"\n\
             name = \"{{path}}\"\n\n[[host]]\nid = \"forgejo\"\nkind = \"forgejo\"\nurl = \"{}\"\n\
             organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\npublish = true\n",
            source.url(),
            host.url()
        ));
        for (file, token) in [("token", TOKEN), ("reading", READING)] {
            std::fs::write(workshop.path(file), token).unwrap();
            std::fs::set_permissions(workshop.path(file), PermissionsExt::from_mode(0o600)).unwrap();
        }
        Self { source, host, workshop, _folders: folders }
    }

    fn write(&self, time: i64, page: &[u8]) {
        let mut stream = commit("main", time, &[(b"home.md", page)]);
        if self.source.handle().wiki_directory(PATH).unwrap().exists() {
            let message = b"data 5\nEssai\n";
            let end = stream.windows(message.len()).position(|some| some == message).unwrap() + message.len();
            stream.splice(end..end, *b"from refs/heads/main^0\n");
        }
        self.source.handle().write_wiki(PATH, &stream).unwrap();
    }

    /// A pass over the project, whatever tells that it changed.
    fn again(&self) {
        let pass = Pass::of(&self.workshop.glane(&["sync", "--json", "--project", PATH]));
        assert_eq!(pass.code, 0, "{}", pass.stdout);
    }

    fn assert_equal(&self) {
        let wiki = published(&self.source.handle().wiki_directory(PATH).unwrap());
        assert_eq!(wiki, published(&self.workshop.path("host/nsi-fractions.wiki.git")));
        assert_eq!(wiki, published(&self.host.handle().directory("copies/nsi-fractions-wiki").unwrap()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wiki_is_copied_beside_its_project_and_follows_its_source() {
    let ground = Ground::new(vec![lesson(1, PATH), lesson(2, "nsi/sans-wiki")]).await;
    ground.write(1_700_000_100, b"# Accueil\n");
    let pass = ground.workshop.sync();
    assert_eq!((pass.code, pass.state(PATH), pass.state("nsi/sans-wiki")), (0, "published", "published"));
    assert!(pass.codes(PATH).is_empty(), "{}", pass.stdout);
    ground.assert_equal();
    let copy = ground.workshop.path("host/nsi-fractions.wiki.git");
    let description = std::fs::read_to_string(copy.join("description")).unwrap();
    assert!(description.starts_with("Miroir du wiki de http"), "{description}");
    assert_eq!(git(&copy, &["config", "glane.mark"]).trim(), "mim:1.wiki");
    assert!(!ground.workshop.path("host/nsi-sans-wiki.wiki.git").exists(), "none where there is none");

    let again = ground.workshop.sync();
    assert_eq!((again.code, again.summary["unchanged"].as_u64()), (0, Some(2)), "{}", again.stdout);
    ground.write(1_700_000_200, b"# Accueil\n\nEncore.\n");
    let pass = Pass::of(&ground.workshop.glane(&["sync", "--json", "--project", PATH]));
    assert_eq!(pass.state(PATH), "published", "a wiki that moved alone is brought: {}", pass.stdout);
    ground.assert_equal();
    let fsck = ground.workshop.glane(&["fsck"]);
    assert!(fsck.status.success(), "{}", String::from_utf8_lossy(&fsck.stdout));
    ground.source.stop().await;
    ground.host.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_a_wiki_leaves_its_project_published() {
    let ground = Ground::new(vec![lesson(1, PATH)]).await;
    ground.write(1_700_000_100, format!("# Accueil\n\njeton : {}\n", key()).as_bytes());
    let pass = ground.workshop.sync();
    assert_eq!((pass.code, pass.state(PATH), pass.codes(PATH)), (0, "published", vec!["secrets"]));
    assert!(!ground.workshop.path("host/nsi-fractions.wiki.git").exists());
    assert!(files_holding(&ground.workshop.path("data/repositories"), "wiki-public.git").is_empty());
    let shown = ground.workshop.glane(&["gate", "show", PATH, "--json"]);
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let finding = &shown["findings"][0];
    assert_eq!(finding["path"], "wiki: home.md");
    let id = finding["id"].as_str().unwrap();
    let release = ["gate", "release", PATH, "--finding", id, "--reason", "faux", "--by", "Camille"];
    assert!(ground.workshop.glane(&release).status.success());
    let pass = ground.workshop.sync();
    assert_eq!((pass.state(PATH), pass.codes(PATH).len()), ("published", 0), "{}", pass.stdout);
    ground.assert_equal();
    ground.source.stop().await;
    ground.host.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wiki_that_closes_keeps_its_copies_and_leaves_with_its_project() {
    let ground = Ground::new(vec![lesson(1, PATH)]).await;
    ground.write(1_700_000_100, b"# Accueil\n");
    ground.workshop.sync();
    ground.assert_equal();
    ground.source.handle().set_wiki_access(PATH, "private").unwrap();
    let closed = ground.workshop.sync();
    assert_eq!((closed.code, closed.codes(PATH).len()), (0, 0), "{}", closed.stdout);
    ground.assert_equal();

    let withdrawn =
        ground.workshop.glane(&["withdraw", PATH, "--reason", "Données", "--yes", "--by", "Camille"]);
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stdout));
    assert!(!ground.workshop.path("host/nsi-fractions.wiki.git").exists());
    assert!(!ground.workshop.path("host/nsi-fractions.git").exists());
    for name in ["public.git", "intake.git", "wiki-public.git", "wiki-intake.git"] {
        let left = files_holding(&ground.workshop.path("data/repositories"), name);
        assert!(left.is_empty(), "{left:?}");
    }
    let host = ground.host.url().trim_start_matches("http://").to_owned();
    let page = "GET /api/v1/repos/copies/nsi-fractions-wiki HTTP/1.1";
    let (status, _) = tokio::task::spawn_blocking(move || ask(&host, page, b"")).await.unwrap();
    assert_eq!(status, 404, "no stranger sees the copy of the wiki");
    ground.source.stop().await;
    ground.host.stop().await;
}

/// A wiki of two pages that lost the second; the commit that it lost.
async fn shortened() -> (Ground, String) {
    let ground = Ground::new(vec![lesson(1, PATH)]).await;
    ground.write(1_700_000_100, b"# Accueil\n");
    ground.write(1_700_000_200, b"# Accueil\n\nEncore.\n");
    assert_eq!(ground.workshop.sync().state(PATH), "published");
    let wiki = ground.source.handle().wiki_directory(PATH).unwrap();
    let lost = git(&wiki, &["rev-parse", "main"]).trim().to_owned();
    git(&wiki, &["update-ref", "refs/heads/main", "main^"]);
    ground.again();
    ground.assert_equal();
    (ground, lost)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_wiki_lost_is_listed_and_put_back() {
    let (ground, lost) = shortened().await;
    let listed = ground.workshop.glane(&["archive", "list", "--json"]).stdout;
    let tip: serde_json::Value = serde_json::from_slice(&listed).unwrap();
    assert_eq!((&tip["wiki"], &tip["id"]), (&true.into(), &lost.as_str().into()), "{tip}");
    let place = tip["archived"].as_str().unwrap();
    let restore = ["archive", "restore", PATH, place, "--as", "refs/heads/ancien", "--reason", "à revoir"];
    let restored = ground.workshop.glane(&restore);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    ground.again();
    let copy = |name: &str| published(&ground.workshop.path(&format!("host/{name}.git")));
    assert_eq!(copy("nsi-fractions.wiki")["refs/heads/ancien"], lost);
    assert!(!copy("nsi-fractions").contains_key("refs/heads/ancien"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_up_takes_what_a_wiki_lost_out_of_its_copies() {
    let (ground, lost) = shortened().await;
    let public = crate::gate::folder(&ground.workshop, "wiki-public.git");
    let copy = ground.workshop.path("host/nsi-fractions.wiki.git");
    assert!(crate::gate::has(&public, &lost) && crate::gate::has(&copy, &lost));
    crate::gate::gate(&ground.workshop, &["clean-up", PATH, "--reason", "fuite"]);
    ground.again();
    assert!(!crate::gate::has(&public, &lost) && !crate::gate::has(&copy, &lost));
    ground.assert_equal();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_wiki_that_exists_already_is_adopted() {
    let ground = Ground::new(vec![lesson(1, PATH)]).await;
    ground.write(1_700_000_100, b"# Accueil\n");
    let wiki = ground.source.handle().wiki_directory(PATH).unwrap();
    let host = ground.workshop.path("host");
    std::fs::create_dir_all(&host).unwrap();
    git(&host, &["clone", "--quiet", "--bare", wiki.to_str().unwrap(), "nsi-fractions.wiki.git"]);
    assert_eq!(ground.workshop.sync().codes(PATH), ["name_taken"]);
    let adopt =
        ["adopt", PATH, "--wiki", "--host", "dossier", "--name", "nsi-fractions.wiki", "--reason", "déjà là"];
    let adopted = ground.workshop.glane(&adopt);
    assert!(adopted.status.success(), "{}", String::from_utf8_lossy(&adopted.stderr));
    ground.again();
    ground.assert_equal();
    let mark = git(&host.join("nsi-fractions.wiki.git"), &["config", "glane.mark"]);
    assert_eq!(mark.trim(), "mim:1.wiki");
}
