//! What a file is in a project: its code, its content, or neither; and whether it is the project's.
//!
//! Decides by the path alone.

use crate::model::PartRole as Role;
use crate::vocabulary::foreign;

/// Extensions of content, lower case.
const CONTENT: &[&str] = &[
    "md", "rst", "adoc", "txt", "tex", "odt", "ods", "odp", "pdf", "docx", "svg", "png", "jpg", "jpeg",
    "webp", "gif", "mp3", "mp4", "ogg", "wav", "csv", "ipynb", "h5p", "po",
];
/// Extensions of settings, lower case.
const SETTINGS: &[&str] = &["toml", "yml", "yaml", "json", "lock", "cfg", "ini", "conf", "xml"];

/// Folders, lower case, whose licence texts are data or samples.
const SAMPLES: &[&str] = &[
    "licenses",
    "licences",
    "license",
    "licence",
    "templates",
    "template",
    "skeleton",
    "skeletons",
    "fixtures",
    "testdata",
    "examples",
    "samples",
    "options",
];

/// The role of a file.
pub(super) fn role(path: &str) -> Role {
    let path = path.strip_suffix(".license").unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    if name.starts_with('.') || SETTINGS.contains(&extension.as_str()) {
        Role::Settings
    } else if CONTENT.contains(&extension.as_str()) {
        Role::Content
    } else {
        Role::Code
    }
}

/// Whether a file is other people's, or a text shipped as data: what it says is not of the project.
#[must_use]
pub fn is_foreign(path: &str) -> bool {
    if foreign::is_vendored(path) {
        return true;
    }
    let mut folders: Vec<String> = path.split('/').map(str::to_lowercase).collect();
    folders.pop();
    let first = folders.first().is_some_and(|first| first == "licenses");
    !(first && folders.len() == 1) && folders.iter().any(|folder| SAMPLES.contains(&folder.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_roles_and_owners() {
        assert_eq!(role("src/main.rs"), Role::Code);
        assert_eq!(role("photo.png.license"), Role::Content);
        assert_eq!(role(".gitignore"), Role::Settings);
        for path in ["node_modules/x/LICENSE", "data/licenses/MIT.txt", "templates/LICENSE-apache"] {
            assert!(is_foreign(path), "{path}");
        }
        assert!(!is_foreign("LICENSES/MIT.txt") && !is_foreign("server/LICENSE") && !is_foreign("LICENSE"));
    }
}
