//! Tokens: read from a file or a variable, never from the configuration, never shown.
//!
//! Only here is a token's text touched, and it goes straight into a [`SecretString`].

use std::io::{ErrorKind, Read};
use std::path::Path;

use secrecy::SecretString;
use serde_json::Value;

use super::context::Context;
use super::report::Report;
use super::section::{Entry, Section};
use super::settings::Token;

/// No token is longer; a longer file is something else.
const LONGEST: u64 = 8 * 1024;

/// Reads the token that `token_file` or `token_env` of a section names.
pub(super) fn token(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<Token> {
    let file = section.text("token_file", report);
    let variable = section.text("token_env", report);
    if let (Some(_), Some(second)) = (file, variable) {
        let message = format!("{} has both \"token_file\" and \"token_env\"", section.heading);
        report.problem(second.at, message, "keep one of them");
        return None;
    }
    if let Some(file) = file {
        return from_file(section, file, context, report);
    }
    if let Some(variable) = variable {
        return from_variable(section, variable, context, report);
    }
    report.show(section.key("token"), Value::Null, None);
    None
}

fn from_file(
    section: &Section<'_>,
    file: Entry<&str>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Token> {
    let path = context.path(file.value);
    let said = format!("set (from token_file {})", path.display());
    match read(&path) {
        Ok((token, open)) => {
            if open {
                let message = format!("the token file {} can be read by every user", path.display());
                report.warning(file.at, message, format!("chmod 600 {}", path.display()));
            }
            report.show(section.key("token"), said, Some(file.at));
            Some(Token::new(token, Some(path)))
        }
        Err((what, remedy)) => {
            report.problem(file.at, format!("the token file {} {what}", path.display()), remedy);
            None
        }
    }
}

/// The token of a file, and whether every user of the machine can read it.
fn read(path: &Path) -> Result<(SecretString, bool), (String, &'static str)> {
    const CREATE: &str = "create it, with the token alone on its first line, or mend token_file";
    const RIGHTS: &str = "let the account that runs the service read it";
    let broken = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => ("does not exist".to_owned(), CREATE),
        ErrorKind::PermissionDenied => ("may not be read".to_owned(), RIGHTS),
        _ => (format!("cannot be read: {error}"), CREATE),
    };
    let metadata = std::fs::metadata(path).map_err(broken)?;
    if !metadata.is_file() {
        return Err(("is not a file".to_owned(), "name the file that holds the token"));
    }
    let mut text = String::new();
    let opened = std::fs::File::open(path).map_err(broken)?;
    opened.take(LONGEST + 1).read_to_string(&mut text).map_err(broken)?;
    if text.len() as u64 > LONGEST {
        return Err(("is too long to be a token".to_owned(), CREATE));
    }
    let token = usable(&text).map_err(|what| (what.to_owned(), CREATE))?;
    Ok((token, readable_by_all(&metadata)))
}

fn from_variable(
    section: &Section<'_>,
    variable: Entry<&str>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Token> {
    let name = variable.value;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        // The name is not repeated: what cannot name a variable may be the token itself.
        let remedy = "name the variable, as in token_env = \"FORGE_TOKEN\"; if this was the token, revoke it";
        report.problem(variable.at, "\"token_env\" is not the name of a variable", remedy);
        return None;
    }
    let Some(text) = context.environment.get(name) else {
        let message = format!("the environment variable {name} is not set");
        report.problem(variable.at, message, format!("set {name} to the token, or use token_file"));
        return None;
    };
    match usable(text) {
        Ok(token) => {
            report.show(section.key("token"), format!("set (from token_env {name})"), Some(variable.at));
            Some(Token::new(token, None))
        }
        Err(what) => {
            let message = format!("the environment variable {name} {what}");
            report.problem(variable.at, message, format!("set {name} to the token alone"));
            None
        }
    }
}

/// A token is one word of visible ASCII: anything else would break, or split, a header.
fn usable(text: &str) -> Result<SecretString, &'static str> {
    let token = text.trim();
    match token {
        "" => Err("is empty"),
        _ if !token.bytes().all(|byte| byte.is_ascii_graphic()) => Err("holds more than one token"),
        _ => Ok(SecretString::from(token)),
    }
}

#[cfg(unix)]
fn readable_by_all(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o004 != 0
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::Metadata) -> bool {
    false
}
