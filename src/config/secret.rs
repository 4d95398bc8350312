//! Tokens: read from a file or a variable, never from the configuration, never shown.
//!
//! Only here and below is a secret's text touched, and it goes straight into a `SecretString`.

mod file;
mod refresh;

use serde_json::Value;

use self::file::{Remedy, Shape, read, usable};

use super::context::Context;
use super::report::Report;
use super::section::{Entry, Section};
use super::settings::Token;

/// A kind of secret: the keys that name it, and what to call it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    key: &'static str,
    file: &'static str,
    variable: Option<&'static str>,
    word: &'static str,
}

/// A token of an API.
pub(super) const TOKEN: Kind =
    Kind { key: "token", file: "token_file", variable: Some("token_env"), word: "token" };
/// What the webhooks of a forge are signed with.
pub(super) const WEBHOOK: Kind = Kind {
    key: "webhook_secret",
    file: "webhook_secret_file",
    variable: Some("webhook_secret_env"),
    word: "webhook secret",
};
/// The private key of a GitHub App.
pub(super) const APP_KEY: Kind =
    Kind { key: "app_key", file: "app_key_file", variable: None, word: "private key" };

/// Reads the secret that a file or a variable, named in a section, holds.
pub(super) fn secret(
    kind: Kind,
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Token> {
    let file = section.text(kind.file, report);
    let variable = kind.variable.and_then(|key| Some((key, section.text(key, report)?)));
    if let (Some(_), Some((key, second))) = (file, variable) {
        let message = format!("{} has both \"{}\" and \"{key}\"", section.heading, kind.file);
        report.problem(second.at, message, "keep one of them");
        return None;
    }
    if let Some(file) = file {
        return from_file(kind, section, file, context, report);
    }
    if let Some((key, variable)) = variable {
        return from_variable(kind, key, section, variable, context, report);
    }
    report.show(section.key(kind.key), Value::Null, None);
    None
}

fn from_file(
    kind: Kind,
    section: &Section<'_>,
    file: Entry<&str>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Token> {
    let path = context.path(file.value);
    let said = format!("set (from {} {})", kind.file, path.display());
    let shape = if kind.key == APP_KEY.key { Shape::Pem } else { Shape::Word };
    match read(&path, shape) {
        Ok(found) => {
            if found.open {
                let message = format!("the {} file {} can be read by every user", kind.word, path.display());
                report.warning(file.at, message, format!("chmod 600 {}", path.display()));
            }
            report.show(section.key(kind.key), said, Some(file.at));
            Some(Token::new(found.secret, Some(path)))
        }
        Err(unusable) => {
            let message = format!("the {} file {} {}", kind.word, path.display(), unusable.what);
            let remedy = match unusable.remedy {
                Remedy::Create if shape == Shape::Pem => {
                    format!("put the key there as GitHub gave it (PEM), or mend {}", kind.file)
                }
                Remedy::Create => {
                    format!(
                        "create it, with the {} alone on its first line, or mend {}",
                        kind.word, kind.file
                    )
                }
                Remedy::Allow => "let the account that runs the service read it".to_owned(),
                Remedy::Name => format!("name the file that holds the {}", kind.word),
            };
            report.secret_problem(file.at, message, remedy);
            None
        }
    }
}

fn from_variable(
    kind: Kind,
    key: &str,
    section: &Section<'_>,
    variable: Entry<&str>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<Token> {
    let name = variable.value;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        // The name is not repeated: what cannot name a variable may be the token itself.
        let word = kind.word;
        let remedy =
            format!("name the variable, as in {key} = \"FORGE_TOKEN\"; if this was the {word}, revoke it");
        report.problem(variable.at, format!("\"{key}\" is not the name of a variable"), remedy);
        return None;
    }
    let Some(text) = context.environment.get(name) else {
        let message = format!("the environment variable {name} is not set");
        report.secret_problem(
            variable.at,
            message,
            format!("set {name} to the {}, or use {}", kind.word, kind.file),
        );
        return None;
    };
    match usable(text) {
        Ok(token) => {
            report.show(section.key(kind.key), format!("set (from {key} {name})"), Some(variable.at));
            Some(Token::new(token, None))
        }
        Err(what) => {
            let message = format!("the environment variable {name} {what}");
            report.secret_problem(variable.at, message, format!("set {name} to the {} alone", kind.word));
            None
        }
    }
}
