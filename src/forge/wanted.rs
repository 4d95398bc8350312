//! Which projects of a forge the configuration wants: globs on the full path.
//!
//! Must not know where paths come from.

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

use super::ForgeError;
use super::fault::{Fault, Side};

/// The include and exclude globs of one forge, compared without case as forges compare paths.
pub(super) struct Wanted {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Wanted {
    /// Compiles the globs; `*` stays within a segment, `**` does not.
    ///
    /// # Errors
    /// A glob that cannot be read, named.
    pub(super) fn new(include: &[String], exclude: &[String]) -> Result<Self, ForgeError> {
        let include = if include.is_empty() { None } else { Some(compile(include)?) };
        Ok(Self { include, exclude: compile(exclude)? })
    }

    /// Whether a full path is wanted.
    pub(super) fn has(&self, path: &str) -> bool {
        let candidate = Candidate::new(path);
        self.include.as_ref().is_none_or(|globs| globs.is_match_candidate(&candidate)) && !self.excludes(path)
    }

    /// Whether a path is left out, with everything a `**` glob leaves out below it.
    pub(super) fn excludes(&self, path: &str) -> bool {
        self.exclude.is_match_candidate(&Candidate::new(path))
    }
}

fn compile(globs: &[String]) -> Result<GlobSet, ForgeError> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let compiled =
            GlobBuilder::new(glob).literal_separator(true).case_insensitive(true).build().map_err(
                |error| {
                    let text = format!("the glob \"{glob}\" cannot be read: {}: mend it", error.kind());
                    Side::Source.error(Fault::Invalid, text)
                },
            )?;
        set.add(compiled);
    }
    set.build()
        .map_err(|error| Side::Source.error(Fault::Invalid, format!("the globs are too many: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(include: &[&str], exclude: &[&str]) -> Wanted {
        let own = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        Wanted::new(&own(include), &own(exclude)).unwrap()
    }

    #[test]
    fn stars_know_segments_and_exclusion_wins() {
        let only = wanted(&["eole/**", "lessons/*"], &["**/*-prive"]);
        for (path, is) in [
            ("eole/amon", true),
            ("EOLE/sub/scribe", true),
            ("lessons/maths", true),
            ("lessons/sub/maths", false),
            ("other/x", false),
            ("eole/x-prive", false),
        ] {
            assert_eq!(only.has(path), is, "{path}");
        }
        assert!(wanted(&[], &[]).has("any/thing"));
    }

    #[test]
    fn a_bad_glob_is_named() {
        let error = Wanted::new(&["a/[".to_owned()], &[]).err().unwrap();
        assert!(error.to_string().contains("a/["), "{error}");
    }
}
