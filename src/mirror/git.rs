//! The `git` program, for everything that crosses the network or writes packs.
//!
//! Its environment is made from nothing, its configuration is ours alone, a token travels in
//! `GIT_CONFIG_*` and never in an argument or an address. Must not decide what to transfer.

mod authorities;
mod configure;
mod message;
mod version;

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use glane_catalog::model::{Reason, ReasonCode};
use secrecy::SecretString;

use crate::egress::{Reach, canonical};
use crate::forge;
use crate::process::{self, Limits, Outcome, ProcessError, Programs, Task};

pub use message::{classify, refusal};
pub use version::minimum_version;

/// Configuration every git child reads instead of the machine's and the user's.
///
/// `safe.directory` is open because a forge's directory belongs to another user than ours; git
/// runs no hook there and takes `uploadpack.packObjectsHook` from this file only.
const GLOBAL_CONFIG: &str = "\
[safe]
\tdirectory = *
[core]
\thooksPath = /dev/null
\tbigFileThreshold = 16m
[gc]
\tauto = 0
[maintenance]
\tauto = false
[receive]
\tautogc = false
[protocol]
\tversion = 2
[http]
\tfollowRedirects = false
\tlowSpeedLimit = 1000
\tlowSpeedTime = 60
\tuserAgent = glane
[pack]
\tthreads = 1
\twindowMemory = 64m
[credential]
\thelper =
";

/// Private memory one git process may use.
const MEMORY: u64 = 2 << 30;
/// Longest standard output kept: a listing of a hundred thousand references fits.
const OUTPUT: usize = 64 << 20;

/// A token for one address prefix.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Address the token may be sent to (scheme, host and path prefix).
    pub prefix: String,
    /// The token.
    pub token: SecretString,
}

/// The git program, ready to run.
#[derive(Debug, Clone)]
pub struct Git {
    programs: Programs,
    config: PathBuf,
    timeout: Duration,
    reach: Reach,
    /// The certificate authorities git is given in place of the system's.
    authorities: Option<PathBuf>,
}

impl Git {
    /// Writes our configuration under `data` and prepares to run git with it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn new(programs: Programs, data: &Path, timeout: Duration) -> std::io::Result<Self> {
        let config = data.join("git").join("config");
        write_if_new(&config, GLOBAL_CONFIG)?;
        Ok(Self { programs, config, timeout, reach: Reach::default(), authorities: None })
    }

    /// The same, led as far as `reach` goes and no further. Certificate authorities of our own are put
    /// in one file with those of the system, since git believes one file only.
    ///
    /// # Errors
    /// When that file cannot be written, or theirs cannot be read.
    pub fn reaching(self, reach: Reach) -> std::io::Result<Self> {
        let authorities = match &reach.network().ca_file {
            Some(own) => Some(authorities::together(own, &self.config.with_file_name("authorities.pem"))?),
            None => None,
        };
        Ok(Self { reach, authorities, ..self })
    }

    /// How far it is led.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The same, led to one address of our own as well.
    #[must_use]
    pub fn also(&self, own: &url::Url) -> Self {
        Self { reach: self.reach.also([own]), ..self.clone() }
    }

    /// Runs git with these arguments, pinned to the addresses of the host of `address` that the guard
    /// lets pass.
    ///
    /// # Errors
    /// A reason when the address may not be reached, when git could not run or took too long; a failure
    /// status is in the outcome.
    pub async fn run(
        &self,
        directory: Option<&Path>,
        address: &str,
        arguments: Vec<OsString>,
        credential: Option<&Credential>,
    ) -> Result<Outcome, Reason> {
        self.run_set(directory, address, arguments, credential, &[]).await
    }

    /// The same with settings of this run: keys of git's configuration, and their values.
    ///
    /// # Errors
    /// As [`Git::run`].
    pub async fn run_set(
        &self,
        directory: Option<&Path>,
        address: &str,
        arguments: Vec<OsString>,
        credential: Option<&Credential>,
        set: &[(&str, &str)],
    ) -> Result<Outcome, Reason> {
        let task = Task {
            program: "git".into(),
            environment: self.environment(address, &arguments, credential, set).await?,
            arguments,
            directory: directory.map(Path::to_owned),
        };
        let limits = Limits { time: self.timeout, memory: MEMORY, output: OUTPUT };
        process::run(&self.programs, &task, limits).await.map_err(|error| reason(&error))
    }

    async fn environment(
        &self,
        address: &str,
        arguments: &[OsString],
        credential: Option<&Credential>,
        set: &[(&str, &str)],
    ) -> Result<Vec<(OsString, OsString)>, Reason> {
        let protocols = if is_local(address) { "file" } else { "http:https" };
        let mut pairs: Vec<(OsString, OsString)> = vec![
            ("LC_ALL".into(), "C".into()),
            ("HOME".into(), "/nonexistent".into()),
            ("GIT_CONFIG_NOSYSTEM".into(), "1".into()),
            ("GIT_CONFIG_GLOBAL".into(), self.config.clone().into()),
            // A repository that names a promisor must not have objects fetched from there.
            ("GIT_NO_LAZY_FETCH".into(), "1".into()),
            ("GIT_TERMINAL_PROMPT".into(), "0".into()),
            ("GIT_ASKPASS".into(), "true".into()),
            ("GIT_ALLOW_PROTOCOL".into(), protocols.into()),
        ];
        let mut settings: Vec<_> = set.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        if !is_local(address) {
            let led = configure::way(&self.reach, address).await;
            settings.extend(led.map_err(|refusal| {
                let pushes = arguments.first().is_some_and(|verb| verb == "push");
                configure::refused(address, &refusal, pushes || credential.is_some())
            })?);
            settings.extend(self.authorities.as_deref().map(configure::authorities));
        }
        settings.extend(credential.map(configure::authorisation));
        // In the environment, where no other user of this machine can read it.
        pairs.push(("GIT_CONFIG_COUNT".into(), settings.len().to_string().into()));
        for (number, (key, value)) in settings.into_iter().enumerate() {
            pairs.push((format!("GIT_CONFIG_KEY_{number}").into(), key.into()));
            pairs.push((format!("GIT_CONFIG_VALUE_{number}").into(), value.into()));
        }
        Ok(pairs)
    }
}

