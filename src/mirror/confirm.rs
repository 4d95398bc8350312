//! Confirm: before anything goes out, the source says once more that everyone may see it, and the log
//! of decisions that nobody has taken it back.
//!
//! A listing of the source holds for a moment only; the log is read each time. Must not publish.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode, SourceProject, Visibility};

use super::outcome::Stop;
use super::pass::{Context, is_on_disk};
use super::references::References;
use super::{fetch, gate, listed, withdraw};
use crate::layout::Layout;

/// Seconds for which a listing of the source holds; its forge is asked each time.
const HOLDS: i64 = 2;

/// What anyone could see of the source at one instant: the ids of its references.
type Seen = Arc<HashSet<String>>;

/// What was confirmed of one project in one pass.
pub struct Confirmation<'a> {
    context: &'a Context,
    layout: &'a Layout,
    fetched: &'a References,
    last: Mutex<Option<(jiff::Timestamp, Seen)>>,
}

impl<'a> Confirmation<'a> {
    /// Nothing is confirmed yet of what was fetched.
    #[must_use]
    pub fn new(context: &'a Context, layout: &'a Layout, fetched: &'a References) -> Self {
        Self { context, layout, fetched, last: Mutex::new(None) }
    }

    /// Lets these objects go out now, if the source still shows them to everyone and nobody has decided
    /// otherwise.
    ///
    /// # Errors
    /// A [`Stop`]: it is not public, it was withdrawn or refused, or it has changed since it was
    /// fetched, and the pass begins anew.
    pub async fn clear(&self, project: &ProjectRecord, going: &[&str]) -> Result<(), Stop> {
        self.witnessed(project, going).await?;
        self.undecided(project).await
    }

    /// As [`Self::clear`], but for the decisions.
    ///
    /// # Errors
    /// A [`Stop`], as there.
    pub async fn witnessed(&self, project: &ProjectRecord, going: &[&str]) -> Result<(), Stop> {
        let seen = match self.recent() {
            Some(seen) => {
                confirm_public(self.context, &project.source).await?;
                seen
            }
            None => self.ask(&project.source).await?,
        };
        self.require(project, going, &seen)
    }

    /// As [`Self::clear`], where an answer of a moment ago is enough.
    ///
    /// # Errors
    /// A [`Stop`], as there.
    pub async fn still(&self, project: &ProjectRecord, going: &[&str]) -> Result<(), Stop> {
        match self.recent() {
            Some(seen) => self.require(project, going, &seen)?,
            None => self.witnessed(project, going).await?,
        }
        self.undecided(project).await
    }

    /// Whether nobody has withdrawn or refused it while the pass went on, and the gate still lets it
    /// pass.
    ///
    /// # Errors
    /// A [`Stop`] with the reasons.
    pub async fn undecided(&self, project: &ProjectRecord) -> Result<(), Stop> {
        withdraw::refuse_meanwhile(self.context, project, self.layout).await?;
        gate::judge(self.context, project).await
    }

    fn recent(&self) -> Option<Seen> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, seen) = last.as_ref()?;
        let age = self.context.clock.now().as_second() - at.as_second();
        (0..HOLDS).contains(&age).then(|| Arc::clone(seen))
    }

    /// Asks both witnesses. What was said before is forgotten, so that a refusal stands.
    async fn ask(&self, source: &SourceProject) -> Result<Seen, Stop> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        confirm_public(self.context, source).await?;
        let scope = self.context.scope_of(&source.key.forge)?;
        let now = match fetch::list_within(&self.context.git, &source.clone_url, &scope).await {
            Ok(now) => now,
            Err(reason) if reason.code == ReasonCode::SourceRefused && !is_on_disk(source) => {
                return Err(not_public().into());
            }
            Err(reason) => return Err(reason.into()),
        };
        let seen: Seen = Arc::new(now.ids.into_values().collect());
        let answer = (self.context.clock.now(), Arc::clone(&seen));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        Ok(seen)
    }

    /// What the source gave must still be there. What it did not give is ours: put back from the
    /// archive by decision, or kept until a deletion is decided.
    fn require(&self, project: &ProjectRecord, going: &[&str], seen: &HashSet<String>) -> Result<(), Stop> {
        let gone: HashSet<&str> = going.iter().copied().filter(|id| !seen.contains(*id)).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let from_source = self.fetched.ids.iter().filter(|(_, id)| gone.contains(id.as_str()));
        let names: Vec<String> = from_source.map(|(name, _)| name.clone()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let text = format!(
            "{}: it changed between being fetched and being published ({}); what it no longer shows did not go out, \
             and it is fetched anew",
            project.source.path,
            listed(&names)
        );
        Err(Reason::new(ReasonCode::SourceInvalid, text).into())
    }
}

/// Whether the forge says, to someone without an account, that the project is public now.
///
/// # Errors
/// `not_public`, or the reason why the forge could not be asked.
pub async fn confirm_public(context: &Context, source: &SourceProject) -> Result<(), Stop> {
    let Some(forge) = context.forges.get(&source.key.forge) else {
        return Err(Reason::new(ReasonCode::Excluded, "its forge is no longer configured").into());
    };
    match forge.project(&source.key).await {
        Ok(Some(now)) if now.visibility == Visibility::Public => Ok(()),
        Ok(_) => Err(not_public().into()),
        Err(error) => Err(error.reason.into()),
    }
}

fn not_public() -> Reason {
    Reason::new(ReasonCode::NotPublic, "it is not, or no longer, public at its source")
}
