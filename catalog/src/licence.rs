//! Licences: found in texts, written as SPDX expressions, resolved from claims.
//!
//! Must not know which licences an operator accepts (the policy does) nor where files come from.

mod address;
mod creative_commons;
mod deed;
mod detect;
mod exception;
mod expression;
mod gnu;
mod head;
mod mention;
mod name;
pub mod report;
mod reserved;
mod resolve;
mod reuse;
mod said;
mod sentence;
pub mod text;
mod understand;
mod words;

pub use deed::deed;
pub use detect::{Detected, Method, detect};
pub(crate) use expression::parsed;
pub use expression::{Normalised, parse_expression, spdx_tag};
pub use head::{HeadClaim, Heads, LONGEST_HEAD, Manner, file_claims, speaks_of_files};
pub use mention::{Mention, mentions};
pub use reserved::ALL_RIGHTS_RESERVED;
pub(crate) use reserved::{declares_all_rights_reserved, says_all_rights_reserved};
pub(crate) use resolve::{CONTENT_KEY, TAG_KEY};
pub use resolve::{Overrides, Resolved, is_foreign, mark_member, resolve, together};
pub use reuse::holds;
pub use said::said;
pub use understand::{Understood, Why, understand};

#[cfg(test)]
mod tests;
