//! From a forge to GitLab and Forgejo as hosts, by the program itself: copies private until they equal
//! their source, then public; renamed and closed as their source is; and nothing written twice.

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Handle, Rights, SampleForge};
use tempfile::TempDir;

use crate::support::{Workshop, files_holding, published};

const TOKEN: &str = "hote-sentinelle-7f3a51c0";

/// A forge, a host, and a folder with a configuration that leads from one to the other.
struct Bridge {
    source: SampleForge,
    host: SampleForge,
    workshop: Workshop,
    _folders: (TempDir, TempDir),
}

fn commit(time: i64, write: Vec<(String, Vec<u8>)>) -> Commit {
    let (author, email) = ("Ada".to_owned(), "ada@example.org".to_owned());
    Commit { author, email, time, message: "Un cours\n".to_owned(), write, remove: Vec::new() }
}

fn lesson(id: u64, path: &str) -> Repository {
    let licence = ("package.json".to_owned(), br#"{"name": "essai", "license": "MIT"}"#.to_vec());
    let readme = ("README.md".to_owned(), format!("# Cours {id}\n\nUn texte.\n").into_bytes());
    let commit = commit(1_700_000_000 + i64::try_from(id).unwrap(), vec![readme, licence]);
    let branch = |name: &str, from: Option<&str>, commits: Vec<Commit>| Branch {
        name: name.to_owned(),
        from: from.map(str::to_owned),
        commits,
    };
    Repository {
        id,
        path: path.to_owned(),
        name: path.rsplit('/').next().unwrap().to_owned(),
        description: format!("Cours numéro {id}"),
        visibility: Visibility::Public,
        archived: false,
        topics: vec!["maths".to_owned(), "cycle-3".to_owned()],
        default_branch: "principale".to_owned(),
        fork_of: None,
        branches: vec![
            branch("principale", None, vec![commit]),
            branch("essai", Some("principale"), Vec::new()),
        ],
        tags: vec![("v1".to_owned(), "principale".to_owned(), None)],
    }
}

/// Where a copy's name comes from its path, and copies become public.
fn configuration(source: (&str, &str), host: (&str, &str), publish: bool) -> String {
    format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"{}\"\nurl = \"{}\"\n\
         approved_by = \"la DNE\"\n\n[[host]]\nid = \"copies\"\nkind = \"{}\"\nurl = \"{}\"\n\
         organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\npublish = {publish}\n",
        source.0, source.1, host.0, host.1
    )
}

impl Bridge {
    async fn new(source: &str, host: &str, publish: bool) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let folders = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let lessons = vec![lesson(1, "nsi/fractions"), lesson(2, "dsi/outil")];
        let builder = SampleForge::builder();
        let builder = if source == "forgejo" { builder.forgejo(lessons) } else { builder.gitlab(lessons) };
        let from = builder.start(folders.0.path()).await.unwrap();
        let to = SampleForge::builder()
            .forgejo_org("copies")
            .gitlab_group("copies")
            .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
            .start(folders.1.path())
            .await
            .unwrap();
        let workshop = Workshop::new(&configuration((source, from.url()), (host, to.url()), publish));
        std::fs::write(workshop.path("token"), TOKEN).unwrap();
        std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
        Self { source: from, host: to, workshop, _folders: folders }
    }

    fn assert_equal(&self, path: &str, copy: &str) {
        let held = |handle: Handle, path: &str| published(&handle.directory(path).unwrap());
        assert_eq!(held(self.source.handle(), path), held(self.host.handle(), copy));
    }

    /// What changed something on the host since the log was last emptied.
    fn writes(&self) -> Vec<String> {
        let is_reading =
            |one: &glane_sample_forge::Request| one.method == "GET" || one.path.ends_with("/git-upload-pack");
        let requests = self.host.handle().requests();
        requests
            .iter()
            .filter(|one| !is_reading(one))
            .map(|one| format!("{} {}", one.method, one.path))
            .collect()
    }
}

