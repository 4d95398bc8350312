//! A proxy that asks for an account: git and our client say so, and what helps.

use glane::config::{ForgeKind, ForgeSettings, Network, Proxy};
use glane::egress::Reach;
use glane::forge::NoAnswers;
use glane_catalog::model::{ForgeId, ReasonCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::git::references;
use super::{Scripted, limits};

const REFUSAL: &[u8] =
    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\
                         Content-Length: 0\r\nConnection: close\r\n\r\n";

/// A proxy that lets nobody through.
async fn closed() -> Reach {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked).await;
            let _ = stream.write_all(REFUSAL).await;
        }
    });
    let proxy = Some(Proxy { url, login: None });
    let network = Network { proxy: proxy.clone(), proxy_http: proxy, ..Network::default() };
    Reach::new(network).looking_up(Scripted::new(&[&["1.1.1.1"]]))
}

#[tokio::test]
async fn a_proxy_that_asks_for_an_account_is_named_with_the_remedy() {
    let reach = closed().await;
    for scheme in ["https", "http"] {
        let reason =
            references(reach.clone(), &format!("{scheme}://forge.example.org/g/p.git")).await.unwrap_err();
        assert_eq!(reason.code, ReasonCode::SourceUnreachable, "{}", reason.message);
        assert!(reason.message.contains("HTTPS_PROXY"), "{}", reason.message);
        let settings = ForgeSettings {
            url: Some(format!("{scheme}://forge.example.org").parse().unwrap()),
            ..ForgeSettings::new(ForgeId::new("mim").unwrap(), ForgeKind::Gitlab)
        };
        let forge = glane::forge::build_within(&settings, limits(reach.clone())).unwrap();
        let reason = forge.list(&NoAnswers).await.unwrap_err().reason;
        assert_eq!(reason.code, ReasonCode::SourceUnreachable, "{}", reason.message);
        assert!(reason.message.contains("HTTPS_PROXY"), "{}", reason.message);
    }
}
