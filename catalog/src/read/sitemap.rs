//! Sitemaps of sites, by the protocol of sitemaps.org: a list of pages, or of further sitemaps, in XML or as
//! one address a line.
//!
//! Must not know how a text was fetched, nor which of its addresses may be.

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

use super::tree::xml::entity;

/// Most entries of one sitemap: what the protocol allows.
const ENTRIES: usize = 50_000;
/// Longest address, in bytes: what the protocol allows, and a little for encodings.
const LONGEST: usize = 4_096;

/// What a sitemap lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Whether its entries are sitemaps themselves.
    pub is_index: bool,
    /// Its entries, in its order.
    pub entries: Vec<SitemapEntry>,
    /// How many entries have no address that can be followed, or stand beyond the 50,000 of the protocol.
    pub left_out: usize,
    /// Whether it breaks off, so that more may have been meant to stand in it.
    pub is_broken: bool,
}

/// One page, or one further sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapEntry {
    /// Its address.
    pub address: Url,
    /// The latest instant that what it says of its last change can mean.
    pub changed: Option<Timestamp>,
}

/// Reads a sitemap; none where the text is anything else, such as a page that says that there is none.
#[must_use]
pub fn sitemap(text: &str) -> Option<Sitemap> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') { in_xml(text) } else { in_lines(text) }
}

/// One address a line, and nothing else.
fn in_lines(text: &str) -> Option<Sitemap> {
    let mut found = Sitemap::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        found.take(line, "");
    }
    (found.entries.len() > found.left_out).then_some(found)
}

impl Sitemap {
    fn take(&mut self, address: &str, changed: &str) {
        match followed(address).filter(|_| self.entries.len() < ENTRIES) {
            Some(address) => self.entries.push(SitemapEntry { address, changed: latest(changed) }),
            None => self.left_out += 1,
        }
    }
}

fn followed(text: &str) -> Option<Url> {
    let text = text.trim();
    let mut url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
    url.set_fragment(None);
    let open = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && open).then_some(url)
}

/// The element whose text is being read.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    Address,
    Changed,
}

fn in_xml(text: &str) -> Option<Sitemap> {
    let mut reader = Reader::from_str(text);
    let mut found: Option<Sitemap> = None;
    let (mut depth, mut held) = (0_usize, None);
    let (mut address, mut changed) = (String::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                let name = start.local_name();
                match (depth, name.as_ref()) {
                    (1, b"urlset") => found = Some(Sitemap::default()),
                    (1, b"sitemapindex") => found = Some(Sitemap { is_index: true, ..Sitemap::default() }),
                    (1, _) => return None,
                    (2, _) => (address.clear(), changed.clear()).0,
                    // Pictures and videos of a page have addresses too, one level deeper.
                    (3, b"loc") => held = Some(Held::Address),
                    (3, b"lastmod") => held = Some(Held::Changed),
                    _ => {}
                }
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                held = None;
                if let Some(found) = found.as_mut().filter(|_| depth == 1) {
                    found.take(&address, &changed);
                }
            }
            Ok(Event::Text(piece)) => add(held, &mut address, &mut changed, &String::from_utf8_lossy(&piece)),
            Ok(Event::CData(piece)) => {
                add(held, &mut address, &mut changed, &String::from_utf8_lossy(&piece));
            }
            Ok(Event::GeneralRef(name)) => add(held, &mut address, &mut changed, &entity(&name)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return found.map(|found| Sitemap { is_broken: true, ..found }),
        }
    }
    found.map(|found| Sitemap { is_broken: depth > 0, ..found })
}

fn add(held: Option<Held>, address: &mut String, changed: &mut String, piece: &str) {
    let text = match held {
        Some(Held::Address) => address,
        Some(Held::Changed) => changed,
        None => return,
    };
    if text.len() <= LONGEST {
        text.push_str(piece);
    }
}

/// The latest instant that a date of the W3C's form can mean; none where it says less than a day.
fn latest(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        // A day ends last where the clocks are twelve hours behind.
        let next = text.get(..10)?.parse::<Date>().ok()?.tomorrow().ok()?;
        Some(next.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    })
}
