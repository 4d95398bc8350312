//! A selection of resources under way: it lives in addresses alone, so that nothing is kept of anybody.
//!
//! Must not know what the resources are.

use glane_catalog::model::ResourceKey;
use url::form_urlencoded::Serializer;

/// Resources that a person chose, in the order in which they did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    ids: Vec<String>,
}

/// No selection, for frames that have none.
pub(crate) static NONE: Selection = Selection { ids: Vec::new() };

impl Selection {
    /// Most resources of one selection.
    pub const MOST: usize = 100;
    /// The parameter in which a selection travels while a person searches: ids with dots between.
    pub const PARAMETER: &str = "selection";
    /// The parameter of the selection's own address, as often as there are resources.
    pub const ONE: &str = "r";

    /// Reads the decoded parameters of an address; what is no id of a resource, or too much, is left out.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut selection = Self::default();
        for (name, value) in pairs {
            if name == Self::ONE {
                selection.add(value.trim());
            } else if name == Self::PARAMETER {
                value.split('.').for_each(|id| selection.add(id));
            }
        }
        selection
    }

    fn add(&mut self, id: &str) {
        if ResourceKey::is_id(id) && !self.has(id) && !self.is_full() {
            self.ids.push(id.to_owned());
        }
    }

    /// The ids of the resources.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether nothing more can be put into it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.ids.len() >= Self::MOST
    }

    /// Whether a resource is in it.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|other| other == id)
    }

    /// The same with one more.
    #[must_use]
    pub fn with(&self, id: &str) -> Self {
        let mut selection = self.clone();
        selection.add(id);
        selection
    }

    /// The same without one.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        Self { ids: self.ids.iter().filter(|other| *other != id).cloned().collect() }
    }

    /// The address of its page, without language.
    #[must_use]
    pub fn page(&self) -> String {
        self.at("/selection")
    }

    /// The address of a file made of it: `.imscc`, `.csv`, `.json` or `.txt`.
    #[must_use]
    pub fn file(&self, ending: &str) -> String {
        self.at(&format!("/selection.{ending}"))
    }

    fn at(&self, path: &str) -> String {
        let mut pairs = Serializer::new(String::new());
        for id in &self.ids {
            pairs.append_pair(Self::ONE, id);
        }
        let query = pairs.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// Its value in addresses of other pages.
    #[must_use]
    pub fn value(&self) -> String {
        self.ids.join(".")
    }

    /// An address that takes it along.
    #[must_use]
    pub fn carried_by(&self, address: &str) -> String {
        if self.is_empty() {
            return address.to_owned();
        }
        let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
        let joint = if address.contains('?') { '&' } else { '?' };
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        format!("{address}{joint}{}={}{fragment}", Self::PARAMETER, self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0123456789abcdef01234567";
    const B: &str = "fedcba9876543210fedcba98";

    #[test]
    fn both_forms_of_address_give_the_same_selection() {
        let long = Selection::parse([("r", A), ("r", "../etc"), ("q", B), ("r", B), ("r", A)]);
        let short = Selection::parse([("selection", format!("{A}.{B}.x").as_str())]);
        assert_eq!(long, short);
        assert_eq!(long.ids(), [A, B]);
        assert_eq!(long.page(), format!("/selection?r={A}&r={B}"));
        assert_eq!(long.without(A).file("imscc"), format!("/selection.imscc?r={B}"));
        assert_eq!(long.without(A).without(B).page(), "/selection");
    }

    #[test]
    fn a_selection_travels_with_any_address() {
        let one = Selection::default().with(A);
        assert_eq!(one.carried_by("/recherche"), format!("/recherche?selection={A}"));
        assert_eq!(one.carried_by("/recherche?q=x#y"), format!("/recherche?q=x&selection={A}#y"));
        assert_eq!(Selection::default().carried_by("/recherche?q=x"), "/recherche?q=x");
    }

    #[test]
    fn a_hundred_is_all() {
        let ids: Vec<String> = (0..150).map(|number| format!("{number:024}")).collect();
        let selection = Selection::parse(ids.iter().map(|id| ("r", id.as_str())));
        assert!(selection.is_full());
        assert_eq!(selection.with(A).ids().len(), Selection::MOST);
        assert!(selection.carried_by("/recherche").len() < 4_000, "servers and mails take it");
    }
}
