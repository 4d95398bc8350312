//! The gate: what a repository must be before anything of it becomes public.
//!
//! A pure judgement over what was learnt; whoever calls it has asked the source a moment ago.

use glane_catalog::model::{Examination, Reason, ReasonCode, Severity, SourceProject, Visibility};
use glane_catalog::vocabulary::licence_policy;

use crate::config::Policy;

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may become public.
    Pass,
    /// Not yet, with the reasons its owner reads.
    Hold(Vec<Reason>),
    /// There is nothing to publish.
    Skip(Reason),
}

impl Verdict {
    /// `pass`, `hold` or `skip`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Hold(_) => "hold",
            Self::Skip(_) => "skip",
        }
    }

    /// The reasons, none for a pass.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Pass => &[],
            Self::Hold(reasons) => reasons,
            Self::Skip(reason) => std::slice::from_ref(reason),
        }
    }
}

/// Judges a repository by what its source says now and by what was read in it.
///
/// `source` is none for a repository inspected outside of any forge: its visibility is then not
/// judged.
#[must_use]
pub fn judge(source: Option<&SourceProject>, examination: &Examination, policy: &Policy) -> Verdict {
    if source.is_some_and(|source| source.visibility != Visibility::Public) {
        return Verdict::Skip(Reason::new(ReasonCode::NotPublic, "it is not public at its source"));
    }
    if examination.commit.is_none() {
        return Verdict::Skip(Reason::new(
            ReasonCode::Empty,
            "the repository has no commit yet; it will be looked at again at the next pass",
        ));
    }
    match judge_licence(examination, policy) {
        Some(reason) => Verdict::Hold(vec![reason]),
        None => Verdict::Pass,
    }
}

fn judge_licence(examination: &Examination, policy: &Policy) -> Option<Reason> {
    let Some(expression) = &examination.licence.expression else {
        let unread = examination
            .findings
            .iter()
            .find(|finding| finding.severity == Severity::Error && finding.code.starts_with("licence"))
            .map(|finding| format!(" ({})", finding.message))
            .unwrap_or_default();
        return Some(Reason::new(
            ReasonCode::NoLicence,
            format!(
                "no licence was found{unread}: add a LICENSE file with the full text of a licence, \
                 for instance EUPL-1.2 for code or CC-BY-SA-4.0 for lessons"
            ),
        ));
    };
    let lists = licence_policy::Lists {
        allow: policy.allow_licences.clone(),
        refuse: policy.refuse_licences.clone(),
    };
    let code = licence_policy::allowed_for_code(expression, &lists);
    let resources = licence_policy::allowed_for_resources(expression, &lists);
    (!code.allowed && !resources.allowed).then(|| {
        Reason::new(
            ReasonCode::LicenceNotAllowed,
            format!(
                "the licence {expression} does not let the public reuse the work ({}): choose one of the State's list, \
                 of the OSI or the FSF for code, a Creative Commons licence or the Licence Ouverte for lessons; \
                 or the operator adds it to policy.allow_licences",
                code.why
            ),
        )
    })
}
