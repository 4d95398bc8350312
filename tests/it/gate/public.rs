//! What the public may know of a project that is held: that it is, and the class of cause.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge};

use super::{gate, holding, key};
use crate::support::{Workshop, commit, files_holding, import, licensed};

/// The site, stopped when dropped.
struct Site {
    child: Child,
    address: String,
}

impl Site {
    fn start(workshop: &Workshop) -> Self {
        let mut command = workshop.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| {
                let line = line.unwrap();
                let rest = line.split_once("127.0.0.1:")?.1;
                let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                Some(format!("127.0.0.1:{port}"))
            })
            .unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn no_page_index_or_export_says_where_or_what() {
    let workshop = Workshop::plain();
    for name in ["ouvert", "retenu"] {
        licensed(&workshop.path(&format!("bare/{name}.git")), name);
    }
    workshop.sync();
    let env = format!("GITLAB_TOKEN={}\n", key());
    let mit: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);
    import(
        &workshop.path("bare/retenu.git"),
        &commit("main", 1_700_000_100, &[mit, (b"quarantaine/env.sh", env.as_bytes())]),
    );
    assert_eq!(workshop.sync().codes("retenu"), ["secrets"]);
    let found = holding(&workshop, "retenu");
    let (rule, id) = (found[0]["rule"].as_str().unwrap(), found[0]["id"].as_str().unwrap());
    let exported = workshop.glane(&["export", "indicators", "--out", "export"]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let site = Site::start(&workshop);
    let pages =
        ["/", "/miroirs", "/en/miroirs", "/projets/atelier/retenu", "/recherche?q=retenu", "/indicateurs"];
    let mut public: Vec<String> = pages.map(|page| site.get(page)).to_vec();
    assert!(public[1].contains("HTTP/1.1 200") && public[3].contains("HTTP/1.1 200"), "{}", public[3]);
    public.push(site.get("/status.json"));
    for word in ["quarantaine", rule, id, &key(), "glane gate"] {
        let telling = public.iter().position(|page| page.contains(word));
        assert_eq!(telling, None, "{word} is in a page");
        for folder in ["export", "data/index", "host"] {
            assert!(files_holding(&workshop.path(folder), word).is_empty(), "{word} is under {folder}");
        }
    }
}

fn lesson(id: u64, path: &str, topic: &str) -> Repository {
    let commit = Commit {
        author: "Camille".to_owned(),
        email: "camille@example.org".to_owned(),
        time: 1_700_000_000,
        message: "Essai\n".to_owned(),
        write: vec![
            ("README.md".to_owned(), b"# Essai\n".to_vec()),
            ("package.json".to_owned(), br#"{"license": "MIT"}"#.to_vec()),
        ],
        remove: Vec::new(),
    };
    Repository {
        id,
        path: path.to_owned(),
        name: path.to_owned(),
        description: String::new(),
        visibility: Visibility::Public,
        archived: false,
        topics: vec![topic.to_owned()],
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch { name: "main".to_owned(), from: None, commits: vec![commit] }],
        tags: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_asks_that_the_project_be_left_out_and_it_is_not_even_fetched() {
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder()
        .gitlab(vec![lesson(1, "a/oui", "maths"), lesson(2, "a/non", "non-publie")])
        .token("lecture", "lecture-sentinelle-7f3a51c0", Rights::Admin)
        .start(folder.path())
        .await
        .unwrap();
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
         [[host]]\nid = \"copies\"\nkind = \"plain\"\npath = \"host\"\nname = \"{{path}}\"\n",
        forge.url()
    ));
    let pass = workshop.sync();
    assert_eq!((pass.state("a/oui"), pass.state("a/non")), ("published", "skipped"), "{}", pass.stdout);
    assert_eq!(pass.codes("a/non"), ["opt_out"]);
    let fetched = files_holding(&workshop.path("data/repositories"), "intake.git");
    assert_eq!(fetched.iter().filter(|path| path.ends_with("intake.git")).count(), 1);
    assert!(gate(&workshop, &["list"]).is_empty());
}
