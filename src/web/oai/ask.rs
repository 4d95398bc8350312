//! What a question asks for, or why it asks for nothing: the rules of the protocol for arguments.
//!
//! Must not know the catalogue.

use glane_store::Span;

use super::arguments::Arguments;
use super::date::{self, Granularity};
use super::format::Format;
use super::refusal::Refusal;
use super::token::Verb;

/// A question that is well put.
pub(super) enum Ask<'a> {
    /// Who answers here.
    Identify,
    /// The formats of all resources, or of one.
    Formats {
        /// The resource.
        identifier: Option<&'a str>,
    },
    /// The sets.
    Sets,
    /// A list of resources.
    List(List<'a>),
    /// One resource.
    Record {
        /// Which.
        identifier: &'a str,
        /// In which format.
        format: Format,
    },
}

/// Which list is asked for.
pub(super) enum List<'a> {
    /// A list from its beginning.
    Begun {
        /// Resources, or what they are called only.
        verb: Verb,
        /// In which format.
        format: Format,
        /// Which of them.
        span: Span,
    },
    /// The next page of a list.
    Resumed {
        /// Resources, or what they are called only.
        verb: Verb,
        /// What was given with the page before.
        token: &'a str,
    },
}

impl<'a> Ask<'a> {
    /// Reads a question.
    pub(super) fn of(arguments: &'a Arguments) -> Result<Self, Refusal> {
        let verb = match arguments.values("verb").as_slice() {
            [] => return Err(Refusal::Verb("there is no verb")),
            [verb] => *verb,
            _ => return Err(Refusal::Verb("there is more than one verb")),
        };
        match verb {
            "Identify" => known(arguments, &[]).map(|()| Self::Identify),
            "ListMetadataFormats" => {
                known(arguments, &["identifier"])?;
                Ok(Self::Formats { identifier: one(arguments, "identifier")? })
            }
            "ListSets" => {
                known(arguments, &["resumptionToken"])?;
                // All are on one page, so that no token of theirs was ever given.
                one(arguments, "resumptionToken")?.map_or(Ok(Self::Sets), |_| Err(Refusal::Token))
            }
            "ListIdentifiers" => list(arguments, Verb::Identifiers).map(Self::List),
            "ListRecords" => list(arguments, Verb::Records).map(Self::List),
            "GetRecord" => {
                known(arguments, &["identifier", "metadataPrefix"])?;
                let identifier = one(arguments, "identifier")?.ok_or_else(|| missing("identifier"))?;
                Ok(Self::Record { identifier, format: format(arguments)? })
            }
            _ => Err(Refusal::Verb("there is no such verb")),
        }
    }
}

/// Refuses what a verb has no use for.
fn known(arguments: &Arguments, names: &[&str]) -> Result<(), Refusal> {
    let stray = arguments.all().find(|(name, _)| *name != "verb" && !names.contains(name));
    stray.map_or(Ok(()), |(name, _)| Err(Refusal::Argument(format!("this verb has no argument {name:?}"))))
}

/// The value of an argument that may be there once.
fn one<'a>(arguments: &'a Arguments, name: &str) -> Result<Option<&'a str>, Refusal> {
    match arguments.values(name).as_slice() {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(Refusal::Argument(format!("{name} is there more than once"))),
    }
}

fn missing(name: &str) -> Refusal {
    Refusal::Argument(format!("{name} is missing"))
}

fn format(arguments: &Arguments) -> Result<Format, Refusal> {
    let prefix = one(arguments, "metadataPrefix")?.ok_or_else(|| missing("metadataPrefix"))?;
    if !is_name(prefix) {
        return Err(Refusal::Argument("metadataPrefix is not the name of a format".to_owned()));
    }
    Format::named(prefix).ok_or(Refusal::Format)
}

/// The characters in which formats, and the parts of sets, may be named.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

fn list(arguments: &Arguments, verb: Verb) -> Result<List<'_>, Refusal> {
    known(arguments, &["metadataPrefix", "from", "until", "set", "resumptionToken"])?;
    if let Some(token) = one(arguments, "resumptionToken")? {
        if arguments.all().count() > 2 {
            return Err(Refusal::Argument("resumptionToken stands alone".to_owned()));
        }
        return Ok(List::Resumed { verb, token });
    }
    // What is not in its form is said before what does not exist.
    let span = span(arguments)?;
    Ok(List::Begun { verb, format: format(arguments)?, span })
}

fn span(arguments: &Arguments) -> Result<Span, Refusal> {
    let (from, until) = (instant(arguments, "from", false)?, instant(arguments, "until", true)?);
    if let (Some((from, earliest)), Some((until, latest))) = (from, until) {
        if from != until {
            return Err(Refusal::Argument("from and until are not of the same granularity".to_owned()));
        }
        if earliest > latest {
            return Err(Refusal::Argument("from is later than until".to_owned()));
        }
    }
    let set = one(arguments, "set")?;
    if set.is_some_and(|set| !set.split(':').all(is_name)) {
        return Err(Refusal::Argument("set is not the name of a set".to_owned()));
    }
    Ok(Span { from: from.map(|(_, at)| at), until: until.map(|(_, at)| at), set: set.map(str::to_owned) })
}

fn instant(
    arguments: &Arguments,
    name: &str,
    end: bool,
) -> Result<Option<(Granularity, jiff::Timestamp)>, Refusal> {
    let Some(text) = one(arguments, name)? else { return Ok(None) };
    let wrong = || {
        let example = "2026-03-31, or 2026-03-31T08:00:00Z";
        Refusal::Argument(format!("{name} is no instant of UTC: write it as {example}"))
    };
    date::bound(text, end).map(Some).ok_or_else(wrong)
}
