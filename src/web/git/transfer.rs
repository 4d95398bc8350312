//! One `git upload-pack`: its place among the few that run at a time, its limits, its end.
//!
//! A reader that pulls nothing is cut off, so that slow readers cannot hold every place. Must not know
//! addresses.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::process::Child;
use tokio::time::timeout;
use tokio_util::io::ReaderStream;

use crate::process::{self, Task};
use crate::web::app::App;
use crate::web::error::PageError;

/// Longest time an advertisement may take.
const LONGEST_LISTING: Duration = Duration::from_secs(30);
/// Longest time one clone may take.
const LONGEST_CLONE: Duration = Duration::from_secs(3600);
/// Longest time without progress: git's, which gives a sign of life every 5 s, or the reader's.
const STALL: Duration = Duration::from_secs(60);
/// Bytes that travel at a time.
const CHUNK: usize = 64 << 10;

/// Private memory that each process of one clone may use.
const MEMORY: u64 = 1 << 30;

/// Settings for every upload-pack, whatever the repository says.
const SETTINGS: &[&str] =
    &["safe.directory=*", "uploadpack.allowFilter=true", "pack.threads=1", "pack.windowMemory=64m"];

/// One of the places for clones under way; free again when dropped.
pub(super) struct Place(App);

impl Place {
    /// A place, when one is free.
    pub(super) fn take(app: &App) -> Option<Self> {
        app.clones().try_acquire().ok()?.forget();
        Some(Self(app.clone()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.clones().add_permits(1);
    }
}

/// A git process under its guard; they end with this value.
pub(super) struct UploadPack {
    child: Child,
    /// What git is asked.
    request: Vec<u8>,
    _place: Place,
}

impl Drop for UploadPack {
    fn drop(&mut self) {
        // The whole group: pack-objects, which does the work, is a child of upload-pack.
        if let Some(group) = id(&self.child) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl UploadPack {
    /// Starts git on a repository, to answer a request or, without one, to advertise its references.
    ///
    /// # Errors
    /// When git cannot be started.
    pub(super) fn start(
        app: &App,
        place: Place,
        repository: &Path,
        headers: &HeaderMap,
        request: Option<Vec<u8>>,
    ) -> Result<Self, PageError> {
        let protocol = headers.get("git-protocol").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let settings = SETTINGS.iter().flat_map(|setting| ["-c", setting]);
        let advertise = request.is_none().then_some("--http-backend-info-refs");
        let words = settings.chain(["upload-pack", "--stateless-rpc"]).chain(advertise);
        let mut arguments: Vec<OsString> = words.map(OsString::from).collect();
        arguments.push(repository.into());
        let environment = [
            ("HOME", "/nonexistent"),
            ("GIT_PROTOCOL", protocol),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ];
        let environment = environment.map(|(name, value)| (name.into(), value.into())).to_vec();
        let task = Task { program: "git".into(), arguments, environment, directory: None };
        let request = request.unwrap_or_default();
        let mut command = process::fed(app.programs(), &task, MEMORY, request.len() as u64);
        let child = command.stderr(Stdio::null()).spawn().map_err(|error| fault(&error))?;
        Ok(Self { child, request, _place: place })
    }

    /// Everything git says, when it says it in time.
    ///
    /// # Errors
    /// When it fails or takes too long.
    pub(super) async fn listing(mut self) -> Result<Vec<u8>, PageError> {
        let mut listing = Vec::new();
        let mut stdout = self.child.stdout.take().ok_or(PageError::Fault)?;
        let _lifeline = self.child.stdin.take();
        let work = async {
            stdout.read_to_end(&mut listing).await?;
            self.child.wait().await
        };
        let ended = timeout(LONGEST_LISTING, work).await.map_err(|late| fault(&late))?;
        let status = ended.map_err(|error| fault(&error))?;
        if status.success() { Ok(listing) } else { Err(fault(&status)) }
    }

    /// Git's answer to a request, as it comes. What is cut off ends early, which git takes for the
    /// broken transfer that it is.
    ///
    /// # Errors
    /// When git was started without a request in view.
    pub(super) fn transfer(mut self) -> Result<Body, PageError> {
        let request = std::mem::take(&mut self.request);
        let (stdin, stdout) = (self.child.stdin.take(), self.child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err(PageError::Fault) };
        let (sending, receiving) = tokio::io::duplex(CHUNK);
        tokio::spawn(async move {
            let asking = async move {
                // When git has gone, its answer has ended too, and says more than this failure.
                let _ = stdin.write_all(&request).await;
                Ok(stdin)
            };
            let work = async {
                // Held to the end: the guard ends when its standard input does.
                let _lifeline = tokio::try_join!(asking, pump(stdout, sending, STALL))?;
                self.child.wait().await
            };
            if let Err(error) = timeout(LONGEST_CLONE, work).await.map_err(std::io::Error::from).flatten() {
                tracing::info!(%error, "a clone was cut off");
            }
        });
        Ok(Body::from_stream(ReaderStream::with_capacity(receiving, CHUNK)))
    }
}

/// Carries everything from git to the reader; each chunk must come, and must be taken, within `stall`.
async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    stall: Duration,
) -> std::io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = timeout(stall, from.read(&mut chunk)).await??;
        if read == 0 {
            return Ok(());
        }
        timeout(stall, to.write_all(&chunk[..read])).await??;
    }
}

/// The process id of a child that was not waited for to its end.
fn id(child: &Child) -> Option<Pid> {
    child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw)
}

fn fault(what: &dyn std::fmt::Display) -> PageError {
    PageError::fault(&format!("git upload-pack: {what}"))
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    /// Short enough for a test, long enough for a busy machine.
    const SHORT: Duration = Duration::from_millis(200);

    #[tokio::test]
    async fn a_reader_that_takes_nothing_is_cut_off() {
        let (to, mut reader) = tokio::io::duplex(8);
        let cut = pump(&[1_u8; 100][..], to, SHORT).await.unwrap_err();
        assert_eq!(cut.kind(), ErrorKind::TimedOut);
        let mut got = Vec::new();
        reader.read_to_end(&mut got).await.unwrap();
        assert_eq!(got.len(), 8, "what lay ready, then the end");
    }

    #[tokio::test]
    async fn a_git_that_says_nothing_is_cut_off() {
        let (_silent, from) = tokio::io::duplex(8);
        let cut = pump(from, tokio::io::sink(), SHORT).await.unwrap_err();
        assert_eq!(cut.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_reader_that_left_ends_the_transfer() {
        let (to, reader) = tokio::io::duplex(8);
        drop(reader);
        let cut = pump(&[1_u8; 100][..], to, STALL).await.unwrap_err();
        assert_eq!(cut.kind(), ErrorKind::BrokenPipe);
    }

    #[tokio::test]
    async fn whoever_takes_a_chunk_in_time_gets_it_all() {
        let sent: Vec<u8> = (0..=255).cycle().take(3 * CHUNK + 1).collect();
        let (to, mut reader) = tokio::io::duplex(1000);
        let mut got = Vec::new();
        let (pumped, read) = tokio::join!(pump(sent.as_slice(), to, STALL), reader.read_to_end(&mut got));
        pumped.unwrap();
        read.unwrap();
        assert_eq!(got, sent);
    }
}