const BRIDGES: [(&str, &str); 4] =
    [("gitlab", "forgejo"), ("gitlab", "gitlab"), ("forgejo", "forgejo"), ("forgejo", "gitlab")];

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_shown_once_they_are_equal_dressed_and_then_left_alone() {
    for (source, host) in BRIDGES {
        let bridge = Bridge::new(source, host, true).await;
        let pass = bridge.workshop.sync();
        assert_eq!(pass.code, 0, "{source} → {host}: {}{}", pass.stdout, pass.stderr);
        assert_eq!(pass.state("nsi/fractions"), "published");
        bridge.assert_equal("nsi/fractions", "copies/nsi-fractions");
        let about = bridge.host.handle().about("copies/nsi-fractions").unwrap();
        assert_eq!((about.visibility, about.default_branch.as_str()), (Visibility::Public, "principale"));
        let said = about.description.unwrap();
        let page = format!("{}/nsi/fractions", bridge.source.url());
        assert!(said.starts_with("Miroir de ") && said.contains(&page), "{said}");
        assert!(host == "gitlab" || about.homepage.as_deref() == Some(page.as_str()));
        assert!(about.topics[0].starts_with("glane-") && about.topics[1..] == ["maths", "cycle-3"]);
        assert!(about.off.iter().any(|key| key.contains("issues")) && about.protected.is_empty());
        bridge.host.handle().clear_requests();
        let again = bridge.workshop.sync();
        assert_eq!((again.code, again.state("nsi/fractions")), (0, "unchanged"), "{}", again.stdout);
        assert_eq!(bridge.writes(), Vec::<String>::new(), "{source} → {host}");
        assert!(files_holding(&bridge.workshop.path("data"), TOKEN).is_empty());
        assert!(!pass.stdout.contains(TOKEN) && !pass.stderr.contains(TOKEN));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_shown_before_it_is_equal_nor_without_publish() {
    use glane_sample_forge::{Fault, Trigger};
    for host in ["forgejo", "gitlab"] {
        let bridge = Bridge::new("gitlab", host, true).await;
        let handle = bridge.host.handle();
        handle.fault(
            Trigger::on("POST", "/copies/nsi-fractions.git/git-receive-pack").always(),
            Fault::status(500),
        );
        assert_eq!(bridge.workshop.sync().state("nsi/fractions"), "failed");
        assert_eq!(handle.about("copies/nsi-fractions").unwrap().visibility, Visibility::Private);
        assert_eq!(handle.about("copies/dsi-outil").unwrap().visibility, Visibility::Public);
        let quiet = Bridge::new("gitlab", host, false).await;
        assert_eq!(quiet.workshop.sync().code, 0);
        let about = quiet.host.handle().about("copies/nsi-fractions").unwrap();
        assert_eq!(about.visibility, Visibility::Private);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_follows_a_move_a_rewritten_branch_and_a_closed_source() {
    for (source, host) in BRIDGES {
        let bridge = Bridge::new(source, host, true).await;
        let (from, to) = (bridge.source.handle(), bridge.host.handle());
        assert_eq!(bridge.workshop.sync().code, 0);
        from.rename("nsi/fractions", "dsi/fractions").unwrap();
        from.reset_branch("dsi/fractions", "essai", "principale").unwrap();
        let pass = bridge.workshop.sync();
        assert_eq!(pass.code, 0, "{source} → {host}: {}{}", pass.stdout, pass.stderr);
        let about = to.about("copies/dsi-fractions").unwrap();
        assert!(about.description.unwrap().contains("dsi/fractions"));
        assert!(to.about("copies/nsi-fractions").is_err());
        from.set_archived("dsi/fractions", true).unwrap();
        let pass = bridge.workshop.sync();
        assert_eq!(pass.code, 0, "{source} → {host}: {}{}", pass.stdout, pass.stderr);
        let about = to.about("copies/dsi-fractions").unwrap();
        assert_eq!((about.archived, about.visibility), (true, Visibility::Public), "{source} → {host}");
        let more = commit(1_700_000_900, vec![("suite.md".to_owned(), b"# Suite\n".to_vec())]);
        from.push("dsi/fractions", "principale", &[more]).unwrap();
        let pass = bridge.workshop.sync();
        assert_eq!(pass.code, 0, "{source} → {host}: {}{}", pass.stdout, pass.stderr);
        bridge.assert_equal("dsi/fractions", "copies/dsi-fractions");
        assert!(
            to.about("copies/dsi-fractions").unwrap().archived,
            "opened, brought up to date, closed again"
        );
        to.clear_requests();
        assert_eq!(bridge.workshop.sync().code, 0);
        assert_eq!(bridge.writes(), Vec::<String>::new(), "{source} → {host}");
    }
}
