//! `[store]`: the database and the data folder.
//!
//! Must not create or open either.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::environment::{DATA, STORE_URL};
use super::origin::{Origin, Setting};
use super::report::Report;
use super::section::Section;
use super::settings::Storage;

/// Keys of `[store]`.
pub(super) const KEYS: &[&str] = &["url", "data"];

const FOLDER: &str = "glane-data";
const DATABASE: &str = "glane.db";

/// Reads the section.
pub(super) fn storage(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Storage {
    let data = data(section, context, report);
    let written = section.text("url", report);
    let mut path = data.join(DATABASE);
    let mut origin = report.origin(None);
    if let Some(entry) = written {
        match sqlite(entry.value) {
            Ok(file) => path = context.path(file),
            Err((message, remedy)) => report.problem(entry.at, message, remedy),
        }
        origin = report.origin(Some(entry.at));
    }
    if let Some(text) = context.environment.get(STORE_URL) {
        match sqlite(text) {
            Ok(file) => path = context.path_here(file),
            Err((message, remedy)) => {
                report.variable_problem(STORE_URL, message.to_owned(), remedy.to_owned());
            }
        }
        origin = Origin::Environment { variable: STORE_URL.to_owned() };
    }
    let url = format!("sqlite:{}", path.display());
    let shown = url.clone().into();
    report.settings.push(Setting { key: section.key("url"), value: shown, origin, note: None });
    Storage { url, data }
}

fn data(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> PathBuf {
    let written = section.text("data", report);
    let mut path = context.path(written.map_or(FOLDER, |entry| entry.value));
    let mut origin = report.origin(written.map(|entry| entry.at));
    if let Some(text) = context.environment.get(DATA) {
        path = context.path_here(text);
        origin = Origin::Environment { variable: DATA.to_owned() };
        if is_other_than_folder(&path) {
            let message = format!("{} is not a folder", path.display());
            report.variable_problem(
                DATA,
                message,
                "name a folder, or a path where one can be made".to_owned(),
            );
        }
    } else if let Some(entry) = written.filter(|_| is_other_than_folder(&path)) {
        let message = format!("data: {} is not a folder", path.display());
        report.problem(entry.at, message, "name a folder, or a path where one can be made");
    }
    let shown = path.display().to_string().into();
    report.settings.push(Setting { key: section.key("data"), value: shown, origin, note: None });
    path
}

fn is_other_than_folder(path: &Path) -> bool {
    path.exists() && !path.is_dir()
}

/// The path of a `sqlite:` address. Other addresses are not repeated: they may hold a password.
fn sqlite(text: &str) -> Result<&str, (&'static str, &'static str)> {
    const EXAMPLE: &str = "write url = \"sqlite:glane.db\", or leave it out";
    let Some(path) = text.strip_prefix("sqlite:") else {
        return Err(("the database address is not of a kind this version knows", EXAMPLE));
    };
    let path = path.strip_prefix("//").unwrap_or(path);
    match path {
        "" => Err(("the database address names no file", EXAMPLE)),
        ":memory:" => Err(("a database in memory would forget everything at the end", EXAMPLE)),
        _ if path.contains(['?', '#']) => {
            Err(("the database address has options, which are not taken", "end it before the ? or #"))
        }
        _ => Ok(path),
    }
}
