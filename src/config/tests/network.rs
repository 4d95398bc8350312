//! Keys of `[network]`, and the variables that stand in for them.

use std::net::IpAddr;

use secrecy::ExposeSecret;

use super::{TOKEN, World};
use crate::config::{Environment, Network, show_json, show_text};

const PEM: &str = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

fn network(text: &str, environment: &Environment) -> Network {
    World::new(text).load(environment).unwrap().settings.network
}

#[test]
fn everything_is_read_value_for_value() {
    let world = World::new(
        "[network]\nproxy = \"http://proxy.example.org:3128\"\nno_proxy = [\".intranet\", \"10.0.0.0/8\"]\nca_file = \"ca.pem\"\n\
         allow_private = [\"Forge.Intranet.\", \"fd00::7\"]\n[network.resolve]\n\"forge.intranet\" = [\"10.0.0.7\", \"fd00::7\"]\nautre = \"192.0.2.1\"\n",
    );
    std::fs::write(world.folder.path().join("ca.pem"), PEM).unwrap();
    let loaded = world.load(&Environment::of([("HTTPS_PROXY", "http://other:1")])).unwrap();
    let network = &loaded.settings.network;
    assert_eq!(network.proxy.as_ref().unwrap().url.as_str(), "http://proxy.example.org:3128/");
    assert_eq!(network.proxy_http.as_ref().unwrap().url.as_str(), "http://proxy.example.org:3128/");
    assert_eq!(network.no_proxy, [".intranet", "10.0.0.0/8"]);
    assert_eq!(network.ca_file, Some(world.folder.path().join("ca.pem")));
    assert_eq!(network.allow_private, ["forge.intranet", "[fd00::7]"]);
    let addresses: Vec<IpAddr> = vec!["10.0.0.7".parse().unwrap(), "fd00::7".parse().unwrap()];
    assert_eq!(network.resolve["forge.intranet"], addresses);
    assert_eq!(network.resolve["autre"].len(), 1);
    assert!(show_text(&loaded).contains("network.ca_file"));
}

#[test]
fn what_cannot_be_is_refused() {
    for (text, expected) in [
        ("proxy = \"proxy:3128\"", "glane.toml:2:9: the address in \"proxy\" is neither http nor https"),
        (
            "proxy = \"socks5://proxy:1\"",
            "glane.toml:2:9: the address in \"proxy\" is neither http nor https",
        ),
        (
            "proxy = \"http://u:glpat-Sentinel0123456789@proxy:1\"",
            "glane.toml:2:9: the address in \"proxy\" holds credentials — take the line out and give the whole \
             address by the variables HTTPS_PROXY and HTTP_PROXY",
        ),
        ("no_proxy = [\"https://a\"]", "glane.toml:2:13: \"https://a\" in no_proxy is not a host"),
        ("ca_file = \"absent\"", "glane.toml:2:11: ca_file: absent does not exist"),
        ("ca_file = \"token\"", "glane.toml:2:11: ca_file: token holds no certificate in PEM"),
        ("allow_private = [\"*\"]", "glane.toml:2:18: \"*\" in allow_private is not the name of a host"),
        (
            "allow_private = [\"a.b/c\"]",
            "glane.toml:2:18: \"a.b/c\" in allow_private is not the name of a host",
        ),
        ("resolve = { \"a.b\" = \"c\" }", "glane.toml:2:21: \"c\" in resolve is not an address"),
        (
            "resolve = { \"10.1\" = \"10.0.0.1\" }",
            "glane.toml:2:13: 10.0.0.1 in resolve is an address already",
        ),
        ("resolve = \"a\"", "glane.toml:2:11: \"resolve\" in [network] must be a table, not string"),
        ("proxi = \"a\"", "glane.toml:2:1: unknown key \"proxi\" in [network] — did you mean \"proxy\"?"),
    ] {
        let found = World::new(&format!("[network]\n{text}\n")).errors(&Environment::default());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(expected) && found[0].contains(" — "), "{text}: {found:?}");
        assert!(!found[0].contains(TOKEN), "{found:?}");
    }
}

#[test]
fn variables_count_where_the_file_is_silent() {
    let address = format!("http://agent:{TOKEN}@proxy.example.org:3128");
    let environment = Environment::of([
        ("HTTPS_PROXY", address.as_str()),
        ("http_proxy", "plain.example.org:80"),
        ("NO_PROXY", "localhost, .intranet,10.0.0.0/8"),
    ]);
    let loaded = World::new("").load(&environment).unwrap();
    let held = &loaded.settings.network;
    let proxy = held.proxy.as_ref().unwrap();
    assert_eq!(proxy.url.as_str(), "http://proxy.example.org:3128/");
    let (user, password) = proxy.login.as_ref().unwrap();
    assert_eq!((user.as_str(), password.expose_secret()), ("agent", TOKEN));
    assert_eq!(held.proxy_http.as_ref().unwrap().url.as_str(), "http://plain.example.org/");
    assert_eq!(held.no_proxy, ["localhost", ".intranet", "10.0.0.0/8"]);
    for shown in [format!("{loaded:?}"), show_text(&loaded), show_json(&loaded)] {
        assert!(!shown.contains(TOKEN), "{shown}");
    }
    let aside = "[network]\nproxy = \"none\"\nno_proxy = [\"a\"]\n";
    let set_aside = network(aside, &environment);
    assert!(set_aside.proxy.is_none() && set_aside.proxy_http.is_none());
    assert_eq!(set_aside.no_proxy, ["a"]);
    let bad =
        World::new("").errors(&Environment::of([("HTTPS_PROXY", "socks5://u:glpat-Sentinel0123456789@p:1")]));
    assert_eq!(bad.len(), 1);
    assert!(
        bad[0].starts_with("HTTPS_PROXY: is not the address of an HTTP proxy — set it to")
            && !bad[0].contains(TOKEN)
    );
}
