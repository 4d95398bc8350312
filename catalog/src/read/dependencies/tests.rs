//! Lock files and manifests as their tools write them.

use super::dependencies;

/// File name, text, package URLs.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "Cargo.lock",
        "version = 4\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n[[package]]\nname = \"serde\"\nversion = \"1.0.2\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n",
        &["pkg:cargo/serde@1.0.2"],
    ),
    (
        "Cargo.toml",
        "[dependencies]\nserde = \"1\"\nours = { path = \"x\" }\nalias = { package = \"real\", version = \"1\" }\n",
        &["pkg:cargo/real", "pkg:cargo/serde"],
    ),
    (
        "package-lock.json",
        "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"name\": \"x\"}, \"node_modules/@vue/compat\": {\"version\": \"3.4.0\"}, \"node_modules/a/node_modules/b\": {\"version\": \"1.0.0\"}, \"node_modules/c\": {\"link\": true}}}",
        &["pkg:npm/%40vue/compat@3.4.0", "pkg:npm/b@1.0.0"],
    ),
    (
        "package-lock.json",
        "{\"dependencies\": {\"a\": {\"version\": \"1.0.0\", \"dependencies\": {\"b\": {\"version\": \"2.0.0\"}}}}}",
        &["pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0"],
    ),
    (
        "package.json",
        "{\"dependencies\": {\"vue\": \"^3.4.0\", \"d3\": \"7.8.5\", \"ours\": \"workspace:*\"}}",
        &["pkg:npm/d3@7.8.5", "pkg:npm/vue"],
    ),
    (
        "yarn.lock",
        "# yarn lockfile v1\n\n\"@babel/core@^7.0.0\", \"@babel/core@^7.1.0\":\n  version \"7.2.3\"\n  resolved \"x\"\n\nlodash@^4:\n  version \"4.17.21\"\n",
        &["pkg:npm/%40babel/core@7.2.3", "pkg:npm/lodash@4.17.21"],
    ),
    (
        "yarn.lock",
        "__metadata:\n  version: 8\n\n\"lodash@npm:^4.17.0\":\n  version: 4.17.21\n  resolution: \"lodash@npm:4.17.21\"\n\n\"ours@workspace:.\":\n  version: 0.0.0-use.local\n",
        &["pkg:npm/lodash@4.17.21"],
    ),
    (
        "pnpm-lock.yaml",
        "lockfileVersion: '9.0'\n\npackages:\n\n  '@vue/compat@3.4.0':\n    resolution: {integrity: x}\n\n  /lodash/4.17.21:\n    dev: true\n\n  /a@1.0.0(b@2.0.0):\n    dev: false\n\nsnapshots:\n\n  c@3.0.0: {}\n",
        &["pkg:npm/%40vue/compat@3.4.0", "pkg:npm/a@1.0.0", "pkg:npm/lodash@4.17.21"],
    ),
    (
        "poetry.lock",
        "[[package]]\nname = \"Django\"\nversion = \"5.0\"\n[metadata]\nlock-version = \"2.0\"\n",
        &["pkg:pypi/django@5.0"],
    ),
    (
        "uv.lock",
        "[[package]]\nname = \"ours\"\nversion = \"0.1\"\nsource = { virtual = \".\" }\n[[package]]\nname = \"numpy\"\nversion = \"2.0\"\nsource = { registry = \"https://pypi.org/simple\" }\n",
        &["pkg:pypi/numpy@2.0"],
    ),
    (
        "pyproject.toml",
        "[project]\ndependencies = [\"requests[socks]>=2\", \"numpy==2.0\"]\n[project.optional-dependencies]\ntest = [\"pytest\"]\n",
        &["pkg:pypi/numpy@2.0", "pkg:pypi/pytest", "pkg:pypi/requests"],
    ),
    (
        "requirements.txt",
        "# liste\nDjango==5.0 ; python_version > '3'\n-r autre.txt\ngit+https://x.fr/y.git\nnumpy>=1 # calcul\nzope.interface==6.*\n",
        &["pkg:pypi/django@5.0", "pkg:pypi/numpy", "pkg:pypi/zope.interface"],
    ),
    (
        "composer.lock",
        "{\"packages\": [{\"name\": \"symfony/yaml\", \"version\": \"v6.4.0\"}], \"packages-dev\": [{\"name\": \"phpunit/phpunit\", \"version\": \"10.0\"}]}",
        &["pkg:composer/phpunit/phpunit@10.0", "pkg:composer/symfony/yaml@v6.4.0"],
    ),
    (
        "composer.json",
        "{\"require\": {\"php\": \">=8\", \"Symfony/Yaml\": \"^6\"}}",
        &["pkg:composer/symfony/yaml"],
    ),
    (
        "go.mod",
        "module x\n\ngo 1.22\n\nrequire github.com/a/b v1.2.3\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n\nreplace c => ../c\n",
        &["pkg:golang/github.com/a/b@v1.2.3", "pkg:golang/golang.org/x/net@v0.1.0"],
    ),
    (
        "Gemfile.lock",
        "GIT\n  specs:\n    non (1)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n    rails (7.0.4)\n      actionpack (= 7.0.4)\n    nokogiri (1.15.0-x86_64-linux)\n\nPLATFORMS\n    ruby (3)\n",
        &["pkg:gem/nokogiri@1.15.0", "pkg:gem/rails@7.0.4"],
    ),
    (
        "pom.xml",
        "<project><properties><v>2.0</v></properties><dependencyManagement><dependencies><dependency><groupId>m</groupId><artifactId>n</artifactId><version>3</version></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>org.slf4j</groupId><artifactId>api</artifactId><version>${v}</version></dependency><dependency><groupId>m</groupId><artifactId>n</artifactId></dependency><dependency><groupId>p</groupId><artifactId>q</artifactId><version>${parent}</version></dependency></dependencies></project>",
        &["pkg:maven/m/n@3", "pkg:maven/org.slf4j/api@2.0", "pkg:maven/p/q"],
    ),
    (
        "build.gradle",
        "dependencies {\n    implementation 'a.b:c:1.0'\n    testImplementation(\"d:e:$v\")\n    api \"f:g\"\n}\n",
        &["pkg:maven/a.b/c@1.0", "pkg:maven/f/g"],
    ),
];

