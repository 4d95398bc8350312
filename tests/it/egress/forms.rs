//! A generator of hostile addresses: always the same, from hosts that lead inwards and ways to write them.

use std::fmt::Write;
use std::net::Ipv4Addr;

/// This machine, private and link-local networks, the metadata services of clouds, and other blocks
/// that are nobody's.
const INWARD: [[u8; 4]; 14] = [
    [127, 0, 0, 1],
    [127, 255, 255, 254],
    [0, 0, 0, 0],
    [10, 0, 0, 1],
    [172, 16, 0, 1],
    [192, 168, 1, 1],
    [169, 254, 169, 254],
    [100, 64, 0, 1],
    [100, 100, 100, 200],
    [192, 0, 0, 192],
    [192, 0, 2, 1],
    [198, 18, 0, 1],
    [224, 0, 0, 1],
    [255, 255, 255, 255],
];

/// IPv6 that leads inwards, and zones.
const SIX: [&str; 22] = [
    "::1",
    "::",
    "0:0:0:0:0:0:0:1",
    "0000::1",
    "0::1",
    "::0001",
    "0:0::0:1",
    "::1%25lo",
    "::1%lo",
    "fe80::1",
    "fe80::1%25eth0",
    "fe80::1%eth0",
    "fd00::1",
    "fd00:ec2::254",
    "fc00::7",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "2001::1",
    "100::1",
    "2a00::5efe:127.0.0.1",
    "::ffff:0:127.0.0.1",
];

/// Names that lead to this machine, by rule or because somebody said so to a name server.
const NAMES: [&str; 20] = [
    "localhost",
    "LOCALHOST",
    "lOcAlHoSt",
    "localhost.",
    "a.localhost",
    "localhost.localdomain",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "ｌｏｃａｌｈｏｓｔ",
    "loc\u{ad}alhost",
    "local%68ost",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "localhost%00.example.org",
    "127.0.0.1.nip.io",
    "company.127-0-0-1.nip.io",
    "localtest.me",
    "localh.st",
    "spoofed.example.org",
    "metadata.google.internal",
    "xn--localhost-.example",
    "ip6-localhost",
];

/// Schemes that are not the web's.
const SCHEMES: [&str; 22] = [
    "file://",
    "file:",
    "ext::sh -c ",
    "ssh://",
    "git://",
    "git+ssh://",
    "gopher://",
    "ftp://",
    "ftps://",
    "sftp://",
    "tftp://",
    "dict://",
    "ldap://",
    "telnet://",
    "jar:http://",
    "data:text/plain,",
    "javascript:",
    "fd::17/",
    "testgit::",
    "rsync://",
    "smb://",
    "netdoc://",
];

/// At least 500 addresses, each once.
pub fn forms(port: u16) -> Vec<String> {
    let mut all = Vec::new();
    for address in INWARD {
        for host in spellings(address) {
            all.push(format!("http://{host}:{port}/g/p.git"));
        }
        for host in embedded(address) {
            all.push(format!("http://[{host}]:{port}/g/p.git"));
        }
    }
    all.extend(SIX.iter().map(|host| format!("http://[{host}]:{port}/g/p.git")));
    for name in NAMES {
        all.push(format!("http://{name}:{port}/g/p.git"));
        all.push(format!("https://{name}/g/p.git"));
    }
    all.extend(SCHEMES.iter().map(|scheme| format!("{scheme}127.0.0.1:{port}/g/p.git")));
    for host in ["127.0.0.1", "[::1]", "localhost", "2130706433"] {
        all.extend(tricks(host, port));
    }
    all.sort();
    all.dedup();
    all
}

