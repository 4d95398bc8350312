//! Instances of PeerTube, as the documentation of its API describes their answers.

use glane::config::SourceKind;
use glane_catalog::model::{Field, ResourceKey};

use super::served::{Site, all, data, page, records, refused, status, titles, trouble};

fn uuid(number: usize) -> String {
    format!("9c9de5e8-0a1e-484a-b099-{number:012}")
}

/// A video as lists have it.
fn video(number: usize, more: &str) -> String {
    format!(
        r#"{{"id":{number},"uuid":"{}","name":"Film {number}","isLocal":true,"isLive":false,"nsfw":false,
        "privacy":{{"id":1,"label":"Public"}},"licence":{{"id":1,"label":"Attribution"}},"duration":90,
        "language":{{"id":"fr","label":"French"}},"publishedAt":"2024-10-01T10:52:46.396Z",
        "account":{{"name":"ada","displayName":"Ada Lovelace"}},"channel":{{"name":"m","displayName":"Maths"}}{more}}}"#,
        uuid(number)
    )
}

/// The page of a list of so many videos that a query asks for.
fn listed(path: &str, total: usize) -> String {
    let value = |key: &str| -> usize {
        let query = path.split('?').nth(1).unwrap_or_default();
        query.split('&').find_map(|pair| pair.strip_prefix(key)).map_or(0, |value| value.parse().unwrap())
    };
    let (start, count) = (value("start="), value("count="));
    let videos: Vec<String> = (start..total.min(start + count)).map(|number| video(number, "")).collect();
    format!(r#"{{"total":{total},"data":[{}]}}"#, videos.join(","))
}

#[tokio::test]
async fn the_videos_of_an_instance_are_taken_page_by_page_with_what_each_says() {
    let site = Site::new(|_| {
        |path: &str, _| {
            if path.starts_with("/api/v1/videos?") {
                return data("application/json", listed(path, 230));
            }
            let number: usize = path.strip_prefix("/api/v1/videos/")?.rsplit('-').next()?.parse().ok()?;
            match number {
                3 => status(404),
                4 => data(
                    "application/json",
                    video(4, "").replace("\"id\":1,\"label\":\"Public\"", "\"id\":2"),
                ),
                5 => page("<html>"),
                6 => status(403),
                7 => data("application/json", video(8, "")),
                _ => data("application/json", video(number, r#","tags":["5e"],"description":"Une leçon.""#)),
            }
        }
    })
    .await;
    let found = all(&site.settings(SourceKind::Peertube, ""), None).await.unwrap();
    assert_eq!((records(&found).len(), found.of, found.is_partial), (225, Some(230), false));
    assert_eq!(found.remarks, ["2 videos are private, sensitive, live or gone, and were left out"]);
    let first = records(&found)[0];
    assert_eq!(first.key, ResourceKey::Record { source: "essai".parse().unwrap(), id: uuid(0) });
    for (field, value) in [
        (Field::ResourceKind, "video"),
        (Field::Duration, "PT1M30S"),
        (Field::Author, "Ada Lovelace"),
        (Field::Level, "5e"),
        (Field::Summary, "Une leçon."),
    ] {
        assert_eq!(first.fields.value(field), Some(value), "{field:?}");
    }
    // Where its own answer is of no use, the little that the list says replaces nothing.
    let ids: Vec<&str> = refused(&found).iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, [uuid(5), uuid(6), uuid(7)]);
    assert!(refused(&found)[1].1.contains("status 403"), "{:?}", refused(&found));
    // Each page begins with the last video of the one before.
    for start in [0, 99, 198] {
        let asked =
            format!("/api/v1/videos?start={start}&count=100&sort=publishedAt&isLocal=true&nsfw=false");
        assert_eq!(site.asked(&asked), 1, "{start}");
    }
    assert_eq!(site.asked(&format!("/api/v1/videos/{}", uuid(99))), 1);
}

#[tokio::test]
async fn a_video_that_slips_by_between_two_pages_is_not_taken_for_gone() {
    let site = Site::new(|_| {
        |path: &str, _| {
            if path.starts_with("/api/v1/videos?") {
                // Behind the first page one of its videos goes, and another comes at the end.
                let gone = usize::from(!path.contains("start=0&"));
                let of = |number: usize| video(number + gone, "");
                let start = if gone == 1 { 99 } else { 0 };
                let videos: Vec<String> = (start..150.min(start + 100)).map(of).collect();
                return data("application/json", format!(r#"{{"total":150,"data":[{}]}}"#, videos.join(",")));
            }
            let number: usize = path.rsplit('-').next()?.parse().ok()?;
            data("application/json", video(number, ""))
        }
    })
    .await;
    let found = all(&site.settings(SourceKind::Peertube, "/"), None).await.unwrap();
    assert_eq!((records(&found).len(), found.is_partial), (151, true));
    assert!(found.remarks[0].contains("went or came"), "{:?}", found.remarks);
}

#[tokio::test]
async fn an_account_a_channel_or_a_category_may_be_all_that_is_wanted() {
    let site = Site::new(|_| {
        |path: &str, _| match path {
            _ if path.starts_with("/api/v1/video-channels/maths/videos?") => {
                data("application/json", listed(path, 2))
            }
            _ if path.starts_with("/api/v1/accounts/ada/videos?") && path.contains("&categoryOneOf=13") => {
                data("application/json", listed(path, 1))
            }
            _ => status(404),
        }
    })
    .await;
    // A video that is no more there when it is asked for is none.
    let found = all(&site.settings(SourceKind::Peertube, "/c/maths/videos"), None).await.unwrap();
    assert_eq!((found.of, found.records.len()), (Some(2), 0));
    let mut account = site.settings(SourceKind::Peertube, "/a/ada");
    account.sets = vec!["13".to_owned()];
    assert_eq!(all(&account, None).await.unwrap().of, Some(1));
}

#[tokio::test]
async fn videos_that_go_meanwhile_make_nothing_seem_gone() {
    let site = Site::new(|_| {
        |path: &str, _| {
            let total = if path.contains("start=0&") { 150 } else { 140 };
            if path.starts_with("/api/v1/videos?") {
                return data("application/json", listed(path, total));
            }
            let number: usize = path.rsplit('-').next()?.parse().ok()?;
            data("application/json", video(number, ""))
        }
    })
    .await;
    let found = all(&site.settings(SourceKind::Peertube, "/"), None).await.unwrap();
    assert_eq!((records(&found).len(), found.is_partial), (140, true));
}

#[tokio::test]
async fn an_instance_that_is_none_or_never_ends_does_no_harm() {
    let site = Site::new(|_| {
        |path: &str, _| {
            if path.starts_with("/api/v1/accounts/same/") {
                // Whatever is asked for, the same page.
                return data("application/json", listed("?start=0&count=100", 100_000_000));
            }
            if path.starts_with("/api/v1/accounts/deep/") {
                return data("application/json", format!("{{\"data\":{}", "[".repeat(1 << 20)));
            }
            if path.starts_with("/api/v1/accounts/odd/") {
                return data(
                    "application/json",
                    r#"{"total":-1,"data":[{"uuid":"../../etc"},{"name":"x"},7,null]}"#,
                );
            }
            let number: usize = path.strip_prefix("/api/v1/videos/")?.rsplit('-').next()?.parse().ok()?;
            data("application/json", video(number, ""))
        }
    })
    .await;
    let of = |path: &str| site.settings(SourceKind::Peertube, path);
    let same = all(&of("/a/same"), None).await.unwrap();
    assert_eq!((titles(&same).len(), same.is_partial), (100, true));
    assert!(same.remarks[0].contains("same page again"), "{:?}", same.remarks);
    let odd = all(&of("/a/odd"), None).await.unwrap();
    assert_eq!((records(&odd).len(), refused(&odd).len()), (0, 4));
    let deep = trouble(&of("/a/deep")).await;
    assert!(deep.contains("is no list of videos"), "{deep}");
    let absent = trouble(&of("/a/personne")).await;
    assert!(absent.contains("status 404"), "{absent}");
}
