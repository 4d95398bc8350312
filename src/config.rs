//! Settings: one file, resolved once into typed values, each with its origin.
//!
//! The only place that reads the environment; must not open a connection.

mod address;
mod context;
mod environment;
mod forge;
mod gate;
mod host;
mod list;
mod load;
mod measure;
mod nearest;
mod network;
mod origin;
mod place;
mod policy;
mod problem;
mod report;
mod schedule;
mod secret;
mod section;
mod settings;
mod show;
mod site;
mod source;
mod storage;
mod unit;

pub use environment::{Environment, VARIABLES, Variable, file};
pub use load::{Loaded, load, load_without_secrets};
pub use network::from_environment as network_of;
pub use origin::{Origin, Setting};
pub use problem::{ConfigError, Problem};
pub use settings::{
    Carry, Choice, ForgeKind, ForgeSettings, GatePolicy, GithubApp, HostKind, HostSettings, Network,
    Operator, Policy, Proxy, Settings, Site, SourceKind, SourceSettings, Storage, Token,
};
pub use show::{show_json, show_text};

#[cfg(test)]
mod tests;
