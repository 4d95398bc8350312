//! Copies on GitHub: created in the organisation, private, dressed, pushed with the host's own token.

use std::path::Path;

use glane_sample_forge::spec::Visibility;
use glane_sample_forge::{Rights, SampleForge, world};

use crate::support::{Workshop, files_holding, published};

const TOKEN: &str = "ghp-sentinelle-7f3a51c0";

fn workshop(source: &SampleForge, host: &SampleForge) -> Workshop {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
         include = [\"ac-valombre/**\"]\n\n[[host]]\nid = \"github\"\nkind = \"github\"\nurl = \"{}\"\n\
         organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\n",
        source.url(),
        host.url()
    ));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    workshop
}

/// The sample ministry, and an organisation that takes its copies.
async fn both(sources: &Path, hosted: &Path) -> (SampleForge, SampleForge) {
    let source = SampleForge::builder().gitlab(world::ministry()).start(sources).await.unwrap();
    let host = SampleForge::builder()
        .github_org("copies")
        .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
        .start(hosted)
        .await
        .unwrap();
    (source, host)
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_created_private_dressed_and_equal_to_their_sources() {
    let (sources, hosted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (source, host) = both(sources.path(), hosted.path()).await;
    let workshop = workshop(&source, &host);
    let pass = workshop.sync();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    let (path, copy) = ("ac-valombre/maths/fractions-6e", "copies/ac-valombre-maths-fractions-6e");
    assert_eq!(pass.state(path), "published");
    let about = host.handle().about(copy).unwrap();
    assert_eq!(about.visibility, Visibility::Private, "going public waits for the full gate");
    let description = about.description.unwrap_or_default();
    assert!(description.starts_with("Miroir de "), "{description}");
    assert_eq!(
        published(&source.handle().directory(path).unwrap()),
        published(&host.handle().directory(copy).unwrap())
    );
    let again = workshop.sync();
    assert_eq!(again.state(path), "unchanged");
    for place in ["data", "host"] {
        assert!(files_holding(&workshop.path(place), TOKEN).is_empty(), "{place}");
    }
    assert!(!pass.stdout.contains(TOKEN) && !pass.stderr.contains(TOKEN));
    // The source is fetched as anyone would, and never sees the host's token.
    assert!(
        source
            .handle()
            .requests()
            .iter()
            .all(|request| request.credential == glane_sample_forge::Credential::Absent)
    );
    source.stop().await;
    host.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_refuses_the_description_still_takes_every_reference() {
    use glane_sample_forge::{Fault, Trigger};
    let (sources, hosted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (source, host) = both(sources.path(), hosted.path()).await;
    let workshop = workshop(&source, &host);
    let (path, copy) = ("ac-valombre/maths/fractions-6e", "copies/ac-valombre-maths-fractions-6e");
    assert_eq!(workshop.sync().state(path), "published");
    // New topics and a new branch: the host takes the one and not the other.
    source.handle().set_topics(path, &["nouveau"]).unwrap();
    source.handle().set_reference(path, "refs/heads/essai", "main").unwrap();
    host.handle().fault(Trigger::on("PUT", format!("/api/v3/repos/{copy}/topics")), Fault::status(422));
    let pass = workshop.sync();
    assert_eq!((pass.state(path), pass.codes(path)), ("published", vec!["host_refused"]), "{}", pass.stdout);
    assert_eq!(
        published(&source.handle().directory(path).unwrap()),
        published(&host.handle().directory(copy).unwrap())
    );
    let mended = workshop.sync();
    assert_eq!((mended.state(path), mended.codes(path)), ("unchanged", vec![]), "{}", mended.stdout);
    assert!(host.handle().about(copy).unwrap().topics.contains(&"nouveau".to_owned()));
    source.stop().await;
    host.stop().await;
}
