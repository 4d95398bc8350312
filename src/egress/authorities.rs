//! Where a system keeps the certificate authorities it believes, for programs that are given one file.
//!
//! Must not judge a certificate.

use std::path::{Path, PathBuf};

/// Debian and Alpine; Fedora and Red Hat (twice); SUSE; BSD and macOS.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The system's bundle, if it has one where systems have it.
#[must_use]
pub fn system_bundle() -> Option<PathBuf> {
    BUNDLES.iter().map(Path::new).find(|file| file.is_file()).map(Path::to_owned)
}
