//! The commands, one a file: each takes resolved settings, prints data on standard output and
//! everything else on standard error.
//!
//! Exit status: 0 done, 1 done with failures that are listed, 2 wrong usage or configuration.

mod adopt;
mod archive;
mod backup;
mod check;
mod config;
#[cfg(feature = "demo")]
mod demo;
mod export;
mod fsck;
mod gate;
mod harvest;
mod index;
mod init;
mod inspect;
mod output;
mod progress;
mod read;
mod restore;
mod search;
mod serve;
mod sync;
mod vocabulary;
mod withdraw;
mod work;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{self, Cli, Command};
use crate::clock::Clock;
use crate::config::{self as settings, ConfigError, Environment, Loaded};
use crate::operate::find::UnknownProject;
use crate::process::{Programs, guard};
use crate::service::Service;
use crate::{disk, examine, telemetry};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Everything was done.
    Done,
    /// Done, with failures that were listed.
    WithFailures,
}

/// Wrong usage that clap cannot see; exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UsageError(pub String);

/// Runs the program: parses the command line, does what it says.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => cli::without_hidden(error).exit(),
    };
    match &cli.command {
        // These three are the program's own children: no log, no runtime, nothing to read.
        Command::Guard(arguments) => return run_guard(arguments),
        Command::Examine(arguments) => return examine::serve(arguments.memory, arguments.seconds),
        Command::Look(arguments) => return examine::serve_look(arguments.memory, arguments.seconds),
        Command::Teach(arguments) => return examine::serve_teach(arguments.memory, arguments.seconds),
        _ => {}
    }
    let environment = Environment::process();
    telemetry::install(&environment);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output::fail(&format!("cannot start: {error}"), 1),
    };
    match runtime.block_on(dispatch(&cli, &environment)) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::WithFailures) => ExitCode::from(1),
        Err(error) => {
            let wrong_usage =
                error.is::<ConfigError>() || error.is::<UsageError>() || error.is::<UnknownProject>();
            output::fail(&disk::explained(format!("{error:#}")), if wrong_usage { 2 } else { 1 })
        }
    }
}

fn run_guard(arguments: &cli::Guard) -> ExitCode {
    match arguments.command.split_first() {
        Some((program, rest)) => guard::run(arguments.memory, arguments.feed, program, rest),
        None => ExitCode::from(2),
    }
}

/// Who decides where no name is given: whoever is logged in.
fn who(environment: &Environment) -> &str {
    let named = |name: &str| environment.get(name).map(str::trim).filter(|name| !name.is_empty());
    named("USER").or_else(|| named("LOGNAME")).unwrap_or("the operator")
}

/// Whether a command cannot do its work without the tokens. The others must not wait for a secret
/// to be mended: least of all a withdrawal, which says what is left to do on which host.
fn needs_secrets(command: &Command) -> bool {
    matches!(
        command,
        Command::Check(_) | Command::Sync(_) | Command::Serve(_) | Command::Work | Command::Adopt(_)
    )
}

/// The configuration, as far as the command needs it; its warnings are said.
fn loaded(cli: &Cli, environment: &Environment) -> Result<Loaded, ConfigError> {
    let file = settings::file(cli.config.as_deref(), environment);
    let loaded = if needs_secrets(&cli.command) {
        settings::load(&file, environment)?
    } else {
        settings::load_without_secrets(&file, environment)?
    };
    for warning in &loaded.warnings {
        output::note(&format!("warning: {warning}"));
    }
    Ok(loaded)
}

async fn dispatch(cli: &Cli, environment: &Environment) -> anyhow::Result<Ending> {
    let programs =
        Programs::this_binary(environment.get("PATH").unwrap_or("/usr/local/bin:/usr/bin:/bin").into());
    let load = || loaded(cli, environment);
    let open = async || Service::open(load()?.settings, Clock::system(), programs.clone()).await;
    match &cli.command {
        #[cfg(feature = "demo")]
        Command::Demo(arguments) => demo::run(arguments, programs).await,
        Command::Init(arguments) => {
            output::note(&init::init(&arguments.dir)?);
            Ok(Ending::Done)
        }
        Command::Check(arguments) => check::run(&open().await?, arguments.json).await,
        Command::Sync(arguments) => {
            let mut service = if arguments.dry_run {
                // A dry run leaves nothing behind, not even an empty data folder.
                Service::look(load()?.settings, Clock::system(), programs.clone()).await?
            } else {
                open().await?
            };
            service.allow_deletions = arguments.project.clone().filter(|_| arguments.allow_deletions);
            sync::run(&service, arguments).await
        }
        Command::Harvest(arguments) => harvest::run(open, arguments).await,
        Command::Inspect(arguments) => {
            inspect::run(arguments, inspect::Surroundings::of(programs, environment)).await
        }
        Command::Read(arguments) => read::run(arguments),
        Command::Search(arguments) => search::run(&open().await?, arguments).await,
        Command::Serve(arguments) => serve::run(open().await?, arguments.listen).await,
        Command::Gate(arguments) => gate::run(&open().await?, arguments, who(environment)).await,
        Command::Work => work::run(&open().await?).await,
        Command::Backup(arguments) => backup::run(&open().await?, &arguments.dir).await,
        Command::Restore(arguments) => restore::run(&load()?.settings, arguments.dir.as_deref()),
        Command::Fsck(arguments) => fsck::run(&open().await?, arguments).await,
        Command::Adopt(arguments) => adopt::run(&open().await?, arguments, who(environment)).await,
        Command::Withdraw(arguments) => withdraw::run(&open().await?, arguments, who(environment)).await,
        Command::Index(cli::Index::Status(arguments)) => index::status(&open().await?, arguments.json),
        Command::Index(cli::Index::Evaluate(arguments)) => index::evaluate(arguments),
        Command::Index(cli::Index::Rebuild) => index::rebuild(&open().await?).await,
        Command::Export(arguments) => export::run(&open().await?, arguments).await,
        Command::Archive(cli::Archive::List(arguments)) => archive::list(&open().await?, arguments).await,
        Command::Archive(cli::Archive::Restore(arguments)) => {
            archive::restore(&open().await?, arguments, who(environment)).await
        }
        Command::Vocabulary(arguments) => vocabulary::run(&load()?.settings, arguments),
        Command::Config(cli::Config::Show(arguments)) => {
            let file = settings::file(cli.config.as_deref(), environment);
            output::data(&config::show(&file, environment, arguments.json)?);
            Ok(Ending::Done)
        }
        Command::Guard(_) | Command::Examine(_) | Command::Look(_) | Command::Teach(_) => {
            unreachable!("done before the runtime was started")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_logged_in_decides_where_no_name_is_given() {
        let of =
            |pairs: &[(&'static str, &'static str)]| who(&Environment::of(pairs.iter().copied())).to_owned();
        assert_eq!(of(&[("USER", "camille"), ("LOGNAME", "root")]), "camille");
        assert_eq!(of(&[("USER", " "), ("LOGNAME", "dominique")]), "dominique");
        assert_eq!(of(&[]), "the operator");
        let named = cli::By { by: Some(" Andrée ".to_owned()) };
        assert_eq!((named.or("camille"), cli::By { by: None }.or("camille")), ("Andrée", "camille"));
    }
}
