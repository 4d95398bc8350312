//! Keys of forges, hosts, policy and gate: which mean something where, and what they are read as.

use std::time::Duration;

use secrecy::ExposeSecret;

use super::{DIR, HUB, LAB, TOKEN, World};
use crate::config::{Environment, ForgeKind, HostKind, Settings, show_json, show_text};

const CODEBERG: &str = "[[forge]]\nid = \"berg\"\nkind = \"gitea\"\nurl = \"https://berg.example.org\"\n";
const ORG: &str = "[[forge]]\nid = \"org\"\nkind = \"github\"\ngroups = [\"academie\"]\n";
const GROUP: &str = "[[host]]\nid = \"group\"\nkind = \"gitlab\"\nurl = \"https://lab.example.org\"\norganisation = \"a/b\"\ntoken_file = \"token\"\n";
const APP: &str = "[[host]]\nid = \"app\"\nkind = \"github\"\norganisation = \"miroirs\"\napp_id = 12\napp_installation = 5000000000\napp_key_file = \"key.pem\"\n";
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nS3ntinelKey\n-----END PRIVATE KEY-----\n";

fn settings(text: &str) -> Settings {
    World::new(text).load(&Environment::default()).unwrap_or_else(|error| panic!("{text}\n{error}")).settings
}

fn refused(head: &str, tail: &str, expected: &[&str]) {
    let found = World::new(&format!("{head}{tail}")).errors(&Environment::default());
    assert_eq!(found.len(), expected.len(), "{head}{tail}\nfound: {found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{tail}\nfound:    {found}\nexpected: {expected}");
        assert!(found.contains(" — ") && !found.contains(TOKEN), "{found}");
    }
}

#[test]
fn keys_that_mean_nothing_for_a_kind_are_refused() {
    for key in
        ["projects = [\"a/b\"]", "topics = [\"a\"]", "without_topics = [\"a\"]", "skip_archived = true"]
    {
        let name = key.split(' ').next().unwrap();
        // The value stands after the name, a space, a sign and a space.
        let column = name.len() + 4;
        let expected =
            format!("glane.toml:5:{column}: \"{name}\" means nothing in [[forge]] of kind \"plain\"");
        refused(DIR, key, &[&expected]);
    }
    refused(
        DIR,
        "wikis = true\nreleases = true",
        &[
            "glane.toml:5:9: \"wikis\" means nothing in [[forge]] of kind \"plain\"",
            "glane.toml:6:12: \"releases\" means nothing in [[forge]] of kind \"plain\"",
        ],
    );
    refused(
        CODEBERG,
        "tell_owners = false",
        &["glane.toml:5:15: \"tell_owners\" means nothing in [[forge]] of kind \"forgejo\""],
    );
    refused(
        ORG,
        "path = \"repositories\"",
        &["glane.toml:5:8: \"path\" means nothing in [[forge]] of kind \"github\""],
    );
    refused(
        GROUP,
        "app_id = 1",
        &[
            "glane.toml:1:1: [[host]] names a GitHub App without app_installation and app_key_file",
            "glane.toml:7:10: \"app_id\" means nothing in [[host]] of kind \"gitlab\"",
        ],
    );
    refused(
        "[[host]]\nid = \"a\"\nkind = \"plain\"\npath = \"x\"\n",
        "publish = true",
        &["glane.toml:5:11: \"publish\" means nothing in [[host]] of kind \"plain\""],
    );
}

#[test]
fn what_a_kind_needs_is_asked_for() {
    refused(
        "",
        "[[forge]]\nid = \"a\"\nkind = \"forgejo\"",
        &["glane.toml:1:1: [[forge]] of kind \"forgejo\" has no \"url\" — add url = "],
    );
    refused(
        "",
        "[[forge]]\nid = \"a\"\nkind = \"github\"",
        &["glane.toml:1:1: [[forge]] of kind \"github\" has neither \"groups\" nor \"projects\" — "],
    );
    refused(
        "",
        "[[host]]\nid = \"a\"\nkind = \"gitlab\"",
        &[
            "glane.toml:1:1: [[host]] of kind \"gitlab\" has no \"url\"",
            "glane.toml:1:1: [[host]] of kind \"gitlab\" has no \"organisation\"",
            "glane.toml:1:1: [[host]] of kind \"gitlab\" has no token",
        ],
    );
    refused(
        HUB,
        "app_id = 1\napp_installation = 2\napp_key_file = \"token\"",
        &[
            "glane.toml:6:10: [[host]] has both a token and a GitHub App — keep",
            "glane.toml:8:16: the private key file token does not hold one private key — put the key there",
        ],
    );
    refused(
        LAB,
        "tell_owners = true",
        &["glane.toml:5:15: tell_owners opens issues, and this forge has no token — add token_file"],
    );
}

