//! Reads the configuration file as a whole and resolves it.
//!
//! Every problem is collected before any is reported.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::context::Context;
use super::environment::Environment;
use super::nearest::suggestion;
use super::origin::Setting;
use super::place::Place;
use super::problem::{ConfigError, Problem};
use super::report::Report;
use super::section::Section;
use super::settings::Settings;
use super::{forge, gate, host, network, policy, site, source, storage};

/// Top-level tables.
const TABLES: &[&str] = &["site", "store", "forge", "host", "source", "policy", "gate", "network"];

/// Longest configuration file, in bytes.
const LONGEST: u64 = 1 << 20;

/// A configuration that holds together.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What the commands work from.
    pub settings: Settings,
    /// What is worth saying although it stops nothing, for standard error.
    pub warnings: Vec<Problem>,
    /// Every value with its origin, in the order of the documentation; no token.
    pub origins: Vec<Setting>,
}

/// Reads a configuration file and the variables that override it.
///
/// # Errors
/// Every problem found, each with file, line, column and remedy. No token is repeated.
pub fn load(path: &Path, environment: &Environment) -> Result<Loaded, ConfigError> {
    let (loaded, secrets) = gather(path, environment)?;
    if secrets.is_empty() { Ok(loaded) } else { Err(ConfigError::new(secrets)) }
}

/// The same for what needs no network: a secret that cannot be had is a warning.
///
/// # Errors
/// As [`load`], but for secrets.
pub fn load_without_secrets(path: &Path, environment: &Environment) -> Result<Loaded, ConfigError> {
    let (mut loaded, secrets) = gather(path, environment)?;
    loaded.warnings.extend(secrets);
    Ok(loaded)
}

/// What the file says, and the secrets it names that cannot be had.
fn gather(path: &Path, environment: &Environment) -> Result<(Loaded, Vec<Problem>), ConfigError> {
    let file = path.display().to_string();
    let absolute = std::path::absolute(path)
        .map_err(|error| ConfigError::whole(&file, error.to_string(), "name a file"))?;
    let here = std::path::absolute(".")
        .map_err(|error| ConfigError::whole(&file, error.to_string(), "start in a folder that exists"))?;
    let folder = absolute.parent().map_or_else(|| here.clone(), Path::to_path_buf);
    let text = read(path, &file)?;
    let (root, errors) = DeTable::parse_recoverable(&text);
    let mut report = Report::new(file, &text);
    if !errors.is_empty() {
        for error in &errors {
            note_syntax(error, &mut report);
        }
        return Err(ConfigError::new(report.problems));
    }
    let hosts = ids(root.get_ref(), "host");
    let context = Context { folder, here, environment, hosts };
    let settings = resolve(path, root.get_ref(), &context, &mut report);
    if report.problems.is_empty() {
        let loaded = Loaded { settings, warnings: report.warnings, origins: report.settings };
        Ok((loaded, report.secrets))
    } else {
        report.problems.append(&mut report.secrets);
        Err(ConfigError::new(report.problems))
    }
}

fn read(path: &Path, file: &str) -> Result<String, ConfigError> {
    let broken = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            let remedy = "write one with `glane init`, or name yours with --config or GLANE_CONFIG";
            ConfigError::whole(file, "there is no such file".to_owned(), remedy)
        }
        ErrorKind::PermissionDenied => {
            let remedy = "let the account that runs the service read it";
            ConfigError::whole(file, "the file may not be read".to_owned(), remedy)
        }
        _ => ConfigError::whole(file, format!("cannot be read: {error}"), "name a configuration file"),
    };
    let length = std::fs::metadata(path).map_err(broken)?.len();
    if length > LONGEST {
        let message = format!("{length} bytes are too many for a configuration");
        return Err(ConfigError::whole(file, message, "name a configuration file"));
    }
    let bytes = std::fs::read(path).map_err(broken)?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count();
        let message = format!("line {line} is not UTF-8");
        ConfigError::whole(file, message, "save the file as UTF-8")
    })
}

