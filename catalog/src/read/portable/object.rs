//! What a PDF is made of: numbers, names, strings, lists, dictionaries, references.
//!
//! Must not know how they are written.

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    /// The bytes of a string, whatever their encoding.
    Text(Vec<u8>),
    Name(String),
    List(Vec<Object>),
    Map(Map),
    /// Another object, by its number.
    Reference(u32),
    /// A word of its own: an operator, `true`, `obj`, `stream`.
    Word(Vec<u8>),
}

/// A dictionary, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Map(pub(super) Vec<(String, Object)>);

impl Map {
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether a key has this name as its value.
    pub(super) fn is(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Some(Object::Name(known)) if known == name)
    }
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self) -> Option<usize> {
        let number = self.number().filter(|number| (0.0..=f64::from(u32::MAX)).contains(number))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the bounds above"
        )]
        let whole = number as usize;
        Some(whole)
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The items of a list; nothing where it is none.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }
}
