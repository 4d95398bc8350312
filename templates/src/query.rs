//! A search as its address says it: words, filters, order, page.
//!
//! One canonical form for each search; must not know how it is answered.

mod facet_key;
#[cfg(test)]
mod properties;

use url::form_urlencoded::Serializer;

pub use facet_key::FacetKey;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best match first.
    #[default]
    Relevance,
    /// Last active first.
    Recent,
    /// By title.
    Name,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Recent, Self::Name];

    /// Its value in addresses.
    #[must_use]
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Relevance => "pertinence",
            Self::Recent => "recent",
            Self::Name => "nom",
        }
    }
}

/// One filter of a search.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filter {
    /// The property.
    pub key: FacetKey,
    /// The value it must have, as the index spells it.
    pub value: String,
}

/// A search as its address says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// The words, trimmed.
    pub text: String,
    /// The filters, each once.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
    /// The property whose values are looked through, and for what.
    pub within: Option<(FacetKey, String)>,
}

impl Default for SearchQuery {
    fn default() -> Self {
        Self { text: String::new(), filters: Vec::new(), sort: Sort::default(), page: 1, within: None }
    }
}

impl SearchQuery {
    /// Longest text read from an address, in characters.
    pub const MAX_TEXT: usize = 300;
    /// Longest text that is looked for among the values of a property, in characters.
    pub const MAX_WITHIN: usize = 60;
    /// What the names of fields begin with in which values of a property are looked for.
    pub const WITHIN: &str = "dans-";
    /// Most filters read from an address.
    pub const MAX_FILTERS: usize = 40;
    /// Most results of a file that is made of a list.
    pub const MOST_TAKEN: u64 = 10_000;

