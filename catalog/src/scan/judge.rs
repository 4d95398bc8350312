//! Whether what stands where a secret could stand looks like one.
//!
//! Must not know which rule asks.

mod entropy;
mod password;
mod placeholder;

use serde::Deserialize;

/// How a rule's match is judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Judge {
    /// Its form is known: it is enough that it is not made up for show.
    #[default]
    Token,
    /// A random value under a name that says so.
    Key,
    /// A password between quotation marks.
    Password,
    /// A password without quotation marks, where the name of a variable could stand.
    BarePassword,
    /// An address of a person.
    Address,
    /// Whatever matched.
    Plain,
}

/// What a judge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Not a secret: a placeholder, an example, a reference to one.
    None,
    /// Perhaps one: a word that was chosen for a trial, or by somebody careless.
    Weak,
    /// One, by all that can be seen.
    Strong,
}

/// Fewest bits a symbol of a token, where a rule does not say.
const TOKEN: f32 = 2.0;
/// Fewest bits a symbol of a key, where a rule does not say.
const KEY: f32 = 3.0;

impl Judge {
    /// Judges a value; `entropy` is the rule's least number of bits a symbol, 0 for the usual one.
    pub(super) fn strength(self, value: &[u8], entropy: f32) -> Strength {
        let least = |usual: f32| if entropy > 0.0 { entropy } else { usual };
        let strong = |is: bool| if is { Strength::Strong } else { Strength::None };
        match self {
            Self::Plain => Strength::Strong,
            Self::Token => strong(entropy::bits(value) >= least(TOKEN) && !placeholder::is_for_show(value)),
            Self::Key => strong(
                entropy::bits(value) >= least(KEY) && !placeholder::is_placeholder(value) && is_random(value),
            ),
            Self::Password => password::quoted(value),
            Self::BarePassword => password::bare(value),
            Self::Address => strong(!placeholder::is_reserved_address(value)),
        }
    }
}

/// Letters and digits mixed, that are no words, no number of a version and no UUID.
fn is_random(value: &[u8]) -> bool {
    let of_a_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+/=.~!@#%^&*".contains(byte);
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = value.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let in_words: usize = value
        .split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|part| part.len() > 2 && is_word(part))
        .map(<[u8]>::len)
        .sum();
    value.len() >= 12
        && value.iter().all(of_a_token)
        && digits >= 2
        && letters >= 2
        && in_words * 2 < letters
        && !matches!(value[0], b'/' | b'.' | b'#' | b'@')
        && !is_uuid(value)
}

/// Letters in one case, or with the first one great; figures at the end only.
fn is_word(part: &[u8]) -> bool {
    let stem: &[u8] = part.trim_ascii_end();
    let figures = stem.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let stem = &stem[..stem.len() - figures];
    stem.len() > 2
        && figures <= 4
        && (stem[1..].iter().all(u8::is_ascii_lowercase) || stem.iter().all(u8::is_ascii_uppercase))
}

fn is_uuid(value: &[u8]) -> bool {
    let parts: Vec<usize> = value.split(|&byte| byte == b'-').map(<[u8]>::len).collect();
    parts == [8, 4, 4, 4, 12] && value.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-')
}
