//! Harvests of other catalogues: sources that do what real ones do, and what is kept of them.

mod command;
mod corpus;
mod documents;
mod faults;
mod incremental;
mod others;
mod own;
mod peertube;
mod served;
mod server;
mod shelf;
mod shrinking;
mod sitemap;
mod way;
