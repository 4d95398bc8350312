//! A file's path as text and back, without loss: names on disk need not be UTF-8.
//!
//! Pure functions; must not touch the disk.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use url::Url;

/// A relative path as the project's id: `%`, control characters and bytes that are no UTF-8 become `%XX`.
pub(super) fn written(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '%' || c == '\\' || c.is_control() {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escape(byte, &mut text));
            } else {
                text.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| escape(*byte, &mut text));
    }
    text
}

fn escape(byte: u8, into: &mut String) {
    into.push('%');
    for digit in [byte >> 4, byte & 15] {
        into.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
    }
}

/// The relative path an id stands for; none when it would leave the directory.
pub(super) fn read(id: &str) -> Option<PathBuf> {
    let bytes: Vec<u8> = percent_decode_str(id).collect();
    let path = PathBuf::from(OsString::from_vec(bytes));
    let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    (inside && written(&path) == id && !id.is_empty()).then_some(path)
}

/// The clone address of an absolute path: itself, or a `file:` address where it is not UTF-8.
pub(super) fn address(path: &Path) -> Option<String> {
    match path.to_str() {
        Some(text) => Some(text.to_owned()),
        None => Url::from_file_path(path).ok().map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::super::local_path;
    use super::*;

    #[test]
    fn any_name_survives_the_way_there_and_back() {
        for bytes in
            [&b"cours/6e.git"[..], b"\xe9l\xe8ve.git", b"100%.git", b"a\nb", "été".as_bytes(), b"a%41"]
        {
            let path = PathBuf::from(OsString::from_vec(bytes.to_vec()));
            let text = written(&path);
            assert_eq!(read(&text).unwrap(), path, "{text}");
        }
        assert_eq!(written(Path::new("a%b")), "a%25b");
        assert_eq!(written(&PathBuf::from(OsString::from_vec(b"\xe9t".to_vec()))), "%E9t");
    }

    #[test]
    fn an_id_never_leaves_the_directory() {
        for bad in ["../x", "a/../../x", "/etc", "%2E%2E/x", "%2Fetc", "", "a/%2e%2e/b"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_lead_back_to_the_path() {
        for bytes in [&b"/srv/git/a.git"[..], b"/srv/\xe9l\xe8ve.git"] {
            let path = PathBuf::from(OsString::from_vec(bytes.to_vec()));
            assert_eq!(local_path(&address(&path).unwrap()).unwrap(), path);
        }
        assert_eq!(local_path("https://example.org/a.git"), None);
    }
}
