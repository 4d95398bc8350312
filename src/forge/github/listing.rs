//! What of a GitHub is listed, and how a page of it is read.
//!
//! Must not follow pages itself. A list of an owner's repositories does not say what a fork was made
//! from: each fork of a page that changed is asked for.

use std::sync::PoisonError;

use async_trait::async_trait;
use serde_json::Value;
use url::Url;

use super::super::client::{Answer, Ask};
use super::super::fault::Fault;
use super::super::link::{self, Next};
use super::super::pages::{self, Gathering, Page, Reader, Walk};
use super::super::{Answers, ForgeError};
use super::repository::{self, Item};
use super::{Github, place};

/// Repositories asked for in one page: GitHub's maximum.
const PER_PAGE: usize = 100;

/// The order in which what is new comes last, so that pages do not shift while they are read.
const ORDER: &str = "sort=created&direction=asc";

#[async_trait]
impl Reader for Github {
    fn read(&self, answer: &Answer, items: &[Value]) -> Result<Page, String> {
        let mut page = turned(answer, items)?;
        for value in items {
            match Item::read(value, &self.id, &self.site) {
                Item::Public(project, of_unknown) if self.wanted.has(&project.path) => {
                    if of_unknown {
                        page.forks.push(project.key.clone());
                    }
                    page.projects.push(*project);
                }
                Item::NotPublic(path) => {
                    page.not_public += u64::from(path.is_none_or(|path| self.wanted.has(&path)));
                }
                Item::Public(..) => {}
                Item::Unreadable(reason) => page.unreadable.push(reason),
            }
        }
        Ok(page)
    }

    async fn complete(&self, walk: &Walk<'_>, page: &mut Page) -> Result<(), ForgeError> {
        for key in std::mem::take(&mut page.forks) {
            let address = self.client.at(&format!("repositories/{}", key.id))?;
            let Some(details) = walk.single(&address, self).await? else { continue };
            let parent = details.projects.into_iter().find(|project| project.key == key);
            if let (Some(parent), Some(project)) =
                (parent, page.projects.iter_mut().find(|project| project.key == key))
            {
                project.fork_of = parent.fork_of;
            }
        }
        Ok(())
    }
}

/// Reads a list of all repositories of a server for their owners: it says little else of them.
struct Owners;

impl Reader for Owners {
    fn read(&self, answer: &Answer, items: &[Value]) -> Result<Page, String> {
        let mut page = turned(answer, items)?;
        for item in items.iter().filter(|item| repository::is_public(item)) {
            let login = item.pointer("/owner/login").and_then(Value::as_str);
            match login.filter(|login| place::is_account(login)) {
                Some(login) if !page.owners.iter().any(|known| known == login) => {
                    page.owners.push(login.to_owned());
                }
                Some(_) => {}
                None => return Err("it lists a repository without an owner".to_owned()),
            }
        }
        Ok(page)
    }
}

/// A page of which only the turning is known.
fn turned(answer: &Answer, items: &[Value]) -> Result<Page, String> {
    let ids: Vec<u64> = items.iter().filter_map(repository::id_of).collect();
    let next = match link::next(answer) {
        Some(Next::Page(next)) => Some(next),
        Some(Next::Broken(why)) => return Err(why),
        None | Some(Next::End) => following(&answer.url, items.len(), ids.iter().copied().max()),
    };
    Ok(Page { ids: pages::digest(&ids), next, ..Page::default() })
}

/// The page after a full one that names none: a header lost on the way must not end a listing early.
fn following(here: &Url, items: usize, last: Option<u64>) -> Option<Url> {
    if items < PER_PAGE {
        return None;
    }
    let value =
        |key: &str| here.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
    let (key, number) = match (value("page"), value("since")) {
        (Some(page), _) => ("page", page.parse::<u64>().ok()? + 1),
        (None, Some(_)) => ("since", last?),
        (None, None) => return None,
    };
    let kept: Vec<(String, String)> = here
        .query_pairs()
        .filter(|(name, _)| name != key)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut next = here.clone();
    next.query_pairs_mut().clear().extend_pairs(kept).append_pair(key, &number.to_string());
    Some(next)
}

