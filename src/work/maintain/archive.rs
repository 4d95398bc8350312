//! The archive of overwritten tips: how many there are, and the end of those that are kept for a time.
//!
//! Without `archive_keep` they are kept for ever. Must not touch any other reference.

use std::ffi::OsString;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::layout::Layout;
use crate::mirror::pass::Context;

/// Where they stand: `refs/archive/<date>/…`.
const ARCHIVE: &str = "refs/archive/";

/// Ends tips older than `archive_keep`; their objects go once git has kept them two weeks more.
/// Returns how many ended.
pub(super) async fn expire(context: &Context, layout: &Layout) -> u64 {
    let Some(keep) = context.policy.archive_keep else { return 0 };
    let Ok(keep) = jiff::SignedDuration::try_from(keep) else { return 0 };
    let Ok(limit) = context.clock.now().saturating_sub(keep) else { return 0 };
    let limit = limit.to_zoned(TimeZone::UTC).date();
    let expired = tokio::task::block_in_place(|| end(layout, limit)).unwrap_or_default();
    if expired > 0 {
        let words = ["gc", "--quiet", "--prune=2.weeks.ago"].iter().map(OsString::from).collect();
        // What is not collected now is at the next run.
        let _ = context.git.run(Some(&layout.intake), "/", words, None).await;
    }
    expired
}

fn end(layout: &Layout, limit: Date) -> Result<u64, git2::Error> {
    let intake = git2::Repository::open_bare(&layout.intake)?;
    let mut expired = 0;
    for reference in intake.references_glob(&format!("{ARCHIVE}*"))? {
        let mut reference = reference?;
        if reference.name().ok().and_then(date).is_some_and(|date| date < limit) {
            reference.delete()?;
            expired += 1;
        }
    }
    Ok(expired)
}

/// The day on which a tip was archived.
fn date(name: &str) -> Option<Date> {
    name.strip_prefix(ARCHIVE)?.split('/').next()?.parse().ok()
}

/// How many tips a project's archive holds.
pub(super) fn count(layout: &Layout) -> u64 {
    let count = || -> Result<usize, git2::Error> {
        let intake = git2::Repository::open_bare(&layout.intake)?;
        Ok(intake.references_glob(&format!("{ARCHIVE}*"))?.names().count())
    };
    count().unwrap_or_default() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tips_of_the_archive_older_than_the_limit_end() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout { intake: folder.path().join("intake.git"), public: folder.path().join("p") };
        let intake = git2::Repository::init_bare(&layout.intake).unwrap();
        let blob = intake.blob(b"x").unwrap();
        let names = [
            "refs/archive/2025-01-01/heads%2Fa-1",
            "refs/archive/2026-01-01/heads%2Fa-2",
            "refs/archive/strange",
            "refs/source/heads/2020-01-01",
        ];
        names.iter().for_each(|name| drop(intake.reference(name, blob, false, "").unwrap()));
        assert_eq!(count(&layout), 3);
        assert_eq!(end(&layout, "2026-01-01".parse().unwrap()).unwrap(), 1);
        assert!(intake.find_reference(names[0]).is_err());
        assert!(names[1..].iter().all(|name| intake.find_reference(name).is_ok()));
    }
}
