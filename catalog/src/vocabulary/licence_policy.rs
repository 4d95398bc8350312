//! What is known of each licence, and which ones a catalogue of commons accepts.
//!
//! Help, not legal advice. Must not know how a licence was found.

mod compat;
mod facts;
mod policy;

pub use compat::{Answer, Compatibility, adapted_under, code_into, remix, taken_up};
pub use facts::{Family, Kind, Licence, Openness, Right, licence};
pub use policy::{Allowance, Lists, allowed_for_code, allowed_for_resources, families};
