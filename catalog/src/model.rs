//! Plain types of the domain, with their invariants in their constructors.
//!
//! Must not know where a value is stored, shown or fetched.

mod change;
mod claim;
mod decision;
mod dependency;
mod examination;
mod field;
mod finding;
mod identifiers;
mod identity;
mod kin;
mod link;
mod people;
mod placed;
mod precedence;
mod project;
mod reason;
mod resource;
mod sighting;
mod software;
mod ticket;
mod wiki;
mod withdrawal;

pub use change::{Change, ChangeKind, RecordKey};
pub use claim::{Claim, Source, SourceKind};
pub use decision::{Decision, DecisionKind};
pub use dependency::{Dependency, Register};
pub use examination::{
    Examination, History, LanguageShare, LicencePart, LicenceReading, PartRole, ResourceFile,
};
pub use field::{Field, Fields};
pub use finding::{Finding, Severity};
pub use identifiers::Identifiers;
pub use identity::{ForgeId, HostId, IdentityError, ProjectKey, SourceId};
pub use kin::{Kin, Tie};
pub use link::{Link, LinkState, Verdict};
pub use placed::{Home, PlacedResource};
pub use project::{Absence, MirrorRecord, ProjectRecord, ProjectState, SourceProject, Visibility};
pub use reason::{Reason, ReasonClass, ReasonCode};
pub use resource::{Attachment, Grain, ResourceKey, ResourceRecord, ResourceVersion};
pub use sighting::{GateReport, Publication, Sighting, SightingKind, Waiver, Weight};
pub use software::{Software, SoftwareUse};
pub use ticket::{AnswerTime, Ticket, TicketRecord};
pub use withdrawal::{Subject, Withdrawal, WithdrawnPath};
