//! The manners of a visitor: robots.txt is read first and obeyed, and pages are asked for one at a time.
//!
//! There is no switch for it. Must not know what a page says.

use std::time::Duration;

use glane_catalog::read::Robots;
use tokio::sync::OnceCell;
use url::Url;

use crate::forge::client::is_loopback;
use crate::harvest::{Led, Trouble, Web, for_messages};

/// Our name in robots.txt, which is that of the header `User-Agent` too.
const AGENT: &str = "glane";
/// How long to wait between two pages where a site asks for nothing; one on this machine is nobody else's.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest wait between two pages that a harvest puts up with.
const LONGEST: Duration = Duration::from_secs(60);

/// A site that is visited.
pub(super) struct Site {
    web: Web,
    root: Url,
    robots: OnceCell<Robots>,
}

impl Site {
    pub(super) fn new(web: Web, root: &Url) -> Self {
        Self { web, root: root.clone(), robots: OnceCell::new() }
    }

    pub(super) fn is_of_site(&self, url: &Url) -> bool {
        self.web.is_of_site(url)
    }

    /// Reads robots.txt, once: without an answer nothing of the site is asked for.
    pub(super) async fn greet(&self) -> Result<&Robots, Trouble> {
        self.robots.get_or_try_init(|| self.asked()).await
    }

    async fn asked(&self) -> Result<Robots, Trouble> {
        let answer = self.web.get(&self.rules()).await?;
        let robots = match answer.status {
            200..300 => Robots::read(&String::from_utf8_lossy(&answer.body), AGENT),
            // A site without the file, or that keeps it to itself, refuses nothing (RFC 9309, 2.3.1.3).
            400..500 => Robots::default(),
            status => {
                let shown = for_messages(&self.rules());
                let text = format!("{shown} answers with status {status}: nothing is asked for without it");
                return Err(Trouble::Failed(text));
            }
        };
        if let Some(delay) = robots.delay().filter(|delay| *delay > LONGEST) {
            return Err(Trouble::Failed(format!(
                "{} asks for {} s between two pages, too long for a harvest: agree with the site on another \
                 way, such as OAI-PMH or a file",
                for_messages(&self.rules()),
                delay.as_secs()
            )));
        }
        Ok(robots)
    }

    fn rules(&self) -> Url {
        let mut url = self.root.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        url
    }

    /// Whether the site refuses us a page.
    pub(super) async fn refuses(&self, url: &Url) -> Result<bool, Trouble> {
        Ok(!allows(self.greet().await?, url))
    }

    /// What is at an address, after the wait that the site asks for; robots.txt holds for where it leads too.
    pub(super) async fn get(&self, url: &Url) -> Result<Led, Trouble> {
        let robots = self.greet().await?;
        let may = |url: &Url| self.is_of_site(url) && allows(robots, url);
        if !may(url) {
            return Ok(Led::Away(url.clone()));
        }
        let usual = if is_loopback(url) { Duration::ZERO } else { PAUSE };
        tokio::time::sleep(robots.delay().unwrap_or(usual)).await;
        self.web.get_while(url, &may).await
    }

    /// The same for an address that the operator wrote, which robots.txt does not speak of.
    pub(super) async fn get_named(&self, url: &Url) -> Result<Led, Trouble> {
        self.greet().await?;
        self.web.get_while(url, &|url| self.is_of_site(url)).await
    }

    /// Whether the site answers at all.
    pub(super) async fn is_up(&self) -> bool {
        self.web.get(&self.rules()).await.is_ok()
    }
}

fn allows(robots: &Robots, url: &Url) -> bool {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    robots.allows(&format!("{}{query}", url.path()))
}
