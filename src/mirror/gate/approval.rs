//! Who let a project be published for the first time, and who keeps it back for good.
//!
//! Each is a recorded decision; a standing approval is written down when it is first used.

use glane_catalog::model::{Decision, DecisionKind, ProjectRecord, Reason, ReasonCode};

use super::super::outcome::Stop;
use super::super::pass::Context;
use crate::config::ForgeSettings;

/// Who approves the first publication of a forge's projects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approval {
    /// This name, in advance.
    Standing(String),
    /// A person, for each project.
    EachTime,
}

impl Approval {
    /// What a forge's settings say. Whoever configures a forge without asking for a decision each
    /// time has approved it in advance.
    #[must_use]
    pub fn of(forge: &ForgeSettings) -> Self {
        match &forge.approved_by {
            Some(name) => Self::Standing(name.clone()),
            None if forge.require_approval => Self::EachTime,
            None => Self::Standing(format!("the configuration of forge {}", forge.id)),
        }
    }
}

/// Whether a person approved the project, after whatever barred it before.
pub(super) fn is_approved(decisions: &[Decision]) -> bool {
    let mut about = decisions.iter().filter(|decision| decision.subject.is_none());
    let last = about.rfind(|decision| {
        matches!(decision.kind, DecisionKind::Approve | DecisionKind::Withdraw | DecisionKind::Refuse)
    });
    last.is_some_and(|decision| decision.kind == DecisionKind::Approve)
}

/// Why a project may not be taken in: a person withdrew or refused it, and nobody lifted that.
#[must_use]
pub fn refused_before(decisions: &[Decision]) -> Option<Reason> {
    let mut about = decisions.iter().filter(|decision| decision.subject.is_none());
    let last = about.rfind(|decision| {
        matches!(decision.kind, DecisionKind::Withdraw | DecisionKind::Refuse | DecisionKind::Lift)
    })?;
    let day = last.at.strftime("%Y-%m-%d");
    match last.kind {
        DecisionKind::Withdraw => Some(Reason::new(
            ReasonCode::WithdrawnByDecision,
            format!(
                "it was withdrawn on {day} and is not taken in again: glane gate lift, with a reason, ends that"
            ),
        )),
        DecisionKind::Refuse => Some(Reason::new(
            ReasonCode::RefusedByDecision,
            format!("it was refused on {day}: glane gate lift, with a reason, ends that"),
        )),
        _ => None,
    }
}

/// Writes down the standing approval by which a project is published for the first time.
///
/// # Errors
/// When the store fails.
pub async fn approve(context: &Context, project: &ProjectRecord) -> Result<(), Stop> {
    let key = &project.source.key;
    let decisions = context.store.decisions(Some(key)).await?;
    // Refused while the pass went on: no standing approval is written over that.
    if let Some(reason) = refused_before(&decisions) {
        return Err(reason.into());
    }
    if project.published_at.is_some() || is_approved(&decisions) {
        return Ok(());
    }
    let by = match context.gate.approval(&key.forge) {
        Approval::Standing(by) => by,
        Approval::EachTime => {
            return Err(Reason::new(
                ReasonCode::AwaitsApproval,
                "nobody has approved its first publication: glane gate approve, with your name",
            )
            .into());
        }
    };
    let decision = Decision {
        number: 0,
        kind: DecisionKind::Approve,
        project: Some(key.clone()),
        subject: None,
        by,
        reason: "standing approval of the forge".to_owned(),
        at: context.clock.now(),
    };
    context.store.add_decision(&decision).await?;
    Ok(())
}
