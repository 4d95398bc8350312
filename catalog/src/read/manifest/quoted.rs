//! Quoted values in files that are programs: read as they stand, never run.
//!
//! A value that is put together from others is none. Must not know any language.

/// A value with the line it stands on.
pub(super) type Quoted = (String, u32);

/// The first quoted text given to a name, `name = "x"`, `name 'x'`, `s.name("x")`.
pub(super) fn given(text: &str, name: &str) -> Option<Quoted> {
    (1..).zip(text.lines().take(5_000)).find_map(|(line, content)| {
        let after = after_name(content, name)?;
        let after = after.trim_start_matches([' ', '\t', '=', ':', '(']);
        Some((first(after)?.to_owned(), line))
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
        while let Some(value) = first(rest) {
            found.push((value.to_owned(), line));
            let at = rest.find(value).unwrap_or_default() + value.len() + 1;
            rest = rest.get(at..).unwrap_or_default();
        }
        open = !ends;
        if ends || found.len() > 100 {
            break;
        }
    }
    found
}

/// What stands after a name that is a word of its own and is given something.
fn after_name<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    if line.trim_start().starts_with(['#', '/', '*']) {
        return None;
    }
    line.match_indices(name).find_map(|(at, _)| {
        let before = line[..at].chars().next_back();
        let rest = &line[at + name.len()..];
        let whole = name.starts_with('.')
            || before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '"' | '\''));
        let rest_opens =
            rest.trim_start_matches([' ', '\t', '=', ':', '(', '[', '%', 'w']).starts_with(['"', '\'']);
        (whole && (rest_opens || rest.trim_end().ends_with(['[', '(']))).then_some(rest)
    })
}

/// The first text in quotes; none when it is put together from others.
fn first(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let quote = text[start..].chars().next()?;
    let inside = &text[start + 1..];
    let value = &inside[..inside.find(quote)?];
    (!value.is_empty() && !value.contains("#{") && !value.contains("${")).then_some(value)
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
