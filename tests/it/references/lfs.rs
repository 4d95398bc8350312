//! Large files: from a forge or a folder to a host, before the references that name them.

use std::path::{Path, PathBuf};

use glane::forge::HostLimits;
use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Credential, Rights, SampleForge};
use sha2::{Digest, Sha256};

use super::spy::{Passes, Spied};
use super::{MIT, on_top};
use crate::egress::Witness;
use crate::support::{Workshop, import, licensed, published};

const TOKEN: &str = "lfs-sentinelle-7f3a51c0";

struct Large {
    oid: String,
    bytes: Vec<u8>,
    pointer: Vec<u8>,
}

fn large(seed: u8) -> Large {
    let bytes: Vec<u8> = (0..20_000_u32).map(|number| (number as u8).wrapping_mul(seed)).collect();
    let oid: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", bytes.len());
    Large { oid, bytes, pointer: pointer.into_bytes() }
}

fn place(repository: &Path, large: &Large) -> PathBuf {
    repository.join("lfs/objects").join(&large.oid[..2]).join(&large.oid[2..4]).join(&large.oid)
}

fn store(repository: &Path, large: &Large) {
    let place = place(repository, large);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, &large.bytes).unwrap();
}

#[test]
fn large_files_of_a_folder_go_to_the_copy_and_missing_ones_hold_it() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    let (first, second) = (large(3), large(7));
    store(&source, &first);
    import(&source, &on_top("main", 1_700_000_100, &[MIT, (b"video.mp4", &first.pointer)]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec![]), "{}", pass.stdout);
    assert_eq!(std::fs::read(place(&copy, &first)).unwrap(), first.bytes);

    let before = published(&copy);
    import(&source, &on_top("main", 1_700_000_200, &[MIT, (b"audio/dictee.ogg", &second.pointer)]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["large_files"]), "{}", pass.stdout);
    assert!(
        pass.stdout.contains(&second.oid[..12]) && pass.stdout.contains("git lfs push"),
        "{}",
        pass.stdout
    );
    assert_eq!(published(&copy), before, "nothing that names it was pushed");
    // A file that is not what its name says is no better than none.
    store(&source, &Large { bytes: vec![0; second.bytes.len()], ..large(7) });
    assert_eq!(workshop.sync().codes("un"), ["large_files"]);
    store(&source, &second);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(std::fs::read(place(&copy, &second)).unwrap(), second.bytes);
    assert_eq!(published(&source), published(&copy));
}

fn repository(id: u64, path: &str, write: &[(&str, &[u8])]) -> Repository {
    let write: Vec<_> = write.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    let commits = vec![Commit {
        author: "Ada".into(),
        email: "ada@example.org".into(),
        time: 1_700_000_000,
        message: "Premier\n".into(),
        write: write.clone(),
        remove: vec![],
    }];
    let branches = vec![Branch { name: "main".into(), from: None, commits }];
    Repository {
        id,
        path: path.into(),
        name: path.into(),
        description: String::new(),
        visibility: Visibility::Public,
        archived: false,
        topics: vec![],
        default_branch: "main".into(),
        fork_of: None,
        branches: if write.is_empty() { vec![] } else { branches },
        tags: vec![],
    }
}

/// A forge that has one project with one large file, and an organisation that may take its copy.
async fn forge(folder: &Path, large: &Large) -> SampleForge {
    let hostile = b"[lfs]\n\turl = http://127.0.0.1:1/elsewhere\n".as_slice();
    let files = [("video.mp4", large.pointer.as_slice()), ("package.json", MIT.1), (".lfsconfig", hostile)];
    SampleForge::builder()
        .gitlab(vec![repository(1, "g/un", &files), repository(2, "copies/g-un", &[])])
        .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
        .start(folder)
        .await
        .unwrap()
}

