//! The examples of the protocol, what sites really serve, and what is none.

use super::*;

fn addresses(found: &Sitemap) -> Vec<&str> {
    found.entries.iter().map(|entry| entry.address.as_str()).collect()
}

#[test]
fn the_examples_of_the_protocol_are_read() {
    let pages = sitemap(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>http://www.example.com/</loc><lastmod>2005-01-01</lastmod><changefreq>monthly</changefreq>\
         <priority>0.8</priority></url>\n\
         <url><loc>http://www.example.com/catalog?item=73&amp;desc=vacation_new_zealand</loc>\
         <lastmod>2004-12-23T18:00:15+00:00</lastmod></url>\n<url/><url><loc> </loc></url></urlset>",
    )
    .unwrap();
    assert_eq!(
        addresses(&pages),
        ["http://www.example.com/", "http://www.example.com/catalog?item=73&desc=vacation_new_zealand"]
    );
    let changed: Vec<String> =
        pages.entries.iter().filter_map(|entry| entry.changed).map(|at| at.to_string()).collect();
    assert_eq!(changed, ["2005-01-02T12:00:00Z", "2004-12-23T18:00:15Z"]);
    assert!(!pages.is_index && !pages.is_broken);
    assert_eq!(pages.left_out, 1);
    let index = sitemap(
        "<sitemapindex><sitemap><loc>http://www.example.com/sitemap1.xml.gz</loc>\
         <lastmod>2004-10-01T18:23:17+00:00</lastmod></sitemap></sitemapindex>",
    );
    assert!(index.is_some_and(|index| index.is_index && index.entries.len() == 1));
    let lines =
        sitemap("\u{feff}http://www.example.com/file1.html\r\nhttps://www.example.com/file2.html\r\n");
    assert_eq!(lines.map(|lines| lines.entries.len()), Some(2));
}

#[test]
fn pictures_of_a_page_are_no_pages_and_bad_addresses_are_left_out() {
    let found = sitemap(
        "<s:urlset xmlns:s='a' xmlns:image='b'><s:url><s:loc><![CDATA[https://x.fr/a#top]]></s:loc>\
         <image:image><image:loc>https://x.fr/a.png</image:loc></image:image></s:url>\
         <s:url><s:loc>javascript:alert(1)</s:loc></s:url><s:url><s:loc>/relative</s:loc></s:url>\
         <s:url><s:loc>https://moi@x.fr/</s:loc></s:url></s:urlset>",
    )
    .unwrap();
    assert_eq!((addresses(&found), found.left_out), (vec!["https://x.fr/a"], 3));
}

#[test]
fn what_is_no_sitemap_is_none_and_what_breaks_off_says_so() {
    for other in [
        "",
        "<!DOCTYPE html><html><body><loc>https://x.fr/</loc></body></html>",
        "Not found",
        "{\"a\": 1}",
        "<rss><channel/></rss>",
    ] {
        assert_eq!(sitemap(other), None, "{other}");
    }
    for broken in [
        "<urlset><url><loc>https://x.fr/</loc></url><url><loc>https://x.fr/b",
        "<urlset><url><loc>https://x.fr/</loc></url></wrong>",
    ] {
        let found = sitemap(broken).unwrap();
        assert!(found.is_broken, "{broken}");
        assert_eq!(addresses(&found), ["https://x.fr/"]);
    }
}

#[test]
fn no_sitemap_is_longer_than_the_protocol_allows() {
    let many: String = (0..50_010).map(|at| format!("<url><loc>https://x.fr/{at}</loc></url>")).collect();
    let found = sitemap(&format!("<urlset>{many}</urlset>")).unwrap();
    assert_eq!((found.entries.len(), found.left_out), (50_000, 10));
    assert!(sitemap(&"<a>".repeat(200_000)).is_none());
    let deep = sitemap(&format!("<urlset>{}", "<url>".repeat(200_000))).unwrap();
    assert!(deep.entries.is_empty() && deep.is_broken);
}
