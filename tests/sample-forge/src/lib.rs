//! A forge in a box: an HTTP server over real bare git repositories that speaks the forge
//! dialects Glane uses, for its tests and its demo.
//!
//! Knows nothing of `glane`: it could serve any client of GitLab, GitHub and git.

pub mod spec;
