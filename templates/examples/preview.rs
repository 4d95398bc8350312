//! Writes every page, filled with sample data, to a directory, with the style sheet beside it.
//!
//! `cargo run -p glane-templates --example preview -- DIR`

#[path = "../tests/sample/data.rs"]
mod data;

use std::error::Error;
use std::path::Path;

use glane_templates::page::combine::CombineView;
use glane_templates::page::error::{ErrorKind, ErrorView};
use glane_templates::page::project::ProjectView;
use glane_templates::page::resource::{Reach, ResourceView};
use glane_templates::page::text::TextPage;
use glane_templates::{Frame, Lang, assets, page};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args_os().nth(1).ok_or("which directory? preview -- DIR")?;
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory)?;
    for asset in assets::all() {
        std::fs::write(directory.join(asset.path.rsplit('/').next().unwrap_or_default()), asset.body)?;
    }
    let site = data::site();
    let frame = Frame::new(&site, Lang::Fr);
    for (name, html) in pages(&frame) {
        // Opened as files, the pages find their assets beside them.
        let html = assets::all().iter().fold(html, |html, asset| {
            html.replace(&asset.path, asset.path.rsplit('/').next().unwrap_or_default())
        });
        std::fs::write(directory.join(format!("{name}.html")), html)?;
    }
    Ok(())
}

fn pages(frame: &Frame) -> Vec<(&'static str, String)> {
    let record = data::project();
    let project = ProjectView {
        record: &record,
        licence: Some(data::licence()),
        file_base: Some("https://forge.example/maths-college/calcul-mental/-/blob/8f3b1c6d/".into()),
        clone_here: Some("https://glane.example/git/forge-edu/maths-college/calcul-mental.git".into()),
        kin: data::kin(),
        similar: Vec::new(),
        at: data::now(),
    };
    let missing =
        ErrorView { kind: ErrorKind::NotFound, path: "/projets/forge-edu/maths/fractions-6e".into() };
    let resource = data::resource();
    let unread = data::unread_resource();
    let notice = data::notice();
    let doubtful = ResourceView {
        also: vec![data::also()],
        moved: Some("https://svt.example/ressources/volcans".into()),
        reach: Reach::Doubtful(data::now()),
        ..ResourceView::of(&notice)
    };
    let combined = |licences: [&str; 2]| CombineView { licences: licences.map(str::to_owned).into() };
    let moodle = glane_catalog::vocabulary::software::of_id("moodle");
    let program = moodle.map(|software| page::software::SoftwareView {
        software,
        alike: glane_catalog::vocabulary::software::alike(software),
        query: Some(glane_templates::SearchQuery::words("Moodle")),
        hits: data::search().hits.into_iter().take(2).collect(),
        total: 12,
    });
    vec![
        ("logiciel", program.map(|view| page::software::render(frame, &view)).unwrap_or_default()),
        ("ressource", page::resource::render(frame, &data::resource_view(&resource))),
        ("ressource-non-lue", page::resource::render(frame, &data::resource_view(&unread))),
        ("notice", page::resource::render(frame, &ResourceView::of(&notice))),
        ("notice-aussi", page::resource::render(frame, &doubtful)),
        ("combiner", page::combine::render(frame, &combined(["CC-BY-4.0", "CC-BY-SA-4.0"]))),
        ("combiner-non", page::combine::render(frame, &combined(["CC-BY-SA-4.0", "CC-BY-NC-4.0"]))),
        ("accueil", page::home::render(frame, &data::home())),
        ("recherche", page::search::render(frame, &data::search())),
        ("rien", page::search::render(frame, &data::nothing())),
        ("projet", page::project::render(frame, &project)),
        ("miroirs", page::mirrors::render(frame, &data::mirrors())),
        ("indicateurs", page::indicators::render(frame, &data::indicators())),
        ("erreur", page::error::render(frame, &missing)),
        ("a-propos", page::text::render(frame, TextPage::About)),
        ("accessibilite", page::text::render(frame, TextPage::Accessibility)),
        ("mentions-legales", page::text::render(frame, TextPage::Legal)),
        ("donnees", page::text::render(frame, TextPage::Data)),
    ]
}
