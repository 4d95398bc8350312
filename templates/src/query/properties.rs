//! What holds of every address of a search, shown on addresses made at random.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use url::form_urlencoded;

use super::{FacetKey, SearchQuery};

/// The same addresses each time, unless the environment asks for others (`PROPTEST_RNG_SEED`).
fn config() -> Config {
    let asked = Config::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(6),
        given @ RngSeed::Fixed(_) => given,
    };
    Config { rng_seed, failure_persistence: None, ..asked }
}

fn name() -> impl Strategy<Value = String> {
    let keys: Vec<String> = FacetKey::ALL.iter().map(|key| key.parameter().to_owned()).collect();
    let others = ["q", "tri", "page", "x"].map(str::to_owned);
    prop_oneof![
        4 => prop::sample::select(keys),
        4 => prop::sample::select(others.to_vec()),
        1 => any::<String>()
    ]
}

fn value() -> impl Strategy<Value = String> {
    let known = ["6e", "C++", "recent", "nom", "2", "0", "-1", "4294967296", "a&b=c", " \u{a0}é "];
    prop_oneof![
        4 => prop::sample::select(known.map(str::to_owned).to_vec()),
        4 => any::<String>(),
        1 => "[a ]{290,310}"
    ]
}

fn read(address: &str) -> SearchQuery {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    SearchQuery::parse(pairs.iter().map(|(name, value)| (&**name, &**value)))
}

proptest! {
    #![proptest_config(config())]

    /// A search has one address, whatever order and nonsense it was asked in, and is that search again.
    #[test]
    fn an_address_is_the_search_again(pairs in prop::collection::vec((name(), value()), 0..60)) {
        let asked = SearchQuery::parse(pairs.iter().map(|(name, value)| (&**name, &**value)));
        prop_assert_eq!(&read(&asked.path()), &asked);
        prop_assert_eq!(read(&asked.path()).path(), asked.path());
        prop_assert!(asked.text.chars().count() <= SearchQuery::MAX_TEXT);
        prop_assert!(asked.filters.len() <= SearchQuery::MAX_FILTERS && asked.page >= 1);
    }

    /// An address is nothing but itself: it fits into a page and a header as it is.
    #[test]
    fn an_address_is_plain(text in any::<String>(), value in value()) {
        let mut asked = SearchQuery::filter(FacetKey::Level, &value);
        asked.text = text;
        prop_assert!(asked.path().bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>#".contains(&byte)));
    }
}
