//! Settings: one file, resolved once into typed values, each with its origin.
//!
//! The only place that reads the environment; must not open a connection.

mod settings;

pub use settings::{ForgeKind, ForgeSettings, HostKind, HostSettings, Policy, Settings, Site, Storage};
