//! The web pages, asked as a browser asks them.

use glane_sample_forge::spec::{Repository, Visibility};

use crate::ground::{Answer, Ground, commit, ground, repository};

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap()
}

async fn tip(ground: &Ground, path: &str) -> String {
    ground.forge.handle().references(path).unwrap()["refs/heads/main"].clone()
}

#[tokio::test]
async fn the_front_page_lists_public_projects_only() {
    let ground = ground().await;
    for who in ["", "chef"] {
        let home = ground.get("/", who).await;
        assert_eq!((home.status.as_u16(), home.header("content-type")), (200, "text/html; charset=utf-8"));
        for path in ["dsden/cours", "dsden/sub/outil", "dsden/vide"] {
            assert!(text(&home).contains(&format!("href=\"/{path}\"")), "{path}");
        }
        for path in ["dsden/interne", "secret/prive"] {
            assert!(!text(&home).contains(path), "{path} for {who:?}");
        }
    }
}

#[tokio::test]
async fn a_project_page_leads_to_its_files() {
    let ground = ground().await;
    let page = ground.get("/dsden/cours", "").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(text(&page).contains("<html lang=\"fr\">") && text(&page).contains("Un dépôt d’exemple"));
    assert!(text(&page).contains(&ground.clone_url("dsden/cours", "")));
    assert!(text(&page).contains(">cours/une leçon &quot;libre&quot;.md</a>"));
    let links: Vec<&str> = text(&page)
        .split("href=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .filter(|link| link.contains("/-/blob/"))
        .collect();
    assert_eq!(
        links,
        [
            "/dsden/cours/-/blob/main/README.md",
            "/dsden/cours/-/blob/main/cours/une%20le%C3%A7on%20%22libre%22.md"
        ]
    );
    for (link, words) in links.into_iter().zip(["# Leçon\n", "Bonjour\n"]) {
        let file = ground.get(link, "").await;
        assert_eq!((file.status.as_u16(), text(&file)), (200, words));
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
    }
    let commit = tip(&ground, "dsden/cours").await;
    let file = ground.get(&format!("/dsden/cours/-/blob/{commit}/README.md"), "").await;
    assert_eq!(text(&file), "# Leçon\n");
    assert!(text(&ground.get("/dsden/vide", "").await).contains("Aucun fichier"));
}

#[tokio::test]
async fn what_may_not_be_seen_is_answered_like_what_is_not_there() {
    let ground = ground().await;
    let nothing = ground.get("/dsden/absent", "").await;
    assert_eq!(nothing.status, 404);
    let commit = tip(&ground, "secret/prive").await;
    let file = format!("/secret/prive/-/blob/{commit}/README.md");
    for (path, who, sees) in [
        ("/secret/prive", "", false),
        ("/secret/prive.git", "", false),
        ("/secret/prive", "lecteur", false),
        ("/secret/prive", "chef", true),
        (&file, "", false),
        (&file, "lecteur", false),
        (&file, "chef", true),
        ("/dsden/interne", "", false),
        ("/dsden/interne", "lecteur", true),
        ("/dsden/interne/-/blob/main/README.md", "", false),
    ] {
        let answer = ground.get(path, who).await;
        assert_eq!(answer.status, if sees { 200 } else { 404 }, "{path} for {who:?}");
        if !sees {
            assert_eq!(answer.body, nothing.body, "{path} for {who:?}");
        }
    }
    ground.forge.handle().set_repository_access("dsden/cours", "disabled").unwrap();
    assert!(text(&ground.get("/dsden/cours", "").await).contains("Aucun fichier"));
    assert_eq!(ground.get("/dsden/cours/-/blob/main/README.md", "").await.status, 404);
}

#[tokio::test]
async fn a_former_path_leads_to_the_present_one() {
    let ground = ground().await;
    ground.forge.handle().rename("dsden/cours", "dsden/lecons").unwrap();
    for (asked, place) in [
        ("/dsden/cours", "/dsden/lecons"),
        ("/dsden/Lecons/", "/dsden/lecons"),
        ("/dsden/lecons.git", "/dsden/lecons"),
        ("/dsden/cours/-/blob/main/README.md", "/dsden/lecons/-/blob/main/README.md"),
        ("/dsden/cours/-/blob/main/a%20b", "/dsden/lecons/-/blob/main/a%20b"),
    ] {
        let answer = ground.get(asked, "").await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (301, place), "{asked}");
    }
    ground.forge.handle().rename("secret/prive", "secret/cache").unwrap();
    let hidden = ground.get("/secret/prive", "").await;
    assert_eq!((hidden.status.as_u16(), hidden.header("location")), (404, ""));
}

