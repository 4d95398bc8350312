//! How soon the tickets of a project are answered: counts and one mean, measured rarely.
//!
//! Must not know who wrote a ticket or its answer, nor what they say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One ticket, as far as the time to its first answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// When it was opened.
    pub opened: Timestamp,
    /// When somebody other than its author first answered.
    pub answered: Option<Timestamp>,
    /// No longer open.
    pub closed: bool,
}

/// The last measure of a project, and when its forge was last asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRecord {
    /// When the forge was last asked, whatever came of it.
    pub asked_at: Timestamp,
    /// What was measured; none where the forge tells strangers nothing of tickets, or could not be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<AnswerTime>,
}

/// How soon the newest tickets of three months were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTime {
    /// When it was measured.
    pub at: Timestamp,
    /// Tickets that had an answer.
    pub answered: u32,
    /// Open tickets that had none.
    pub waiting: u32,
    /// The mean, in seconds, over both: whoever waits has waited until the measure, so that silence is
    /// never quicker than an answer. None without any.
    pub mean_seconds: Option<u64>,
}

impl AnswerTime {
    /// Seconds of a day.
    const DAY: f64 = 86_400.0;

    /// Takes the mean. A ticket that was closed without an answer of somebody else waits for none.
    #[must_use]
    pub fn of(tickets: &[Ticket], at: Timestamp) -> Self {
        let (mut answered, mut waiting, mut sum) = (0_u32, 0_u32, 0_u64);
        for ticket in tickets {
            let until = match ticket.answered {
                Some(answer) => {
                    answered += 1;
                    answer
                }
                None if ticket.closed => continue,
                None => {
                    waiting += 1;
                    at
                }
            };
            sum += u64::try_from(until.as_second() - ticket.opened.as_second()).unwrap_or(0);
        }
        let mean_seconds = sum.checked_div(u64::from(answered) + u64::from(waiting));
        Self { at, answered, waiting, mean_seconds }
    }

    /// The mean in days.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "three months are few seconds")]
    pub fn mean_days(&self) -> Option<f64> {
        self.mean_seconds.map(|seconds| seconds as f64 / Self::DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn who_waits_counts_until_now_and_who_closed_alone_does_not() {
        let now = at("2026-03-31T00:00:00Z");
        let ticket = |opened: &str, answered: Option<&str>, closed: bool| Ticket {
            opened: at(opened),
            answered: answered.map(at),
            closed,
        };
        let tickets = [
            // 12 hours, 2 days, 10 days until now: 12.5 days over three tickets.
            ticket("2026-03-01T00:00:00Z", Some("2026-03-01T12:00:00Z"), true),
            ticket("2026-03-10T00:00:00Z", Some("2026-03-12T00:00:00Z"), false),
            ticket("2026-03-21T00:00:00Z", None, false),
            ticket("2026-03-02T00:00:00Z", None, true),
        ];
        let found = AnswerTime::of(&tickets, now);
        assert_eq!((found.answered, found.waiting, found.mean_seconds), (2, 1, Some(360_000)));
        let days = found.mean_days().unwrap();
        assert!((days - 12.5 / 3.0).abs() < 1e-9, "{days}");
        let none = AnswerTime::of(&tickets[3..], now);
        assert_eq!((none.answered, none.waiting, none.mean_days()), (0, 0, None));
        let early =
            AnswerTime::of(&[ticket("2026-03-02T00:00:00Z", Some("2026-03-01T00:00:00Z"), false)], now);
        assert_eq!(early.mean_seconds, Some(0), "clocks that disagree make no negative time");
    }
}
