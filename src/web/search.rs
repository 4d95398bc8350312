//! `/recherche`: one search, whose whole state is in the address.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane_index::Page;
use glane_templates::page::search::{
    Correction, Dropped, InsteadView, Meaning, SearchView, WhyView, Whys, render,
};
use glane_templates::{FacetKey, Frame, Lang, SearchQuery};

use super::app::App;
use super::error::PageError;
use super::{answer, facets, hits, question, why};

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let query = question::search(raw.as_deref());
    let selection = question::selection(raw.as_deref());
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang).selecting(&selection);
    let pairs = question::pairs(raw.as_deref());
    // One address for each search: what a form sends has its blanks, and anyone writes another order.
    let canonical = frame.href(&why::named(&pairs).map_or_else(|| query.path(), |id| query.explaining(id)));
    // By what is said, not by how it is spelt: some clients spell an address their own way each time.
    if question::pairs(canonical.split_once('?').map(|(_, query)| query)) != pairs {
        return Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, canonical)]).into_response());
    }
    let request = question::request(&query);
    let found = app.search(request.clone()).await?;
    let open = match why::asked(&pairs, &found.hits) {
        Some(hit) => app.explain(request, hit).await?.map(|told| (why::id(hit), why::view(told))),
        None => None,
    };
    let view = view(&app, query, found, open);
    let mut answer = answer::page(&headers, render(&frame, &view));
    if view.incomplete {
        answer.extensions_mut().insert(answer::CachePolicy::Never);
    }
    Ok(answer)
}

fn view(app: &App, query: SearchQuery, found: Page, open: Option<(String, WhyView)>) -> SearchView {
    let explained = found.hits.iter().filter(|_| !query.text.is_empty());
    SearchView {
        why: Whys { ids: explained.map(why::id).collect(), open },
        total: found.total as u64,
        pages: u32::try_from(found.pages).unwrap_or(u32::MAX),
        facets: FacetKey::ALL.into_iter().filter_map(|key| facets::view(key, &found.facets)).collect(),
        within: found.within.map(facets::listed).unwrap_or_default(),
        instead: found.instead.map(|instead| self::instead(app, instead)).unwrap_or_default(),
        correction: found.corrected.map(|shown| Correction {
            shown,
            instead: query.text.clone(),
            link: found.verbatim.unwrap_or_default(),
        }),
        lifted: found
            .lifted
            .into_iter()
            .filter_map(|(facet, count)| Some((hits::key(facet)?, count as u64)))
            .collect(),
        exact: found.exact.map(|exact| exact as u64),
        first: ((found.page - 1) * question::PER_PAGE) as u64,
        understood: found.understood.into_iter().map(meaning).collect(),
        incomplete: app.index().state().is_incomplete(),
        hits: found.hits.into_iter().map(|found| hits::hit(app, found)).collect(),
        query,
    }
}

fn meaning(understood: glane_index::Understood) -> Meaning {
    Meaning {
        key: understood.facet.and_then(hits::key),
        value: understood.value,
        counterparts: understood.counterparts,
        instead: understood.instead,
    }
}

fn instead(app: &App, found: glane_index::Instead) -> InsteadView {
    let dropped = found.dropped.into_iter().map(|dropped| Dropped {
        word: dropped.word,
        query: dropped.query,
        total: dropped.total as u64,
    });
    let near = found.near.into_iter();
    InsteadView {
        corrected: found.corrected.map(|(words, total)| (words, total as u64)),
        dropped: dropped.collect(),
        hits: found.hits.into_iter().map(|found| hits::hit(app, found)).collect(),
        near: near.filter_map(|near| Some((hits::key(near.facet)?, near.value, near.total as u64))).collect(),
    }
}
