//! Where a harvester lets itself be led: within its site, and nowhere else.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use glane::egress::Reach;
use glane::harvest::{Trouble, Web};
use url::Url;

/// A site that answers at `/good`, and leads from each other address to where it says.
async fn site(ways: &[(&'static str, String)]) -> Url {
    let answer =
        async || ([(header::CONTENT_TYPE, "text/XML; charset=utf-8"), (header::ETAG, "\"7\"")], "<a/>");
    let mut router = Router::new().route("/good", get(answer));
    for (from, to) in ways {
        let to = to.clone();
        let lead = async move || (StatusCode::FOUND, [(header::LOCATION, to)]).into_response();
        router = router.route(from, get(lead));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

#[tokio::test]
async fn it_is_led_within_its_site_only() {
    let inward = site(&[]).await;
    let url = site(&[
        ("/moved", "/good".to_owned()),
        ("/inward", inward.join("good").unwrap().to_string()),
        ("/cloud", "http://169.254.169.254/latest".to_owned()),
        ("/outward", "https://example.org/".to_owned()),
        ("/file", "file:///etc/passwd".to_owned()),
        ("/round", "/round".to_owned()),
    ])
    .await;
    let web = Web::new(&url, &Reach::default()).unwrap();
    let answer = web.get(&url.join("moved").unwrap()).await.unwrap();
    assert_eq!((answer.status, answer.media.as_deref(), answer.url.path()), (200, Some("text/xml"), "/good"));
    assert_eq!((answer.etag.as_deref(), &answer.body[..]), (Some("\"7\""), b"<a/>".as_slice()));
    for path in ["inward", "cloud", "outward", "file"] {
        let Err(Trouble::Failed(why)) = web.get(&url.join(path).unwrap()).await else { panic!("{path}") };
        assert!(why.contains("is not of the site"), "{why}");
    }
    let Err(Trouble::Failed(why)) = web.get(&url.join("round").unwrap()).await else { panic!("round") };
    assert!(why.contains("redirects more than"), "{why}");
    assert!(web.get(&inward).await.is_err());
}
