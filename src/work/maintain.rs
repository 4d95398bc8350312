//! Upkeep: what nobody waits for and what must not grow for ever.
//!
//! Forgets old passes, deliveries and answers.

use jiff::SignedDuration;

use crate::mirror::pass::Context;

/// How long passes, deliveries and answers are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Does what is to be done; a sentence for the log says what came of it.
///
/// # Errors
/// When the store cannot be written.
pub async fn run(context: &Context) -> anyhow::Result<String> {
    let rows = context.store.prune(context.clock.now().saturating_sub(KEPT)?).await?;
    Ok(format!("{rows} old rows forgotten"))
}
