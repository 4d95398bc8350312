//! One file of certificate authorities for git: ours after those of the system.
//!
//! Must not judge a certificate.

use std::io;
use std::path::{Path, PathBuf};

use crate::egress::system_bundle;

/// Writes the file, if need be, and names it.
pub(super) fn together(own: &Path, file: &Path) -> io::Result<PathBuf> {
    let named =
        |path: &Path, error: &io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| named(path, &error));
    let mut text = match system_bundle() {
        Some(bundle) => read(&bundle)?,
        None => String::new(),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&read(own)?);
    super::write_if_new(file, &text)?;
    Ok(file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_come_after_those_of_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own.pem");
        std::fs::write(&own, "OURS\n").unwrap();
        let file = together(&own, &folder.path().join("git/authorities.pem")).unwrap();
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.ends_with("\nOURS\n") || text == "OURS\n");
        let system = system_bundle().map_or(0, |bundle| std::fs::metadata(bundle).unwrap().len() as usize);
        assert!(text.len() >= system + 5, "{} {system}", text.len());
        assert!(together(&folder.path().join("none"), &own).unwrap_err().to_string().contains("none"));
    }
}
