//! What a query asks for, as a tree of our own.
//!
//! Must not know how it was typed, nor the engine.

use std::ops::Range;

use jiff::civil::Date;

use crate::facet::{self, Facet};

/// A query, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// The text that was read.
    pub(crate) text: String,
    /// What it asks for, in order.
    pub(crate) clauses: Vec<Clause>,
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Asked to be absent.
    pub(crate) excluded: bool,
    /// What.
    pub(crate) what: What,
    /// Where it stands in the text.
    pub(crate) span: Range<usize>,
}

/// What a clause is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A word, without the article elided before it.
    Word(String),
    /// Words in this order.
    Phrase(String),
    /// A value of a facet.
    Value(Facet, String),
    /// A person or body who made it.
    Author(String),
    /// The days of its last change.
    Changed(Days),
    /// One of these, none of them excluded.
    Any(Vec<Clause>),
}

/// Days from one to another, both included; open where there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// The first.
    pub(crate) from: Option<Date>,
    /// The last.
    pub(crate) to: Option<Date>,
}

impl Parsed {
    /// The same on a day, which says what is looked after.
    pub(crate) fn on(mut self, today: Option<Date>) -> Self {
        for clause in &mut self.clauses {
            let leaves = match &mut clause.what {
                What::Any(any) => any.iter_mut().map(|one| &mut one.what).collect(),
                what => vec![what],
            };
            for leaf in leaves {
                if let What::Value(Facet::Maintained, name) = leaf {
                    *name = facet::on(name, today);
                }
            }
        }
        self
    }

    /// Whether somebody wrote what only the query language has: they are taken at their word.
    pub(crate) fn is_precise(&self) -> bool {
        self.clauses.iter().any(|clause| clause.excluded || !matches!(clause.what, What::Word(_)))
    }
}