#[test]
fn values_that_cannot_be_are_refused() {
    refused(
        LAB,
        "hosts = [\"depot\", \"depots\"]\n[[host]]\nid = \"depot\"\nkind = \"plain\"\npath = \"x\"",
        &["glane.toml:5:19: no [[host]] has the id \"depots\" — did you mean \"depot\"? known hosts: depot"],
    );
    refused(LAB, "hosts = [\"hub\"]", &["glane.toml:5:10: no [[host]] has the id \"hub\" — declare it"]);
    refused(LAB, "projects = [\"seul\"]", &["glane.toml:5:13: \"seul\" is not the full path of a project"]);
    refused(
        ORG.replace("academie", "a/b").as_str(),
        "",
        &["glane.toml:4:11: \"a/b\" is not the name of an organisation"],
    );
    refused(
        LAB,
        "skip_forks = \"yes\"",
        &[
            "glane.toml:5:14: \"skip_forks\" in [[forge]] must be true or false, not string — write skip_forks = true",
        ],
    );
    refused(
        LAB,
        "active_within = \"2 years\"",
        &["glane.toml:5:17: active_within: \"2 years\" cannot be read — write a whole number and s, m"],
    );
    refused(LAB, "requests_per_second = 0", &["glane.toml:5:23: requests_per_second = 0 is out of range"]);
    refused(
        LAB,
        "deny_refs = [\"a[\"]",
        &["glane.toml:5:14: the pattern \"a[\" in deny_refs cannot be read"],
    );
    refused(
        LAB,
        "topics = [\"Libre\"]\nwithout_topics = [\"libre\"]",
        &["glane.toml:6:18: the topic \"libre\" is both wanted and not wanted"],
    );
    refused(
        LAB,
        &format!("webhook_secret = \"{TOKEN}\""),
        &[
            "glane.toml:5:1: \"webhook_secret\" in [[forge]] would keep a secret in this file — put the secret in a file that only the service can read and name it with webhook_secret_file, or name an environment variable with webhook_secret_env",
        ],
    );
    refused(
        HUB,
        &format!("private_key = \"{TOKEN}\""),
        &[
            "glane.toml:6:1: \"private_key\" in [[host]] would keep a secret in this file — put the secret in a file that only the service can read and name it with app_key_file; then revoke",
        ],
    );
    refused(
        LAB,
        "webhook_secret_file = \"blank\"",
        &[
            "glane.toml:5:23: the webhook secret file blank is empty — create it, with the webhook secret alone on its first line, or mend webhook_secret_file",
        ],
    );
    refused(
        "",
        "[gate]\nsecret = true\nrules = \"none\"\ncode_licences = []\nresource_licences = [\"CC BY\"]",
        &[
            "glane.toml:2:1: unknown key \"secret\" in [gate] — did you mean \"secrets\"?",
            "glane.toml:3:9: rules: none does not exist — name a file of rules",
            "glane.toml:4:17: code_licences is empty, so that nothing could become public — ",
            "glane.toml:5:22: \"CC BY\" in resource_licences is not an SPDX licence identifier",
        ],
    );
    refused(
        "",
        "[policy]\ndaily_look = \"0s\"\nmax_total = \"0B\"",
        &[
            "glane.toml:2:14: daily_look = \"0s\" leaves no time",
            "glane.toml:3:13: max_total = \"0B\" is too little",
        ],
    );
}

