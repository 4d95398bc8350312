//! The nightly part of asking whether addresses still answer.
//!
//! Must not know how they are asked.

use crate::egress::Reach;
use crate::links::{self, Budget, Count};
use crate::mirror::pass::Context;

/// Asks those that are due; how all of them stand. What goes wrong is logged: upkeep has more to do.
pub(super) async fn check(context: &Context) -> Count {
    // Nothing that the operator wrote opens a way for what others write.
    let reach = Reach::new(context.git.reach().network().clone());
    match links::check(context.store.as_ref(), &context.clock, &reach, Budget::default()).await {
        Ok(count) => count,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "addresses of records could not be checked");
            Count::default()
        }
    }
}