impl Github {
    /// Everything the configuration names; on a server of one's own that may be nothing, which means all.
    pub(super) async fn gather(&self, answers: &dyn Answers, into: &mut Gathering) -> Result<(), ForgeError> {
        let walk =
            Walk { forge: &self.id, client: &self.client, answers, meaning: &self.meaning, most: self.pages };
        let mut owners = self.groups.clone();
        if owners.is_empty() && self.projects.is_empty() {
            let mut all = Gathering::default();
            let first = self.client.at("repositories?visibility=public&since=0")?;
            walk.follow(first, &Owners, &mut all).await?;
            owners = all.owners;
        }
        for owner in &owners {
            self.gather_owner(&walk, owner, into).await.map_err(|mut error| {
                error.reason.message = format!("\"{owner}\": {}", error.reason.message);
                error
            })?;
        }
        for path in &self.projects {
            match walk.single(&self.client.at(&format!("repos/{path}"))?, self).await? {
                Some(page) => into.take(page),
                None => into.listing.not_public += 1,
            }
        }
        Ok(())
    }

    /// The public repositories of an organisation or a person.
    async fn gather_owner(
        &self,
        walk: &Walk<'_>,
        owner: &str,
        into: &mut Gathering,
    ) -> Result<(), ForgeError> {
        let (kind, chosen) = self.kind_of(owner).await?;
        let address = format!("{kind}/{owner}/repos?type={chosen}&{ORDER}&per_page={PER_PAGE}&page=1");
        walk.follow(self.client.at(&address)?, self, into).await
    }

    /// Where an owner's repositories are listed, and which of them are asked for; asked once.
    async fn kind_of(&self, owner: &str) -> Result<(&'static str, &'static str), ForgeError> {
        let known = self.kinds.lock().unwrap_or_else(PoisonError::into_inner).get(owner).copied();
        if let Some(kind) = known {
            return Ok(kind);
        }
        let answer =
            self.client.send(Ask::json(self.client.at(&format!("users/{owner}"))?).with_token()).await?;
        let account: Value = answer.json(&self.client)?;
        let kind = match account.get("type").and_then(Value::as_str) {
            Some("Organization") => ("orgs", "public"),
            Some("User") => ("users", "owner"),
            _ => {
                return Err(self.client.error(Fault::Invalid, "it is neither an organisation nor a person"));
            }
        };
        self.kinds.lock().unwrap_or_else(PoisonError::into_inner).insert(owner.to_owned(), kind);
        Ok(kind)
    }

    /// Asks for each configured account and repository.
    pub(super) async fn check_places(&self) -> Result<String, ForgeError> {
        let mut silent = Vec::new();
        for owner in &self.groups {
            if let Err(error) = self.kind_of(owner).await {
                silent.push(format!("\"{owner}\" ({error})"));
            }
        }
        for path in &self.projects {
            let ask = Ask::json(self.client.at(&format!("repos/{path}"))?).with_token();
            let answer = self.client.send(ask).await?;
            if let Err(error) = answer.json::<Value>(&self.client) {
                silent.push(format!("\"{path}\" ({error})"));
            }
        }
        let all = self.groups.len() + self.projects.len();
        if silent.is_empty() {
            return Ok(if all > 0 { format!("{all} of {all} places can be listed") } else { String::new() });
        }
        Err(self.client.error(
            Fault::Invalid,
            format!(
                "{} of {all} places can be listed; mend these in groups or projects: {}",
                all - silent.len(),
                silent.join("; ")
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_page_without_headers_is_not_taken_for_the_last() {
        let next = |here: &str, items, last| {
            following(&here.parse().unwrap(), items, last)
                .map(|url| url.query().unwrap_or_default().to_owned())
        };
        let by_number = "https://api.github.com/orgs/o/repos?type=public&per_page=100&page=2";
        assert_eq!(next(by_number, 100, None).as_deref(), Some("type=public&per_page=100&page=3"));
        assert_eq!(next(by_number, 99, None), None);
        let by_key = "https://git.example/api/v3/repositories?visibility=public&since=0";
        assert_eq!(next(by_key, 100, Some(369)).as_deref(), Some("visibility=public&since=369"));
        assert_eq!(next("https://api.github.com/repos/o/r", 100, Some(1)), None);
    }
}