#[test]
fn a_forge_that_says_everything_is_read_value_for_value() {
    let text = format!(
        "{LAB}projects = [\"a/b\"]\ntopics = [\"Libre\"]\nwithout_topics = [\"non\"]\nskip_archived = true\nskip_forks = true\n\
         active_within = \"365d\"\ntoken_file = \"token\"\nwebhook_secret_env = \"HOOK\"\nrequests_per_second = 7\nhosts = [\"hub\"]\n\
         deny_refs = [\"wip/**\"]\nnotes = true\nwikis = true\nreleases = true\napproved_by = \"le comité\"\nrequire_approval = true\n\
         tell_owners = true\n{CODEBERG}hosts = []\n{ORG}{HUB}publish = true\n{GROUP}"
    );
    let world = World::new(&text);
    let loaded = world.load(&Environment::of([("HOOK", TOKEN)])).unwrap();
    let (lab, berg, org) =
        (&loaded.settings.forges[0], &loaded.settings.forges[1], &loaded.settings.forges[2]);
    assert_eq!(lab.projects, ["a/b"]);
    assert_eq!(
        (lab.choice.topics.as_slice(), lab.choice.without_topics.as_slice()),
        (&["libre".to_owned()][..], &["non".to_owned()][..])
    );
    assert!(lab.choice.skip_archived && lab.choice.skip_forks);
    assert_eq!(lab.choice.active_within, Some(Duration::from_secs(365 * 86_400)));
    assert_eq!(lab.webhook_secret.as_ref().unwrap().now().expose_secret(), TOKEN);
    assert_eq!(lab.requests_per_second, Some(7));
    assert_eq!(lab.hosts.as_ref().unwrap()[0].as_str(), "hub");
    assert_eq!(lab.carry.deny_refs, ["wip/**"]);
    assert!(lab.carry.notes && lab.carry.wikis && lab.carry.releases);
    assert_eq!(lab.approved_by.as_deref(), Some("le comité"));
    assert!(lab.require_approval && lab.tell_owners);
    assert_eq!((berg.kind, berg.hosts.as_deref()), (ForgeKind::Forgejo, Some(&[][..])));
    assert!(berg.carry.deny_refs.contains(&"security/**".to_owned()) && berg.carry.deny_refs.len() == 6);
    assert_eq!((org.kind, org.url.as_ref().unwrap().as_str()), (ForgeKind::Github, "https://github.com/"));
    assert!(org.hosts.is_none() && !org.require_approval && org.requests_per_second.is_none());
    assert!(loaded.settings.hosts[0].publish);
    let group = &loaded.settings.hosts[1];
    assert_eq!(
        (group.kind, group.organisation.as_deref(), group.publish),
        (HostKind::Gitlab, Some("a/b"), false)
    );
    for shown in [format!("{loaded:?}"), show_text(&loaded), show_json(&loaded)] {
        assert!(!shown.contains(TOKEN), "{shown}");
    }
    assert!(show_text(&loaded).contains("= set (from webhook_secret_env HOOK)"));
}

#[test]
fn an_app_takes_the_place_of_a_token() {
    let world = World::new(APP);
    std::fs::write(world.folder.path().join("key.pem"), KEY).unwrap();
    super::close(&world.folder.path().join("key.pem"));
    let loaded = world.load(&Environment::default()).unwrap();
    let app = loaded.settings.hosts[0].app.as_ref().unwrap();
    assert_eq!((app.id, app.installation), (12, 5_000_000_000));
    assert_eq!(app.key.now().expose_secret(), KEY.trim());
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    for shown in [format!("{loaded:?}"), show_text(&loaded), show_json(&loaded)] {
        assert!(!shown.contains("S3ntinelKey"), "{shown}");
    }
}

#[test]
fn policy_and_gate_are_read_value_for_value() {
    let world = World::new(
        "[policy]\ndaily_look = \"12h\"\narchive_keep = \"3650d\"\nmax_total = \"2TB\"\nrepack_every = \"30d\"\n\
         [gate]\nsecrets = false\npersonal_data = false\nthird_party = false\nauthor_addresses = [\"*@a.fr\"]\n\
         skip_paths = [\"doc/**\"]\nrules = \"two\"\ncode_licences = [\"MIT\"]\nresource_licences = [\"CC-BY-4.0\"]\n",
    );
    let policy = world.load(&Environment::default()).unwrap().settings.policy;
    assert_eq!(
        (policy.daily_look, policy.repack_every),
        (Duration::from_secs(43_200), Duration::from_secs(30 * 86_400))
    );
    assert_eq!(
        (policy.archive_keep, policy.max_total),
        (Some(Duration::from_secs(3650 * 86_400)), Some(2_000_000_000_000))
    );
    let gate = policy.gate;
    assert!(!gate.secrets && !gate.personal_data && !gate.third_party);
    assert_eq!(
        (gate.author_addresses.as_slice(), gate.skip_paths.as_slice()),
        (&["*@a.fr".to_owned()][..], &["doc/**".to_owned()][..])
    );
    assert_eq!(gate.rules, Some(world.folder.path().join("two")));
    assert_eq!(
        (gate.code_licences.unwrap(), gate.resource_licences.unwrap()),
        (vec!["MIT".to_owned()], vec!["CC-BY-4.0".to_owned()])
    );
    let policy = settings("").policy;
    assert_eq!(
        (policy.daily_look, policy.archive_keep, policy.max_total),
        (Duration::from_secs(86_400), None, None)
    );
    assert!(policy.gate.secrets && policy.gate.code_licences.is_none());
}
