//! robots.txt, by RFC 9309: which pages of a site a program of our name may fetch, and how gently.
//!
//! Must not know how the file was fetched; what its absence means is for who fetches.

#[cfg(test)]
mod tests;

use std::time::Duration;

/// How much of a file is read, in bytes: what the standard asks for at least.
const LIMIT: usize = 512 * 1024;
/// Most rules kept.
const RULES: usize = 5_000;

/// What a site asks of a program of one name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
    sitemaps: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allows: bool,
    pattern: String,
}

/// Whom the rules that come next are for.
#[derive(Default)]
struct Group {
    ours: bool,
    everyones: bool,
    /// Whether a rule stood since the last name: a further name begins another group.
    closed: bool,
}

impl Robots {
    /// Reads the file for a program with this name.
    #[must_use]
    pub fn read(text: &str, agent: &str) -> Self {
        let text = super::sheet::cut(text.trim_start_matches('\u{feff}'), LIMIT);
        let (mut own, mut general, mut sitemaps) = (Self::default(), Self::default(), Vec::new());
        let (mut group, mut is_named) = (Group::default(), false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut group.closed) {
                        group = Group::default();
                    }
                    group.ours |= is_name_of(value, agent);
                    group.everyones |= value == "*";
                    is_named |= group.ours;
                }
                "sitemap" if sitemaps.len() < 100 => sitemaps.push(value.to_owned()),
                "allow" | "disallow" | "crawl-delay" => {
                    group.closed = true;
                    if group.ours {
                        own.take(&key, value);
                    }
                    if group.everyones {
                        general.take(&key, value);
                    }
                }
                _ => {}
            }
        }
        Self { sitemaps, ..if is_named { own } else { general } }
    }

    fn take(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse::<f64>().ok();
            self.delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).or(self.delay);
        } else if !value.is_empty() && self.rules.len() < RULES {
            self.rules.push(Rule { allows: key == "allow", pattern: normal(value) });
        }
    }

    /// Whether a page may be fetched: its path, with its query where it has one.
    ///
    /// The longest pattern decides; of two as long, the one that allows.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }

    /// How long it asks to wait between two pages.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }

    /// The sitemaps it names.
    #[must_use]
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }
}

/// Whether a line names this program: its name stands first, in any case, with or without a version.
fn is_name_of(value: &str, agent: &str) -> bool {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')));
    value[..end.unwrap_or(value.len())].eq_ignore_ascii_case(agent)
}

/// One spelling: what needs no percent sign has none, everything outside ASCII has one.
fn normal(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let coded = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        let coded = coded.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(digits) = coded {
            let letter = u8::from_str_radix(digits, 16).map(char::from).ok();
            let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
            match letter.filter(plain) {
                Some(letter) => out.push(letter),
                None => out.extend(['%'].into_iter().chain(digits.to_ascii_uppercase().chars())),
            }
            at += 3;
        } else {
            if byte.is_ascii() {
                out.push(char::from(*byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
            at += 1;
        }
    }
    out
}

/// Whether a pattern with `*` and a closing `$` matches the beginning of a path; in the time of one look a
/// piece, whatever the pattern.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |bare| (bare, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let last = if to_the_end { pieces.pop() } else { None };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_the_end || rest.is_empty(),
    }
}