/// The parser's own message, never the line it stands in: that line may hold a token.
fn note_syntax(error: &toml::de::Error, report: &mut Report<'_>) {
    let at = report.place(error.span().map_or(0, |span| span.start));
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    let remedy = if message.contains("duplicate key") {
        "keep one of the two"
    } else {
        "mend the line: key = \"text\", key = [\"a\", \"b\"], [site] or [[forge]]"
    };
    report.problem(at, message, remedy);
}

fn resolve(path: &Path, root: &DeTable<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Settings {
    for key in root.keys() {
        let name = key.get_ref().as_ref();
        if !TABLES.contains(&name) {
            let at = report.place(key.span().start);
            let message = format!("unknown table or key \"{}\"", name.escape_debug());
            report.problem(at, message, suggestion(name, TABLES, "known tables"));
        }
    }
    let site = site::site(&single(root, "[site]", "site", site::KEYS, report), context, report);
    let store = storage::storage(&single(root, "[store]", "store", storage::KEYS, report), context, report);
    let sections = list(root, "[[forge]]", "forge", forge::KEYS, report);
    let forges = sections.iter().filter_map(|section| forge::forge(section, context, report)).collect();
    let sections = list(root, "[[host]]", "host", host::KEYS, report);
    let hosts = sections.iter().filter_map(|section| host::host(section, context, report)).collect();
    let sections = list(root, "[[source]]", "source", source::KEYS, report);
    let sources = sections.iter().filter_map(|section| source::source(section, context, report)).collect();
    let section = single(root, "[policy]", "policy", policy::KEYS, report);
    let gate = gate::gate(&single(root, "[gate]", "gate", gate::KEYS, report), context, report);
    let policy = policy::policy(&section, gate, report);
    let section = single(root, "[network]", "network", network::KEYS, report);
    let network = network::network(&section, context, report);
    Settings { file: Some(path.to_path_buf()), site, store, forges, hosts, sources, policy, network }
}

/// The ids that the tables of a list bear, whatever else is wrong with them.
fn ids(root: &DeTable<'_>, name: &str) -> Vec<String> {
    let Some(DeValue::Array(items)) = find(root, name).map(Spanned::get_ref) else { return Vec::new() };
    let id = |item: &Spanned<DeValue<'_>>| Some(item.get_ref().get("id")?.get_ref().as_str()?.to_owned());
    items.iter().filter_map(id).collect()
}

fn find<'a>(root: &'a DeTable<'a>, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
    root.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

fn single<'a>(
    root: &'a DeTable<'a>,
    heading: &'static str,
    name: &str,
    keys: &[&str],
    report: &mut Report<'_>,
) -> Section<'a> {
    find(root, name).map_or_else(
        || Section::absent(heading, name),
        |value| Section::open(heading, name.to_owned(), value, keys, report),
    )
}

/// The tables of a list, with duplicate ids noted.
fn list<'a>(
    root: &'a DeTable<'a>,
    heading: &'static str,
    name: &str,
    keys: &[&str],
    report: &mut Report<'_>,
) -> Vec<Section<'a>> {
    let Some(value) = find(root, name) else { return Vec::new() };
    let DeValue::Array(items) = value.get_ref() else {
        let at = report.place(value.span().start);
        let message = format!("\"{name}\" is a list of tables");
        report.problem(at, message, format!("write {heading}, with two brackets on each side"));
        return Vec::new();
    };
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let mut sections = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let id = item
            .get_ref()
            .get("id")
            .and_then(|id| Some((id.get_ref().as_str()?, report.place(id.span().start))));
        if let Some((id, at)) = id {
            if let Some(first) = seen.get(id) {
                let message = format!(
                    "the id \"{}\" is already that of the {name} at line {}",
                    id.escape_debug(),
                    first.line
                );
                report.problem(at, message, "give each its own");
            } else {
                seen.insert(id, at);
            }
        }
        let prefix = format!("{name}.{}", id.map_or_else(|| number.to_string(), |(id, _)| id.to_owned()));
        sections.push(Section::open(heading, prefix, item, keys, report));
    }
    sections
}
