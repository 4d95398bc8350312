//! Networks of ministries: a certificate authority of their own, names that no name server knows,
//! machines with IPv6 only. Both our client and git reach the forge there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use glane_sample_forge::SampleForge;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::gathered::lesson;
use crate::support::{Workshop, published};

/// A name that exists nowhere (RFC 6761, section 6.4).
const NAME: &str = "forge.ministere.invalid";

/// An authority and a certificate that it signed for [`NAME`], made by openssl.
fn certificates(folder: &Path) {
    let openssl = |arguments: &str| {
        let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    };
    std::fs::write(folder.join("names"), format!("subjectAltName=DNS:{NAME}\n")).unwrap();
    let new = "-newkey rsa:2048 -nodes -sha256";
    openssl(&format!("req -x509 {new} -days 2 -subj /CN=Essai -keyout ca.key -out ca.pem"));
    openssl(&format!("req {new} -subj /CN={NAME} -keyout server.key -out server.csr"));
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -sha256 -extfile names -out server.pem",
    );
}

/// Speaks TLS at an address of this machine and passes everything on to the forge.
async fn in_front_of(forge: &SampleForge, address: IpAddr, folder: &Path) -> (u16, JoinHandle<()>) {
    let chain = vec![CertificateDer::from_pem_file(folder.join("server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).unwrap();
    // Whichever test comes first installs it.
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let settings = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(settings));
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let behind = forge.url().strip_prefix("http://").unwrap().to_owned();
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, behind) = (acceptor.clone(), behind.clone());
            tokio::spawn(async move {
                // A client that does not believe the authority hangs up.
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut forge = TcpStream::connect(behind).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut forge).await;
            });
        }
    });
    (port, serving)
}

/// One forge of one address, with these lines in `[network]`.
fn workshop(port: u16, network: &str) -> Workshop {
    Workshop::new(&format!(
        r#"
[site]
title = "Essai"
[store]
data = "data"
[network]
{network}
[[forge]]
id = "interne"
kind = "plain"
repositories = ["https://{NAME}:{port}/eole/cours-1.git"]
[[host]]
id = "copies"
kind = "plain"
path = "host"
name = "{{name}}"
"#
    ))
}

async fn is_mirrored_from(address: IpAddr) {
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path());
    let forge =
        SampleForge::builder().gitlab(vec![lesson(1)]).start(folder.path().join("forge")).await.unwrap();
    let (port, serving) = in_front_of(&forge, address, folder.path()).await;
    let resolve = format!("resolve = {{ \"{NAME}\" = \"{address}\" }}");
    let allowed = format!("allow_private = [\"{NAME}\"]\n{resolve}");
    let believed = format!("ca_file = \"{}\"\n{allowed}", folder.path().join("ca.pem").display());
    for (network, because) in [(resolve.as_str(), "allow_private"), (allowed.as_str(), "certificate")] {
        let pass = workshop(port, network).sync();
        assert_eq!((pass.code, pass.state("eole/cours-1")), (1, "failed"), "{}", pass.stdout);
        assert!(pass.stdout.contains(because), "{because}: {}", pass.stdout);
    }
    let workshop = workshop(port, &believed);
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.state("eole/cours-1")), (0, "published"), "{}{}", pass.stdout, pass.stderr);
    assert_eq!(published(&forge.repositories().join("1.git")), published(&workshop.path("host/cours-1.git")));
    serving.abort();
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forge_with_an_authority_of_its_own_and_a_name_that_no_server_knows_is_mirrored() {
    is_mirrored_from(Ipv4Addr::LOCALHOST.into()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forge_that_has_an_address_of_ipv6_only_is_mirrored() {
    is_mirrored_from(Ipv6Addr::LOCALHOST.into()).await;
}
