//! Commands with their arguments, and options with their values.
//!
//! Braces are counted, nothing is expanded. Must not know what commands mean.

/// Longest argument looked at, in letters.
const LONGEST: usize = 4_000;

/// The source without its comments; its lines stay where they are.
pub(super) fn without_comments(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(without_comment).collect();
    lines.join("\n")
}

fn without_comment(line: &str) -> &str {
    let comment =
        line.match_indices('%').map(|(at, _)| at).find(|at| *at == 0 || line.as_bytes()[at - 1] != b'\\');
    comment.map_or(line, |at| &line[..at])
}

/// The first `\name[…]{argument}` and its line.
pub(super) fn first<'a>(text: &'a str, name: &str) -> Option<(&'a str, u32)> {
    all(text, name).next().map(|command| (command.argument, command.line))
}

/// A command as it is used.
pub(super) struct Command<'a> {
    pub(super) options: &'a str,
    pub(super) argument: &'a str,
    pub(super) line: u32,
}

/// Every use of a command that has an argument.
pub(super) fn all<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Command<'a>> {
    let command = format!("\\{name}");
    let length = command.len();
    let mut places = Vec::new();
    for (at, _) in text.match_indices(&command).take(500) {
        places.push(at);
    }
    places.into_iter().filter_map(move |at| {
        let rest = text[at + length..].trim_start_matches('*').trim_start();
        let (options, rest) = match rest.strip_prefix('[').and_then(|rest| balanced(rest, '[', ']')) {
            Some((options, rest)) => (options, rest),
            None => ("", rest),
        };
        let (argument, _) = balanced(rest.trim_start().strip_prefix('{')?, '{', '}')?;
        let line = u32::try_from(text[..at].matches('\n').count() + 1).unwrap_or(u32::MAX);
        Some(Command { options, argument, line })
    })
}

/// What stands up to the sign that closes, and what follows it.
pub(super) fn balanced(inside: &str, open: char, close: char) -> Option<(&str, &str)> {
    let mut depth = 1_u32;
    let mut braces = 0_i32;
    for (at, letter) in inside.char_indices().take(LONGEST) {
        match letter {
            _ if letter == close && braces == 0 => depth -= 1,
            _ if letter == open && braces == 0 => depth += 1,
            // Options may hold braces, and brackets in them.
            '{' => braces += 1,
            '}' => braces -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inside[..at], &inside[at + close.len_utf8()..]));
        }
    }
    None
}

/// `name={value}` and `name=value` of a list of options; one without a value has none.
pub(super) fn options(list: &str) -> Vec<(&str, &str)> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    let ends = list.char_indices().chain(std::iter::once((list.len(), ',')));
    for (at, letter) in ends {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth <= 0 || at == list.len() => {
                let entry = list[start..at].trim();
                start = (at + 1).min(list.len());
                if !entry.is_empty() && found.len() < 100 {
                    let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
                    let value = value.trim();
                    let bare = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
                    found.push((name.trim(), bare.unwrap_or(value).trim()));
                }
            }
            _ => {}
        }
    }
    found
}
