//! Each indicator as a function of a scope.
//!
//! What each means is said in its definition, and only there.

use std::collections::BTreeMap;

use glane_catalog::licence::ALL_RIGHTS_RESERVED;
use glane_catalog::model::{MirrorRecord, ProjectRecord};
use glane_catalog::vocabulary::licence_policy::{Family, allowed_for_code, families};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use super::definition::Unit;
use super::measure::{Measure, Part};
use super::number::Hundredths;
use super::population::{Class, Scope};

/// The headline and the parts of an indicator.
pub(super) type Content = (Option<Measure>, Vec<Part>);

/// A copy verified longer ago than this no longer covers its repository.
const COVERED_SECONDS: i64 = 48 * 3600;

/// How many licences are named before the others are put together.
const NAMED_LICENCES: usize = 3;

pub(super) fn depots_total(scope: &Scope<'_>) -> Content {
    let class = |name: &str, wanted: Class| {
        let count = scope.known.iter().filter(|(_, class)| *class == wanted).count();
        part(name, Measure::count(count as u64))
    };
    let parts = vec![
        class("statut=eligible", Class::Eligible),
        class("statut=fork", Class::Fork),
        class("statut=archive", Class::Archived),
        class("statut=vide", Class::Empty),
        class("statut=exclu", Class::OptedOut),
    ];
    (Some(Measure::count(scope.known.len() as u64)), parts)
}

pub(super) fn organisations_publiantes(scope: &Scope<'_>) -> Content {
    let mut owners: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for project in scope.eligible() {
        let owner = project.source.path.split_once('/').map_or("", |(owner, _)| owner);
        *owners.entry((project.source.key.forge.as_str(), owner)).or_default() += 1;
    }
    let mut sizes: Vec<u64> = owners.into_values().collect();
    sizes.sort_unstable();
    let count = sizes.len() as u64;
    let mean = Hundredths::quotient(sizes.iter().sum(), count);
    let measure = |value: Option<Hundredths>| {
        value.map_or_else(|| Measure::none(Unit::Count), |value| Measure::of(value, Unit::Count))
    };
    let parts = vec![
        part("moyenne", Measure { numerator: Some(sizes.iter().sum()), ..measure(mean) }.out_of(count)),
        part("mediane", measure(median(&sizes)).out_of(count)),
    ];
    (Some(Measure::count(count)), parts)
}

pub(super) fn taux_licence(scope: &Scope<'_>) -> Content {
    let licensed = licences(scope).len() as u64;
    let share = Measure::share(licensed, scope.eligible_count());
    (Some(share.only_if(scope.is_examined())), Vec::new())
}

pub(super) fn taux_licence_admise(scope: &Scope<'_>) -> Content {
    let licences = licences(scope);
    let allowed =
        licences.iter().filter(|expression| allowed_for_code(expression, scope.lists).allowed).count();
    (Some(Measure::share(allowed as u64, licences.len() as u64)), Vec::new())
}

pub(super) fn repartition_licences(scope: &Scope<'_>) -> Content {
    let licences = licences(scope);
    let total = licences.len() as u64;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for expression in &licences {
        *counts.entry(expression).or_default() += 1;
    }
    let mut ranked: Vec<(&str, u64)> = counts.into_iter().collect();
    ranked.sort_by_key(|(expression, count)| (std::cmp::Reverse(*count), *expression));
    ranked.truncate(NAMED_LICENCES);
    let others = total - ranked.iter().map(|(_, count)| count).sum::<u64>();
    let share = |dimension: String, count| Part { dimension, measure: Measure::share(count, total) };
    let mut parts: Vec<Part> =
        ranked.into_iter().map(|(expression, count)| share(format!("licence={expression}"), count)).collect();
    parts.push(share("licence=autre".to_owned(), others));
    for (name, family) in
        [("copyleft", Family::Copyleft), ("permissive", Family::Permissive), ("autre", Family::Other)]
    {
        let count = licences.iter().filter(|expression| family_of(expression) == family).count();
        parts.push(share(format!("famille={name}"), count as u64));
    }
    (None, parts)
}

