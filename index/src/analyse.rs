//! How text becomes terms: the French and English chains, the exact chain and the chains of names.
//!
//! The same chains serve writing, querying and highlighting. Must not know fields or documents.

mod name;
mod ordinal;
mod stop;

use std::sync::LazyLock;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter,
    TextAnalyzer, Token, TokenStream, TokenizerManager,
};

use name::NameTokenizer;
pub(crate) use name::is_compound;
use ordinal::OrdinalFilter;
pub(crate) use ordinal::begun;
pub(crate) use stop::{ELISIONS, QUESTIONS as FRENCH_QUESTIONS};

/// Raised by hand when what is indexed of a record changes, or a chain in a way that the fingerprint's
/// probe might not show.
pub(crate) const ANALYSIS_VERSION: u32 = 3;

/// Tokens of this many bytes or more are dropped.
const LONGEST_TOKEN: usize = 40;

/// One way of turning text into terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Chain {
    /// Folded before the stop words and the stem, so that a query without accents finds the same.
    French,
    /// For records written in English.
    English,
    /// Lower case and no accents, nothing removed.
    Exact,
    /// Whole names: `c++`, `.net`, `node.js`, `scikit-learn`.
    Names,
    /// Only those names that the exact chain would break: `c++`, `c#`, `.net`, `node.js`.
    Compounds,
}

impl Chain {
    /// Every chain, in the order of the variants.
    pub(crate) const ALL: [Self; 5] =
        [Self::French, Self::English, Self::Exact, Self::Names, Self::Compounds];

    /// The name it is registered under.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Exact => "exact",
            Self::Names => "names",
            Self::Compounds => "compounds",
        }
    }

    fn analyser(self) -> TextAnalyzer {
        match self {
            Self::French => {
                let stop = stop::FRENCH.iter().map(|&word| word.to_owned());
                words()
                    .filter_dynamic(StopWordFilter::remove(stop))
                    .filter_dynamic(Stemmer::new(Language::French))
                    .build()
            }
            Self::English => {
                let chain = words();
                let chain = match StopWordFilter::new(Language::English) {
                    Some(stop) => chain.filter_dynamic(stop),
                    None => chain,
                };
                chain.filter_dynamic(Stemmer::new(Language::English)).build()
            }
            Self::Exact => words().build(),
            Self::Names => names(false),
            Self::Compounds => names(true),
        }
    }
}

fn words() -> tantivy::tokenizer::TextAnalyzerBuilder {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST_TOKEN))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(OrdinalFilter)
        .dynamic()
}

fn names(compounds_only: bool) -> TextAnalyzer {
    TextAnalyzer::builder(NameTokenizer::new(compounds_only))
        .filter(RemoveLongFilter::limit(LONGEST_TOKEN))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Makes every chain known to an index.
pub(crate) fn register(manager: &TokenizerManager) {
    for chain in Chain::ALL {
        manager.register(chain.name(), CHAINS[chain as usize].clone());
    }
}

/// Made once: the stop words are a set that takes longer to build than a query takes to run.
static CHAINS: LazyLock<[TextAnalyzer; 5]> = LazyLock::new(|| Chain::ALL.map(Chain::analyser));

/// A chain for one who has many texts.
pub(crate) fn analyser(chain: Chain) -> TextAnalyzer {
    CHAINS[chain as usize].clone()
}

/// Shows every token of a text, in order.
pub(crate) fn visit(chain: Chain, text: &str, mut each: impl FnMut(&Token)) {
    analyser(chain).token_stream(text).process(&mut each);
}

/// The tokens of a text.
pub(crate) fn tokens(chain: Chain, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    visit(chain, text, |token| found.push(token.clone()));
    found
}

/// A text with its letters as they are without accents, and nothing else changed but `œ` and its like.
pub(crate) fn unaccented(text: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii() || !c.is_alphabetic() {
            return c.to_string();
        }
        let plain = folded(&c.to_string());
        if plain.is_empty() { c.to_string() } else { plain }
    };
    text.chars().map(letter).collect()
}

/// A text as the exact chain sees it, words joined by one space: what two spellings have in common.
pub(crate) fn folded(text: &str) -> String {
    let words: Vec<String> = tokens(Chain::Exact, text).into_iter().map(|token| token.text).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