    /// A search for words alone.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self { text: Self::cut(text), ..Self::default() }
    }

    /// A search by one filter alone.
    #[must_use]
    pub fn filter(key: FacetKey, value: &str) -> Self {
        Self { filters: vec![Filter { key, value: value.to_owned() }], ..Self::default() }
    }

    /// Reads the decoded parameters of an address; what is unknown, blank or too much is left out.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        let (mut facet, mut sought) = (None, "");
        for (name, value) in pairs {
            let value = value.trim();
            match name {
                "q" => query.text = Self::cut(value),
                "tri" => {
                    query.sort =
                        Sort::ALL.into_iter().find(|sort| sort.parameter() == value).unwrap_or_default();
                }
                "page" => query.page = value.parse().unwrap_or(1).max(1),
                "facette" => facet = facet.or(FacetKey::named(value)),
                "dans" => sought = value,
                // Each property has a field of its own in the form of the page.
                _ if name.starts_with(Self::WITHIN) => {
                    let named = FacetKey::named(&name[Self::WITHIN.len()..]).filter(|_| !value.is_empty());
                    if let (None, Some(named)) = (facet, named) {
                        (facet, sought) = (Some(named), value);
                    }
                }
                _ => query.read_filter(name, value),
            }
        }
        query.filters.sort();
        let sought: String = sought.chars().take(Self::MAX_WITHIN).collect();
        let sought = sought.trim().to_owned();
        query.within = facet.filter(|key| key.is_open()).map(|key| (key, sought));
        query
    }

    /// The words without spaces around them, cut to the longest, which may end in a space as well.
    fn cut(text: &str) -> String {
        let text: String = text.trim().chars().take(Self::MAX_TEXT).collect();
        text.trim_end().to_owned()
    }

    fn read_filter(&mut self, name: &str, value: &str) {
        let key = FacetKey::named(name);
        let room = self.filters.len() < Self::MAX_FILTERS && value.chars().count() <= Self::MAX_TEXT;
        if let Some(key) = key.filter(|_| room && !value.is_empty())
            && !self.has(key, value)
        {
            self.filters.push(Filter { key, value: value.to_owned() });
        }
    }

    /// Whether this filter is set.
    #[must_use]
    pub fn has(&self, key: FacetKey, value: &str) -> bool {
        self.filters.iter().any(|filter| filter.key == key && filter.value == value)
    }

    /// The same search without one filter, from its first page.
    #[must_use]
    pub fn without(&self, filter: &Filter) -> Self {
        let filters = self.filters.iter().filter(|other| *other != filter).cloned().collect();
        Self { filters, page: 1, within: None, ..self.clone() }
    }

    /// The same search without the filters on one property, from its first page.
    #[must_use]
    pub fn without_any(&self, key: FacetKey) -> Self {
        let filters = self.filters.iter().filter(|filter| filter.key != key).cloned().collect();
        Self { filters, page: 1, within: None, ..self.clone() }
    }

    /// The same search with one filter more, from its first page.
    #[must_use]
    pub fn with(&self, key: FacetKey, value: &str) -> Self {
        let mut filters = self.filters.clone();
        filters.push(Filter { key, value: value.to_owned() });
        filters.sort();
        filters.dedup();
        Self { filters, page: 1, within: None, ..self.clone() }
    }

    /// The same search without any filter.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { filters: Vec::new(), page: 1, within: None, ..self.clone() }
    }

    /// The same search for other words.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self { text: text.to_owned(), page: 1, within: None, ..self.clone() }
    }

    /// Another page of the same search.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page: page.max(1), within: None, ..self.clone() }
    }

    /// The canonical address, without language: parameters in one order, nothing that says nothing.
    #[must_use]
    pub fn path(&self) -> String {
        self.at("/recherche")
    }

    /// The same page with the explanation of one of its results, without language.
    #[must_use]
    pub fn explaining(&self, id: &str) -> String {
        let path = self.path();
        let asked = Serializer::new(String::new()).append_pair("pourquoi", id).finish();
        format!("{path}{}{asked}", if path.contains('?') { '&' } else { '?' })
    }

    /// The address of the feed of these results, without language: in an order of its own, of all pages.
    #[must_use]
    pub fn feed(&self) -> String {
        Self { sort: Sort::default(), page: 1, within: None, ..self.clone() }.at("/feeds/recherche.atom")
    }

    /// The address of a file of these results: `csv` or `json`.
    #[must_use]
    pub fn file(&self, ending: &str) -> String {
        self.at_page(1).at(&format!("/recherche.{ending}"))
    }

    /// The same search at another address of ours.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        let mut pairs = Serializer::new(String::new());
        if !self.text.is_empty() {
            pairs.append_pair("q", &self.text);
        }
        let mut filters: Vec<&Filter> = self.filters.iter().collect();
        filters.sort();
        for filter in filters {
            pairs.append_pair(filter.key.parameter(), &filter.value);
        }
        if self.sort != Sort::default() {
            pairs.append_pair("tri", self.sort.parameter());
        }
        if self.page > 1 {
            pairs.append_pair("page", &self.page.to_string());
        }
        if let Some((key, sought)) = &self.within {
            pairs.append_pair("facette", key.parameter());
            if !sought.is_empty() {
                pairs.append_pair("dans", sought);
            }
        }
        let query = pairs.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        let one = SearchQuery::parse([
            ("page", "2"),
            ("licence", "MIT"),
            ("q", " fractions 6e "),
            ("niveau", "6e"),
        ]);
        let other = SearchQuery::parse([
            ("q", "fractions 6e"),
            ("niveau", "6e"),
            ("niveau", "6e"),
            ("licence", "MIT"),
            ("format", " "),
            ("x", "y"),
            ("page", "2"),
        ]);
        assert_eq!(one, other);
        assert_eq!(one.path(), "/recherche?q=fractions+6e&niveau=6e&licence=MIT&page=2");
        assert_eq!(one.feed(), "/feeds/recherche.atom?q=fractions+6e&niveau=6e&licence=MIT");
        assert_eq!(one.file("csv"), "/recherche.csv?q=fractions+6e&niveau=6e&licence=MIT");
    }

    #[test]
    fn what_is_looked_for_among_values_has_one_form_too() {
        let typed = SearchQuery::parse([
            ("dans-langage", ""),
            ("dans-organisme", " acad "),
            ("q", "volcan"),
            ("niveau", "6e"),
        ]);
        assert_eq!(typed.path(), "/recherche?q=volcan&niveau=6e&facette=organisme&dans=acad");
        let plain = [("q", "volcan"), ("niveau", "6e"), ("facette", "organisme"), ("dans", "acad")];
        assert_eq!(SearchQuery::parse(plain), typed);
        // One filter more, and nothing is looked through any longer; neither in feeds nor on other pages.
        assert_eq!(
            typed.with(FacetKey::Organisation, "ac-lyon").path(),
            "/recherche?q=volcan&niveau=6e&organisme=ac-lyon"
        );
        assert_eq!(typed.feed(), "/feeds/recherche.atom?q=volcan&niveau=6e");
        assert_eq!(typed.at_page(2).path(), "/recherche?q=volcan&niveau=6e&page=2");
        // What has few values is not looked through.
        assert_eq!(SearchQuery::parse([("facette", "type"), ("dans", "x")]).path(), "/recherche");
        assert_eq!(SearchQuery::parse([("dans", "x")]).path(), "/recherche");
    }

    #[test]
    fn nonsense_is_the_plain_search() {
        let query = SearchQuery::parse([("page", "-3"), ("tri", "\"><script>"), ("q", "  ")]);
        assert_eq!(query.path(), "/recherche");
    }

    #[test]
    fn removing_a_filter_goes_back_to_the_first_page() {
        let query = SearchQuery::parse([("niveau", "6e"), ("langage", "C++"), ("page", "4")]);
        let level = query.filters[0].clone();
        assert_eq!(query.without(&level).path(), "/recherche?langage=C%2B%2B");
    }
}
