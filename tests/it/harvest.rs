//! Harvests of other catalogues: a server of OAI-PMH that does what real ones do, and what is kept of it.

mod command;
mod corpus;
mod faults;
mod incremental;
mod own;
mod server;
mod shelf;
mod shrinking;
