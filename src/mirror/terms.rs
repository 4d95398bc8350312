//! The terms of a forge: what decides about its projects besides themselves.
//!
//! When they change, every project is looked at once more; must not judge any.

use std::fmt::Write as _;

use glane_catalog::model::ForgeId;
use glane_store::{Answer, Store, StoreError};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::gate;
use super::pass::Context;
use crate::examine::READERS;

/// The question under which they are kept beside the forge's answers.
const QUESTION: &str = "glane:terms";

/// A digest of the readers, the gate's rules, the policy, the hosts, and what of each forge is carried
/// where.
pub(super) async fn of(context: &Context) -> String {
    let policy = &context.policy;
    let mut text = format!(
        "{READERS}\n{}\n{:?}\n{:?}\n{:?}\n{}\n{}\n{:?}\n",
        gate::ruleset(context).await.unwrap_or_default(),
        policy.allow_licences,
        policy.refuse_licences,
        policy.gate,
        policy.max_repository,
        policy.examine_memory,
        policy.examine_timeout
    );
    for host in &context.hosts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {}", host.id(), host.runs_files());
    }
    for (forge, source) in &context.sources {
        let _ = writeln!(text, "{forge} {:?} {:?}", source.carry, source.hosts);
    }
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a forge's projects were last gone through under these terms.
pub(super) async fn are_known(store: &dyn Store, forge: &ForgeId, terms: &str) -> Result<bool, StoreError> {
    Ok(store.answer(forge, QUESTION).await?.is_some_and(|former| former.validator == terms))
}

/// Notes that jobs were filed for whatever these terms change.
pub(super) async fn note(
    store: &dyn Store,
    forge: &ForgeId,
    terms: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let answer = Answer { validator: terms.to_owned(), document: "null".to_owned() };
    store.put_answer(forge, QUESTION, &answer, now).await
}
