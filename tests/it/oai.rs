//! `/oai` over HTTP: what the validator of openarchives.org checks, row by row, then what harvesters need:
//! lists that change while they are taken, deletions, sets, and a harvester of somebody else's.

pub mod changing;
mod checks;
pub mod shelf;
mod third_party;