fn workshop(forge: &SampleForge) -> Workshop {
    Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
         include = [\"g/**\"]\n",
        forge.url()
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn large_files_cross_the_network_before_the_references() {
    let folder = tempfile::tempdir().unwrap();
    let file = large(5);
    let forge = forge(folder.path(), &file).await;
    let workshop = workshop(&forge);
    let source = forge.handle().directory("g/un").unwrap();
    let copy = forge.handle().directory("copies/g-un").unwrap();
    let limits = HostLimits { lfs: true, ..HostLimits::default() };
    let address = Some((format!("{}/copies", forge.url()), TOKEN.to_owned()));
    let passes = Passes::new(&workshop, Spied { limits, address, ..Spied::default() }).await;

    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("held", &["large_files"][..]), "{said}");
    assert!(said.contains("video.mp4"), "{said}");
    assert!(published(&copy).is_empty());

    store(&source, &file);
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("published", &[][..]), "{said}");
    assert_eq!(std::fs::read(place(&copy, &file)).unwrap(), file.bytes);
    assert_eq!(published(&source), published(&copy));
    let requests = forge.handle().requests();
    let uploaded = requests.iter().position(|request| request.method == "PUT").unwrap();
    let pushed = requests.iter().rposition(|request| request.path.ends_with("git-receive-pack")).unwrap();
    assert!(uploaded < pushed, "the file first");
    let of_source = requests.iter().filter(|request| request.path.starts_with("/g/un.git"));
    assert!(of_source.clone().count() > 0);
    assert!(of_source.into_iter().all(|request| request.credential == Credential::Absent));
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forge_that_says_large_files_are_elsewhere_leads_nobody_inwards() {
    let folder = tempfile::tempdir().unwrap();
    let file = large(11);
    let forge = forge(folder.path(), &file).await;
    store(&forge.handle().directory("g/un").unwrap(), &file);
    let witness = Witness::new().await;
    let workshop = workshop(&forge);
    let limits = HostLimits { lfs: true, ..HostLimits::default() };
    let address = Some((format!("{}/copies", forge.url()), TOKEN.to_owned()));
    let passes = Passes::new(&workshop, Spied { limits, address, ..Spied::default() }).await;
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"] {
        forge.handle().lead_large_files(&format!("http://{host}:{}/latest/meta-data/", witness.port));
        let (state, codes, said) = passes.only().await;
        assert_eq!((state.as_str(), codes.as_slice()), ("held", &["large_files"][..]), "{host}: {said}");
    }
    assert_eq!(witness.seen(), 0);
    assert!(published(&forge.handle().directory("copies/g-un").unwrap()).is_empty());
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_without_large_files_and_a_machine_without_the_program_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = large(9);
    let forge = forge(folder.path(), &file).await;
    store(&forge.handle().directory("g/un").unwrap(), &file);
    // A PATH in which there is git and nothing else.
    let bin = tempfile::tempdir().unwrap();
    let git = std::process::Command::new("sh").args(["-c", "command -v git"]).output().unwrap();
    let git = PathBuf::from(String::from_utf8(git.stdout).unwrap().trim());
    std::os::unix::fs::symlink(git, bin.path().join("git")).unwrap();
    let without = workshop(&forge);
    let address = Some((format!("{}/copies", forge.url()), TOKEN.to_owned()));
    let spied = Spied { address: address.clone(), search_path: Some(bin.path().into()), ..Spied::default() };
    let (state, codes, said) = Passes::new(&without, spied).await.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("held", &["large_files"][..]), "{said}");
    assert!(said.contains("apt-get install git-lfs"), "{said}");

    let with = workshop(&forge);
    let passes = Passes::new(&with, Spied { address, ..Spied::default() }).await;
    let (state, codes, said) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("held", &["large_files"][..]), "{said}");
    assert!(said.contains("takes no large files"), "{said}");
    assert!(published(&forge.handle().directory("copies/g-un").unwrap()).is_empty());
    forge.stop().await;
}