#[tokio::test]
async fn hostile_addresses_find_nothing() {
    let ground = ground().await;
    let outside = ground.scratch.path().join("sortie");
    let output = format!("--output={}", outside.display());
    let tree = ground
        .git_ok(&ground.forge.handle().directory("dsden/cours").unwrap(), &["rev-parse", "main^{tree}"])
        .await;
    for path in [
        "/..",
        "/../dsden/cours",
        "/%2e%2e/dsden/cours",
        "/10.git/config",
        "/dsden/cours/config",
        "/dsden/cours/-/blob/",
        "/dsden/cours/-/blob/main",
        "/dsden/cours/-/blob/main/",
        "/dsden/cours/-/blob/main/cours",
        "/dsden/cours/-/blob/main/absent",
        "/dsden/cours/-/blob/main/../README.md",
        "/dsden/cours/-/blob/main/%2e%2e/config",
        "/dsden/cours/-/blob/main/%2e/README.md",
        "/dsden/cours/-/blob/main//README.md",
        "/dsden/cours/-/blob/main/README.md%00",
        "/dsden/cours/-/blob/main/%ff",
        "/%ff/cours",
        "/dsden/cours/-/blob/HEAD/README.md",
        "/dsden/cours/-/blob/v1/README.md",
        "/dsden/cours/-/blob/main~1/README.md",
        "/dsden/cours/-/blob/main:README.md/x",
        "/dsden/cours/-/blob/--output=x/README.md",
        "/dsden/cours/-/blob/--batch/README.md",
        &format!("/dsden/cours/-/blob/{output}"),
        &format!("/dsden/cours/-/blob/main/{output}"),
        &format!("/dsden/cours/-/blob/{}/README.md", tree.trim()),
        &format!("/dsden/cours/-/blob/{}/README.md", "0".repeat(40)),
    ] {
        assert_eq!(ground.get(path, "").await.status, 404, "{path}");
    }
    assert!(!outside.exists());
    let post = ground.send(hyper::Method::POST, "/dsden/cours", "", "").await.unwrap();
    assert_eq!(post.status, 404);
    assert_eq!(ground.get("/api/v4/absent", "").await.header("content-type"), "application/json");
}

#[tokio::test]
async fn words_are_escaped_and_bytes_are_saved_not_shown() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    let mut hostile = Repository {
        name: "<script>alert(1)</script>".into(),
        description: "\"><img src=x onerror='a&b'>".into(),
        tags: vec![],
        ..repository(60, "dsden/piege", Visibility::Public)
    };
    hostile.branches[0].commits = vec![
        commit(1_700_000_000, "page.html", "<script>alert(1)</script>"),
        commit(1_700_000_001, "--output=x", "tiret"),
        commit(1_700_000_002, "<b>&?#.md", "signes"),
    ];
    hostile.branches[0].name = "travail/1".into();
    hostile.default_branch = "travail/1".into();
    handle.add(&hostile).unwrap();
    let stream = b"commit refs/heads/travail/1\ncommitter A <a@example.org> 1700000100 +0000\ndata 2\nx\n\
        from refs/heads/travail/1^0\nM 100644 inline \"le\xe7on.txt\"\ndata 2\n\xe9\n\nM 100644 inline nul\n\
        data 3\na\0b\n\n";
    handle.import("dsden/piege", stream).unwrap();
    let page = ground.get("/dsden/piege", "").await;
    assert!(
        !text(&page).contains("<script") && !text(&page).contains("<img") && !text(&page).contains("<b>")
    );
    assert!(text(&page).contains("&quot;&gt;&lt;img src=x onerror=&#39;a&amp;b&#39;&gt;"));
    for (file, words) in [
        ("page.html", "<script>alert(1)</script>"),
        ("--output=x", "tiret"),
        ("%3Cb%3E%26%3F%23.md", "signes"),
    ] {
        let answer = ground.get(&format!("/dsden/piege/-/blob/travail/1/{file}"), "").await;
        assert_eq!(
            (answer.header("content-type"), text(&answer)),
            ("text/plain; charset=utf-8", words),
            "{file}"
        );
    }
    for (file, bytes) in [("le%E7on.txt", b"\xe9\n".as_slice()), ("nul", b"a\0b")] {
        assert!(text(&page).contains(&format!("/dsden/piege/-/blob/travail/1/{file}\"")), "{file}");
        let answer = ground.get(&format!("/dsden/piege/-/blob/travail/1/{file}"), "").await;
        assert_eq!(&answer.body[..], bytes, "{file}");
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert_eq!(answer.header("content-disposition"), "attachment");
    }
}