/// Ways to write an IPv4 address that some program reads as that address.
fn spellings([a, b, c, d]: [u8; 4]) -> Vec<String> {
    let whole = u32::from(Ipv4Addr::new(a, b, c, d));
    let (low24, low16) = (whole & 0x00ff_ffff, whole & 0xffff);
    let plain = format!("{a}.{b}.{c}.{d}");
    let percent = |text: &str| {
        text.bytes().fold(String::new(), |mut coded, byte| {
            let _ = write!(coded, "%{byte:02x}");
            coded
        })
    };
    let wide: String = plain.chars().map(|c| if c == '.' { '．' } else { wide(c) }).collect();
    let circled: String = plain.chars().map(circled).collect();
    vec![
        plain.clone(),
        format!("{plain}."),
        whole.to_string(),
        format!("{whole:#x}"),
        format!("0X{whole:X}"),
        format!("0{whole:o}"),
        format!("{a}.{low24}"),
        format!("{a}.{b}.{low16}"),
        format!("0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}"),
        format!("0x{a:02x}.{b}.{c}.{d}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("0000{a:o}.{b}.{c}.0{d:o}"),
        format!("0{a:o}.0x{b:x}.{low16}"),
        percent(&plain),
        plain.replace('.', "%2e"),
        plain.replace('.', "。"),
        plain.replace('.', "｡"),
        wide,
        circled,
        format!("{plain}%00"),
        format!("{plain}%09"),
        format!("\t{plain}"),
    ]
}

fn wide(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xfee0).unwrap_or(digit)
}

fn circled(c: char) -> char {
    match c {
        '0' => '⓪',
        '1'..='9' => char::from_u32(u32::from(c) - u32::from('1') + u32::from('①')).unwrap_or(c),
        other => other,
    }
}

/// IPv6 addresses that have an IPv4 address within: mapped, compatible, NAT64, 6to4.
fn embedded([a, b, c, d]: [u8; 4]) -> Vec<String> {
    let hex = format!("{a:02x}{b:02x}:{c:02x}{d:02x}");
    let plain = format!("{a}.{b}.{c}.{d}");
    vec![
        format!("::ffff:{plain}"),
        format!("::ffff:{hex}"),
        format!("0:0:0:0:0:FFFF:{hex}"),
        format!("::{plain}"),
        format!("64:ff9b::{plain}"),
        format!("64:ff9b:1::{hex}"),
        format!("2002:{hex}::1"),
    ]
}

/// Tricks of form, for a host that leads inwards.
fn tricks(host: &str, port: u16) -> Vec<String> {
    let there = format!("{host}:{port}");
    vec![
        format!("http://forge.example.org@{there}/"),
        format!("http://forge.example.org:80@{there}/"),
        format!("http://{there}@forge.example.org/"),
        format!("http://forge.example.org%40{there}/"),
        format!("http://forge.example.org\\@{there}/"),
        format!("http://{there}\\@forge.example.org/"),
        format!("http://{there}#@forge.example.org/"),
        format!("http://forge.example.org#@{there}/"),
        format!("http://{there}?@forge.example.org/"),
        format!("http://forge.example.org?@{there}/"),
        format!("http://a@b@{there}/"),
        format!("http://{there}&@forge.example.org#@x/"),
        format!("http:/\\{there}/"),
        format!("http:\\\\{there}/"),
        format!("http:{there}/"),
        format!("http:/{there}/"),
        format!("http:///{there}/"),
        format!("http:////{there}/"),
        format!("//{there}/"),
        format!("\\\\{there}\\g"),
        format!("HTTP://{there}/"),
        format!("hTTps://{there}/"),
        format!(" http://{there}/ "),
        format!("\thttp://{there}/"),
        format!("http\n://{there}/"),
        format!("ht\ttp://{there}/"),
        format!("http://{host}\n:{port}/"),
        format!("http://{host}\r\n:{port}/"),
        format!("http://{there}/\r\nHost: forge.example.org"),
        format!("http://{host}:00{port}/"),
        format!("http://{host}:+{port}/"),
        format!("http://{host}:{port}0000/"),
        format!("http://{host}:/"),
        format!("http://{there}/../../g/p.git"),
        format!("http://{there}/%2e%2e/g/p.git"),
        format!("http::http://{there}/"),
        format!("https::http://{there}/"),
        format!("--upload-pack=curl http://{there}/"),
        format!("-http://{there}/"),
        format!("-oProxyCommand=curl {there}"),
        format!("git@{there}:g/p.git"),
        format!("{there}:g/p.git"),
        format!("ext::curl http://{there}/"),
        format!("url:http://{there}/"),
        format!("view-source:http://{there}/"),
    ]
}
