//! One spelling for the words that name school years: `6e` for 6ème, 6eme and sixième.
//!
//! Works on folded tokens. Première and seconde stay words: they mean too much else.

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Rewrites ordinals.
#[derive(Clone)]
pub(crate) struct OrdinalFilter;

impl TokenFilter for OrdinalFilter {
    type Tokenizer<T: Tokenizer> = OrdinalTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> OrdinalTokenizer<T> {
        OrdinalTokenizer(inner)
    }
}

/// A tokenizer whose ordinals are rewritten.
#[derive(Clone)]
pub(crate) struct OrdinalTokenizer<T>(T);

impl<T: Tokenizer> Tokenizer for OrdinalTokenizer<T> {
    type TokenStream<'a> = OrdinalStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        OrdinalStream(self.0.token_stream(text))
    }
}

/// Its stream.
pub(crate) struct OrdinalStream<S>(S);

impl<S: TokenStream> TokenStream for OrdinalStream<S> {
    fn advance(&mut self) -> bool {
        let more = self.0.advance();
        if more && let Some(short) = ordinal(&self.0.token().text) {
            self.0.token_mut().text = short;
        }
        more
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

/// The form kept of the word that a folded one is the beginning of: `6e` for sixi and for 6em.
pub(crate) fn begun(word: &str) -> Option<String> {
    let years = ["sixieme", "cinquieme", "quatrieme", "troisieme"];
    let is_begun = |year: &&str| word.len() > 2 && word.len() < year.len() && year.starts_with(word);
    if let Some(year) = years.iter().find(|year| is_begun(year)) {
        return ordinal(year);
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, suffix) = word.split_at(digits);
    let whole = ["eme", "ieme"].iter().find(|whole| suffix.len() > 1 && whole.starts_with(suffix))?;
    numeric(&format!("{number}{whole}"))
}

/// The form kept of a folded word that has several.
fn ordinal(word: &str) -> Option<String> {
    let spelt = match word {
        "sixieme" | "sixiemes" => "6e",
        "cinquieme" | "cinquiemes" => "5e",
        "quatrieme" | "quatriemes" => "4e",
        "troisieme" | "troisiemes" => "3e",
        "tle" | "tles" => "terminale",
        _ => return numeric(word),
    };
    Some(spelt.to_owned())
}

fn numeric(word: &str) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let (number, suffix) = word.split_at(digits);
    match suffix {
        "eme" | "emes" | "ieme" | "iemes" => Some(format!("{number}e")),
        "ere" | "iere" if number == "1" => Some("1re".to_owned()),
        "nde" if number == "2" => Some("2de".to_owned()),
        _ => None,
    }
}
