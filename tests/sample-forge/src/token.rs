//! Tokens, what they allow, and how a request shows one.
//!
//! Must not know the dialects' answers.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::project::Project;
use crate::spec::Visibility;

/// What the bearer of a token may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rights {
    /// Has an account: sees what is public or internal, changes nothing.
    Account,
    /// Member of groups or organisations (full paths, those beneath included): sees all of
    /// theirs, pushes there and creates repositories there.
    Member(Vec<String>),
    /// Sees and changes everything.
    Admin,
}

impl Rights {
    /// Whether it is at home at this full path of a group or a repository.
    pub(crate) fn owns(&self, path: &str) -> bool {
        match self {
            Self::Account => false,
            Self::Admin => true,
            Self::Member(groups) => groups.iter().any(|group| is_within(path, group)),
        }
    }
}

/// Whether a full path is the group or lies beneath it.
pub(crate) fn is_within(path: &str, group: &str) -> bool {
    let (path, group) = (path.to_lowercase(), group.to_lowercase());
    path == group || path.strip_prefix(&group).is_some_and(|rest| rest.starts_with('/'))
}

/// A token of this forge.
#[derive(Clone)]
pub(crate) struct Token {
    /// Numeric id, also that of its user.
    pub(crate) id: u64,
    /// How tests and the request log name it.
    pub(crate) label: String,
    /// The secret itself; never shown.
    pub(crate) secret: String,
    pub(crate) rights: Rights,
    /// `YYYY-MM-DD`.
    pub(crate) expires: Option<String>,
    pub(crate) scopes: Vec<String>,
}

/// Who asks, as far as the request shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// No credential in the request.
    Absent,
    /// A token of this forge, by its label.
    Token(String),
    /// Something this forge does not know.
    Unknown,
}

/// The bearer behind a request, put into its extensions.
#[derive(Clone)]
pub(crate) struct Bearer(pub(crate) Option<Token>);

impl Bearer {
    pub(crate) fn is_anonymous(&self) -> bool {
        self.0.is_none()
    }

    /// Whether this bearer may know that the project exists.
    pub(crate) fn sees(&self, project: &Project) -> bool {
        match (project.visibility, &self.0) {
            (Visibility::Public, _) | (Visibility::Internal, Some(_)) => true,
            (_, token) => token.as_ref().is_some_and(|token| token.rights.owns(&project.path)),
        }
    }

    /// Whether this bearer may push to or change what lies at this path.
    pub(crate) fn owns(&self, path: &str) -> bool {
        self.0.as_ref().is_some_and(|token| token.rights.owns(path))
    }
}

/// The secret a request carries: `PRIVATE-TOKEN`, `Bearer`, `token`, or the password of `Basic`.
pub(crate) fn secret_of(headers: &HeaderMap) -> Option<String> {
    if let Some(value) = headers.get("private-token") {
        return Some(String::from_utf8_lossy(value.as_bytes()).into_owned());
    }
    let value = headers.get(header::AUTHORIZATION)?;
    let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
    let (scheme, rest) = text.split_once(' ').unwrap_or((&text, ""));
    if !scheme.eq_ignore_ascii_case("basic") {
        return Some(rest.trim().to_owned());
    }
    let pair = STANDARD.decode(rest.trim()).unwrap_or_default();
    let pair = String::from_utf8_lossy(&pair).into_owned();
    Some(pair.split_once(':').map_or(pair.clone(), |(_, password)| password.to_owned()))
}
