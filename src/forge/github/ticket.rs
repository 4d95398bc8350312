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
    if !client.has_token() || !is_public(client, repository).await? {
        return Ok(Tickets::asked(1));
    }
    let mut requests = 2;
    // `since` is of the last change here: what changed before was opened before.
    let place = client.at(&format!(
        "repositories/{repository}/issues?state=all&since={since}&sort=created&direction=desc&per_page={PER_PAGE}"
    ))?;
    let answer = client.send(Ask::json(place).with_token()).await?;
    let Some(issues) = told::<Issue>(&answer, client)? else { return Ok(Tickets::asked(requests)) };
    let mut seen = Vec::new();
    let ticket = |issue: &Issue| issue.pull_request.is_none() && issue.created_at >= since;
    for issue in issues.into_iter().filter(ticket).take(NEWEST) {
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
