//! Children that are scripts: each answers what the test says, and ends as the test says.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use glane_catalog::model::{Examination, ProjectKey, ReasonCode, ResourceKey, ResourceRecord};

use super::*;

/// A folder with the script, and with one file a record that it can say.
struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    /// `cases` is the body of a `case` over the request: what to say from which part on.
    fn new(cases: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().display();
        for number in 0..12 {
            let line = serde_json::to_string(&TeachLine::Part(Box::new(record(number)))).unwrap();
            std::fs::write(folder.path().join(number.to_string()), format!("{line}\n")).unwrap();
        }
        let script = format!(
            "#!/bin/sh\nread -r asked\nfound() {{ echo '{{\"found\":12}}'; }}\n\
             say() {{ while read -r line; do printf '%s\\n' \"$line\"; done < {place}/$1; }}\n\
             case $asked in\n{cases}\nesac\n"
        );
        let program = folder.path().join("glane");
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    async fn heard(&self) -> Heard {
        let programs = Programs { glane: self.folder.path().join("glane"), search_path: "".into() };
        let child = Child { command: "teach", memory: 64 << 20, time: Duration::from_secs(60), limits: "" };
        let request = TeachRequest::whole("/nowhere".into(), project(), Examination::default());
        listen(&programs, &child, request).await
    }
}

fn project() -> ProjectKey {
    ProjectKey { forge: glane_catalog::model::ForgeId::new("f").unwrap(), id: "1".to_owned() }
}

fn record(number: usize) -> ResourceRecord {
    let project = project();
    ResourceRecord {
        text: Some("mot".to_owned()),
        ..ResourceRecord::new(ResourceKey::Part { project, path: format!("{number}.md") })
    }
}

fn paths(heard: &Heard) -> Vec<String> {
    let path = |record: &'_ ResourceRecord| match &record.key {
        ResourceKey::Part { path, .. } => path.clone(),
        ResourceKey::Record { id, .. } => id.clone(),
    };
    heard.records.iter().map(path).collect()
}

#[tokio::test]
async fn what_arrived_stays_and_the_rest_is_asked_for_behind_the_part_that_ended_the_child() {
    let stage = Stage::new(
        "*'\"from\":0,\"unread\":null,\"text\":8388608'*) found; say 0; say 1; kill -ABRT $$;;\n\
         *'\"from\":2,\"unread\":\"it ended'*'64 MB of memory'*'\"text\":8388602'*) found; say 2; say 3; kill -XCPU $$;;\n\
         *'\"from\":4,\"unread\":\"it took more than 20 s'*) found; say 4; say 5; echo '\"done\"';;",
    );
    let heard = stage.heard().await;
    assert_eq!(heard.missing, None);
    assert_eq!(paths(&heard), ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md"]);
}

#[tokio::test]
async fn a_child_that_cannot_list_the_commit_is_not_started_again() {
    let heard = Stage::new("*) exit 3;;").heard().await;
    let reason = heard.missing.unwrap();
    assert_eq!((reason.code, heard.records.len()), (ReasonCode::ExaminationFailed, 0));
    assert!(reason.message.contains("exit status: 3"), "{}", reason.message);
    let said = r#"{"failed":{"code":"source_damaged","message":"run git fsck"}}"#;
    let heard = Stage::new(&format!("*) echo '{said}';;")).heard().await;
    assert_eq!(heard.missing.map(|reason| reason.code), Some(ReasonCode::SourceDamaged));
}

#[tokio::test]
async fn it_is_started_a_bounded_number_of_times_and_never_twice_for_one_part() {
    // One part at each start: the ninth child is the last.
    let cases: Vec<String> =
        (0..12).map(|number| format!("*'\"from\":{number},'*) found; say {number}; exit 1;;")).collect();
    let heard = Stage::new(&cases.join("\n")).heard().await;
    assert_eq!(heard.records.len(), 9);
    assert!(heard.missing.unwrap().message.contains("9 documents"));
    let heard = Stage::new("*'\"from\":0,'*) found; say 0; exit 1;;\n*) found; exit 1;;").heard().await;
    assert_eq!((paths(&heard), heard.missing.is_some()), (vec!["0.md".to_owned()], true));
}

#[tokio::test]
async fn a_line_without_end_is_cut_off_and_the_cap_of_the_whole_is_said() {
    let stage = Stage::new(
        "*'\"unread\":\"its answer has a line'*) found; say 0; echo '\"done\"';;\n\
         *) found; while :; do printf '%1000000s' x; done;;",
    );
    let heard = stage.heard().await;
    assert_eq!(paths(&heard), ["0.md"]);
    assert_eq!(heard.missing, None);
    let stage = Stage::new("*) found; while :; do printf '{\"found\":1%3000000s}\\n' ' '; done;;");
    let heard = stage.heard().await;
    assert!(heard.missing.unwrap().message.contains("more than 32 MB"));
}
