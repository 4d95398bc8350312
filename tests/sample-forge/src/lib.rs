//! A forge in a box: an HTTP server over real bare git repositories that speaks the forge
//! dialects Glane uses, for its tests and its demo.
//!
//! Knows nothing of `glane`: it could serve any client of GitLab, GitHub and git.
//!
//! One server on 127.0.0.1 speaks five languages:
//!
//! - GitLab's REST API at `/api/v4` (projects, groups, the token's own state; creating and changing
//!   projects in a group);
//! - GitHub's REST API at `/api/v3`, as GitHub Enterprise lays it out (organisations, creating
//!   and changing repositories);
//! - Forgejo's REST API at `/api/v1` (searching, reading, creating and changing repositories);
//! - git's smart HTTP, fetch and push, at `/<path>.git`, by git's own programs, and Git LFS beside it;
//! - plain web pages for people, read-only and in French: the public projects at `/`, a project
//!   with the files of its default branch at `/<path>`, and a file at
//!   `/<path>/-/blob/<commit or branch>/<file>`, as text where it is text in UTF-8 and as a
//!   download otherwise.
//!
//! Visibility and tokens are enforced as the real ones do: what one may not see is 404 for the
//! APIs; git asks a stranger for a password (401) whether a repository is private or does not
//! exist, and answers 404 to a known bearer. The web pages say 404 in both cases; a former path
//! leads to the present one in every language.
//!
//! ```
//! use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
//! use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let lesson = Repository {
//!     id: 7,
//!     path: "maths/fractions".into(),
//!     name: "Fractions".into(),
//!     description: "Cours de 6e".into(),
//!     visibility: Visibility::Public,
//!     archived: false,
//!     topics: vec!["maths".into()],
//!     default_branch: "main".into(),
//!     fork_of: None,
//!     branches: vec![Branch {
//!         name: "main".into(),
//!         from: None,
//!         commits: vec![Commit {
//!             author: "Ada".into(),
//!             email: "ada@example.org".into(),
//!             time: 1_700_000_000,
//!             message: "Premier cours\n".into(),
//!             write: vec![("README.md".into(), b"# Fractions\n".to_vec())],
//!             remove: vec![],
//!         }],
//!     }],
//!     tags: vec![("v1".into(), "main".into(), None)],
//! };
//! # let scratch = tempfile::tempdir()?;
//! # let directory = scratch.path();
//! let forge = SampleForge::builder()
//!     .gitlab(vec![lesson])
//!     .github_org("copies")
//!     .token("robot", "s3cret", Rights::Member(vec!["copies".into()]))
//!     .start(directory)
//!     .await?;
//! println!("{}/api/v4/projects", forge.url());
//!
//! let handle = forge.handle();
//! // The second page of the next listing answers 503, and the project turns private
//! // as soon as a listing has shown it.
//! handle.fault(Trigger::on("GET", "/api/v4/projects").nth(2), Fault::status(503));
//! handle.after_listing(7, |forge| {
//!     forge.set_visibility("maths/fractions", Visibility::Private).ok();
//! });
//! assert!(handle.requests().is_empty());
//! forge.stop().await;
//! # Ok(())
//! # })
//! # }
//! ```

mod answer;
pub mod build_repository;
mod damage;
mod date;
mod error;
mod etag;
mod extras;
mod fault;
mod forgejo;
mod git;
mod github;
mod gitlab;
mod handle;
mod lfs;
mod observe;
mod pages;
mod project;
mod rate;
mod refuse;
mod request;
mod server;
mod smart_http;
pub mod spec;
mod state;
mod token;
pub mod world;

pub use error::Error;
pub use extras::{Issue, Note, Release};
pub use fault::{Fault, Trigger};
pub use handle::{About, Handle};
pub use request::Request;
pub use server::{Builder, SampleForge};
pub use token::{Credential, Rights};