#[test]
fn every_format_gives_its_package_urls() {
    for (path, text, wanted) in CASES {
        let mut found: Vec<String> =
            dependencies(path, text.as_bytes()).into_iter().map(|one| one.purl).collect();
        found.sort();
        assert_eq!(&found, wanted, "{path}: {text}");
    }
}

#[test]
fn places_are_those_of_the_file() {
    let found = dependencies("sub/go.mod", b"module x\nrequire a.fr/b v1\n");
    assert_eq!((found[0].source.path.as_deref(), found[0].source.line), (Some("sub/go.mod"), Some(2)));
}

#[test]
fn hostile_files_stop_nothing() {
    let names: Vec<&str> = super::READERS.iter().map(|(name, _)| *name).collect();
    let mut texts: Vec<Vec<u8>> =
        ["[", "{\"a\":", "<a>", "[[package]]\n", "\"@a@", "  /a@1.0.0(", "a==\n", "${", "    a (\n", "'a:b:"]
            .map(|piece| piece.repeat(20_000).into_bytes())
            .to_vec();
    texts.push(vec![0xff; 4096]);
    texts.push("\u{fffd}é@é@\n".repeat(1_000).into_bytes());
    if let Some(root) = crate::corpus::root() {
        for folder in ["hostile/yaml", "hostile/json", "hostile/xml", "hostile/strings"] {
            texts.extend(
                crate::corpus::files(&root.join(folder)).iter().map(|file| std::fs::read(file).unwrap()),
            );
        }
    }
    for name in names {
        for text in &texts {
            let start = std::time::Instant::now();
            let _ = dependencies(name, text);
            assert!(start.elapsed().as_secs() < 60, "{name}");
        }
    }
}
