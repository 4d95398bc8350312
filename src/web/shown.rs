//! A resource that may be shown, with the project it lies in: asked of the store at each question, since the
//! index follows it.
//!
//! Must not know what it is asked for.

use std::collections::HashSet;

use glane_catalog::identity::filled;
use glane_catalog::model::{Home, LinkState, PlacedResource, ProjectRecord, ResourceKey, ResourceRecord};
use glane_catalog::write::Catalogue;
use glane_index::Card;

use super::app::App;
use super::error::PageError;

/// A resource that may be shown.
pub(super) struct ShownResource {
    /// The resource.
    pub(super) record: ResourceRecord,
    /// The project it lies in; none for a record of another catalogue.
    pub(super) project: Option<ProjectRecord>,
}

impl ShownResource {
    /// As a list of results shows it.
    pub(super) fn card(&self) -> Card {
        let home = self.project.as_ref().map(|project| Home {
            project: project.source.key.clone(),
            path: project.source.path.clone(),
            title: project.title().to_owned(),
            archived: project.source.archived,
        });
        Card::of(&PlacedResource { record: self.record.clone(), home })
    }
}

/// The resource of an id, if there is one, whether or not its address answers, and whichever stands for it.
pub(super) async fn known(app: &App, id: &str) -> Result<Option<ShownResource>, PageError> {
    if !ResourceKey::is_id(id) {
        return Ok(None);
    }
    let Some(record) = app.store().resource(id).await? else { return Ok(None) };
    let Some(key) = record.key.project() else { return Ok(Some(ShownResource { record, project: None })) };
    let project = app.store().project(key).await?.filter(ProjectRecord::is_shown);
    Ok(project.map(|project| ShownResource { record, project: Some(project) }))
}

/// The resource that is shown for an id, with what other records of its work add: itself, or the one that
/// stands for it. None where its address does not answer any more.
pub(super) async fn resource(app: &App, id: &str) -> Result<Option<ShownResource>, PageError> {
    let lead = if ResourceKey::is_id(id) { app.store().stands_for(id).await? } else { None };
    let id = lead.as_deref().unwrap_or(id);
    let Some(found) = known(app, id).await? else { return Ok(None) };
    if let Some(address) = found.record.link()
        && let Some(link) = app.store().link(&address).await?
        && link.state == LinkState::Hidden
    {
        return Ok(None);
    }
    let also = app.store().described_also(id).await?;
    Ok(Some(ShownResource { record: filled(found.record, &also), ..found }))
}

/// Those of these ids that may be shown, in their order, each once.
pub(super) async fn resources(app: &App, ids: &[String]) -> Result<Vec<ShownResource>, PageError> {
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    for id in ids {
        all.extend(resource(app, id).await?.filter(|found| seen.insert(found.record.id())));
    }
    Ok(all)
}

impl App {
    /// What formats say of this catalogue.
    pub(super) fn this_catalogue(&self) -> Catalogue<'_> {
        Catalogue { base: self.base(), name: self.title() }
    }
}
