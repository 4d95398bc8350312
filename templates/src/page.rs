//! One module a page: its view struct, and `render`, which writes it.

pub mod combine;
pub mod error;
pub mod home;
pub mod indicators;
pub mod mirrors;
pub mod project;
pub mod resource;
pub mod search;
pub mod selection;
pub mod software;
pub mod text;
pub mod withdrawn;
