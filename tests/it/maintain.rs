//! Upkeep packs what is loose and loses nothing, archive included; an existing repository is adopted
//! only where nothing of it would be lost.

use std::path::PathBuf;

use crate::support::{Workshop, commit, files_holding, git, import, licensed, published, references};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

fn folder(workshop: &Workshop, name: &str) -> PathBuf {
    let found = files_holding(&workshop.path("data/repositories"), name);
    found.into_iter().find(|path| path.file_name().is_some_and(|file| file == name)).unwrap()
}

/// Runs upkeep inside this process, as the worker of the service does.
pub(crate) fn maintain(workshop: &Workshop) -> String {
    let environment = glane::config::Environment::of([("PATH", "/usr/local/bin:/usr/bin:/bin")]);
    let loaded = glane::config::load(&workshop.path("glane.toml"), &environment).unwrap();
    let programs = glane::process::Programs {
        glane: crate::support::GLANE.into(),
        search_path: "/usr/local/bin:/usr/bin:/bin".into(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let clock = glane::clock::Clock::system();
        let service = glane::service::Service::open(loaded.settings, clock, programs).await.unwrap();
        let (context, _lock) = service.mirroring().await.unwrap();
        glane::work::maintain::run(&context).await.unwrap()
    })
}

#[test]
fn what_is_loose_is_packed_and_the_archive_stays() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    import(&source, &commit("essai", 1_700_000_100, &[MIT, (b"a", b"perdu")]));
    workshop.sync();
    let lost = published(&source)["refs/heads/essai"].clone();
    import(&source, &commit("essai", 1_700_000_200, &[MIT, (b"b", b"nouveau")]));
    workshop.sync();
    let (intake, public) = (folder(&workshop, "intake.git"), folder(&workshop, "public.git"));
    let loose = || git(&intake, &["count-objects"]).split(' ').next().unwrap().parse::<u32>().unwrap();
    assert!(loose() > 0);
    let said = maintain(&workshop);
    assert!(said.contains("1 projects take") && said.contains("2 repositories packed"), "{said}");
    assert!(said.contains("1 archived tips in 1 projects"), "{said}");
    assert_eq!(loose(), 0);
    for repository in [&intake, &public] {
        git(repository, &["fsck", "--full"]);
    }
    assert_eq!(
        references(&intake, "refs/archive").into_values().collect::<Vec<_>>(),
        std::slice::from_ref(&lost)
    );
    git(&intake, &["cat-file", "-e", &format!("{lost}^{{tree}}")]);
    assert!(maintain(&workshop).contains("0 repositories packed"), "one pack is as good as it gets");
    assert_eq!(workshop.sync().state("un"), "unchanged");
    let check = workshop.glane(&["check"]);
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && said.contains("1 archived tips"), "{said}");
    assert!(
        said.contains("warn  backup               none was ever made"),
        "warnings are no failure: {said}"
    );
    let backup = workshop.path("sauvegarde").display().to_string();
    assert!(workshop.glane(&["backup", &backup]).status.success());
    let said = String::from_utf8_lossy(&workshop.glane(&["check"]).stdout).into_owned();
    assert!(said.contains("ok    backup               the last one is 0 days old"), "{said}");
}

#[test]
fn a_repository_that_holds_nothing_of_its_own_is_adopted_and_continued() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    std::fs::create_dir_all(workshop.path("host")).unwrap();
    git(&workshop.path("host"), &["clone", "--quiet", "--bare", source.to_str().unwrap(), "un.git"]);
    git(&copy, &["branch", "ancienne", "main"]);
    import(&source, &commit("essai", 1_700_000_100, &[MIT]));
    assert_eq!(workshop.sync().codes("un"), ["name_taken"]);
    let arguments = ["adopt", "un", "--host", "copies", "--name", "un", "--reason", "Copie faite à la main"];
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stdout).into_owned();

    let trial = workshop.glane(&[&arguments[..], &["--dry-run"]].concat());
    let text = said(&trial);
    assert!(trial.status.success() && text.contains("refs/heads/main is equal"), "{text}");
    assert!(
        text.contains("essai is missing") && text.contains("ancienne is no longer in the source"),
        "{text}"
    );
    assert_eq!(workshop.sync().codes("un"), ["name_taken"], "a trial does nothing");

    let adopted = workshop.glane(&arguments);
    assert!(adopted.status.success(), "{adopted:?}");
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec![]), "{}", pass.stdout);
    assert_eq!(published(&source), published(&copy));
}

#[test]
fn a_repository_with_commits_of_its_own_is_not_adopted() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    licensed(&copy, "Autre");
    let before = published(&copy);
    workshop.sync();
    let refused = |name: &str, host: &str, word: &str| {
        let output = workshop.glane(&["adopt", "un", "--host", host, "--name", name, "--reason", "x"]);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(!output.status.success() && said.contains(word), "{said}");
    };
    refused("un", "copies", "refs/heads/main is not in the source");
    refused("../un", "copies", "no name of a repository");
    refused("un", "github", "no host \"github\" is configured; there are: copies");
    refused("absent", "copies", "absent");
    assert_eq!(published(&copy), before);
    assert_eq!(workshop.sync().codes("un"), ["name_taken"]);
}

#[test]
fn what_is_taken_and_may_be_taken_is_shown() {
    let text = format!("{}\n[policy]\nmax_total = \"5GB\"\n", crate::support::PLAIN);
    let workshop = Workshop::new(&text);
    licensed(&workshop.path("bare/un.git"), "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    let storage = |site: &crate::site::Site| -> serde_json::Value {
        let answer = site.get("/status.json").1;
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        let json = &body[body.find('{').unwrap()..=body.rfind('}').unwrap()];
        serde_json::from_str::<serde_json::Value>(json).unwrap()["storage"].take()
    };
    let site = crate::site::Site::serve(&workshop);
    assert_eq!(storage(&site)["most_bytes"], 5_000_000_000_u64);
    let page = site.get("/en/miroirs").1;
    // The service measures soon after its start: on a busy machine it may have done so by now.
    let is_measured = storage(&site)["bytes"].is_u64();
    assert!(page.contains("Room on the disk"), "{page}");
    assert!(is_measured || page.contains("was not measured yet"), "{page}");
    drop(site);
    maintain(&workshop);
    let site = crate::site::Site::serve(&workshop);
    assert!(storage(&site)["bytes"].as_u64().unwrap() > 0);
    assert!(site.get("/en/miroirs").1.contains("The repositories take"));
}
