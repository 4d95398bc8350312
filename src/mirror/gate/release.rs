//! A release before it is carried: its title, its notes and the names of its files are judged as
//! messages and names of files are, and what the files hold as the files of a commit are.
//!
//! Must not carry anything, nor say what was seen.

mod files;

use glane_catalog::model::{Reason, ReasonCode, Weight};
use glane_catalog::scan::Scanner;

pub use self::files::Files;
use super::look::rules;
use crate::forge::Release;
use crate::mirror::pass::Context;

/// The releases that may be carried, and why the others are left out.
///
/// # Errors
/// When the rules cannot be read.
pub async fn releases(
    context: &Context,
    releases: Vec<Release>,
) -> Result<(Vec<Release>, Option<Reason>), Reason> {
    let rules = rules(context).await?;
    tokio::task::block_in_place(|| {
        let scanner = rules
            .options
            .scanner()
            .map_err(|error| Reason::new(ReasonCode::Internal, format!("{error}; mend rules of [gate]")))?;
        let all = releases.len();
        let may: Vec<Release> = releases.into_iter().filter(|one| release(&scanner, one)).collect();
        let left = all - may.len();
        let reason = (left > 0).then(|| {
            let text = format!(
                "{left} of {all} releases are left out: a title, a note or the name of a file of theirs looks like a \
                 key, a password or data of pupils: mend them at the source"
            );
            Reason::new(ReasonCode::Secrets, text)
        });
        Ok((may, reason))
    })
}

/// Whether nothing in what a release says of itself holds it.
fn release(scanner: &Scanner, release: &Release) -> bool {
    let texts = [&release.tag, &release.name, &release.notes];
    let said = texts.into_iter().flat_map(|text| scanner.text("release", text.as_bytes()));
    let named = release.assets.iter().flat_map(|(name, _)| {
        let mut seen = scanner.name(name);
        seen.extend(scanner.text("release", name.as_bytes()));
        seen
    });
    !said.chain(named).any(|seen| seen.weight == Weight::Hold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_held_by_its_notes_and_by_the_names_of_its_files() {
        let options =
            crate::examine::LookOptions { secrets: true, personal_data: true, ..Default::default() };
        let scanner = options.scanner().unwrap();
        let of = |notes: &str, file: &str| Release {
            tag: "v1".to_owned(),
            name: "Version 1".to_owned(),
            notes: notes.to_owned(),
            assets: vec![(file.to_owned(), "https://forge.example.org/a".parse().unwrap())],
        };
        assert!(release(&scanner, &of("Corrections", "cours.zip")));
        let key = format!("glpat-{}", "x7Rk2mQ9vLp4Ws8TzB3e");
        assert!(!release(&scanner, &of(&format!("essai avec {key}"), "cours.zip")));
        assert!(!release(&scanner, &of("Corrections", "liste_eleves.csv")));
    }
}
