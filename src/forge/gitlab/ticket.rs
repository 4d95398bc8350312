//! Issues of a GitLab project and the first note of somebody else.
//!
//! Issues are listed as strangers see them, so that a confidential one is never met; notes need a token,
//! and those that members alone read are passed over.

use glane_catalog::model::Ticket;
use jiff::Timestamp;
use serde::Deserialize;

use super::super::ForgeError;
use super::super::client::{Ask, Client};
use super::super::ticket::{NEWEST, Person, Tickets, WORDS, Word, first_answer, told};

#[derive(Debug, Deserialize)]
struct Issue {
    iid: u64,
    author: Option<Person>,
    created_at: Timestamp,
    state: String,
    #[serde(default)]
    confidential: bool,
    #[serde(default)]
    user_notes_count: u64,
}

#[derive(Debug, Deserialize)]
struct Note {
    author: Option<Person>,
    created_at: Timestamp,
    #[serde(default)]
    system: bool,
    #[serde(default)]
    internal: bool,
    #[serde(default)]
    confidential: bool,
}

/// The newest issues since an instant.
pub(super) async fn newest(client: &Client, project: u64, since: Timestamp) -> Result<Tickets, ForgeError> {
    let place = client.at(&format!(
        "projects/{project}/issues?scope=all&state=all&confidential=false&created_after={since}\
         &order_by=created_at&sort=desc&per_page={NEWEST}"
    ))?;
    let answer = client.send(Ask::json(place)).await?;
    let Some(issues) = told::<Issue>(&answer, client)? else { return Ok(Tickets::asked(1)) };
    let mut requests = 1;
    let mut seen = Vec::new();
    for issue in
        issues.into_iter().filter(|issue| !issue.confidential && issue.created_at >= since).take(NEWEST)
    {
        let mut answered = None;
        if issue.user_notes_count > 0 {
            requests += 1;
            let Some(notes) = notes(client, project, issue.iid).await? else {
                return Ok(Tickets::asked(requests));
            };
            let words = notes.iter().map(|note| Word { by: note.author, at: note.created_at });
            answered = first_answer(issue.author, words);
        }
        seen.push(Ticket { opened: issue.created_at, answered, closed: issue.state == "closed" });
    }
    Ok(Tickets { seen: Some(seen), requests })
}

/// What people wrote to an issue for anyone to read, oldest first.
async fn notes(client: &Client, project: u64, issue: u64) -> Result<Option<Vec<Note>>, ForgeError> {
    let place = client.at(&format!(
        "projects/{project}/issues/{issue}/notes?order_by=created_at&sort=asc&per_page={WORDS}"
    ))?;
    let answer = client.send(Ask::json(place).with_token()).await?;
    let notes = told::<Note>(&answer, client)?;
    let open = |note: &Note| !note.system && !note.internal && !note.confidential;
    Ok(notes.map(|notes| notes.into_iter().filter(open).collect()))
}
