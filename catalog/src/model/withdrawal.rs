//! What the log of decisions says of withdrawals: which stand, and about what.
//!
//! The one place that reads and writes their subjects; must not know how one is carried out.

use super::{Decision, DecisionKind};

/// Beginnings of the subjects that are about a part of a project.
const PATH: &str = "path:";
const OBJECT: &str = "object:";
/// The subject that asks hosts to remove the copy rather than hide it.
const ERASE: &str = "erase";

/// What one decision to withdraw is about, as its subject says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The whole project.
    Project,
    /// The copies, which are to be removed rather than hidden.
    Erase,
    /// A file of it, by its path.
    Path(String),
    /// What stood at the path before it, by its id: 40 hexadecimal digits.
    Object(String),
}

impl Subject {
    /// As a decision bears it.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Project => None,
            Self::Erase => Some(ERASE.to_owned()),
            Self::Path(path) => Some(format!("{PATH}{path}")),
            Self::Object(id) => Some(format!("{OBJECT}{id}")),
        }
    }

    /// What a decision's subject says; none for the subject of another kind of decision.
    #[must_use]
    pub fn read(subject: Option<&str>) -> Option<Self> {
        let Some(text) = subject else { return Some(Self::Project) };
        let path = text.strip_prefix(PATH).map(|path| Self::Path(path.to_owned()));
        let object = text.strip_prefix(OBJECT).map(|id| Self::Object(id.to_owned()));
        path.or(object).or_else(|| (text == ERASE).then_some(Self::Erase))
    }
}

/// A file that must not come back, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawnPath {
    /// Its path in the repository.
    pub path: String,
    /// Ids of what stood there, whatever it is called now.
    pub objects: Vec<String>,
}

/// What stands withdrawn of one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When the last of the decisions was taken.
    pub at: jiff::Timestamp,
    /// The whole project.
    pub whole: bool,
    /// Copies are removed rather than hidden.
    pub erase: bool,
    /// Files of it.
    pub paths: Vec<WithdrawnPath>,
}

impl Withdrawal {
    /// What stands after these decisions about one project, in their order; none when nothing does.
    ///
    /// A lift without a subject ends all of it; one with a subject, given as a decision bears it or
    /// as a bare path, ends that.
    #[must_use]
    pub fn standing(decisions: &[Decision]) -> Option<Self> {
        let mut standing: Option<Self> = None;
        for decision in decisions {
            match decision.kind {
                DecisionKind::Withdraw => {
                    if let Some(subject) = Subject::read(decision.subject.as_deref()) {
                        let none = Self { at: decision.at, whole: false, erase: false, paths: Vec::new() };
                        standing.get_or_insert(none).take(subject, decision.at);
                    }
                }
                DecisionKind::Lift => {
                    standing = standing.and_then(|standing| standing.lifted(decision.subject.as_deref()));
                }
                _ => {}
            }
        }
        standing
    }

    fn take(&mut self, subject: Subject, at: jiff::Timestamp) {
        self.at = self.at.max(at);
        match subject {
            Subject::Project => self.whole = true,
            Subject::Erase => self.erase = true,
            Subject::Path(path) => self.paths.push(WithdrawnPath { path, objects: Vec::new() }),
            Subject::Object(id) => {
                if let Some(last) = self.paths.last_mut() {
                    last.objects.push(id);
                }
            }
        }
    }

    fn lifted(mut self, subject: Option<&str>) -> Option<Self> {
        let path = subject?;
        let path = path.strip_prefix(PATH).unwrap_or(path);
        self.paths.retain(|withdrawn| withdrawn.path != path);
        (self.whole || !self.paths.is_empty()).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(kind: DecisionKind, subject: Option<&str>, second: i64) -> Decision {
        Decision {
            number: second,
            kind,
            project: None,
            subject: subject.map(str::to_owned),
            by: "x".to_owned(),
            reason: "y".to_owned(),
            at: jiff::Timestamp::from_second(second).unwrap(),
        }
    }

    #[test]
    fn a_lift_ends_what_was_withdrawn_before_it_and_nothing_after() {
        use DecisionKind::{Lift, Release, Withdraw};
        assert_eq!(Withdrawal::standing(&[decision(Release, Some("0123"), 1)]), None);
        let whole = [decision(Withdraw, None, 1), decision(Withdraw, Some("erase"), 1)];
        let standing = Withdrawal::standing(&whole).unwrap();
        assert!(standing.whole && standing.erase && standing.at.as_second() == 1);
        let lifted = [&whole[..], &[decision(Lift, None, 2)]].concat();
        assert_eq!(Withdrawal::standing(&lifted), None);
        let again = [lifted, vec![decision(Withdraw, None, 3)]].concat();
        let standing = Withdrawal::standing(&again).unwrap();
        assert!(standing.whole && !standing.erase && standing.at.as_second() == 3);
    }

    #[test]
    fn what_stood_at_a_path_belongs_to_it_and_goes_with_it() {
        use DecisionKind::{Lift, Withdraw};
        let mut log: Vec<Decision> = ["path:a: b.csv", "object:11", "object:22", "path:c.csv", "object:33"]
            .into_iter()
            .map(|subject| decision(Withdraw, Some(subject), 5))
            .collect();
        let standing = Withdrawal::standing(&log).unwrap();
        assert!(!standing.whole);
        assert_eq!(
            standing.paths[0],
            WithdrawnPath { path: "a: b.csv".into(), objects: vec!["11".into(), "22".into()] }
        );
        log.push(decision(Lift, Some("a: b.csv"), 6));
        let paths = Withdrawal::standing(&log).unwrap().paths;
        assert_eq!(paths, [WithdrawnPath { path: "c.csv".into(), objects: vec!["33".into()] }]);
        log.push(decision(Lift, Some("path:c.csv"), 7));
        assert_eq!(Withdrawal::standing(&log), None);
    }

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        for subject in
            [Subject::Project, Subject::Erase, Subject::Path("x/y:z".into()), Subject::Object("ab".into())]
        {
            assert_eq!(Subject::read(subject.written().as_deref()), Some(subject));
        }
        assert_eq!(Subject::read(Some("0123456789abcdef")), None, "a sighting is no part to withdraw");
    }
}
