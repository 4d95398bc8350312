//! The examples of RFC 9309, and what sites write beside it.

use super::*;

fn allows(text: &str, path: &str) -> bool {
    Robots::read(text, "glane").allows(path)
}

#[test]
fn groups_are_ours_everyones_or_of_others() {
    // RFC 9309, section 5.1, with our name for one of the others.
    let text = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
                User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n\
                User-Agent: barbot\nUser-Agent: Glane/1.0\nDisallow: /example/page.html\n\n\
                User-Agent: quxbot\nEOF\n";
    assert!(!allows(text, "/example/page.html"));
    assert!(allows(text, "/example/other.html") && allows(text, "/a.gif"));
    let of = |agent: &str, path: &str| Robots::read(text, agent).allows(path);
    assert!(!of("foobot", "/") && of("foobot", "/example/page.html") && of("foobot", "/example/allowed.gif"));
    assert!(!of("other", "/a.gif") && of("other", "/a.gif?x") && of("other", "/publications/"));
    assert!(!of("other", "/example/x") && of("quxbot", "/example/x"));
    // A name that only begins like ours is another's.
    assert!(allows("User-agent: glaneur\nDisallow: /\n", "/"));
}

#[test]
fn the_longest_pattern_decides_and_of_two_the_one_that_allows() {
    // RFC 9309, section 5.2.
    let text = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
    let robots = Robots::read(text, "FooBot");
    assert!(robots.allows("/example/page/x") && !robots.allows("/example/page/disallowed.gif"));
    assert!(allows("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    assert!(allows("User-agent: *\nDisallow:\n", "/a"));
    assert!(!allows("User-agent: *\nDisallow: /\nAllow: /$\n", "/a"));
    assert!(allows("User-agent: *\nDisallow: /\nAllow: /$\n", "/"));
}

#[test]
fn patterns_and_paths_have_one_spelling() {
    // RFC 9309, section 2.2.2: the table of octets.
    for (pattern, path, matched) in [
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz", true),
        ("/foo/bar/\u{30c4}", "/foo/bar/%E3%83%84", true),
        ("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
        ("/foo/bar%2Fbaz", "/foo/bar/baz", false),
        ("/*.php$", "/a/b.php", true),
        ("/*.php$", "/a/b.php5", false),
        ("/a*b*c", "/a-c-b-c", true),
        ("/a*b*c$", "/a-b-c-d", false),
        ("/a*", "/a", true),
        ("/100%", "/100%", true),
        ("/é%2", "/%C3%A9%2", true),
    ] {
        assert_eq!(matches(&normal(pattern), &normal(path)), matched, "{pattern} {path}");
    }
}

#[test]
fn delay_and_sitemaps_are_read_and_nonsense_is_not() {
    let text = "\u{feff}Sitemap: https://x.fr/s.xml # ici\r\nuser-agent : *\r\nCrawl-delay: 2.5\r\n\
                Disallow: /prive # secret\r\nCrawl-delay: souvent\r\n";
    let robots = Robots::read(text, "glane");
    assert_eq!(robots.delay(), Some(Duration::from_millis(2500)));
    assert_eq!(robots.sitemaps(), ["https://x.fr/s.xml"]);
    assert!(!robots.allows("/prive/x"));
    for endless in ["User-agent: *\nCrawl-delay: -1\n", "User-agent: *\nCrawl-delay: 1e300\n", "<html>", ""] {
        assert_eq!(Robots::read(endless, "glane").delay(), None, "{endless}");
    }
    let hostile = format!("User-agent: *\nDisallow: {}b$\n", "*a".repeat(100_000));
    assert!(allows(&hostile, &format!("/{}", "a".repeat(4_000))));
}
