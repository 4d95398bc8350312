//! How the search index stands, for whoever watches it by a program.
//!
//! Must not name anything of the machine.

use glane_index::{Filling, State, Trouble};
use serde::Serialize;

use crate::web::app::App;
use crate::web::error::PageError;

/// The index beside the catalogue.
#[derive(Default, Serialize)]
pub(super) struct IndexStanding {
    /// In step, or what else it is in.
    state: IndexState,
    /// The change of the catalogue that it holds last.
    sequence: u64,
    /// Changes of the catalogue that it does not hold, at most.
    behind: u64,
    /// How far it has come while it is filled or built anew.
    filling: Option<Filling>,
    /// Whether a damaged index was set aside since the service started.
    set_aside: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum IndexState {
    #[default]
    Following,
    /// Results are incomplete.
    Filling,
    /// Aside; the former one answers.
    Rebuilding,
    DiskFull,
    Failing,
}

pub(super) async fn standing(app: &App) -> Result<IndexStanding, PageError> {
    let index = app.index();
    let (state, sequence) = (index.state(), index.sequence());
    let behind = app.store().sequence().await?.saturating_sub(sequence);
    Ok(IndexStanding {
        state: named(state),
        sequence,
        behind,
        filling: state.filling,
        set_aside: index.recovered().is_some(),
    })
}

fn named(state: State) -> IndexState {
    match state {
        State { trouble: Some(Trouble::DiskFull), .. } => IndexState::DiskFull,
        State { trouble: Some(Trouble::Failing), .. } => IndexState::Failing,
        State { filling: Some(Filling { aside: true, .. }), .. } => IndexState::Rebuilding,
        State { filling: Some(_), .. } => IndexState::Filling,
        State { .. } => IndexState::Following,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_is_said_before_how_far_it_is() {
        let filling = Some(Filling { done: 1, of: 2, aside: false });
        assert_eq!(named(State { filling, trouble: Some(Trouble::DiskFull) }), IndexState::DiskFull);
        assert_eq!(named(State { filling, trouble: None }), IndexState::Filling);
        assert_eq!(named(State::default()), IndexState::Following);
    }
}
