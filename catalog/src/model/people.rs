//! Which fields may name a person, and claims without those who asked not to be named.
//!
//! Must not know how a person is recognised.

use super::{Field, Fields};

impl Field {
    /// Whether its values may be names of people.
    #[must_use]
    pub fn may_name_people(self) -> bool {
        matches!(
            self,
            Self::Author
                | Self::Contributor
                | Self::Organisation
                | Self::Holder
                | Self::Funder
                | Self::UsedBy
        )
    }
}

impl Fields {
    /// The same without the claims that name somebody who is not to be named; none where there is no such
    /// claim.
    #[must_use]
    pub fn without_people(&self, is_withdrawn: &dyn Fn(&str) -> bool) -> Option<Self> {
        let (mut kept, mut stripped) = (Self::new(), false);
        for (field, claims) in self.iter() {
            for claim in claims {
                if field.may_name_people() && is_withdrawn(&claim.value) {
                    stripped = true;
                } else {
                    kept.add(field, claim.clone());
                }
            }
        }
        stripped.then_some(kept)
    }
}
