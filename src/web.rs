//! The site: router, one handler a page, caching and security headers.
//!
//! Asks the store and the index; never calls `forge` or `mirror`.

mod answer;
mod api;
mod app;
mod combine;
mod dataset;
mod error;
mod export;
mod facets;
mod feed;
mod files;
mod git;
mod hits;
mod home;
mod indicators;
mod listed;
mod lists;
mod mirrors;
mod oai;
mod overview;
mod pieces;
mod probes;
mod project;
mod question;
mod resource;
mod search;
mod selection;
mod shown;
mod software;
mod statics;
mod status;
mod suggest;
mod text;
mod webhooks;
mod why;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{get, post};
use glane_templates::Lang;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

pub use app::App;

/// Longest time a page may take.
const PAGE_TIME: Duration = Duration::from_secs(30);

/// The whole site.
pub fn router(app: App) -> Router {
    let compressed = SizeAbove::new(512).and(NotForContentType::IMAGES);
    let pages = Router::new()
        .merge(pages(Lang::Fr))
        .nest("/en", pages(Lang::En))
        .route("/en/", get(async || Redirect::permanent("/en")))
        .merge(statics::routes())
        .route("/indicateurs/fichiers/{name}", get(indicators::file))
        .route("/donnees/fichiers/{name}", get(dataset::file))
        .route("/status.json", get(status::file))
        .route("/recherche.csv", get(export::table))
        .route("/recherche.json", get(export::json))
        .route("/selection.imscc", get(selection::cartridge))
        .route("/selection.csv", get(selection::table))
        .route("/selection.json", get(selection::json))
        .merge(api::routes())
        .route("/oai", oai::route())
        .merge(probes::routes())
        .fallback(error::not_found)
        .layer(axum::middleware::from_fn_with_state(app.clone(), error::readable))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIME))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(axum::middleware::from_fn(answer::secured));
    // Packs are compressed already, and take as long as the network does.
    let clones = Router::new()
        .route("/git/{forge}/{*rest}", get(git::advertise))
        .route("/git/{forge}/{*rest}", post(git::upload_pack))
        .layer(axum::middleware::from_fn(answer::secured));
    let files = Router::new()
        .route("/fichiers/{commit}/{forge}/{*rest}", get(files::file))
        .route("/archives/{commit}/{forge}/{*rest}", get(files::archive))
        .layer(axum::middleware::from_fn(answer::boxed));
    let hooks = Router::new()
        .route("/webhooks/{forge}", post(webhooks::take))
        .layer(DefaultBodyLimit::max(webhooks::LONGEST))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PAGE_TIME))
        .layer(axum::middleware::from_fn(answer::secured));
    let all = clones.merge(files).merge(hooks).merge(pages);
    all.layer(axum::middleware::from_fn_with_state(app.clone(), files::apart))
        .layer(CatchPanicLayer::custom(error::after_panic))
        .with_state(app)
}

/// The pages of one language; French stands at the root, English under `/en`.
fn pages(lang: Lang) -> Router<App> {
    Router::new()
        .route("/", get(home::page))
        .route("/recherche", get(search::page))
        .route("/suggestions", get(suggest::answer))
        .route("/opensearch.xml", get(suggest::description))
        .route("/feeds/recherche.atom", get(feed::search))
        .route("/feeds/ressources.atom", get(feed::resources))
        .route("/feeds/projets.atom", get(feed::projects))
        .route("/selection", get(selection::page))
        .route("/selection.txt", get(selection::credits))
        .route("/projets/{forge}/{*path}", get(project::page))
        .route("/ressources/{id}", get(resource::page))
        .route("/logiciels/{id}", get(software::page))
        .route("/combiner", get(combine::page))
        .route("/miroirs", get(mirrors::page))
        .route("/indicateurs", get(indicators::page))
        .route("/donnees", get(text::page))
        .route("/accessibilite", get(text::page))
        .route("/a-propos", get(text::page))
        .route("/mentions-legales", get(text::page))
        .layer(axum::Extension(lang))
}
