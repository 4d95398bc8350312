//! Why something is not handed out, in words for whoever follows the link.
//!
//! Plain text in French, then in English: these addresses have no language, and may stand on a host without
//! pages. Must not tell anything of the machine.

use axum::Extension;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use glane_store::StoreError;

use crate::web::answer::CachePolicy;

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Refusal {
    /// Nothing that was published is at this address.
    Absent,
    /// A person withdrew it.
    Withdrawn,
    /// A pointer to a large file (LFS) that is not kept here.
    NotKept,
    /// A file above the limit.
    Large,
    /// A folder above the limits.
    LargeFolder,
    /// Every place is taken.
    Busy,
    /// Something failed here.
    Fault,
}

impl Refusal {
    /// A failure of this machine, logged with what it was.
    pub(super) fn fault(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(%what, "a file could not be served");
        Self::Fault
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Absent | Self::NotKept => StatusCode::NOT_FOUND,
            Self::Withdrawn => StatusCode::GONE,
            Self::Large | Self::LargeFolder => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Absent => (
                "Rien de publié ne se trouve à cette adresse : le projet, la version ou le fichier n’y est pas, ou n’y \
                 est plus.",
                "Nothing that was published is at this address: the project, the version or the file is not there, or \
                 not any more.",
            ),
            Self::Withdrawn => (
                "Ce fichier a été retiré de la publication par une décision.",
                "This file was withdrawn from publication by a decision.",
            ),
            Self::NotKept => (
                "Ce fichier est déposé à part (Git LFS) et n’est pas conservé ici : demandez-le au dépôt d’origine.",
                "This file is kept apart (Git LFS) and not here: take it from the original repository.",
            ),
            Self::Large => (
                "Ce fichier dépasse 200 Mio, la taille au-delà de laquelle rien n’est servi d’ici : clonez le dépôt, ou \
                 prenez-le à l’origine.",
                "This file is larger than 200 MiB, above which nothing is served from here: clone the repository, or \
                 take it from the source.",
            ),
            Self::LargeFolder => (
                "Ce dossier dépasse 500 Mio ou 10 000 fichiers, ou contient un fichier de plus de 200 Mio : clonez le \
                 dépôt, ou prenez un dossier plus petit.",
                "This folder is above 500 MiB or 10,000 files, or holds a file above 200 MiB: clone the repository, or \
                 take a smaller folder.",
            ),
            Self::Busy => (
                "Trop de téléchargements sont en cours : recommencez dans un instant.",
                "Too many downloads are under way: try again in a moment.",
            ),
            Self::Fault => ("Erreur interne.", "Internal error."),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::fault(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (fr, en) = self.words();
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let body = format!("{fr}\n\n{en}\n");
        let mut response = (self.status(), kind, Extension(CachePolicy::Never), body).into_response();
        if self == Self::Busy {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("10"));
        }
        response
    }
}
