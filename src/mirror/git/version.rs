//! Which git is recent enough to read what strangers wrote.
//!
//! Must not know what git is then used for.

use glane_catalog::model::{Reason, ReasonCode};

use super::Git;

type Version = (u32, u32, u32);

/// The first release of each line in which the holes of May 2024 are closed: CVE-2024-32002, -32004,
/// -32020, -32021 and -32465, by which a hostile repository has programs run. Later lines never had them.
const REPAIRED: [Version; 7] =
    [(2, 39, 4), (2, 40, 2), (2, 41, 1), (2, 42, 2), (2, 43, 4), (2, 44, 1), (2, 45, 1)];

/// Oldest line that has what the mirrors need.
const OLDEST: (u32, u32) = (2, 39);

/// The git that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What `git --version` says.
    pub text: String,
    /// What to think of when its number is not that of a repaired release. Distributions carry fixes
    /// back without changing the number, so this is a warning.
    pub warning: Option<String>,
}

/// The version of git, if it can be used.
///
/// # Errors
/// When git cannot be run or is too old.
pub async fn minimum_version(git: &Git) -> Result<Found, Reason> {
    let outcome = git.run(None, "/", vec!["--version".into()], None).await?;
    let text: String = String::from_utf8_lossy(&outcome.stdout)
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(80)
        .collect();
    match parse(&text).filter(|_| outcome.status.success()) {
        Some(version) if is_repaired(version) => Ok(Found { text, warning: None }),
        Some(version) if (version.0, version.1) >= OLDEST => {
            let warning = Some(unrepaired(&text));
            Ok(Found { text, warning })
        }
        _ => Err(Reason::new(
            ReasonCode::Internal,
            format!("git in PATH says \"{text}\": install {}.{} or later", OLDEST.0, OLDEST.1),
        )),
    }
}

fn unrepaired(found: &str) -> String {
    let [older @ .., (major, minor, patch)] = REPAIRED;
    let older: Vec<String> =
        older.iter().map(|(major, minor, patch)| format!("{major}.{minor}.{patch}")).collect();
    format!(
        "git in PATH says \"{found}\": make sure that your distribution has carried the fixes of CVE-2024-32002 and \
         others of May 2024 back to it, by which a hostile repository has programs run; by number they are in \
         {major}.{minor}.{patch}, or in {} of older lines",
        older.join(", ")
    )
}

/// The numbers of `git version 2.39.5 (Apple Git-154)` and the like; a part that is no number counts 0.
fn parse(text: &str) -> Option<Version> {
    let mut parts = text.strip_prefix("git version ")?.split_whitespace().next()?.split('.');
    let mut number = || parts.next().and_then(|part| part.parse().ok());
    Some((number()?, number()?, number().unwrap_or(0)))
}

fn is_repaired(version: Version) -> bool {
    let (major, minor, patch) = version;
    match REPAIRED.iter().find(|line| (line.0, line.1) == (major, minor)) {
        Some(line) => patch >= line.2,
        None => version > REPAIRED[REPAIRED.len() - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_from_its_repaired_release_on() {
        for (text, expected) in [
            ("git version 2.34.1", false),
            ("git version 2.38.9", false),
            ("git version 2.39.2", false),
            ("git version 2.39.4", true),
            ("git version 2.39.5 (Apple Git-154)", true),
            ("git version 2.40.1", false),
            ("git version 2.41.1", true),
            ("git version 2.42.1", false),
            ("git version 2.43.0", false),
            ("git version 2.43.7", true),
            ("git version 2.44.0", false),
            ("git version 2.45.0.rc1", false),
            ("git version 2.45.1", true),
            ("git version 2.46.0-rc0", true),
            ("git version 2.47.GIT", true),
            ("git version 3.0.0", true),
            ("git version 1.9.9", false),
            ("hub version 2.47.3", false),
            ("", false),
        ] {
            assert_eq!(parse(text).is_some_and(is_repaired), expected, "{text}");
        }
    }

    #[test]
    fn the_warning_names_what_was_found_and_what_is_repaired() {
        let said = unrepaired("git version 2.43.0");
        assert!(said.contains("says \"git version 2.43.0\""), "{said}");
        assert!(said.contains("in 2.45.1, or in 2.39.4, 2.40.2, 2.41.1, 2.42.2, 2.43.4, 2.44.1"), "{said}");
    }
}
