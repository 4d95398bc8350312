//! Two forges in boxes for measurements: one that holds every repository of a folder, one to copy them to.
//!
//! `bridge REPOSITORIES FOLDER` prints two addresses and a token, one a line, and serves until its
//! standard input ends. The second forge has an organisation `copies` in its Forgejo dialect, and
//! beside it an empty project `alone/NAME` for each repository, to which git alone may push.

#![expect(clippy::print_stdout, reason = "whoever starts it reads the addresses there")]

use std::error::Error;
use std::path::{Path, PathBuf};

use glane_sample_forge::spec::{Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge};

/// It opens nothing but a box on the loopback address.
const TOKEN: &str = "bench-token";

fn empty(id: u64, path: String, visibility: Visibility) -> Repository {
    Repository {
        id,
        name: path.rsplit('/').next().unwrap_or_default().to_owned(),
        path,
        description: String::new(),
        visibility,
        archived: false,
        topics: Vec::new(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: Vec::new(),
        tags: Vec::new(),
    }
}

/// The repositories of a folder, by their names.
fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".git").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn projects(names: &[String], group: &str, visibility: Visibility) -> Vec<Repository> {
    (1_u64..).zip(names).map(|(id, name)| empty(id, format!("{group}/{name}"), visibility)).collect()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [repositories, folder] = arguments.as_slice() else {
        return Err("usage: bridge REPOSITORIES FOLDER".into());
    };
    let repositories = repositories.canonicalize()?;
    let names = names(&repositories)?;
    let source = SampleForge::builder()
        .gitlab(projects(&names, "cours", Visibility::Public))
        .start(folder.join("source"))
        .await?;
    for name in &names {
        let place = source.handle().directory(&format!("cours/{name}"))?;
        std::fs::remove_dir_all(&place)?;
        std::os::unix::fs::symlink(repositories.join(format!("{name}.git")), &place)?;
    }
    let members = ["copies", "alone"].map(str::to_owned).to_vec();
    let host = SampleForge::builder()
        .gitlab(projects(&names, "alone", Visibility::Private))
        .forgejo_org("copies")
        .token("bench", TOKEN, Rights::Member(members))
        .start(folder.join("host"))
        .await?;
    println!("{}\n{}\n{TOKEN}", source.url(), host.url());
    let ended = || std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
    tokio::task::spawn_blocking(ended).await??;
    source.stop().await;
    host.stop().await;
    Ok(())
}
