//! The newest tickets of a project: when each was opened and first answered.
//!
//! Who wrote what is compared in memory and goes no further; no title and no text is read.

use glane_catalog::model::Ticket;
use jiff::Timestamp;
use serde::Deserialize;

use super::ForgeError;
use super::client::{Answer, Client};

/// Tickets that are looked at, at most.
pub(super) const NEWEST: usize = 20;
/// Words to a ticket among which the first answer is looked for.
pub(super) const WORDS: usize = 100;

/// What was seen of the tickets of one project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tickets {
    /// The tickets; none where the forge tells nothing of them.
    pub seen: Option<Vec<Ticket>>,
    /// Requests that it took.
    pub requests: u32,
}

impl Tickets {
    /// Nothing was told, in so many requests.
    pub(super) fn asked(requests: u32) -> Self {
        Self { seen: None, requests }
    }
}

/// Somebody, of whom nothing but the number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct Person {
    pub(super) id: i64,
}

/// Something written to a ticket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Who wrote it; none for one who is no longer there.
    pub(super) by: Option<Person>,
    pub(super) at: Timestamp,
}

/// The first word of somebody other than the author.
pub(super) fn first_answer(author: Option<Person>, words: impl Iterator<Item = Word>) -> Option<Timestamp> {
    // Both gone without a trace may be one.
    words.filter(|word| word.by != author).map(|word| word.at).min()
}

/// The items of an answer; none where the forge does not tell them.
///
/// # Errors
/// What is no answer to the question.
pub(super) fn told<T: for<'a> Deserialize<'a>>(
    answer: &Answer,
    client: &Client,
) -> Result<Option<Vec<T>>, ForgeError> {
    // Refused, switched off, gone, taken down.
    if matches!(answer.status.as_u16(), 401 | 403 | 404 | 410 | 451) {
        return Ok(None);
    }
    answer.json(client).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_does_not_answer_oneself() {
        let word = |by: Option<i64>, seconds: i64| Word {
            by: by.map(|id| Person { id }),
            at: Timestamp::from_second(seconds).unwrap(),
        };
        let first = |author: Option<i64>, words: &[Word]| {
            first_answer(author.map(|id| Person { id }), words.iter().copied()).map(Timestamp::as_second)
        };
        assert_eq!(first(Some(1), &[word(Some(1), 10), word(Some(2), 30), word(Some(3), 20)]), Some(20));
        assert_eq!(first(Some(1), &[word(Some(1), 10)]), None);
        assert_eq!(first(Some(1), &[word(None, 10)]), Some(10));
        assert_eq!(first(None, &[word(None, 10)]), None);
    }
}
