//! Fills the box, opens its port, answers until it is stopped.
//!
//! Must not know what is answered.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::{Router, middleware};
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::observe::{Dropped, observe};
use crate::project::{Dialect, Project};
use crate::spec::Repository;
use crate::state::{Shared, State};
use crate::token::Rights;
use crate::{Error, Handle, build_repository, forgejo, github, gitlab, smart_http};

/// What a forge is to hold before it opens.
#[derive(Default)]
pub struct Builder {
    repositories: Vec<Repository>,
    on_github: Vec<Repository>,
    organisations: Vec<String>,
    forgejo: Vec<Repository>,
    forgejo_organisations: Vec<String>,
    groups: Vec<String>,
    tokens: Vec<(String, String, Rights)>,
    port: u16,
}

impl Builder {
    /// Repositories that the GitLab dialect lists; their groups come from their paths.
    #[must_use]
    pub fn gitlab(mut self, repositories: Vec<Repository>) -> Self {
        self.repositories.extend(repositories);
        self
    }

    /// Repositories that the GitHub dialect lists, at `owner/name`.
    #[must_use]
    pub fn github(mut self, repositories: Vec<Repository>) -> Self {
        self.on_github.extend(repositories);
        self
    }

    /// An organisation in which the GitHub dialect creates repositories.
    #[must_use]
    pub fn github_org(mut self, name: impl Into<String>) -> Self {
        self.organisations.push(name.into());
        self
    }

    /// Repositories that the Forgejo dialect lists, each `owner/name`.
    #[must_use]
    pub fn forgejo(mut self, repositories: Vec<Repository>) -> Self {
        self.forgejo.extend(repositories);
        self
    }

    /// An organisation in which the Forgejo dialect creates repositories.
    #[must_use]
    pub fn forgejo_org(mut self, name: impl Into<String>) -> Self {
        self.forgejo_organisations.push(name.into());
        self
    }

    /// A group in which the GitLab dialect creates projects, empty so far.
    #[must_use]
    pub fn gitlab_group(mut self, path: impl Into<String>) -> Self {
        self.groups.push(path.into());
        self
    }

    /// A token; the label is its user's name and what the request log shows.
    #[must_use]
    pub fn token(mut self, label: impl Into<String>, secret: impl Into<String>, rights: Rights) -> Self {
        self.tokens.push((label.into(), secret.into(), rights));
        self
    }

    /// A port of its own; without it the system chooses a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Builds the repositories as `<id>.git` beneath `directory` (those of an earlier start are
    /// made anew) and opens the server on 127.0.0.1.
    ///
    /// # Errors
    /// When git refuses a specification, two repositories share a path or an id, or the
    /// directory or the port cannot be had.
    pub async fn start(self, directory: impl AsRef<Path>) -> Result<SampleForge, Error> {
        let directory = directory.as_ref();
        std::fs::create_dir_all(directory).map_err(Error::io(directory.display()))?;
        let directory = directory.canonicalize().map_err(Error::io(directory.display()))?;
        let address = (Ipv4Addr::LOCALHOST, self.port);
        let listener =
            TcpListener::bind(address).await.map_err(Error::io(format!("127.0.0.1:{}", self.port)))?;
        let port = listener.local_addr().map_err(Error::io("the port"))?.port();
        let shared = Shared {
            state: Arc::new(Mutex::new(State::default())),
            base: format!("http://127.0.0.1:{port}").into(),
            directory: directory.into(),
        };
        let handle = Handle::new(shared.clone());
        let filled = tokio::task::spawn_blocking(move || self.fill(&handle)).await;
        filled.map_err(|error| Error::io("the builder")(error.into()))??;
        let (stopping, stopped) = oneshot::channel();
        let serving = tokio::spawn(accept(listener, router(shared.clone()), stopped));
        Ok(SampleForge { shared, serving, stopping: Some(stopping) })
    }

    fn fill(self, handle: &Handle) -> Result<(), Error> {
        for (label, secret, rights) in self.tokens {
            handle.add_token(&label, &secret, rights);
        }
        handle.add_organisations(self.organisations);
        handle.add_groups(&self.groups, self.forgejo_organisations);
        self.forgejo.iter().try_for_each(|repository| handle.add_forgejo(repository))?;
        self.on_github.iter().try_for_each(|repository| handle.add_on_github(repository))?;
        self.repositories.iter().try_for_each(|repository| handle.add(repository))
    }
}

/// A running forge; it stops when dropped.
pub struct SampleForge {
    shared: Shared,
    serving: JoinHandle<()>,
    stopping: Option<oneshot::Sender<()>>,
}

impl SampleForge {
    /// Begins to describe one.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// `http://127.0.0.1:port`: GitLab at `/api/v4`, GitHub at `/api/v3`, Forgejo at `/api/v1`, git at
    /// `/path.git`, pages at `/`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.shared.base
    }

    /// By which it is changed and read while it runs.
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle::new(self.shared.clone())
    }

    /// Where its bare repositories lie.
    #[must_use]
    pub fn repositories(&self) -> PathBuf {
        self.shared.directory.to_path_buf()
    }

    /// Closes the port and every connection, and waits until that is done.
    pub async fn stop(mut self) {
        // Dropped, it is a signal too.
        drop(self.stopping.take());
        // It fails only when the runtime itself is shutting down.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for SampleForge {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shared {
    /// Builds a repository and takes it in.
    pub(crate) fn build(&self, repository: &Repository, dialect: Dialect) -> Result<(), Error> {
        let directory = self.place(repository.id);
        if self.lock().projects.contains_key(&repository.id) {
            return Err(Error::Duplicate(repository.id.to_string()));
        }
        if directory.exists() {
            std::fs::remove_dir_all(&directory).map_err(Error::io(directory.display()))?;
        }
        build_repository::build(&directory, repository)?;
        let taken_in = self.lock().insert(Project::of(repository, dialect, directory));
        if taken_in { Ok(()) } else { Err(Error::Duplicate(repository.path.clone())) }
    }
}

fn router(shared: Shared) -> Router {
    Router::new()
        .merge(gitlab::routes())
        .merge(github::routes())
        .merge(forgejo::routes())
        .fallback(smart_http::serve)
        .layer(middleware::from_fn_with_state(shared.clone(), observe))
        .with_state(shared)
}

async fn accept(listener: TcpListener, router: Router, mut stopped: oneshot::Receiver<()>) {
    // Should this task be dropped, every connection is dropped with it.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone()));
                }
                // Out of descriptors, or a client gone before it was greeted: let others finish.
                Err(_) => tokio::task::yield_now().await,
            },
            Some(_) = connections.join_next() => {}
            _ = &mut stopped => break,
        }
    }
    drop(listener);
    connections.shutdown().await;
}

async fn connection(stream: TcpStream, router: Router) {
    let service = TowerToHyperService::new(router);
    let service = service_fn(move |request| {
        let answering = service.call(request);
        async move {
            let Ok(response) = answering.await;
            let dropped = response.extensions().get::<Dropped>().is_some();
            if dropped {
                Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
            } else {
                Ok(response)
            }
        }
    });
    // A connection that breaks, or is broken on purpose, concerns its client.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
