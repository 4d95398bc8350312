//! A list of clone addresses: each is asked whether it speaks git to anyone, never more.
//!
//! Must not fetch. An address that holds a credential is refused at once.

use std::collections::{HashMap, HashSet};

use glane_catalog::model::{ForgeId, ProjectKey, SourceProject};
use url::Url;

use super::super::ForgeError;
use super::super::client::{Ask, Client, Limits, base_address, shown};
use super::super::fault::{Fault, Side};
use super::super::text;
use super::super::wanted::Wanted;

/// Addresses that a message names one by one.
const NAMED: usize = 20;

/// A list of clone addresses, with a client for each origin.
pub(super) struct Addresses {
    projects: Vec<SourceProject>,
    wanted: Wanted,
    clients: HashMap<String, Client>,
}

impl Addresses {
    /// # Errors
    /// An address that is not http(s), or that holds a user, password or query.
    pub(super) fn new(
        forge: &ForgeId,
        list: &[Url],
        wanted: Wanted,
        limits: &Limits,
    ) -> Result<Self, ForgeError> {
        let mut clients = HashMap::new();
        for url in list {
            base_address(Side::Source, url)?;
            let origin = url.origin().ascii_serialization();
            if let std::collections::hash_map::Entry::Vacant(place) = clients.entry(origin) {
                let base = url.join("/").unwrap_or_else(|_| url.clone());
                place.insert(Client::new(Side::Source, base, None, limits.clone())?);
            }
        }
        let hosts: HashSet<_> = list.iter().filter_map(Url::host_str).collect();
        let mut seen = HashSet::new();
        let projects = list
            .iter()
            .filter(|url| seen.insert(url.as_str()))
            .map(|url| describe(forge, url, hosts.len() > 1))
            .collect();
        Ok(Self { projects, wanted, clients })
    }

    pub(super) fn list(&self) -> Vec<SourceProject> {
        self.projects.iter().filter(|project| self.wanted.has(&project.path)).cloned().collect()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.projects.iter().any(|project| project.key.id == id)
    }

    /// The project, if its address answers git to anyone, whether or not the globs want it.
    pub(super) async fn project(&self, id: &str) -> Result<Option<SourceProject>, ForgeError> {
        let Some(project) = self.projects.iter().find(|project| project.key.id == id) else {
            return Ok(None);
        };
        Ok(self.answers(project).await?.then(|| project.clone()))
    }

    /// Asks every address that is listed.
    ///
    /// # Errors
    /// Names those that do not answer, and says why.
    pub(super) async fn check(&self) -> Result<Option<String>, ForgeError> {
        let listed = self.list();
        let (all, mut silent) = (listed.len(), Vec::new());
        for project in &listed {
            match self.answers(project).await {
                Ok(true) => {}
                Ok(false) => silent.push(format!("{} (not there, or not public)", project.key.id)),
                Err(error) => silent.push(format!("{} ({error})", project.key.id)),
            }
        }
        if silent.is_empty() {
            return Ok((all > 0).then(|| format!("{all} of {all} addresses answer to anyone")));
        }
        let (answering, unnamed) = (all - silent.len(), silent.len().saturating_sub(NAMED));
        silent.truncate(NAMED);
        let more = if unnamed > 0 { format!("; and {unnamed} more") } else { String::new() };
        let text = format!(
            "{answering} of {all} addresses answer to anyone; mend these or take them out of repositories: {}{more}",
            silent.join("; ")
        );
        Err(Side::Source.error(Fault::Unreachable, text))
    }

    async fn answers(&self, project: &SourceProject) -> Result<bool, ForgeError> {
        let nowhere = || Side::Source.error(Fault::Invalid, "an address of the list cannot be read");
        let url: Url = project.clone_url.parse().map_err(|_| nowhere())?;
        let client = self.clients.get(&url.origin().ascii_serialization()).ok_or_else(nowhere)?;
        let answer = client.send(Ask::probe(service(&url, "git-upload-pack").ok_or_else(nowhere)?)).await?;
        let kind = answer.header("content-type").unwrap_or_default();
        match answer.status.as_u16() {
            200 if kind == "application/x-git-upload-pack-advertisement" => Ok(true),
            200 => Err(client.error(
                Fault::Invalid,
                format!("{} answers, but not as git does: is it the clone address?", shown(&url)),
            )),
            401 | 403 | 404 | 410 => Ok(false),
            _ => Err(answer.refusal(client)),
        }
    }
}

/// The address at which git asks a repository for a service.
pub(in crate::forge) fn service(repository: &Url, service: &str) -> Option<Url> {
    let base = repository.as_str().trim_end_matches('/');
    Url::parse(&format!("{base}/info/refs?service={service}")).ok()
}

fn describe(forge: &ForgeId, url: &Url, with_host: bool) -> SourceProject {
    let tail = url.path().trim_matches('/');
    let tail = tail.strip_suffix(".git").unwrap_or(tail);
    let host = url.host_str().unwrap_or_default();
    let path = match (with_host, text::is_path(tail)) {
        (false, true) => tail.to_owned(),
        (true, true) => format!("{host}/{tail}"),
        (_, false) => host.to_owned(),
    };
    let page = url.as_str().trim_end_matches('/');
    SourceProject {
        web_url: Some(page.strip_suffix(".git").unwrap_or(page).to_owned()),
        clone_url: url.to_string(),
        ..SourceProject::public(ProjectKey { forge: forge.clone(), id: url.to_string() }, &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(list: &[&str]) -> Result<Addresses, ForgeError> {
        let list: Vec<Url> = list.iter().map(|url| url.parse().unwrap()).collect();
        let wanted = Wanted::new(&[], &["**/*-prive".to_owned()]).unwrap();
        Addresses::new(&ForgeId::new("list").unwrap(), &list, wanted, &Limits::default())
    }

    #[test]
    fn the_address_is_the_identity_and_its_path_the_path() {
        let one = addresses(&["http://127.0.0.1/g/site.git", "http://127.0.0.1/g/site.git"]).unwrap();
        let projects = one.list();
        assert_eq!(projects.len(), 1);
        assert_eq!(projects[0].key.id, "http://127.0.0.1/g/site.git");
        assert_eq!((projects[0].path.as_str(), projects[0].name.as_str()), ("g/site", "site"));
        let two = addresses(&["http://127.0.0.1/g/site.git", "http://localhost/g/site.git"]).unwrap().list();
        assert_eq!((two[0].path.as_str(), two[1].path.as_str()), ("127.0.0.1/g/site", "localhost/g/site"));
    }

    #[test]
    fn an_address_left_out_is_not_listed_and_still_known() {
        let all = addresses(&["http://127.0.0.1/g/x-prive.git", "http://127.0.0.1/g/y.git"]).unwrap();
        assert_eq!(all.list().len(), 1);
        assert!(all.has("http://127.0.0.1/g/x-prive.git"));
    }

    #[test]
    fn an_address_with_a_credential_is_refused_without_showing_it() {
        for bad in ["https://u:p4ss@example.org/a.git", "https://example.org/a.git?t=p4ss", "file:///a.git"] {
            let error = addresses(&[bad]).err().unwrap();
            assert!(!error.to_string().contains("p4ss"), "{error}");
        }
    }
}
