//! Issues of a Forgejo repository and the first comment of somebody else, as strangers see them.
//!
//! Pull requests are no tickets. Comments are what people wrote: events have an address of their own.

use glane_catalog::model::Ticket;
use jiff::Timestamp;
use serde::Deserialize;

use super::super::ForgeError;
use super::super::client::{Ask, Client};
use super::super::ticket::{NEWEST, Person, Tickets, Word, first_answer, told};
use super::segment;

#[derive(Debug, Deserialize)]
struct Issue {
    number: u64,
    user: Option<Person>,
    created_at: Timestamp,
    state: String,
    #[serde(default)]
    comments: u64,
    pull_request: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Comment {
    user: Option<Person>,
    created_at: Timestamp,
}

/// The newest issues of the repository at a path since an instant.
pub(super) async fn newest(client: &Client, path: &str, since: Timestamp) -> Result<Tickets, ForgeError> {
    let route = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    // `since` is of the last change here: what changed before was opened before.
    let place =
        client.at(&format!("repos/{route}/issues?state=all&type=issues&since={since}&limit={NEWEST}"))?;
    let answer = client.send(Ask::json(place)).await?;
    // One request more said under which path the repository is now.
    let mut requests = 2;
    let Some(issues) = told::<Issue>(&answer, client)? else { return Ok(Tickets::asked(requests)) };
    let mut seen = Vec::new();
    let ticket = |issue: &Issue| issue.pull_request.is_none() && issue.created_at >= since;
    for issue in issues.into_iter().filter(ticket).take(NEWEST) {
        let mut answered = None;
        if issue.comments > 0 {
            requests += 1;
            let place = client.at(&format!("repos/{route}/issues/{}/comments", issue.number))?;
            let answer = client.send(Ask::json(place)).await?;
            let Some(comments) = told::<Comment>(&answer, client)? else {
                return Ok(Tickets::asked(requests));
            };
            let words = comments.iter().map(|comment| Word { by: comment.user, at: comment.created_at });
            answered = first_answer(issue.user, words);
        }
        seen.push(Ticket { opened: issue.created_at, answered, closed: issue.state == "closed" });
    }
    Ok(Tickets { seen: Some(seen), requests })
}
