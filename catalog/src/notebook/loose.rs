//! Values that may have any shape, each kept within bounds: a list of nothings grows thirtyfold when it is
//! held as values.
//!
//! Must not know what a notebook is.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Most items of a list of any shape that are kept.
const ITEMS: usize = 1_000;

/// A text, or its lines put together; anything else is an empty one.
#[derive(Default)]
pub(crate) struct Text(String);

/// An object of a known shape, a text, a number, or a list of these; anything else is nothing.
#[derive(Default)]
pub(crate) enum Loose<T> {
    Object(T),
    Text(String),
    Number(u64),
    List(Vec<Loose<T>>),
    #[default]
    Nothing,
}

/// The first items of a list, and nothing but a list.
pub(super) struct Few<T, const MOST: usize>(pub(super) Vec<T>);

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T, const MOST: usize> Default for Few<T, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Shape::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Shape::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for Few<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Shape::<Self>(PhantomData))
    }
}

/// What a value is read as.
struct Shape<T>(PhantomData<T>);

/// Numbers, truth values and null, of which nothing is made.
macro_rules! nothing {
    ($nothing:expr) => {
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("anything")
        }

        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($nothing)
        }

        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($nothing)
        }

        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($nothing)
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($nothing)
        }
    };
}

impl<'de> Visitor<'de> for Shape<Text> {
    type Value = Text;

    nothing!(Text::default());

    fn visit_u64<E>(self, _: u64) -> Result<Text, E> {
        Ok(Text::default())
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Text, A::Error> {
        let mut whole = String::new();
        while let Some(line) = lines.next_element::<Text>()? {
            whole.push_str(&line.0);
        }
        Ok(Text(whole))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text::default())
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Shape<Loose<T>> {
    type Value = Loose<T>;

    nothing!(Loose::Nothing);

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Loose::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Ok(Loose::List(first(list, ITEMS)?))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(Loose::Object(T::deserialize(MapAccessDeserializer::new(map))?))
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Shape<Few<T, MOST>> {
    type Value = Few<T, MOST>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Ok(Few(first(list, MOST)?))
    }
}

/// The first items of a list; the others are passed over.
fn first<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut list: A, most: usize) -> Result<Vec<T>, A::Error> {
    let mut found = Vec::new();
    while found.len() < most {
        let Some(item) = list.next_element()? else { return Ok(found) };
        found.push(item);
    }
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_taken_and_long_lists_are_cut() {
        for (said, text) in [
            ("\"a\"", "a"),
            ("[\"a\\n\",[\"b\",3],\"c\"]", "a\nbc"),
            ("{\"x\":[1]}", ""),
            ("-1.5", ""),
            ("null", ""),
        ] {
            assert_eq!(serde_json::from_str::<Text>(said).unwrap().as_str(), text, "{said}");
        }
        let many = format!("[{}1]", "0,".repeat(ITEMS));
        assert_eq!(serde_json::from_str::<Few<u8, 3>>(&many).unwrap().0, [0, 0, 0]);
        assert!(serde_json::from_str::<Few<u8, 3>>("3").is_err());
        let Loose::List(items) = serde_json::from_str::<Loose<IgnoredAny>>(&many).unwrap() else { panic!() };
        assert_eq!(items.len(), ITEMS);
    }
}
