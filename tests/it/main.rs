//! The integration tests: one binary, one module a subject, every test in its own folder.
//!
//! They start the program as its users do; the network is the loopback address only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub,
    reason = "a failed test should stop here, and no one reads the documentation of a test"
)]

mod absence;
mod api;
mod backup;
mod bad_input;
mod children;
mod dataset;
mod demo;
mod directory;
mod disk_full;
mod due;
mod egress;
mod examining;
mod exports;
mod faults;
mod feeds;
mod files;
mod forge;
mod forge_hosts;
mod fsck;
mod gate;
mod gathered;
mod github;
mod harvest;
mod identity;
mod index;
mod inspect;
mod inspect_report;
mod kill;
mod links;
mod lost_and_found;
mod maintain;
mod narrowing;
mod network;
mod never_leak;
mod oai;
mod pause;
mod references;
mod releases;
mod resources;
mod retire;
mod same;
mod selection;
mod site;
mod standards;
mod suggestions;
mod support;
mod teach;
mod tickets;
mod tidy;
mod visibility;
mod vocabulary;
mod webhooks;
mod wiki;
mod withdraw;
mod work;
