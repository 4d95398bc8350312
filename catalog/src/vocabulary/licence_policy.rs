//! What is known of each licence, and which ones a catalogue of commons accepts.
//!
//! Help, not legal advice. Must not know how a licence was found.

mod called;
mod compat;
mod facts;
mod policy;

pub use called::{called, explained_at};
pub use compat::{
    Answer, Combination, Compatibility, MOST, Pair, adapted_under, code_into, combine, remix, taken_up,
};
pub use facts::{Family, Kind, Licence, Openness, Right, licence};
pub use policy::{Allowance, Lists, allowed_for_code, allowed_for_resources, families};
