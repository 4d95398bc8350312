//! Sites gone through by their sitemap: robots.txt obeyed, what changed asked for, no walk without end.

use std::io::Write;

use glane::config::SourceKind;
use glane::harvest::{Gathered, Trouble};
use glane_catalog::model::{Field, ResourceKey};

use super::served::{Site, all, data, led, opened, page, records, refused, status, through, titles};

fn lesson(name: &str, head: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=fr><head>{head}<script type=\"application/ld+json\">\
         {{\"@context\":\"https://schema.org\",\"@type\":\"LearningResource\",\"name\":\"{name}\"}}</script></head>"
    )
}

fn listing(site: &str, pages: &[(&str, &str)]) -> String {
    let entry =
        |(path, day): &(&str, &str)| format!("<url><loc>{site}{path}</loc><lastmod>{day}</lastmod></url>");
    format!("<urlset>{}</urlset>", pages.iter().map(entry).collect::<String>())
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

#[tokio::test]
async fn robots_are_obeyed_and_pages_without_a_lesson_are_counted() {
    let site = Site::new(|url| {
        move |path: &str, _| match path {
            "/robots.txt" => data(
                "text/plain",
                "User-agent: *\nAllow: /\n\nUser-agent: Glane\nDisallow: /prive/\nDisallow: /*?tri=\n",
            ),
            "/sitemap.xml" => {
                let list = |path: &str| format!("<sitemap><loc>{url}{path}</loc></sitemap>");
                let lists = ["/a.xml.gz", "/prive/b.xml", "/c.txt", "/absent.xml"].map(list).concat();
                let other = "<sitemap><loc>https://ailleurs.example/s.xml</loc></sitemap>";
                data("application/xml", format!("<sitemapindex>{lists}{other}</sitemapindex>"))
            }
            "/a.xml.gz" => data(
                "application/gzip",
                packed(&listing(
                    &url,
                    &[("/fractions?v=2", ""), ("/prive/notes", ""), ("/liste?tri=date", ""), ("/contact", "")],
                )),
            ),
            "/c.txt" => data("text/plain", format!("{url}/cache\n{url}/image.png\n{url}/parti\n{url}/ferme\n{url}/detour\n{url}/dehors\n{url}/rond\n")),
            "/fractions?v=2" => page(lesson("Fractions", "<link rel=canonical href=/fractions>")),
            "/contact" => page("<title>Contact</title>"),
            "/cache" => page(lesson("Caché", "<meta name=robots content=noindex>")),
            "/image.png" => data("image/png", "x"),
            "/ferme" => status(403),
            "/detour" => led("/prive/notes"),
            "/dehors" => led("https://ailleurs.example/"),
            "/rond" => led("/rond"),
            _ => None,
        }
    })
    .await;
    let found = all(&site.settings(SourceKind::Sitemap, "/sitemap.xml"), None).await.unwrap();
    let [record] = records(&found)[..] else { panic!("{:?}", found.records) };
    let id = format!("{}/fractions", site.url);
    assert_eq!(record.key, ResourceKey::Record { source: "essai".parse().unwrap(), id: id.clone() });
    assert_eq!(record.fields.value(Field::Website), Some(&*id));
    assert_eq!(record.licence.expression, None);
    let [(closed, why)] = refused(&found)[..] else { panic!("{:?}", found.records) };
    assert_eq!(closed, format!("{}/ferme", site.url));
    assert!(why.contains("403"), "{why}");
    for never in ["/prive/notes", "/prive/b.xml", "/liste?tri=date"] {
        assert_eq!(site.asked(never), 0, "{never}");
    }
    assert!(found.is_partial && found.since.is_none(), "two of its sitemaps could not be read");
    let told = found.remarks.join("\n");
    for words in [
        "/prive/b.xml, which robots.txt refuses to us",
        "/absent.xml answers with status 404",
        "2 pages describe nothing to learn with",
        "3 pages were not asked for: robots.txt",
        "1 pages ask to be left out",
        "2 pages of the sitemap are not there",
        "2 entries of the sitemap lead to other sites",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[tokio::test]
async fn a_page_that_is_closed_for_a_day_takes_no_record_away() {
    let site = Site::new(|url| {
        move |path: &str, _| match path {
            "/s.txt" | "/gone.txt" => {
                let second = if path == "/s.txt" { "ferme?v=2" } else { "parti" };
                data("text/plain", format!("{url}/a\n{url}/{second}\n"))
            }
            "/a" => page(lesson("A", "")),
            // Its record is called by its canonical address, which nobody can know now.
            "/ferme?v=2" => status(401),
            _ => None,
        }
    })
    .await;
    let found = all(&site.settings(SourceKind::Sitemap, "/s.txt"), None).await.unwrap();
    assert_eq!((titles(&found), refused(&found).len()), (vec!["A"], 1));
    assert!(found.is_partial && found.since.is_none(), "nothing may be taken for gone");
    let found = all(&site.settings(SourceKind::Sitemap, "/gone.txt"), None).await.unwrap();
    assert!(!found.is_partial && found.since.is_some(), "a page that is not there is gone");
}

#[tokio::test]
async fn what_did_not_change_is_asked_for_again_in_the_fourth_harvest_only() {
    let site = Site::new(|url| {
        move |path: &str, _| match path {
            "/s.xml" => {
                let pages = [("/a", "2024-01-01"), ("/b", "2025-01-01T10:00:00Z"), ("/c", "jamais")];
                data("application/xml", listing(&url, &pages))
            }
            "/a" | "/b" | "/c" => page(lesson(path, "")),
            _ => None,
        }
    })
    .await;
    let settings = site.settings(SourceKind::Sitemap, "/s.xml");
    let first = all(&settings, None).await.unwrap();
    assert_eq!((titles(&first), first.is_partial), (vec!["/a", "/b", "/c"], false));
    let mut since = first.since;
    for round in 1..=4 {
        let source = opened(&settings, since.as_deref());
        assert_eq!(source.is_whole(), round == 4, "{round}");
        let found = all(&settings, since.as_deref()).await.unwrap();
        assert_eq!(titles(&found), if round == 4 { vec!["/a", "/b", "/c"] } else { vec!["/b", "/c"] });
        since = found.since;
    }
    assert_eq!((site.asked("/a"), site.asked("/b"), site.asked("/c")), (2, 5, 5));
}

#[tokio::test]
async fn a_date_to_come_does_not_make_the_others_old() {
    let site = Site::new(|url| {
        move |path: &str, times| match path {
            "/s.xml" => {
                let changed = if times < 2 { "2025-01-01" } else { "2025-03-01" };
                let pages = [("/a", "2099-01-01"), ("/b", changed), ("/c", "2024-01-01")];
                data("application/xml", listing(&url, &pages))
            }
            "/a" | "/b" | "/c" => page(lesson(path, "")),
            _ => None,
        }
    })
    .await;
    let settings = site.settings(SourceKind::Sitemap, "/s.xml");
    let first = all(&settings, None).await.unwrap();
    // The day that counts is over where it ends last, twelve hours behind.
    assert!(first.since.as_deref().is_some_and(|since| since.contains("2025-01-02T12")), "{:?}", first.since);
    let second = all(&settings, first.since.as_deref()).await.unwrap();
    assert_eq!(titles(&second), ["/a", "/b"]);
    let third = all(&settings, second.since.as_deref()).await.unwrap();
    assert_eq!(titles(&third), ["/a", "/b"], "it changed in March");
    // What an earlier harvest believed is mended.
    let fooled = r#"{"round":1,"newest":"2099-01-01T00:00:00Z"}"#;
    assert_eq!(titles(&all(&settings, Some(fooled)).await.unwrap()), ["/a", "/b", "/c"]);
}

#[tokio::test]
async fn a_walk_goes_on_where_it_was_and_ends() {
    let many: Vec<String> = (0..45).map(|at| format!("/p{at}")).collect();
    let paths = many.clone();
    let site = Site::new(move |url| {
        move |path: &str, _| match path {
            "/s.xml" => {
                let pages: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
                data("application/xml", listing(&url, &pages))
            }
            // Each index names itself, and one that nobody met before.
            _ if path.starts_with("/index") => {
                let next = path.trim_start_matches("/index").parse().unwrap_or(0) + 1;
                let names = [path.to_owned(), format!("/index{next}")];
                let list = names.map(|name| format!("<sitemap><loc>{url}{name}</loc></sitemap>")).concat();
                data("text/xml", format!("<sitemapindex>{list}</sitemapindex>"))
            }
            _ if path.starts_with("/p") => page(lesson(path, "")),
            _ => None,
        }
    })
    .await;
    let settings = site.settings(SourceKind::Sitemap, "/s.xml");
    let found = all(&settings, None).await.unwrap();
    assert_eq!(titles(&found), many);
    assert!(many.iter().all(|path| site.asked(path) == 1));
    let endless = site.settings(SourceKind::Sitemap, "/index");
    let found = through(opened(&endless, None).as_ref()).await.unwrap();
    assert!(found.is_partial && found.records.is_empty() && found.since.is_none());
    assert!(found.remarks[0].contains("more sitemaps than are followed"), "{:?}", found.remarks);
    assert!(site.visits() < 1_200, "{}", site.visits());
    // A place of another site is of no use here.
    let place = opened(&settings, None).page(None).await.unwrap().next.unwrap();
    let lost = opened(&endless, None).page(Some(&place)).await;
    assert!(matches!(lost, Err(Trouble::Lost(_))), "{lost:?}");
}

#[tokio::test]
async fn a_site_that_answers_nonsense_gives_nothing_and_takes_nothing_away() {
    let site = Site::new(|url| {
        move |path: &str, _| match path {
            "/robots.txt" => page("<html>Accueil</html>"),
            "/html" | "/html.gz" => page("<!DOCTYPE html><html><body>Accueil"),
            "/bomb" => data("application/gzip", packed(&" ".repeat(60 << 20))),
            "/cut" => data("text/xml", format!("<urlset><url><loc>{url}/p</loc></url><url><loc>{url}/")),
            "/broken.gz" => data("application/gzip", [&[0x1f, 0x8b, 8, 0][..], b"xxxxxxxxxxxxxxx"].concat()),
            "/huge" => data("text/xml", format!("<urlset><url><loc>{url}/big</loc></url></urlset>")),
            "/big" => page(format!("{}{}", "<div ".repeat(400_000), lesson("Trop", ""))),
            "/p" => page(lesson("Bon", "<base href=https://ailleurs.example/>")),
            _ => None,
        }
    })
    .await;
    let of = |path: &str| site.settings(SourceKind::Sitemap, path);
    for (path, words) in [
        ("/html", "is no sitemap"),
        ("/bomb", "more than 50 MB"),
        ("/broken.gz", "cannot be unpacked"),
        ("/rien", "status 404"),
    ] {
        let error = super::served::trouble(&of(path)).await;
        assert!(error.contains(words) && error.contains(path), "{error}");
    }
    let cut = all(&of("/cut"), None).await.unwrap();
    assert_eq!((titles(&cut), cut.is_partial), (vec!["Bon"], true));
    let huge = all(&of("/huge"), None).await.unwrap();
    assert!(!huge.records.iter().any(|one| matches!(one, Gathered::Gone(_))));
}

#[tokio::test]
async fn a_site_that_asks_for_too_much_patience_is_left_alone() {
    let site = Site::new(|_| {
        |path: &str, _| {
            (path == "/robots.txt")
                .then(|| data("text/plain", "User-agent: *\nCrawl-delay: 86400\n"))
                .flatten()
        }
    })
    .await;
    let error = super::served::trouble(&site.settings(SourceKind::Sitemap, "/s.xml")).await;
    assert!(error.contains("86400 s between two pages"), "{error}");
    assert_eq!(site.visits(), 1);
}
