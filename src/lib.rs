//! The service: the only place that knows HTTP, git, the clock and the environment.

pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod dataset;
pub mod disk;
pub mod egress;
pub mod examine;
pub mod forge;
pub mod harvest;
pub mod indicator;
pub mod layout;
pub mod links;
pub mod mirror;
pub mod operate;
pub mod process;
pub mod service;
pub mod telemetry;
pub mod web;
pub mod work;

pub use command::run;
