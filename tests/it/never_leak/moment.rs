//! Moments of the way of one project: after which of the requests about it the source turns it away.
//!
//! They are read off an undisturbed pass, so that none that the program knows is left out.

use glane_sample_forge::{Request, Trigger};

use super::world::{Dialect, Project};

/// After the `nth` request of a method and path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// None for the listing that showed the project.
    request: Option<(String, String, u64)>,
    /// Whether the push had not begun.
    pub before_push: bool,
}

impl Moment {
    /// What to wait for, of this project; none for the listing.
    pub fn trigger(&self, project: &Project) -> Option<Trigger> {
        let (method, form, nth) = self.request.as_ref()?;
        Some(Trigger::on(method.clone(), filled(form, project)).exactly().nth(*nth))
    }

    pub fn name(&self) -> String {
        self.request
            .as_ref()
            .map_or_else(|| "listing".to_owned(), |(method, form, nth)| format!("{method} {form} no {nth}"))
    }
}

/// All moments from the listing to the last question to the source that comes before the push, and for
/// a copy that is hidden at first on to the last one that comes before it is shown.
pub fn moments(log: &[Request], project: &Project) -> Vec<Moment> {
    let about: Vec<(String, String)> = log
        .iter()
        .filter_map(|request| Some((request.method.clone(), form(&request.path, project)?)))
        .collect();
    let of_source = |form: &str| !form.contains("{copy}");
    let push = about.iter().position(|(method, form)| method == "POST" && form.ends_with("git-receive-pack"));
    let push = push.expect("an undisturbed pass pushes");
    let last_before = about[..push].iter().rposition(|(_, form)| of_source(form)).unwrap();
    let last = about.iter().rposition(|(_, form)| of_source(form)).unwrap();
    let mut found: Vec<Moment> = Vec::new();
    if project.dialect == Dialect::Gitlab {
        found.push(Moment { request: None, before_push: true });
    }
    // A turn after the answer to the last question is one that nobody can know of.
    for (at, (method, form)) in about.iter().enumerate().take(last) {
        let nth = about[..=at].iter().filter(|one| **one == about[at]).count() as u64;
        found.push(Moment {
            request: Some((method.clone(), form.clone(), nth)),
            before_push: at < last_before,
        });
    }
    found
}

fn form(path: &str, project: &Project) -> Option<String> {
    let id = project.id.to_string();
    if path.contains(&project.copy()) {
        return Some(path.replace(&project.copy(), "{copy}"));
    }
    if path.contains(&project.path) {
        return Some(path.replace(&project.path, "{path}"));
    }
    let (start, last) = path.rsplit_once('/')?;
    let by_id = ["/api/v4/projects", "/api/v1/repositories"].contains(&start) && last == id;
    by_id.then(|| format!("{start}/{{id}}"))
}

fn filled(form: &str, project: &Project) -> String {
    form.replace("{copy}", &project.copy())
        .replace("{path}", &project.path)
        .replace("{id}", &project.id.to_string())
}
