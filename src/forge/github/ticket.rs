//! Issues of a public GitHub repository and the first comment of another person.
//!
//! Strangers may ask too little in an hour for this: without a token nothing is asked. Pull requests are
//! listed among the issues and are no tickets; what a program writes is no answer.

use glane_catalog::model::Ticket;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::super::ForgeError;
use super::super::client::{Ask, Client};
use super::super::ticket::{NEWEST, Person, Tickets, WORDS, Word, first_answer, told};
use super::repository;

/// Issues and pull requests of one page.
const PER_PAGE: usize = 100;
/// Pages that are read to find issues among newer pull requests.
const PAGES: u32 = 5;

#[derive(Debug, Deserialize)]
struct Issue {
    number: u64,
    user: Option<User>,
    created_at: Timestamp,
    state: String,
    #[serde(default)]
    comments: u64,
    pull_request: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct User {
    #[serde(flatten)]
    person: Person,
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Comment {
    user: Option<User>,
    created_at: Timestamp,
}

/// The newest issues since an instant.
pub(super) async fn newest(
    client: &Client,
    repository: u64,
    since: Timestamp,
) -> Result<Tickets, ForgeError> {
    if !client.has_token() {
        return Ok(Tickets::asked(0));
    }
    if !is_public(client, repository).await? {
        return Ok(Tickets::asked(1));
    }
    let mut requests = 1;
    let Some(issues) = listed(client, repository, since, &mut requests).await? else {
        return Ok(Tickets::asked(requests));
    };
    let mut seen = Vec::new();
    for issue in issues {
        let mut answered = None;
        if issue.comments > 0 {
            requests += 1;
            let Some(comments) = comments(client, repository, issue.number).await? else {
                return Ok(Tickets::asked(requests));
            };
            let words = comments.iter().map(|comment| Word {
                by: comment.user.as_ref().map(|user| user.person),
                at: comment.created_at,
            });
            answered = first_answer(issue.user.map(|user| user.person), words);
        }
        seen.push(Ticket { opened: issue.created_at, answered, closed: issue.state == "closed" });
    }
    Ok(Tickets { seen: Some(seen), requests })
}

/// The newest issues without the pull requests among them; none where they are not told, or where so many
/// newer pull requests come first that "no issue" would be a guess.
async fn listed(
    client: &Client,
    repository: u64,
    since: Timestamp,
    requests: &mut u32,
) -> Result<Option<Vec<Issue>>, ForgeError> {
    let mut issues = Vec::new();
    for page in 1..=PAGES {
        // `since` is of the last change here: what changed before was opened before.
        let place = client.at(&format!(
            "repositories/{repository}/issues?state=all&since={since}&sort=created&direction=desc\
             &per_page={PER_PAGE}&page={page}"
        ))?;
        *requests += 1;
        let answer = client.send(Ask::json(place).with_token()).await?;
        let Some(told) = told::<Issue>(&answer, client)? else { return Ok(None) };
        // Newest first: behind one that is too old there are none but older ones.
        let is_last = told.len() < PER_PAGE || told.iter().any(|issue| issue.created_at < since);
        issues.extend(
            told.into_iter().filter(|issue| issue.pull_request.is_none() && issue.created_at >= since),
        );
        if is_last || issues.len() >= NEWEST {
            issues.truncate(NEWEST);
            return Ok(Some(issues));
        }
    }
    Ok(None)
}

/// Whether GitHub says "public" of it at this moment: the token may see more than anyone.
async fn is_public(client: &Client, number: u64) -> Result<bool, ForgeError> {
    let answer = client.send(Ask::json(client.at(&format!("repositories/{number}"))?).with_token()).await?;
    if matches!(answer.status.as_u16(), 404 | 410 | 451) {
        return Ok(false);
    }
    let value: Value = answer.json(client)?;
    Ok(repository::is_public(&value))
}

/// What people wrote to an issue.
async fn comments(client: &Client, repository: u64, issue: u64) -> Result<Option<Vec<Comment>>, ForgeError> {
    let place = client.at(&format!("repositories/{repository}/issues/{issue}/comments?per_page={WORDS}"))?;
    let answer = client.send(Ask::json(place).with_token()).await?;
    let comments = told::<Comment>(&answer, client)?;
    let person = |comment: &Comment| {
        comment.user.as_ref().is_none_or(|user| user.kind.as_deref().is_none_or(|kind| kind != "Bot"))
    };
    Ok(comments.map(|comments| comments.into_iter().filter(person).collect()))
}
