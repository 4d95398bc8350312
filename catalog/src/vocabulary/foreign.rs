//! Files in a repository that are nobody's work there: other people's code, and what only stands
//! beside the program.
//!
//! Decides by the path alone, which may be anything. Must not know languages or licences.

/// Folders of other people's code, of built code, and of what package managers put down, wherever
/// they lie.
const FOLDERS: &[&str] = &[
    "node_modules",
    "bower_components",
    "jspm_packages",
    "web_modules",
    "vendor",
    "vendors",
    "vendored",
    "third_party",
    "third-party",
    "thirdparty",
    "3rdparty",
    "3rd_party",
    "3rd-party",
    "external",
    "externals",
    "extern",
    "dist",
    ".venv",
    "venv",
    "virtualenv",
    "site-packages",
    "dist-packages",
    "__pycache__",
    ".ipynb_checkpoints",
    "_build",
    ".yarn",
    ".pnp",
    ".eggs",
    "wp-includes",
    "wp-admin",
    "pods",
    "carthage",
    "godeps",
    "packrat",
    "renv",
    "xvba_modules",
    "htmlcov",
];

/// Folders of other people's code at the root only: inside a program the name may mean a part of it.
const AT_ROOT: &[&str] = &["deps", "dependencies", "env", "subprojects"];

/// Folders of well-known packages of the web that are put into a project as a whole: a folder of this
/// name, or of this name with a version behind it.
const PACKAGES: &[&str] = &[
    "jquery",
    "jquery-ui",
    "bootstrap",
    "font-awesome",
    "fontawesome",
    "mathjax",
    "katex",
    "tinymce",
    "ckeditor",
    "fckeditor",
    "codemirror",
    "ace-builds",
    "leaflet",
    "mootools",
    "dojo",
    "reveal.js",
    "highlightjs",
];

/// Where build tools put the wrapper that starts them.
const WRAPPERS: &[&str] = &["gradle/wrapper/", ".mvn/wrapper/"];

/// How the names of files begin that belong to such a package: a version, a dash or a dot follows.
const LIBRARIES: &[&str] = &[
    "jquery",
    "bootstrap",
    "modernizr",
    "html5shiv",
    "respond",
    "prototype",
    "mootools",
    "angular",
    "react",
    "react-dom",
    "vue",
    "d3",
    "three",
    "leaflet",
    "underscore",
    "backbone",
    "lodash",
    "knockout",
    "raphael",
    "moment",
    "normalize",
    "font-awesome",
    "foundation",
    "animate",
    "skeleton",
];

/// Files that build tools copy into a project, by whole name.
const TOOLS: &[&str] = &[
    "gradlew",
    "gradlew.bat",
    "mvnw",
    "mvnw.cmd",
    "configure",
    "config.guess",
    "config.sub",
    "aclocal.m4",
    "ltmain.sh",
    "libtool.m4",
    "install-sh",
    "depcomp",
    "erlang.mk",
    "waf",
];

/// Folders beside the program: what tests eat, how it is packaged, what editors and forges keep.
const ASIDE: &[&str] = &[
    "fixtures",
    "fixture",
    "testdata",
    "test-data",
    "test_data",
    "__snapshots__",
    "debian",
    ".github",
    ".gitlab",
    ".vscode",
    ".idea",
    ".devcontainer",
    ".teamcity",
];

/// Whether the path is other people's or built code.
#[must_use]
pub fn is_vendored(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let known = |folder: &str, list: &[&str]| list.iter().any(|other| folder.eq_ignore_ascii_case(other));
    let mut folders = folders(path);
    let first = folders.clone().next();
    folders.any(|folder| known(folder, FOLDERS) || is_package(folder))
        || first.is_some_and(|first| known(first, AT_ROOT))
        || is_wrapper(path)
        || known(name, TOOLS)
        || is_library(name)
}

/// Whether the path stands beside the program: for tests, packaging, editors and forges.
#[must_use]
pub fn is_aside(path: &str) -> bool {
    folders(path).any(|folder| ASIDE.iter().any(|known| folder.eq_ignore_ascii_case(known)))
}

/// The folders of a path, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> + Clone {
    path.rsplit_once('/').map(|(folders, _)| folders).into_iter().flat_map(|folders| folders.split('/'))
}

fn is_package(folder: &str) -> bool {
    PACKAGES.iter().any(|known| is_versioned(folder, known))
}

fn is_wrapper(path: &str) -> bool {
    let starts = |at: usize| at == 0 || path.as_bytes()[at - 1] == b'/';
    WRAPPERS.iter().any(|known| path.match_indices(known).any(|(at, _)| starts(at)))
}

/// A script or a style sheet that carries the name of a well-known library and a version of it.
fn is_library(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let of_the_web = ["js", "mjs", "css", "less", "scss"];
    if !of_the_web.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return false;
    }
    // `react.scss` may be the project's own: the bare name counts for few.
    let bare = |known: &str| matches!(known, "jquery" | "bootstrap" | "modernizr" | "html5shiv" | "mootools");
    LIBRARIES.iter().any(|known| is_versioned(stem, known) && (stem.len() > known.len() || bare(known)))
}

/// The name itself, or the name with a version behind it: `jquery`, `jquery-3.6.0`, `d3.v7`.
fn is_versioned(text: &str, name: &str) -> bool {
    let Some(start) = text.get(..name.len()) else { return false };
    if !start.eq_ignore_ascii_case(name) {
        return false;
    }
    let rest = text[name.len()..].trim_start_matches(['-', '.', '_', '@']);
    let version = rest.trim_start_matches(['v', 'V']);
    rest.is_empty() || version.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_peoples_files_are_known_wherever_they_lie() {
        for path in [
            "node_modules/x/index.js",
            "web/vendor/a.php",
            "dist/app.js",
            "ios/Pods/AFNetworking/a.m",
            "deps/lua/lua.c",
            "static/jquery-3.6.0.js",
            "static/js/d3.v7.js",
            "public/bootstrap-5.1.3/css/a.css",
            "gradle/wrapper/GradleWrapper.java",
            "outil/.mvn/wrapper/A.java",
            "gradlew",
            "lib/ThirdParty/x.c",
            "renv/activate.R",
        ] {
            assert!(is_vendored(path), "{path}");
        }
        for path in [
            "src/vendor.rs",
            "vendor",
            "src/deps/resolve.rs",
            "src/react.scss",
            "src/moments.js",
            "src/d3chart.js",
            "cours/fractions.tex",
            "src/jquery_wrapper.py",
            "",
            "/",
            "é/ü.js",
        ] {
            assert!(!is_vendored(path), "{path}");
        }
    }

    #[test]
    fn what_stands_beside_the_program_is_known() {
        for path in ["tests/fixtures/a.c", "debian/rules", ".github/scripts/a.sh"] {
            assert!(is_aside(path), "{path}");
        }
        assert!(!is_aside("tests/a.rs") && !is_aside("fixtures") && !is_aside("docs/cours.tex"));
    }
}
