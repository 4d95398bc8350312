//! What the downloads of one site share: what the files say of it, the few places, and since when the
//! catalogue is what it is.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Settings;
use crate::dataset::{About, DatasetFile};
use crate::web::answer::Validators;

/// Files sent at a time.
const PLACES: usize = 4;

/// What the downloads of one site share.
pub(in crate::web) struct Downloads {
    about: About,
    places: Arc<Semaphore>,
    seen: Mutex<Option<(u64, Timestamp)>>,
}

impl Downloads {
    /// For a site that is reached at an address, its public one or, while it has none, that of this
    /// machine.
    pub(in crate::web) fn new(settings: &Settings, address: &str) -> Self {
        Self {
            about: About::of(settings).at(address),
            places: Arc::new(Semaphore::new(PLACES)),
            seen: Mutex::new(None),
        }
    }

    /// What the files say beside the projects.
    pub(super) fn about(&self) -> &About {
        &self.about
    }

    /// A place, when one is free; free again when dropped.
    pub(in crate::web) fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// By what a visitor knows the present answer, and since when it has been the same. A file is a
    /// function of the catalogue's last change, of the program and of what the site says of itself.
    pub(super) fn validators(
        &self,
        file: DatasetFile,
        identity: &str,
        sequence: u64,
        now: Timestamp,
    ) -> (Validators, Timestamp) {
        let (name, program, about) = (file.name(), env!("CARGO_PKG_VERSION"), &self.about);
        let made_of = format!("{identity} {sequence} {name} {program} {about:?}");
        let digest = Sha256::digest(made_of.as_bytes());
        let digest: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let since = self.since(sequence, now);
        let modified = since.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        (Validators { tag: format!("W/\"{digest}\""), modified: Some(modified) }, since)
    }

    /// When this change of the catalogue was first seen here, to the second: no two changes have the same.
    fn since(&self, sequence: u64, now: Timestamp) -> Timestamp {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let second = |at: Timestamp| Timestamp::from_second(at.as_second()).unwrap_or(at);
        match *seen {
            Some((known, at)) if known == sequence => at,
            former => {
                let after =
                    former.map(|(_, at)| at.saturating_add(SignedDuration::from_secs(1)).unwrap_or(at));
                let at = after.map_or(second(now), |after| second(now).max(after));
                *seen = Some((sequence, at));
                at
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Form;

    fn downloads() -> Downloads {
        Downloads { about: About::default(), places: Arc::new(Semaphore::new(1)), seen: Mutex::new(None) }
    }

    #[test]
    fn the_same_catalogue_has_the_same_validators_and_a_changed_one_others() {
        let downloads = downloads();
        let file = DatasetFile::Repositories(Form::Csv);
        let at = |milliseconds: i64| Timestamp::from_millisecond(1_800_000_000_000 + milliseconds).unwrap();
        let of = |file, sequence, now| {
            let (validators, _) = downloads.validators(file, "a", sequence, at(now));
            (validators.tag, validators.modified.unwrap())
        };
        let first = of(file, 7, 200);
        assert_eq!(first.1, "Fri, 15 Jan 2027 08:00:00 GMT");
        assert_eq!(of(file, 7, 90_000), first);
        let second = of(file, 8, 90_100);
        let third = of(file, 9, 90_200);
        assert_eq!(second.1, "Fri, 15 Jan 2027 08:01:30 GMT");
        assert_eq!(third.1, "Fri, 15 Jan 2027 08:01:31 GMT", "two changes within a second are two");
        assert!(first.0 != second.0 && second.0 != third.0);
        assert_ne!(of(DatasetFile::Catalogue, 9, 90_200).0, third.0);
    }

    #[test]
    fn there_are_only_so_many_places() {
        let downloads = downloads();
        let taken = downloads.place().unwrap();
        assert!(downloads.place().is_none());
        drop(taken);
        assert!(downloads.place().is_some());
    }
}
