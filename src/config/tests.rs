//! The configuration as an operator meets it: what is refused and in which words, what is read.

mod mirroring;
mod network;
mod source;

use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;

use super::*;

/// The token of every test: it must appear in no output.
const TOKEN: &str = "glpat-Sentinel0123456789";

struct World {
    folder: tempfile::TempDir,
}

impl World {
    /// A folder with a token file, a folder of repositories and this configuration.
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("repositories")).unwrap();
        std::fs::write(at("token"), format!("{TOKEN}\n")).unwrap();
        std::fs::write(at("blank"), " \n").unwrap();
        std::fs::write(at("two"), "one two\n").unwrap();
        close(&at("token"));
        std::fs::write(at("glane.toml"), text).unwrap();
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("glane.toml")
    }

    fn load(&self, environment: &Environment) -> Result<Loaded, ConfigError> {
        load(&self.file(), environment)
    }

    /// The printed problems, with the folder's own path left out.
    fn errors(&self, environment: &Environment) -> Vec<String> {
        let error = self.load(environment).expect_err("should be refused").to_string();
        self.short(&error).lines().map(str::to_owned).collect()
    }

    fn short(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

#[cfg(unix)]
fn close(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn close(_: &Path) {}

const LAB: &str = "[[forge]]\nid = \"lab\"\nkind = \"gitlab\"\nurl = \"https://lab.example.org\"\n";
const DIR: &str = "[[forge]]\nid = \"dir\"\nkind = \"plain\"\npath = \"repositories\"\n";
const HUB: &str =
    "[[host]]\nid = \"hub\"\nkind = \"github\"\norganisation = \"miroirs\"\ntoken_file = \"token\"\n";

/// What is written, and how the problems begin that it must be answered with, in order.
fn refusals() -> Vec<(String, Vec<&'static str>)> {
    let after = |head: &str, tail: &str| format!("{head}{tail}");
    vec![
        // Shape of the file
        ("site = 1".into(), vec!["glane.toml:1:8: \"site\" must be a table, not integer — write [site]"]),
        ("[sites]".into(), vec!["glane.toml:1:2: unknown table or key \"sites\" — did you mean \"site\"? known tables: site, store, forge, host, source, policy, gate, network"]),
        ("[forge]\nid = \"a\"".into(), vec!["glane.toml:1:1: \"forge\" is a list of tables — write [[forge]]"]),
        ("[site]\ntitle = \"a\nurl = \"b\"".into(), vec!["glane.toml:2:11: invalid basic string"]),
        (after(LAB, &format!("token_file = {TOKEN}\n[{TOKEN}@]")), vec!["glane.toml:5:14: string values must be quoted", "glane.toml:6:"]),
        ("[site]\ntitle = \"a\"\ntitle = \"b\"".into(), vec!["glane.toml:3:1: duplicate key — keep one of the two"]),
        // Keys and types
        (after(LAB, "tokenfile = \"token\""), vec!["glane.toml:5:1: unknown key \"tokenfile\" in [[forge]] — did you mean \"token_file\"? known keys: id, kind, url"]),
        ("[site]\nlisten = 80".into(), vec!["glane.toml:2:10: \"listen\" in [site] must be a text, not integer — write listen = \"…\""]),
        (after(LAB, "groups = \"a\""), vec!["glane.toml:5:10: \"groups\" in [[forge]] must be a list of texts, not string — write groups = [\"…\", \"…\"]"]),
        (after(LAB, "groups = [1]"), vec!["glane.toml:5:11: \"groups\" in [[forge]] must be a text, not integer"]),
        ("[site]\ntitle = \" \"".into(), vec!["glane.toml:2:9: \"title\" is blank — give it a value, or leave the key out of [site]"]),
        // Required
        ("[[forge]]\n[[host]]".into(), vec![
            "glane.toml:1:1: [[forge]] has no \"id\" — add id = ",
            "glane.toml:1:1: [[forge]] has no \"kind\" — add kind = \"gitlab\", \"forgejo\", \"github\" or \"plain\"",
            "glane.toml:2:1: [[host]] has no \"id\" — add id = ",
            "glane.toml:2:1: [[host]] has no \"kind\" — add kind = \"github\", \"gitlab\", \"forgejo\" or \"plain\"",
        ]),
        ("[[forge]]\nid = \"a\"\nkind = \"gitlab\"".into(), vec!["glane.toml:1:1: [[forge]] of kind \"gitlab\" has no \"url\" — add url = "]),
        ("[[forge]]\nid = \"a\"\nkind = \"plain\"".into(), vec!["glane.toml:1:1: [[forge]] of kind \"plain\" has neither \"path\" nor \"repositories\" — add path = "]),
        ("[[host]]\nid = \"a\"\nkind = \"github\"".into(), vec![
            "glane.toml:1:1: [[host]] of kind \"github\" has no \"organisation\" — add organisation = ",
            "glane.toml:1:1: [[host]] of kind \"github\" has no token — add token_file = ",
        ]),
        ("[[host]]\nid = \"a\"\nkind = \"plain\"".into(), vec!["glane.toml:1:1: [[host]] of kind \"plain\" has neither \"path\" nor \"url\" — add path = "]),
        // Identity
        (after(DIR, DIR), vec!["glane.toml:6:6: the id \"dir\" is already that of the forge at line 2 — give each its own"]),
        (DIR.replace("\"dir\"", "\"Ma Forge\""), vec!["glane.toml:2:6: \"Ma Forge\" is not an identifier: use 1 to 40 of a-z, 0-9 and '-'"]),
        (DIR.replace("plain", "plein"), vec!["glane.toml:3:8: unknown kind of forge \"plein\" — did you mean \"plain\"? known kinds: gitlab, forgejo, github, plain"]),
        (HUB.replace("github\"", "bitbucket\""), vec!["glane.toml:3:8: unknown kind of host \"bitbucket\" — known kinds: github, gitlab, forgejo, plain"]),
        // Keys of another kind
        (after(LAB, "path = \"repositories\""), vec!["glane.toml:5:8: \"path\" means nothing in [[forge]] of kind \"gitlab\" — take path out"]),
        (after(DIR, "groups = [\"a\"]\ntoken_file = \"token\""), vec![
            "glane.toml:5:10: \"groups\" means nothing in [[forge]] of kind \"plain\"",
            "glane.toml:6:14: \"token_file\" means nothing in [[forge]] of kind \"plain\"",
        ]),
        ("[[host]]\nid = \"a\"\nkind = \"plain\"\npath = \"x\"\nurl = \"https://h.org\"".into(), vec!["glane.toml:5:7: [[host]] has both \"path\" and \"url\" — keep one, or declare two hosts"]),
        // Addresses
        (LAB.replace("https://lab.example.org", "lab.example.org"), vec!["glane.toml:4:7: the address in \"url\" cannot be read: relative URL without a base — write it in full"]),
        (LAB.replace("https:", "ftp:"), vec!["glane.toml:4:7: the address in \"url\" is neither http nor https — only http and https are spoken"]),
        (LAB.replace("https://lab.example.org", "lab.example.org:8443"), vec!["glane.toml:4:7: the address in \"url\" is neither http nor https — write it in full"]),
        (LAB.replace("lab.example.org", ""), vec!["glane.toml:4:7: the address in \"url\" cannot be read: empty host — write it in full"]),
        (LAB.replace("lab.", &format!("oauth2:{TOKEN}@lab.")), vec!["glane.toml:4:7: the address in \"url\" holds credentials — take the user name and password out"]),
        ("[[forge]]\nid = \"a\"\nkind = \"plain\"\nrepositories = [\"git@h.org:a.git\", \"https://h.org/b\", \"https://h.org/b\"]".into(), vec![
            "glane.toml:4:17: the address in \"repositories\" is an SSH address — write the https address",
            "glane.toml:4:55: https://h.org/b is listed twice — keep it once",
        ]),
        // Patterns, groups, schedules
        (after(LAB, "include = [\"a/**\", \"b/[\"]"), vec!["glane.toml:5:20: the pattern \"b/[\" in include cannot be read: "]),
        (after(LAB, "groups = [\"https://lab.example.org/a\"]"), vec!["glane.toml:5:11: \"https://lab.example.org/a\" is not the path of a group — write its path"]),
        (after(LAB, "schedule = \"every night\""), vec!["glane.toml:5:12: the schedule \"every night\" cannot be read: it has 2 fields — write six fields"]),
        (after(LAB, "schedule = \"0 99 3 * * *\""), vec!["glane.toml:5:12: the schedule \"0 99 3 * * *\" cannot be read: "]),
        // Tokens
        (after(LAB, &format!("token = \"{TOKEN}\"")), vec!["glane.toml:5:1: \"token\" in [[forge]] would keep a secret in this file — put the token in a file"]),
        (after(LAB, "token_file = \"absent\""), vec!["glane.toml:5:14: the token file absent does not exist — create it"]),
        (after(LAB, "token_file = \"blank\""), vec!["glane.toml:5:14: the token file blank is empty — create it"]),
        (after(LAB, "token_file = \"two\""), vec!["glane.toml:5:14: the token file two holds more than one token — "]),
        (after(LAB, "token_file = \"repositories\""), vec!["glane.toml:5:14: the token file repositories is not a file — "]),
        (after(LAB, "token_env = \"LAB_TOKEN\""), vec!["glane.toml:5:13: the environment variable LAB_TOKEN is not set — set LAB_TOKEN"]),
        (after(LAB, &format!("token_env = \"{TOKEN}\"")), vec!["glane.toml:5:13: \"token_env\" is not the name of a variable — "]),
        (after(LAB, "token_file = \"token\"\ntoken_env = \"X\""), vec!["glane.toml:6:13: [[forge]] has both \"token_file\" and \"token_env\" — keep one"]),
        // Paths
        (DIR.replace("repositories", "absent"), vec!["glane.toml:4:8: path: absent does not exist — name the folder"]),
        (DIR.replace("repositories", "token"), vec!["glane.toml:4:8: path: token is not a folder — name the folder"]),
        ("[[host]]\nid = \"a\"\nkind = \"plain\"\npath = \"token\"".into(), vec!["glane.toml:4:8: path: token is not a folder — "]),
        ("[store]\ndata = \"token\"".into(), vec!["glane.toml:2:8: data: token is not a folder — "]),
        // Site and store
        ("[site]\nlisten = \":80\"".into(), vec!["glane.toml:2:10: \":80\" is not an address to listen on — write an IP address and a port, as in \"0.0.0.0:80\""]),
        ("[site]\nlisten = \"localhost:80\"".into(), vec!["glane.toml:2:10: \"localhost:80\" is not an address to listen on — write an IP address and a port, as in \"127.0.0.1:80\""]),
        (format!("[store]\nurl = \"postgres://u:{TOKEN}@h/d\""), vec!["glane.toml:2:7: the database address is not of a kind this version knows — write url = \"sqlite:glane.db\""]),
        ("[store]\nurl = \"sqlite::memory:\"".into(), vec!["glane.toml:2:7: a database in memory would forget everything at the end — "]),
        // Names of copies
        (after(HUB, "name = \"{forge}\""), vec!["glane.toml:6:8: the naming rule would give every copy the same name — add {path} or {name}"]),
        (after(HUB, "name = \"{paht}\""), vec!["glane.toml:6:8: the naming rule has an unknown place {paht} — known places: forge, path, name"]),
        (after(HUB, "name = \"{path\""), vec!["glane.toml:6:8: the naming rule has a { without its } — "]),
        (after(HUB, "name = \"a b/{path}\""), vec!["glane.toml:6:8: the naming rule has \" \", which no host takes — "]),
        (HUB.replace("miroirs", "https://github.com/miroirs"), vec!["glane.toml:4:16: \"https://github.com/miroirs\" is not the name of an organisation — "]),
        // Policy
        ("[policy]\ngit_timeout = \"10\"\nmax_repository = \"5 gigs\"\nworkers = 0\nexamine_memory = \"1MB\"\nexamine_timeout = \"0s\"".into(), vec![
            "glane.toml:2:15: git_timeout: \"10\" cannot be read — write a whole number and s, m, h or d",
            "glane.toml:3:18: max_repository: \"5 gigs\" cannot be read — write a whole number and B, kB",
            "glane.toml:4:11: workers = 0 is out of range — write a number from 1 to 64",
            "glane.toml:5:18: examine_memory = \"1MB\" is too little — give at least 64MiB",
            "glane.toml:6:19: examine_timeout = \"0s\" leaves no time — give at least 1s",
        ]),
        ("[policy]\nallow_licences = [\"mit\", \"chez nous\", \"GPLv3\"]\nrefuse_licences = [\"MIT\"]".into(), vec![
            "glane.toml:2:26: \"chez nous\" in allow_licences is not an SPDX licence identifier — write one identifier an entry",
                "glane.toml:2:39: \"GPLv3\" in allow_licences is not an SPDX licence identifier — did you mean \"GPL-3.0-only\"?",
            "glane.toml:3:20: MIT is both in allow_licences and in refuse_licences — keep it in one",
        ]),
    ]
}

#[test]
fn every_problem_names_its_place_and_its_remedy() {
    for (text, expected) in refusals() {
        let found = World::new(&text).errors(&Environment::default());
        assert_eq!(found.len(), expected.len(), "{text}\nfound: {found:#?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found.starts_with(expected), "{text}\nfound:    {found}\nexpected: {expected}");
            assert!(found.contains(" — "), "no remedy: {found}");
            assert!(!found.contains(TOKEN), "a token is shown: {found}");
        }
    }
}

#[test]
fn problems_of_all_sections_come_together_in_the_order_of_the_file() {
    let text = "[[forge]]\nid = \"a\"\nkind = \"gitlab\"\n[site]\nlisten = 1\n[polcy]\n";
    let found = World::new(text).errors(&Environment::default());
    let lines: Vec<&str> = found.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(lines, ["glane.toml:1:1", "glane.toml:5:10", "glane.toml:6:2"]);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let world = World::new("");
    let missing = load(&world.folder.path().join("none.toml"), &Environment::default()).unwrap_err();
    assert!(
        world
            .short(&missing.to_string())
            .starts_with("none.toml: there is no such file — write one with `glane init`")
    );
    std::fs::write(world.file(), b"[site]\ntitle = \"caf\xe9\"\n").unwrap();
    assert_eq!(
        world.errors(&Environment::default()),
        ["glane.toml: line 2 is not UTF-8 — save the file as UTF-8"]
    );
}

#[test]
fn an_empty_file_gives_the_defaults_under_its_own_folder() {
    let world = World::new("");
    let settings = world.load(&Environment::default()).unwrap().settings;
    let data = world.folder.path().join("glane-data");
    assert_eq!(settings.store.data, data);
    assert_eq!(settings.store.url, format!("sqlite:{}/glane.db", data.display()));
    assert_eq!(settings.site.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.policy.workers, 4);
    assert!(settings.forges.is_empty() && settings.hosts.is_empty());
}

#[test]
fn a_full_file_is_read_value_for_value() {
    let text = format!(
        "{LAB}groups = [\"maths\"]\ninclude = [\"maths/**\"]\nexclude = [\"maths/old-*\"]\ntoken_env = \"LAB_TOKEN\"\n\
         schedule = \"30 3 * * *\"\n{DIR}{HUB}\
         [store]\nurl = \"sqlite:base/g.db\"\n[policy]\nmax_repository = \"500MB\"\ngit_timeout = \"10m\"\n"
    );
    let world = World::new(&text);
    let loaded = world.load(&Environment::of([("LAB_TOKEN", TOKEN)])).unwrap();
    let settings = &loaded.settings;
    let lab = &settings.forges[0];
    assert_eq!((lab.id.as_str(), lab.kind), ("lab", ForgeKind::Gitlab));
    assert_eq!(lab.url.as_ref().unwrap().as_str(), "https://lab.example.org/");
    assert_eq!(
        (lab.groups[0].as_str(), lab.include[0].as_str(), lab.exclude[0].as_str()),
        ("maths", "maths/**", "maths/old-*")
    );
    assert_eq!(lab.token.as_ref().unwrap().now().expose_secret(), TOKEN);
    assert_eq!(lab.schedule.as_deref(), Some("0 30 3 * * *"));
    assert_eq!(settings.forges[1].path, Some(world.folder.path().join("repositories")));
    let hub = &settings.hosts[0];
    assert_eq!(hub.token.as_ref().unwrap().now().expose_secret(), TOKEN);
    assert_eq!(
        (hub.url.as_ref().unwrap().as_str(), hub.name.as_str()),
        ("https://github.com/", "{forge}-{path}")
    );
    assert_eq!(settings.store.url, format!("sqlite:{}", world.folder.path().join("base/g.db").display()));
    assert_eq!(settings.policy.max_repository, 500_000_000);
    assert_eq!(settings.policy.git_timeout.as_secs(), 600);
    for shown in [format!("{loaded:?}"), show_text(&loaded), show_json(&loaded)] {
        assert!(!shown.contains(TOKEN), "{shown}");
    }
}

#[test]
fn what_is_shown_has_its_origin() {
    let world = World::new(&format!(
        "{HUB}[site]\ntitle = \"Communs\"\nlisten = \"127.0.0.1:1\"\ncontact = \"communs@example.org\"\n"
    ));
    let environment = Environment::of([("GLANE_SITE_LISTEN", "0.0.0.0:80")]);
    let loaded = world.load(&environment).unwrap();
    let text = world.short(&show_text(&loaded));
    let line = |key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("site.title"), "site.title = \"Communs\" # glane.toml:7");
    assert_eq!(line("site.listen"), "site.listen = \"0.0.0.0:80\" # environment variable GLANE_SITE_LISTEN");
    assert_eq!(line("site.url"), "site.url = not set # default");
    assert_eq!(line("site.publisher"), "site.publisher = not set # default");
    assert_eq!(line("site.contact"), "site.contact = \"communs@example.org\" # glane.toml:9");
    assert_eq!(loaded.settings.site.operator.contact.as_deref(), Some("communs@example.org"));
    assert_eq!(line("host.hub.token"), "host.hub.token = set (from token_file token) # glane.toml:5");
    let json: Vec<serde_json::Value> = serde_json::from_str(&show_json(&loaded)).unwrap();
    let title = json.iter().find(|setting| setting["key"] == "site.title").unwrap();
    assert_eq!((title["value"].as_str(), title["origin"]["line"].as_u64()), (Some("Communs"), Some(7)));
}

#[test]
fn a_five_field_schedule_says_how_it_is_read() {
    let loaded =
        World::new(&format!("{DIR}schedule = \"30 3 * * *\"\n")).load(&Environment::default()).unwrap();
    assert!(show_text(&loaded).contains("\"0 30 3 * * *\""));
    assert!(show_text(&loaded).contains("(written \"30 3 * * *\": five fields are read as at second 0)"));
}

#[test]
fn variables_override_the_file_and_are_checked() {
    let world = World::new("[store]\nurl = \"sqlite:a.db\"\ndata = \"d\"\n");
    let environment =
        Environment::of([("GLANE_DATA", "/srv/glane"), ("GLANE_STORE_URL", "sqlite:/srv/g.db")]);
    let store = world.load(&environment).unwrap().settings.store;
    assert_eq!((store.url.as_str(), store.data.as_path()), ("sqlite:/srv/g.db", Path::new("/srv/glane")));
    let bad = Environment::of([("GLANE_SITE_LISTEN", "eighty")]);
    let expected = "GLANE_SITE_LISTEN: \"eighty\" is not an address to listen on — write an IP address and a port, as in \"127.0.0.1:8080\"";
    assert_eq!(world.errors(&bad), [expected]);
}

#[cfg(unix)]
#[test]
fn a_token_file_that_all_can_read_is_worth_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new(HUB);
    assert!(world.load(&Environment::default()).unwrap().warnings.is_empty());
    let token = world.folder.path().join("token");
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o644)).unwrap();
    let warnings = world.load(&Environment::default()).unwrap().warnings;
    assert_eq!(warnings.len(), 1);
    let said = world.short(&warnings[0].to_string());
    assert_eq!(said, "glane.toml:5:14: the token file token can be read by every user — chmod 600 token");
}

#[test]
fn a_token_over_plain_http_is_worth_a_warning_unless_it_stays_on_this_machine() {
    for (url, warned) in [
        ("http://lab.example.org", true),
        ("http://127.0.0.1:3000", false),
        ("https://lab.example.org", false),
    ] {
        let text = format!("{}token_file = \"token\"\n", LAB.replace("https://lab.example.org", url));
        let warnings = World::new(&text).load(&Environment::default()).unwrap().warnings;
        assert_eq!(!warnings.is_empty(), warned, "{url}");
    }
}
