//! The page over HTTP, from the program itself: sixty-four clients that keep their connections.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::made::Asked;

const CLIENTS: usize = 64;

/// The service; it ends with this value.
pub struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    pub async fn start(program: &Path, folder: &Path, address: SocketAddr) -> Result<Self> {
        let configuration = folder.join("glane.toml");
        std::fs::write(&configuration, format!("[site]\nlisten = \"{address}\"\n[store]\ndata = \"{}\"\n", folder.display()))?;
        let log = std::fs::File::create(folder.join("log"))?;
        let child = Command::new(program)
            .args(["serve", "--config"])
            .arg(&configuration)
            .env("GLANE_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("the program cannot be started")?;
        let mut served = Self { child, address };
        let begun = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            if let Some(status) = served.child.try_wait()? {
                let said = std::fs::read_to_string(folder.join("log"))?;
                bail!("the service ended: {status}\n{said}");
            }
            ensure!(begun.elapsed() < Duration::from_secs(60), "the service does not answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(served)
    }

    /// Pages a second for so long, and the milliseconds of each.
    pub async fn load(&self, all: &[Asked], filtered: bool, coding: &str, lasting: Duration) -> Result<(f64, Vec<f64>)> {
        let paths: Arc<Vec<String>> = Arc::new(all.iter().map(|asked| path(asked, filtered, coding)).collect());
        let next = Arc::new(AtomicUsize::new(0));
        let begun = Instant::now();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(client(self.address, Arc::clone(&paths), Arc::clone(&next), begun + lasting)))
            .collect();
        let mut times = Vec::new();
        for client in clients {
            times.extend(client.await??);
        }
        Ok((times.len() as f64 / begun.elapsed().as_secs_f64(), times))
    }

    /// Resident memory now and at most, in MiB: all of it, and what is no file.
    pub fn memory(&self) -> Result<[f64; 3]> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let of = |name: &str| -> f64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().nth(0)?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
        };
        Ok([of("VmRSS:"), of("VmHWM:"), of("RssAnon:")])
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The request for a page.
fn path(asked: &Asked, filtered: bool, coding: &str) -> String {
    let mut path = format!("/recherche?q={}", escaped(&asked.words.join(" ")));
    if filtered {
        path.push_str(&format!("&niveau={}&discipline={}", escaped(&asked.level), escaped(&asked.subject)));
    }
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {coding}\r\n\r\n")
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

async fn client(
    address: SocketAddr,
    requests: Arc<Vec<String>>,
    next: Arc<AtomicUsize>,
    until: Instant,
) -> Result<Vec<f64>> {
    let mut stream = BufReader::with_capacity(64 * 1024, TcpStream::connect(address).await?);
    stream.get_ref().set_nodelay(true)?;
    let (mut times, mut body) = (Vec::new(), Vec::new());
    while Instant::now() < until {
        let request = &requests[next.fetch_add(1, Ordering::Relaxed) % requests.len()];
        let begun = Instant::now();
        stream.get_mut().write_all(request.as_bytes()).await?;
        answer(&mut stream, &mut body).await.with_context(|| request.clone())?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}

/// Reads one answer to its end.
async fn answer(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> Result<()> {
    let (mut line, mut length, mut chunked) = (String::new(), 0, false);
    stream.read_line(&mut line).await?;
    ensure!(line.starts_with("HTTP/1.1 200"), "answered {line}");
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        chunked |= lower.starts_with("transfer-encoding:") && lower.contains("chunked");
    }
    while chunked {
        line.clear();
        stream.read_line(&mut line).await?;
        let size = usize::from_str_radix(line.trim(), 16)?;
        body.resize(size + 2, 0);
        stream.read_exact(body).await?;
        chunked = size > 0;
    }
    body.resize(length, 0);
    stream.read_exact(body).await?;
    Ok(())
}
