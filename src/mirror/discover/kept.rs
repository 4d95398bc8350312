//! Answers of forges, kept in the store from one listing to the next.
//!
//! A store that fails costs a question asked again, never the listing.

use async_trait::async_trait;
use glane_catalog::model::ForgeId;
use glane_store::{Answer, Store};

use crate::clock::Clock;
use crate::forge::Answers;

/// The store's answers.
pub(super) struct Kept<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) clock: &'a Clock,
}

#[async_trait]
impl Answers for Kept<'_> {
    async fn former(&self, forge: &ForgeId, question: &str) -> Option<(String, String)> {
        match self.store.answer(forge, question).await {
            Ok(answer) => answer.map(|answer| (answer.validator, answer.document)),
            Err(error) => {
                tracing::warn!(%error, %forge, "a former answer cannot be read; the question is asked anew");
                None
            }
        }
    }

    async fn keep(&self, forge: &ForgeId, question: &str, validator: &str, document: &str) {
        let answer = Answer { validator: validator.to_owned(), document: document.to_owned() };
        if let Err(error) = self.store.put_answer(forge, question, &answer, self.clock.now()).await {
            tracing::warn!(%error, %forge, "an answer cannot be kept; the question will be asked anew");
        }
    }
}
