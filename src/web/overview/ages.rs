//! How old the last success of copies is: by host, and the oldest of all.
//!
//! Must not know where the rows come from.

use std::collections::BTreeMap;

use glane_catalog::model::HostId;
use glane_templates::page::mirrors::{HostLine, LATE_SECONDS, MirrorRow};
use jiff::Timestamp;

/// Late copies that are shown one by one.
const SHOWN: usize = 10;

/// A line for each host that has copies.
pub(super) fn hosts(mirrors: &[MirrorRow], now: Timestamp) -> Vec<HostLine> {
    let mut lines: BTreeMap<&HostId, HostLine> = BTreeMap::new();
    for row in mirrors {
        let host = &row.mirror.host;
        let line = lines.entry(host).or_insert_with(|| HostLine {
            host: host.clone(),
            copies: 0,
            late: 0,
            oldest: Some(Timestamp::MAX),
        });
        line.copies += 1;
        line.late += u64::from(is_late(row, now));
        line.oldest = line.oldest.zip(row.current_at).map(|(oldest, at)| oldest.min(at));
    }
    lines.into_values().collect()
}

/// The late copies that have waited longest, those that never equalled their source first.
pub(super) fn oldest(mirrors: &[MirrorRow], now: Timestamp) -> Vec<MirrorRow> {
    let mut late: Vec<&MirrorRow> = mirrors.iter().filter(|row| is_late(row, now)).collect();
    late.sort_by_key(|row| (row.current_at, &row.path));
    late.into_iter().take(SHOWN).cloned().collect()
}

fn is_late(row: &MirrorRow, now: Timestamp) -> bool {
    row.current_at.is_none_or(|at| now.as_second() - at.as_second() > LATE_SECONDS)
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::{ForgeId, MirrorRecord};

    use super::*;

    fn row(host: &str, path: &str, hour: Option<i64>) -> MirrorRow {
        let at = hour.map(|hour| Timestamp::from_second(hour * 3600).unwrap());
        let mirror: MirrorRecord = serde_json::from_value(serde_json::json!({
            "host": host, "name": path, "url": null, "verified_at": at, "changed_at": null,
            "refs_expected": 1, "refs_equal": 1,
        }))
        .unwrap();
        let forge = ForgeId::new("mim").unwrap();
        MirrorRow { title: path.to_owned(), forge, path: path.to_owned(), mirror, current_at: at }
    }

    #[test]
    fn ages_are_of_the_oldest_and_never_is_older_than_any() {
        let now = Timestamp::from_second(100 * 3600).unwrap();
        let rows =
            [row("a", "x", Some(99)), row("a", "y", Some(40)), row("b", "x", Some(52)), row("b", "z", None)];
        let lines: Vec<_> = hosts(&rows, now)
            .into_iter()
            .map(|line| {
                (line.host.to_string(), line.copies, line.late, line.oldest.map(|at| at.as_second() / 3600))
            })
            .collect();
        assert_eq!(lines, [("a".to_owned(), 2, 1, Some(40)), ("b".to_owned(), 2, 1, None)]);
        let late: Vec<_> = oldest(&rows, now).into_iter().map(|row| row.path).collect();
        assert_eq!(late, ["z", "y"], "48 hours are not late");
    }
}
