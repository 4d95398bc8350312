//! What a mistyped command is answered with: the program's own children are suggested to nobody.
//!
//! Must not print.

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Error};

use super::Cli;

/// The error without commands that its reader does not know.
#[must_use]
pub fn without_hidden(mut error: Error) -> Error {
    let Some(ContextValue::Strings(suggested)) = error.remove(ContextKind::SuggestedSubcommand) else {
        return error;
    };
    let command = Cli::command();
    let hidden = |name: &str| command.find_subcommand(name).is_some_and(clap::Command::is_hide_set);
    let kept: Vec<String> = suggested.into_iter().filter(|name| !hidden(name)).collect();
    if !kept.is_empty() {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(kept));
    }
    error
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn a_typing_error_leads_to_commands_for_people_only() {
        let told =
            |typed: &str| without_hidden(Cli::try_parse_from(["glane", typed]).unwrap_err()).to_string();
        for typed in ["guar", "guarde", "examin", "loook", "exmine"] {
            let said = told(typed);
            for name in ["'guard'", "'examine'", "'look'"] {
                assert!(!said.contains(name), "{said}");
            }
        }
        assert!(told("searh").contains("'search'"));
    }
}
