//! Quoted values in files that are programs: read as they stand, never run.
//!
//! A value that is put together from others is none. Must not know any language.

/// Most values of one name.
const MOST: usize = 100;

/// Longest line looked at, in bytes, and most places of it where a name may stand.
const LINE: usize = 4_000;
const PLACES: usize = 20;

/// A value with the line it stands on.
pub(super) type Quoted = (String, u32);

/// The first quoted text given to a name, `name = "x"`, `name 'x'`, `s.name("x")`.
pub(super) fn given(text: &str, name: &str) -> Option<Quoted> {
    (1..).zip(text.lines().take(5_000)).find_map(|(line, content)| {
        let after = after_name(content, name)?;
        Some((first(after)?.0?.to_owned(), line))
    })
}

/// Every quoted text given to a name, up to the end of its list.
pub(super) fn all_given(text: &str, name: &str) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut open = false;
    for (line, content) in (1..).zip(text.lines().take(5_000)) {
        let rest = if open { Some(content) } else { after_name(content, name) };
        let Some(mut rest) = rest else { continue };
        let ends = rest.contains([']', ')']) || !open && !rest.contains(['[', '(']);
        while let Some((value, behind)) = first(rest).filter(|_| found.len() < MOST) {
            found.extend(value.map(|value| (value.to_owned(), line)));
            rest = behind;
        }
        open = !ends;
        if ends || found.len() >= MOST {
            break;
        }
    }
    found
}

/// What stands after a name that is a word of its own and is given something.
fn after_name<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    if line.len() > LINE || line.trim_start().starts_with(['#', '/', '*']) {
        return None;
    }
    line.match_indices(name).take(PLACES).find_map(|(at, _)| {
        let before = line[..at].chars().next_back();
        let rest = &line[at + name.len()..];
        let whole = name.starts_with('.')
            || before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '"' | '\''));
        let rest_opens =
            rest.trim_start_matches([' ', '\t', '=', ':', '(', '[', '%', 'w']).starts_with(['"', '\'']);
        (whole && (rest_opens || rest.trim_end().ends_with(['[', '(']))).then_some(rest)
    })
}

/// The first text in quotes and what stands behind it; the text is none when it is put together from
/// others.
fn first(text: &str) -> Option<(Option<&str>, &str)> {
    let start = text.find(['"', '\''])?;
    let quote = text[start..].chars().next()?;
    let inside = &text[start + 1..];
    let (value, behind) = inside.split_once(quote)?;
    let whole = !value.is_empty() && !value.contains("#{") && !value.contains("${");
    Some((whole.then_some(value), behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_stand() {
        let gem = "spec.name = \"outil\"\nspec.version = \"#{V}\"\nspec.authors = [\"Ada L\",\n  'Blaise P']\n# name = 'no'\n";
        assert_eq!(given(gem, "name"), Some(("outil".to_owned(), 1)));
        assert_eq!(given(gem, "version"), None);
        let names: Vec<String> = all_given(gem, "authors").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Ada L", "Blaise P"]);
        assert_eq!(given("setup(name='x', version=\"1.0\")", "version").unwrap().0, "1.0");
        assert_eq!(given("project_name = 'x'", "name"), None);
    }
}
