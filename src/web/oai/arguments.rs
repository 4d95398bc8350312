//! What was asked, as names with values; must not know what any of them means.

use url::form_urlencoded;

/// The arguments of a question, in its order.
pub(super) struct Arguments(Vec<(String, String)>);

impl Arguments {
    /// From the query of an address, or from the body of a form.
    pub(super) fn read(question: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(question);
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The values of one name.
    pub(super) fn values(&self, name: &str) -> Vec<&str> {
        self.all().filter(|(known, _)| *known == name).map(|(_, value)| value).collect()
    }

    /// Names and values.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
