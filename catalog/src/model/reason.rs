//! Why a project is not, or not fully, published: a code, a class and a sentence.
//!
//! The owner reads code and sentence; the public sees the class of cause only.

use serde::{Deserialize, Serialize};

/// The class of cause, which the public may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonClass {
    /// No licence, or one that policy does not allow.
    Licence,
    /// Nothing to publish: empty, excluded, not a repository.
    Content,
    /// The source did not answer, or answered wrongly.
    Source,
    /// The host refused or did not answer.
    Host,
    /// Something only a person can decide.
    Decision,
    /// A limit of this version, of the machine, or of the repository's format.
    Limit,
    /// Its content must be looked at by a person; the public is not told for what.
    Check,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal in $class:ident,)*) => {
        /// A stable name for a cause.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ReasonCode { $($(#[$doc])* $variant,)* }

        impl ReasonCode {
            /// Every code, for tables and tests.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as it is written in JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The class the public may see.
            #[must_use]
            pub fn class(self) -> ReasonClass {
                match self { $(Self::$variant => ReasonClass::$class,)* }
            }
        }
    };
}

codes! {
    /// No licence was found.
    NoLicence = "no_licence" in Licence,
    /// A licence was found that policy does not allow.
    LicenceNotAllowed = "licence_not_allowed" in Licence,
    /// The repository has no commit.
    Empty = "empty" in Content,
    /// The configuration leaves it out.
    Excluded = "excluded" in Content,
    /// What was found is not a git repository.
    NotARepository = "not_a_repository" in Content,
    /// It is not public at the source, or is no longer.
    NotPublic = "not_public" in Source,
    /// The source could not be reached.
    SourceUnreachable = "source_unreachable" in Source,
    /// The source answered something that is not what it should be.
    SourceInvalid = "source_invalid" in Source,
    /// Objects of the source repository are missing or damaged.
    SourceDamaged = "source_damaged" in Source,
    /// The source refused our token.
    SourceRefused = "source_refused" in Source,
    /// The host could not be reached.
    HostUnreachable = "host_unreachable" in Host,
    /// The host refused our token or the request.
    HostRefused = "host_refused" in Host,
    /// The host refused some references.
    ReferencesRejected = "references_rejected" in Host,
    /// The copy has commits we did not put there.
    HostDiverged = "host_diverged" in Decision,
    /// A repository of that name exists on the host and is not ours.
    NameTaken = "name_taken" in Decision,
    /// More than a fifth of the references would go.
    MassDeletion = "mass_deletion" in Decision,
    /// The repository uses SHA-256 objects, which no host of ours accepts.
    ObjectFormat = "object_format" in Limit,
    /// It is larger than the limit set.
    TooLarge = "too_large" in Limit,
    /// It took longer than the time allowed.
    TimedOut = "timed_out" in Limit,
    /// The examination was stopped by its limits or failed.
    ExaminationFailed = "examination_failed" in Limit,
    /// A reference has a name that cannot be published.
    ReferenceName = "reference_name" in Limit,
    /// The configuration never copies some references.
    ReferencesDenied = "references_denied" in Content,
    /// Its owner asks that it be left out.
    OptOut = "opt_out" in Content,
    /// It is a copy of another forge's project, which is mirrored there.
    MirrorOfOther = "mirror_of_other" in Content,
    /// A person withdrew it; it is not taken in again.
    WithdrawnByDecision = "withdrawn_by_decision" in Decision,
    /// A person refused it.
    RefusedByDecision = "refused_by_decision" in Decision,
    /// Nobody has approved its first publication.
    AwaitsApproval = "awaits_approval" in Decision,
    /// Nobody has acknowledged that the addresses of its authors travel with it.
    AuthorAddresses = "author_addresses" in Check,
    /// Something in it looks like a key, token or password.
    Secrets = "secrets" in Check,
    /// Something in it looks like data of pupils or staff.
    PersonalData = "personal_data" in Check,
    /// Somebody else holds rights on something in it.
    ThirdPartyWork = "third_party_work" in Check,
    /// Large files that are stored beside it are missing, or cannot be brought.
    LargeFiles = "large_files" in Limit,
    /// The forge or host refused our token: nothing of it is asked until that is mended.
    Paused = "paused" in Source,
    /// Disk, database or another part of this machine failed.
    Internal = "internal" in Limit,
}

/// One cause, with a sentence its owner can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The cause.
    pub code: ReasonCode,
    /// What it is, and what to do about it.
    pub message: String,
}

impl Reason {
    /// A cause with its sentence.
    pub fn new(code: ReasonCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_code_is_the_serialised_one() {
        for code in ReasonCode::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.as_str()));
        }
    }
}
