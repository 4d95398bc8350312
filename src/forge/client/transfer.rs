//! A file carried from one server to another, by way of this disk and never whole in memory.
//!
//! Must not know what the file is. It is fetched only when its length is told beforehand and bounded.

use std::path::{Path, PathBuf};
use std::time::Duration;

use glane_catalog::model::{Reason, ReasonCode};
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, StatusCode};
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;
use url::Url;

use super::super::fault::Fault;
use super::{Answer, Ask, Client, ForgeError, Try, origin_of, shown};

/// The longest time for one file.
pub(in crate::forge) const LONGEST_TRANSFER: Duration = Duration::from_secs(3600);

/// A file that begins to arrive.
pub(in crate::forge) struct Arriving {
    response: reqwest::Response,
    length: u64,
}

/// A file that arrived, on this disk.
#[derive(Debug)]
pub(in crate::forge) struct Arrived {
    /// Where it is kept meanwhile.
    pub(in crate::forge) path: PathBuf,
    /// Its length, in bytes.
    pub(in crate::forge) length: u64,
}

impl Client {
    /// Opens a file, without a token; none when it is larger than `most`, or does not say how large.
    ///
    /// # Errors
    /// When it cannot be had, or the guard does not let us where it lies.
    pub(in crate::forge) async fn open(&self, url: Url, most: u64) -> Result<Option<Arriving>, ForgeError> {
        let mut ask = Ask::new(Method::GET, url);
        for _ in 0..=self.limits.redirects {
            let admitted = self.limits.reach.admit_for_connection(&ask.url).await;
            admitted.map_err(|refusal| self.barred(&ask.url, &refusal))?;
            let response = {
                let _turn = self.reads.turn().await;
                let mut request = self.request(&ask)?;
                *request.timeout_mut() = Some(LONGEST_TRANSFER);
                self.http.execute(request).await.map_err(|error| self.transport(&ask.url, &error))?
            };
            let (status, headers) = (response.status(), response.headers().clone());
            let answer = Answer { url: ask.url.clone(), status, headers, body: bytes::Bytes::new() };
            if let Some(next) = answer.location() {
                // To another origin too: files lie in stores of their own. No token goes there.
                let is_weaker = ask.url.scheme() == "https" && next.scheme() != "https";
                if is_weaker || !matches!(next.scheme(), "http" | "https") {
                    let (from, to) = (shown(&answer.url), origin_of(&next));
                    let text = format!("{from} redirects to {to}, which is not followed");
                    return Err(self.error(Fault::Invalid, text));
                }
                ask.url = next;
                continue;
            }
            if status != StatusCode::OK {
                return Err(answer.refusal(self));
            }
            let length = answer.header(CONTENT_LENGTH.as_str()).and_then(|text| text.parse::<u64>().ok());
            return Ok(length.filter(|length| *length <= most).map(|length| Arriving { response, length }));
        }
        Err(self.error(Fault::Invalid, format!("{} redirects without end", shown(&ask.url))))
    }

    /// Writes a file that begins to arrive to a new file of this disk.
    ///
    /// # Errors
    /// When it breaks off, or cannot be written.
    pub(in crate::forge) async fn keep(&self, file: Arriving, path: &Path) -> Result<Arrived, ForgeError> {
        let Arriving { mut response, length } = file;
        let from = response.url().clone();
        let unwritten = |error: std::io::Error| {
            let text = format!("{} cannot be written: {error}; check the disk", path.display());
            ForgeError::new(Reason::new(ReasonCode::Internal, text))
        };
        let mut kept = File::create_new(path).await.map_err(unwritten)?;
        while let Some(chunk) = response.chunk().await.map_err(|error| self.transport(&from, &error))? {
            kept.write_all(&chunk).await.map_err(unwritten)?;
        }
        kept.flush().await.map_err(unwritten)?;
        Ok(Arrived { path: path.to_owned(), length })
    }

    /// Sends a request whose body is a file of this disk. It is never repeated.
    ///
    /// # Errors
    /// When it cannot be read, or the other end breaks off.
    pub(in crate::forge) async fn pass_on(&self, ask: Ask, file: &Arrived) -> Result<Answer, ForgeError> {
        let kept = File::open(&file.path).await.map_err(|error| {
            let text = format!("{} cannot be read: {error}", file.path.display());
            ForgeError::new(Reason::new(ReasonCode::Internal, text))
        })?;
        let _turn = self.writes.turn().await;
        let mut request = self.request(&ask)?;
        *request.timeout_mut() = Some(LONGEST_TRANSFER);
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(file.length));
        *request.body_mut() = Some(kept.into());
        let response = self.http.execute(request).await.map_err(|error| self.transport(&ask.url, &error))?;
        match self.collect(&ask, response).await {
            Ok(answer) if answer.means_later() => Err(self.later(&answer)),
            Ok(answer) => Ok(answer),
            Err(Try::Again(error, _) | Try::Failed(error)) => Err(error),
            Err(Try::Answered(answer)) => Ok(answer),
        }
    }
}