pub(super) fn couverture_miroir(scope: &Scope<'_>) -> Content {
    let fresh = |project: &ProjectRecord, mirror: &MirrorRecord| {
        project.mirror_current_at(mirror).is_some_and(|at| seconds(at, scope.now) < COVERED_SECONDS)
    };
    let covered = scope
        .eligible()
        .filter(|project| project.mirrors.iter().any(|mirror| fresh(project, mirror)))
        .count();
    (Some(Measure::share(covered as u64, scope.eligible_count())), Vec::new())
}

pub(super) fn retard_miroir(scope: &Scope<'_>) -> Content {
    let delay = |mirror: &MirrorRecord| Some(seconds(mirror.changed_at?, mirror.verified_at?));
    let mirrors = scope.eligible().flat_map(|project| &project.mirrors);
    let mut delays: Vec<i64> = mirrors.filter_map(delay).filter(|seconds| *seconds >= 0).collect();
    delays.sort_unstable();
    let percentile = |name: &str, hundredth: usize| {
        let measure = nearest_rank(&delays, hundredth).map_or_else(
            || Measure::none(Unit::Hours),
            |seconds| Measure::of(Hundredths::hours(seconds), Unit::Hours),
        );
        part(name, measure.out_of(delays.len() as u64))
    };
    (None, vec![percentile("p50", 50), percentile("p95", 95)])
}

pub(super) fn projets_actifs(scope: &Scope<'_>) -> Content {
    let active = |window: Span| {
        let since = before(scope.now, window);
        let last = |project: &&_| last_human_commit(project).is_some_and(|at| at >= since);
        let count = scope.eligible().filter(last).count() as u64;
        Measure::share(count, scope.eligible_count()).only_if(scope.is_examined())
    };
    (Some(active(12.months())), vec![part("6_mois", active(6.months()))])
}

/// For several forges, the stalest of them: the figures are as old as their oldest part.
pub(super) fn fraicheur(scope: &Scope<'_>) -> Content {
    let ages = scope.forges.iter().map(|row| Some(seconds(row.as_ref()?.complete_at?, scope.now)));
    let oldest = ages.collect::<Option<Vec<i64>>>().and_then(|ages| ages.into_iter().max());
    let measure = oldest.map_or_else(
        || Measure::none(Unit::Hours),
        |seconds| Measure::of(Hundredths::hours(seconds), Unit::Hours),
    );
    (Some(measure), Vec::new())
}

pub(super) fn couverture_collecte(scope: &Scope<'_>) -> Content {
    let announcing = scope.forges.iter().flatten().filter(|row| row.complete_at.is_some());
    let announced = announcing.clone().map(|row| row.announced).sum();
    let share = Measure::share(scope.collected_count(), announced);
    (Some(share.only_if(announcing.count() == scope.forges.len())), Vec::new())
}

fn part(dimension: &str, measure: Measure) -> Part {
    Part { dimension: dimension.to_owned(), measure }
}

/// The licence of each eligible repository that has one; reserving all rights grants none.
fn licences<'a>(scope: &Scope<'a>) -> Vec<&'a str> {
    let found = scope.eligible().filter_map(|project| project.latest()?.licence.expression.as_deref());
    found.filter(|expression| *expression != ALL_RIGHTS_RESERVED).collect()
}

/// The one family of an expression; that of several families is none of them.
fn family_of(expression: &str) -> Family {
    match families(expression).as_slice() {
        [family] => *family,
        _ => Family::Other,
    }
}

fn last_human_commit(project: &ProjectRecord) -> Option<Timestamp> {
    project.latest()?.history.last_human_commit
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.as_second() - from.as_second()
}

/// The same day and hour some months earlier, in UTC.
fn before(now: Timestamp, window: Span) -> Timestamp {
    now.to_zoned(TimeZone::UTC).checked_sub(window).map_or(Timestamp::MIN, |then| then.timestamp())
}

/// The middle of a sorted list; between two, their mean.
fn median(sorted: &[u64]) -> Option<Hundredths> {
    let low = sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let high = sorted.get(sorted.len() / 2)?;
    Hundredths::quotient(low + high, 2)
}

/// The smallest observation that at least so many hundredths of all do not exceed.
fn nearest_rank(sorted: &[i64], hundredth: usize) -> Option<i64> {
    let rank = (sorted.len() * hundredth).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}
