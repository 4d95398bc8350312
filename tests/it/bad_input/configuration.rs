//! A configuration that is wrong: exit status 2, the file, the line and the remedy, nothing begun.

use crate::support::{PLAIN, Workshop};

fn stderr(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_wrong_is_said_with_file_line_and_remedy() {
    let gitlab = "[[forge]]\nid = \"lab\"\nkind = \"gitlab\"\n";
    for (text, place, words) in [
        (format!("{PLAIN}\nsort = \"name\"\n"), 19, "unknown key \"sort\""),
        ("[sites]\ntitle = \"a\"\n".to_owned(), 1, "did you mean \"site\"?"),
        (format!("{gitlab}url = \"forge.example.org\"\n"), 4, "write it in full"),
        (format!("{gitlab}url = \"https://forge.example.org\"\nschedule = \"chaque nuit\"\n"), 5, "schedule"),
        (format!("{gitlab}url = \"https://forge.example.org\"\ntoken_file = \"absent\"\n"), 5, "absent"),
        ("[site\n".to_owned(), 1, " — "),
    ] {
        let workshop = Workshop::new(&text);
        std::fs::create_dir_all(workshop.path("bare")).unwrap();
        for command in [&["sync"][..], &["check"], &["serve"], &["search", "mot"], &["config", "show"]] {
            if words == "absent" && matches!(command[0], "config" | "search") {
                continue; // What needs no token does not wait for one.
            }
            let output = workshop.glane(command);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
            assert!(output.stdout.is_empty(), "{command:?}");
            assert!(
                said.contains(&format!("glane.toml:{place}:")) && said.contains(words),
                "{command:?}: {said}"
            );
            assert!(said.contains(" — "), "no remedy: {said}");
        }
        assert!(!workshop.path("data").exists(), "nothing is begun");
    }
}

#[test]
fn a_missing_file_and_wrong_usage_are_said() {
    let workshop = Workshop::plain();
    let missing = workshop.glane(&["sync", "--config", "ailleurs.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("ailleurs.toml: there is no such file"), "{}", stderr(&missing));
    for (arguments, word) in [
        (&["sync", "--forge", "inconnue"][..], "inconnue"),
        (&["sync", "--project", "inconnu"], "inconnu"),
        (&["synch"], "synch"),
        (&["sync", "--quickly"], "--quickly"),
    ] {
        let output = workshop.glane(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_check_names_what_it_could_not_reach() {
    let workshop = Workshop::plain();
    std::fs::write(workshop.path("host"), "a file where a folder should be").unwrap();
    let output = workshop.glane(&["check"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("glane.toml:16:") && stderr(&output).contains("host"),
        "{}",
        stderr(&output)
    );
    std::fs::remove_file(workshop.path("host")).unwrap();
    let output = workshop.glane(&["check", "--json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{lines}");
    let named =
        |what: &str| lines.lines().any(|line| line.contains(&format!("\"what\":\"{what}\",\"ok\":true")));
    assert!(
        ["configuration", "data folder", "git", "forge atelier", "host copies"].into_iter().all(named),
        "{lines}"
    );
}
