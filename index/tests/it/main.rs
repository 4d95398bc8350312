//! The index from outside: a small school's catalogue is written, searched, broken and rebuilt.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

mod corpus;
mod counted;
mod facets;
mod hostile;
mod instead;
mod listed;
mod quality;
mod ranks;
mod resources;
mod similar;
mod states;
mod suggested;
mod understood;
mod why;
mod world;
mod writing;
