//! The page of a project of which next to nothing is known, and of one of which all is.

use glane_catalog::model::{ProjectRecord, SourceProject};
use glane_templates::Frame;
use glane_templates::page::project::{ProjectView, render};

use super::data;

pub(crate) fn bare_project() -> ProjectRecord {
    ProjectRecord::discovered(SourceProject {
        clone_url: "/srv/git/b.git".into(),
        ..SourceProject::public("forge-edu:1".parse().unwrap(), "a/b")
    })
}

pub(crate) fn project(frame: &Frame, record: &ProjectRecord, full: bool) -> String {
    let licence = full.then(data::licence);
    let file_base = full.then(|| "https://forge.example/x/-/blob/8f3b1c6d/".to_owned());
    render(
        frame,
        &ProjectView {
            record,
            licence,
            file_base,
            clone_here: None,
            kin: if full { data::kin() } else { Vec::new() },
            similar: if full { data::search().hits.into_iter().take(4).collect() } else { Vec::new() },
            at: data::now(),
        },
    )
}