/// Puts a text in its file unless it is there, all at once: a git of another process may be reading it.
fn write_if_new(file: &Path, text: &str) -> std::io::Result<()> {
    if std::fs::read(file).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Readable by all, so that a file left by another user's `glane check` serves this one's too.
    let mut builder = tempfile::Builder::new();
    let mut fresh = builder.permissions(std::fs::Permissions::from_mode(0o644)).tempfile_in(folder)?;
    fresh.write_all(text.as_bytes())?;
    fresh.persist(file)?;
    Ok(())
}

/// Whether an address is a path on this machine.
#[must_use]
pub fn is_local(address: &str) -> bool {
    address.starts_with('/') || address.starts_with("file:")
}

/// An address as git's argument: a path on this machine as its bytes, one of the web in the spelling
/// that was judged.
#[must_use]
pub fn argument(address: &str) -> OsString {
    match forge::local_path(address) {
        Some(path) if is_local(address) => path.into_os_string(),
        _ => canonical(address).map_or_else(|| address.into(), |url| String::from(url).into()),
    }
}

fn reason(error: &ProcessError) -> Reason {
    match error {
        ProcessError::TimedOut { .. } => Reason::new(
            ReasonCode::TimedOut,
            format!("{error}; raise policy.git_timeout if the repository is that large"),
        ),
        ProcessError::Start { .. } => {
            Reason::new(ReasonCode::Internal, format!("{error}; is git installed and in PATH?"))
        }
        ProcessError::TooMuchOutput { .. } | ProcessError::Pipe { .. } => {
            Reason::new(ReasonCode::Internal, error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn a_configuration_that_is_right_is_left_alone_and_another_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("git").join("config");
        let inode = || std::fs::metadata(&file).unwrap().ino();
        write_if_new(&file, "one").unwrap();
        let first = inode();
        write_if_new(&file, "one").unwrap();
        assert_eq!(inode(), first);
        // Who reads the former text reads it to its end.
        let open = std::fs::File::open(&file).unwrap();
        write_if_new(&file, "two").unwrap();
        assert_eq!(std::io::read_to_string(open).unwrap(), "one");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "two");
        assert_eq!(std::fs::read_dir(folder.path().join("git")).unwrap().count(), 1);
    }
}
