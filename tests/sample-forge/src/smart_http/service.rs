//! One run of `git upload-pack` or `git receive-pack`, streamed both ways.
//!
//! Must not decide who may.

use std::path::Path;
use std::process::Stdio;

use async_compression::tokio::bufread::GzipDecoder;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{TryStreamExt, stream};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;
use tokio_util::io::StreamReader;

use crate::project::Project;
use crate::state::Shared;
use crate::{answer, date, git};

/// Bytes read from git at a time; a few of these are all that is held of a repository.
const CHUNK: usize = 64 * 1024;

/// A service of smart HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    /// Fetch.
    Upload,
    /// Push.
    Receive,
}

impl Service {
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Upload, Self::Receive].into_iter().find(|service| service.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Upload => "git-upload-pack",
            Self::Receive => "git-receive-pack",
        }
    }

    /// Runs it over a repository; the answer begins while git still works.
    pub(super) async fn run(
        self,
        shared: &Shared,
        project: &Project,
        advertise: bool,
        request: Request,
    ) -> Response {
        let protocol = git_protocol(request.headers());
        let mut child = match self.start(&project.directory, advertise, protocol.as_deref()) {
            Ok(child) => child,
            Err(_) => return answer::git(StatusCode::INTERNAL_SERVER_ERROR),
        };
        let gzip = request.headers().get(header::CONTENT_ENCODING).is_some_and(|value| value == "gzip");
        if let Some(stdin) = child.stdin.take().filter(|_| !advertise) {
            tokio::spawn(feed(request.into_body(), gzip, stdin));
        }
        let (sender, receiver) = mpsc::channel(2);
        if advertise && protocol.is_none_or(|protocol| !protocol.contains("version=2")) {
            // The channel was just made and has room.
            let _ = sender.send(Ok(preamble(self))).await;
        }
        let after = (self == Self::Receive && !advertise).then(|| (shared.clone(), project.id));
        tokio::spawn(async move {
            pump(child, &sender).await;
            if let Some((shared, id)) = after {
                settle(shared, id).await;
            }
        });
        let kind = if advertise { "advertisement" } else { "result" };
        let headers = [
            (header::CONTENT_TYPE, format!("application/x-{}-{kind}", self.name())),
            (header::CACHE_CONTROL, "no-cache".to_owned()),
        ];
        let chunks =
            stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
        (headers, Body::from_stream(chunks)).into_response()
    }

    fn start(self, directory: &Path, advertise: bool, protocol: Option<&str>) -> std::io::Result<Child> {
        let mut command = std::process::Command::new("git");
        git::clean(&mut command);
        command.arg(self.name().trim_start_matches("git-")).arg("--stateless-rpc");
        if advertise {
            command.arg("--http-backend-info-refs");
        }
        if let Some(protocol) = protocol {
            command.env("GIT_PROTOCOL", protocol);
        }
        command.arg("--").arg(directory);
        command.stdin(if advertise { Stdio::null() } else { Stdio::piped() });
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        Command::from(command).kill_on_drop(true).spawn()
    }
}

/// The value of `Git-Protocol`, if it holds nothing but what git writes there.
fn git_protocol(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("git-protocol")?.to_str().ok()?;
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=:.-_".contains(&byte));
    plain.then(|| value.to_owned())
}

/// The first packets of protocols 0 and 1.
fn preamble(service: Service) -> Bytes {
    let line = format!("# service={}\n", service.name());
    Bytes::from(format!("{:04x}{line}0000", line.len() + 4))
}

/// Gives git the request's body; git compresses large requests for itself.
async fn feed(body: Body, gzip: bool, mut stdin: ChildStdin) {
    let mut body = StreamReader::new(body.into_data_stream().map_err(std::io::Error::other));
    // A body that breaks off, or a git that stops reading, ends here: git then sees the end of
    // its input and says the rest itself.
    let _ = if gzip {
        tokio::io::copy(&mut GzipDecoder::new(body), &mut stdin).await
    } else {
        tokio::io::copy(&mut body, &mut stdin).await
    };
}

/// Passes on what git writes until it ends or the client has gone.
async fn pump(mut child: Child, sender: &mpsc::Sender<std::io::Result<Bytes>>) {
    if let Some(stdout) = child.stdout.take() {
        tokio::select! {
            () = pass_on(stdout, sender) => {}
            () = sender.closed() => terminate(&child),
        }
    }
    // Its status adds nothing: git wrote its complaint into the stream.
    let _ = child.wait().await;
}

/// Asks git to end, and leaves it the time to take its locks away: of a git that is killed they stay,
/// and the reference that it was about to change can be changed no more.
fn terminate(child: &Child) {
    let pid = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    if let Some(pid) = pid {
        // It may have ended by itself meanwhile.
        let _ = kill_process(pid, Signal::TERM);
    }
}

async fn pass_on(mut stdout: impl AsyncRead + Unpin, sender: &mpsc::Sender<std::io::Result<Bytes>>) {
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        let item = match stdout.read_buf(&mut chunk).await {
            Ok(0) => return,
            Ok(_) => Ok(Bytes::from(chunk)),
            Err(error) => Err(error),
        };
        let broken = item.is_err();
        if sender.send(item).await.is_err() || broken {
            return;
        }
    }
}

/// After a push, and before the client sees its end.
async fn settle(shared: Shared, id: u64) {
    // It fails only when the runtime is shutting down.
    let _ = tokio::task::spawn_blocking(move || shared.settle(id, date::now())).await;
}
