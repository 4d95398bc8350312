//! Programming languages by file name.
//!
//! Names as GitHub Linguist spells them; prose and data are no languages here. Must not look into
//! the bytes.

/// Extensions, lower case, with the language they mean.
const EXTENSIONS: &[(&str, &str)] = &[
    ("ada", "Ada"),
    ("adb", "Ada"),
    ("ads", "Ada"),
    ("asm", "Assembly"),
    ("s", "Assembly"),
    ("awk", "Awk"),
    ("bat", "Batchfile"),
    ("cmd", "Batchfile"),
    ("c", "C"),
    ("h", "C"),
    ("cs", "C#"),
    ("cc", "C++"),
    ("cpp", "C++"),
    ("cxx", "C++"),
    ("hh", "C++"),
    ("hpp", "C++"),
    ("ino", "C++"),
    ("catala_fr", "Catala"),
    ("catala_en", "Catala"),
    ("clj", "Clojure"),
    ("cljs", "Clojure"),
    ("cmake", "CMake"),
    ("coffee", "CoffeeScript"),
    ("cr", "Crystal"),
    ("css", "CSS"),
    ("cu", "Cuda"),
    ("d", "D"),
    ("dart", "Dart"),
    ("dockerfile", "Dockerfile"),
    ("elm", "Elm"),
    ("ex", "Elixir"),
    ("exs", "Elixir"),
    ("erl", "Erlang"),
    ("hrl", "Erlang"),
    ("f", "Fortran"),
    ("f90", "Fortran"),
    ("f95", "Fortran"),
    ("fs", "F#"),
    ("fsx", "F#"),
    ("gd", "GDScript"),
    ("glsl", "GLSL"),
    ("gml", "Game Maker Language"),
    ("go", "Go"),
    ("gradle", "Gradle"),
    ("groovy", "Groovy"),
    ("hbs", "Handlebars"),
    ("hcl", "HCL"),
    ("tf", "HCL"),
    ("hs", "Haskell"),
    ("htm", "HTML"),
    ("html", "HTML"),
    ("xhtml", "HTML"),
    ("hx", "Haxe"),
    ("idr", "Idris"),
    ("ipynb", "Jupyter Notebook"),
    ("java", "Java"),
    ("cjs", "JavaScript"),
    ("js", "JavaScript"),
    ("jsx", "JavaScript"),
    ("mjs", "JavaScript"),
    ("j2", "Jinja"),
    ("jinja", "Jinja"),
    ("jl", "Julia"),
    ("kt", "Kotlin"),
    ("kts", "Kotlin"),
    ("less", "Less"),
    ("lisp", "Common Lisp"),
    ("el", "Emacs Lisp"),
    ("logo", "Logo"),
    ("lua", "Lua"),
    ("mk", "Makefile"),
    ("mli", "OCaml"),
    ("ml", "OCaml"),
    ("mm", "Objective-C++"),
    ("m", "MATLAB"),
    ("mustache", "Mustache"),
    ("nim", "Nim"),
    ("nix", "Nix"),
    ("pas", "Pascal"),
    ("pl", "Perl"),
    ("pm", "Perl"),
    ("php", "PHP"),
    ("plantuml", "PlantUML"),
    ("puml", "PlantUML"),
    ("plpgsql", "PLpgSQL"),
    ("pde", "Processing"),
    ("pro", "Prolog"),
    ("prolog", "Prolog"),
    ("ps1", "PowerShell"),
    ("psm1", "PowerShell"),
    ("pug", "Pug"),
    ("pp", "Puppet"),
    ("py", "Python"),
    ("pyw", "Python"),
    ("qml", "QML"),
    ("r", "R"),
    ("rkt", "Racket"),
    ("rb", "Ruby"),
    ("erb", "HTML+ERB"),
    ("rs", "Rust"),
    ("sass", "Sass"),
    ("scala", "Scala"),
    ("scm", "Scheme"),
    ("scss", "SCSS"),
    ("bash", "Shell"),
    ("sh", "Shell"),
    ("zsh", "Shell"),
    ("sql", "SQL"),
    ("styl", "Stylus"),
    ("svelte", "Svelte"),
    ("swift", "Swift"),
    ("tcl", "Tcl"),
    ("cls", "TeX"),
    ("ltx", "TeX"),
    ("sty", "TeX"),
    ("tex", "TeX"),
    ("twig", "Twig"),
    ("mts", "TypeScript"),
    ("ts", "TypeScript"),
    ("tsx", "TypeScript"),
    ("typ", "Typst"),
    ("vala", "Vala"),
    ("vb", "Visual Basic .NET"),
    ("v", "Verilog"),
    ("vhd", "VHDL"),
    ("vhdl", "VHDL"),
    ("vim", "Vim Script"),
    ("vue", "Vue"),
    ("wat", "WebAssembly"),
    ("xq", "XQuery"),
    ("xsl", "XSLT"),
    ("xslt", "XSLT"),
    ("zig", "Zig"),
];

/// Whole file names, lower case.
const NAMES: &[(&str, &str)] = &[
    ("dockerfile", "Dockerfile"),
    ("containerfile", "Dockerfile"),
    ("makefile", "Makefile"),
    ("gnumakefile", "Makefile"),
    ("cmakelists.txt", "CMake"),
    ("rakefile", "Ruby"),
    ("gemfile", "Ruby"),
    ("vagrantfile", "Ruby"),
    ("jenkinsfile", "Groovy"),
    ("justfile", "Just"),
    ("meson.build", "Meson"),
];

/// The programming language that a path's name means, as GitHub Linguist spells it.
#[must_use]
pub fn language_of(path: &str) -> Option<&'static str> {
    let name = file_name(path);
    let known = |table: &'static [(&str, &'static str)], text: &str| {
        table.iter().find(|(key, _)| *key == text).map(|(_, language)| *language)
    };
    // R scripts are written `.R`; the rest of the table is lower case already.
    known(NAMES, &name).or_else(|| {
        let (stem, extension) = name.rsplit_once('.')?;
        (!stem.is_empty()).then(|| known(EXTENSIONS, extension)).flatten()
    })
}

/// The language that a name means, in any case, with dashes for its spaces or without.
#[must_use]
pub fn named(name: &str) -> Option<&'static str> {
    let spoken = |language: &str| language.replace(' ', "-").eq_ignore_ascii_case(&name.replace(' ', "-"));
    EXTENSIONS.iter().chain(NAMES).map(|(_, language)| *language).find(|language| spoken(language))
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_languages() {
        for (path, language) in [
            ("src/main.rs", Some("Rust")),
            ("analyse.R", Some("R")),
            ("docker/Dockerfile", Some("Dockerfile")),
            ("cours/tp.ipynb", Some("Jupyter Notebook")),
            ("cours/poly.tex", Some("TeX")),
            ("README.md", None),
            ("data.json", None),
            (".rs", None),
            ("rs", None),
        ] {
            assert_eq!(language_of(path), language, "{path}");
        }
    }

    #[test]
    fn a_language_is_known_by_its_name() {
        assert_eq!(named("python"), Some("Python"));
        assert_eq!(named("jupyter-notebook"), Some("Jupyter Notebook"));
        assert_eq!(named("C++"), Some("C++"));
        assert_eq!(named("Klingon"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn an_extension_means_one_language() {
        for (at, (extension, _)) in EXTENSIONS.iter().enumerate() {
            assert!(EXTENSIONS[..at].iter().all(|(other, _)| other != extension), "{extension}");
        }
    }
}
