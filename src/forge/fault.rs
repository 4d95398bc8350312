//! The kinds of failure, and the code each has on the source's and on the host's side.
//!
//! Must not know how a failure was found.

use glane_catalog::model::{Reason, ReasonCode};

use super::ForgeError;

/// Which end of a mirror is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// A forge we read from.
    Source,
    /// A host we write to.
    Host,
}

/// The kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No answer, or "later".
    Unreachable,
    /// An answer that is not what it should be.
    Invalid,
    /// Our token or our request was refused.
    Refused,
}

impl Side {
    /// An error of this side.
    pub(crate) fn error(self, fault: Fault, message: impl Into<String>) -> ForgeError {
        let code = match (self, fault) {
            (Self::Source, Fault::Unreachable) => ReasonCode::SourceUnreachable,
            (Self::Source, Fault::Invalid) => ReasonCode::SourceInvalid,
            (Self::Source, Fault::Refused) => ReasonCode::SourceRefused,
            (Self::Host, Fault::Unreachable) => ReasonCode::HostUnreachable,
            (Self::Host, Fault::Invalid | Fault::Refused) => ReasonCode::HostRefused,
        };
        ForgeError::new(Reason::new(code, message))
    }
}
