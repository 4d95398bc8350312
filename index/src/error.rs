//! What can go wrong with the index, and which of it means that its files are damaged.
//!
//! A held lock or a missing permission is never taken for damage.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};

/// What the system says of a sector of a disk that it cannot read.
const EIO: i32 = 5;

/// A failure of the index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A file or folder of the index could not be read or written.
    #[error("the search index at {path} cannot be used: {source}; check the disk and the rights of this account", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process, or another part of this one, writes to the index.
    #[error("the search index at {path} is being written by another process; stop it, or ask it to do this", path = path.display())]
    Locked {
        /// The folder of the index.
        path: PathBuf,
    },
    /// Files of the index are damaged; opening it again sets them aside and begins a new one.
    #[error("the search index at {path} is damaged ({message}); it is rebuilt when it is next opened", path = path.display())]
    Damaged {
        /// The folder of the damaged generation.
        path: PathBuf,
        /// What was found.
        message: String,
    },
    /// The search engine refused something else.
    #[error("the search engine failed: {0}")]
    Engine(TantivyError),
}

impl IndexError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// Sorts an error of the engine into damage, lock, disk and the rest.
    pub(crate) fn engine(path: &Path, error: TantivyError) -> Self {
        if is_damage(&error) {
            return Self::Damaged { path: path.to_owned(), message: error.to_string() };
        }
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked { path: path.to_owned() },
            TantivyError::LockFailure(LockError::IoError(source), _) | TantivyError::IoError(source) => {
                Self::io(path, io::Error::new(source.kind(), source))
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                Self::io(&path.join(filepath), io::Error::new(io_error.kind(), io_error))
            }
            other => Self::Engine(other),
        }
    }
}

fn is_damage(error: &TantivyError) -> bool {
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::OpenReadError(
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
        ) => true,
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => is_garbled(io_error),
        TantivyError::IoError(io_error) => is_garbled(io_error),
        _ => false,
    }
}

fn is_garbled(error: &io::Error) -> bool {
    let unreadable = error.raw_os_error() == Some(EIO);
    unreadable || matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn sorted(kind: ErrorKind) -> IndexError {
        IndexError::engine(Path::new("i"), TantivyError::IoError(Arc::new(io::Error::from(kind))))
    }

    #[test]
    fn only_garbled_content_is_damage() {
        assert!(matches!(sorted(ErrorKind::UnexpectedEof), IndexError::Damaged { .. }));
        let sector = TantivyError::IoError(Arc::new(io::Error::from_raw_os_error(5)));
        assert!(matches!(IndexError::engine(Path::new("i"), sector), IndexError::Damaged { .. }));
        assert!(matches!(sorted(ErrorKind::PermissionDenied), IndexError::Io { .. }));
        assert!(matches!(sorted(ErrorKind::StorageFull), IndexError::Io { .. }));
        let busy = TantivyError::LockFailure(LockError::LockBusy, None);
        assert!(matches!(IndexError::engine(Path::new("i"), busy), IndexError::Locked { .. }));
    }
}
