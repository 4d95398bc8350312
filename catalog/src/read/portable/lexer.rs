//! From bytes to values, at a place in a file or in a stream.
//!
//! Whatever the bytes are, reading goes forward and ends. Must not know what values mean.

use super::object::{Map, Object};

/// Deepest nesting of lists and dictionaries.
const DEPTH: u32 = 24;
/// Most items of one list or dictionary.
const ITEMS: usize = 50_000;

pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at.checked_add(ahead)?).copied()
    }

    /// White space and comments.
    pub(super) fn skip(&mut self) {
        while let Some(byte) = self.peek(0) {
            if byte == b'%' {
                while self.peek(0).is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next value; none at the end of the bytes, or where they close what was never opened.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.value(0)
    }

    fn value(&mut self, depth: u32) -> Option<Object> {
        if depth > DEPTH {
            return None;
        }
        self.skip();
        match self.peek(0)? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name()))
            }
            b'(' => Some(Object::Text(self.string())),
            b'<' if self.peek(1) == Some(b'<') => {
                self.at += 2;
                Some(Object::Map(self.map(depth)))
            }
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                Some(Object::List(self.list(depth)))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number()),
            b']' | b'>' | b')' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Word(Vec::new()))
            }
            _ => Some(Object::Word(self.word())),
        }
    }

    fn word(&mut self) -> Vec<u8> {
        let start = self.at;
        while self.peek(0).is_some_and(|byte| !is_space(byte) && !is_mark(byte)) {
            self.at += 1;
        }
        self.bytes[start..self.at].to_vec()
    }

    /// A name, whose `#20` are bytes.
    fn name(&mut self) -> String {
        let word = self.word();
        let mut name = Vec::with_capacity(word.len());
        let mut rest = word.as_slice();
        while let Some((&byte, tail)) = rest.split_first() {
            let pair = (byte == b'#').then(|| tail.get(..2)).flatten();
            let value = pair.and_then(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
            name.push(value.unwrap_or(byte));
            rest = if value.is_some() { &tail[2..] } else { tail };
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    /// A number, or a reference where two more words make it one: `12 0 R`.
    fn number(&mut self) -> Object {
        let start = self.at;
        self.at += 1;
        while self.peek(0).is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) {
            self.at += 1;
        }
        let written = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let number = written.parse::<f64>().ok().filter(|number| number.is_finite()).unwrap_or(0.0);
        if let Ok(object) = written.parse::<u32>()
            && self.is_reference()
        {
            return Object::Reference(object);
        }
        Object::Number(number)
    }

    /// Whether a generation and `R` follow, which are then read over.
    fn is_reference(&mut self) -> bool {
        let start = self.at;
        let spaces = |lexer: &mut Self| {
            let from = lexer.at;
            while lexer.at - from < 4 && lexer.peek(0).is_some_and(is_space) {
                lexer.at += 1;
            }
            lexer.at > from
        };
        let mut follows = spaces(self);
        let digits = self.at;
        while self.at - digits < 5 && self.peek(0).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        follows &= self.at > digits && spaces(self) && self.peek(0) == Some(b'R');
        follows &= self.peek(1).is_none_or(|byte| is_space(byte) || is_mark(byte));
        self.at = if follows { self.at + 1 } else { start };
        follows
    }

    fn list(&mut self, depth: u32) -> Vec<Object> {
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.peek(0) == Some(b']') {
                self.at += 1;
                return items;
            }
            match self.value(depth + 1) {
                Some(item) if items.len() < ITEMS => items.push(item),
                _ => return items,
            }
        }
    }

    fn map(&mut self, depth: u32) -> Map {
        let mut map = Map::default();
        loop {
            self.skip();
            if self.peek(0) == Some(b'>') {
                self.at += 1 + usize::from(self.peek(1) == Some(b'>'));
                return map;
            }
            let Some(key) = self.value(depth + 1) else { return map };
            // Something else than a name: a broken entry, read over.
            let Object::Name(key) = key else { continue };
            match self.value(depth + 1) {
                Some(value) if map.0.len() < ITEMS => map.0.push((key, value)),
                _ => return map,
            }
        }
    }

    fn string(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut bytes, mut depth) = (Vec::new(), 1_u32);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' => self.escaped(&mut bytes),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if byte != b'\\' {
                bytes.push(byte);
            }
        }
        bytes
    }

    fn escaped(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' | b'f' | b'\n' => {}
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                bytes.push(u8::try_from(code & 0xff).unwrap_or_default());
            }
            other => bytes.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut bytes, mut half) = (Vec::new(), None);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(byte) else { continue };
            match half.take() {
                None => half = Some(value),
                Some(high) => bytes.push(high << 4 | value),
            }
        }
        bytes.extend(half.map(|high| high << 4));
        bytes
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
