//! One dated set of figures, for every forge and for the whole.
//!
//! A function of its world: the same world gives the same edition.

use glane_catalog::model::ForgeId;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::compute::{self, Content};
use super::definition::{self, Definition};
use super::measure::Value;
use super::population::{Scope, World, forges};

/// One indicator, for every scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it means.
    pub definition: &'static Definition,
    /// For all forges together.
    pub whole: Value,
    /// For each forge, by id.
    pub by_forge: Vec<(ForgeId, Value)>,
}

/// One dated set of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The day the figures were taken, in UTC.
    pub date: Date,
    /// The figures, in the order of [`definition::DEFINITIONS`].
    pub figures: Vec<Figure>,
}

type Computation = fn(&Scope<'_>) -> Content;

const FIGURES: &[(&Definition, Computation)] = &[
    (&definition::DEPOTS_TOTAL, compute::depots_total),
    (&definition::ORGANISATIONS_PUBLIANTES, compute::organisations_publiantes),
    (&definition::TAUX_LICENCE, compute::taux_licence),
    (&definition::TAUX_LICENCE_ADMISE, compute::taux_licence_admise),
    (&definition::REPARTITION_LICENCES, compute::repartition_licences),
    (&definition::COUVERTURE_MIROIR, compute::couverture_miroir),
    (&definition::RETARD_MIROIR, compute::retard_miroir),
    (&definition::PROJETS_ACTIFS, compute::projets_actifs),
    (&definition::FRAICHEUR, compute::fraicheur),
    (&definition::COUVERTURE_COLLECTE, compute::couverture_collecte),
];

impl Edition {
    /// Computes every figure.
    #[must_use]
    pub fn of(world: &World<'_>) -> Self {
        let whole = Scope::new(world, None);
        let scopes: Vec<(&ForgeId, Scope<'_>)> =
            forges(world).into_iter().map(|id| (id, Scope::new(world, Some(id)))).collect();
        let figures = FIGURES.iter().map(|(definition, computation)| Figure {
            definition,
            whole: value(*computation, &whole),
            by_forge: scopes.iter().map(|(id, scope)| ((*id).clone(), value(*computation, scope))).collect(),
        });
        Self { date: world.now.to_zoned(TimeZone::UTC).date(), figures: figures.collect() }
    }

    /// The figure of a code.
    #[must_use]
    pub fn figure(&self, code: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.definition.code == code)
    }
}

fn value(computation: Computation, scope: &Scope<'_>) -> Value {
    let headline = |computation: Computation| computation(scope).0.and_then(|measure| measure.value);
    let (main, parts) = computation(scope);
    Value {
        main,
        parts,
        coverage: headline(compute::couverture_collecte),
        freshness: headline(compute::fraicheur),
    }
}
