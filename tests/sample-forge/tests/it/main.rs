//! The forge in a box, asked over loopback by a small HTTP client and by the real git program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

mod corpus;
mod faults;
mod fetch;
mod github;
mod gitlab;
mod ground;
mod pages;
mod push;
