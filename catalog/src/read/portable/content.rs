//! What is drawn, as far as it is words: the operators that set a font, move and show text.
//!
//! Spaces and lines are seen by where the next word is drawn. Must not know pages.

use std::collections::HashMap;
use std::rc::Rc;

use super::document::Document;
use super::font::{Font, Shown};
use super::heading::{self, Piece};
use super::lexer::Lexer;
use super::matrix::Matrix;
use super::object::{Map, Object};

/// Most operators of one document.
const OPERATORS: u32 = 400_000;
/// Most operands of one operator.
const OPERANDS: usize = 600;
/// Deepest drawing within a drawing, and deepest stack of states.
const DEPTH: u32 = 4;
const STATES: usize = 64;
/// Gap, in sizes of the font, from which on a space was meant; and step from which on a paragraph was.
const SPACE: f64 = 0.17;
const PARAGRAPH: f64 = 1.75;
/// How far off a guessed width may be.
const DOUBT: f64 = 0.07;

/// Words read so far, and what it cost.
pub(super) struct Reader<'d, 'b> {
    document: &'d Document<'b>,
    fonts: HashMap<Vec<u8>, Rc<Font>>,
    pub(super) text: String,
    end: Option<End>,
    /// What the first page is made of.
    pub(super) pieces: Vec<Piece>,
    is_first: bool,
    operators: u32,
    most: usize,
}

/// Where the last word ended.
struct End {
    at: (f64, f64),
    /// How large it was, and how far off its end may be.
    size: f64,
    doubt: f64,
}

#[derive(Clone)]
struct State {
    font: Option<Rc<Font>>,
    size: f64,
    /// Between letters, between words, and how wide letters are drawn.
    letter: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    page: Matrix,
}

/// Where text is being drawn: at a place of a line.
struct Place {
    line: Matrix,
    now: Matrix,
    /// Width of guessed glyphs since the place was last set, and whether it was set since the last word.
    guessed: f64,
    is_set: bool,
}

impl Place {
    fn at(line: Matrix) -> Self {
        Self { line, now: line, guessed: 0.0, is_set: true }
    }
}

impl<'d, 'b> Reader<'d, 'b> {
    pub(super) fn new(document: &'d Document<'b>, most: usize) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            text: String::new(),
            end: None,
            pieces: Vec::new(),
            is_first: true,
            operators: 0,
            most,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= self.most || self.operators >= OPERATORS
    }

    /// Another page begins another paragraph.
    pub(super) fn turn(&mut self) {
        self.end = None;
        if !self.text.is_empty() {
            self.is_first = false;
            if !self.text.ends_with("\n\n") {
                self.text.push_str("\n\n");
            }
        }
    }

    /// Reads the operators of a page.
    pub(super) fn page(&mut self, bytes: &[u8], resources: &Map) {
        self.draw(bytes, resources, Matrix::IDENTITY, 0);
    }

    fn draw(&mut self, bytes: &[u8], resources: &Map, page: Matrix, depth: u32) {
        let first = State {
            font: None,
            size: 1.0,
            letter: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            page,
        };
        let (mut state, mut states) = (first, Vec::new());
        let mut place = Place::at(Matrix::IDENTITY);
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        while !self.is_full() {
            let word = match lexer.next() {
                None => return,
                Some(Object::Word(word)) => word,
                Some(value) => {
                    if operands.len() < OPERANDS {
                        operands.push(value);
                    }
                    continue;
                }
            };
            self.operators += 1;
            match word.as_slice() {
                b"q" if states.len() < STATES => states.push(state.clone()),
                b"Q" => state = states.pop().unwrap_or(state),
                b"Tf" => self.set_font(&mut state, &operands, resources),
                b"Do" => self.draw_other(&operands, resources, &state, depth),
                b"BI" => lexer.at = after_picture(bytes, lexer.at),
                word => self.operator(word, &operands, &mut state, &mut place),
            }
            operands.clear();
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], state: &mut State, place: &mut Place) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or_default();
        let matrix = || Matrix(std::array::from_fn(number));
        let line = |place: &mut Place, x: f64, y: f64| {
            *place = Place::at(Matrix::moved(x, y).then(place.line));
        };
        match word {
            b"cm" => state.page = matrix().then(state.page),
            b"BT" => *place = Place::at(Matrix::IDENTITY),
            b"Tm" => *place = Place::at(matrix()),
            b"Td" => line(place, number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                line(place, number(0), number(1));
            }
            b"T*" => line(place, 0.0, -state.leading),
            b"TL" => state.leading = number(0),
            b"Tc" => state.letter = number(0),
            b"Tw" => state.word = number(0),
            b"Tz" => state.stretch = number(0) / 100.0,
            b"Ts" => state.rise = number(0),
            b"Tj" => self.show(operands.first(), state, place),
            b"'" => {
                line(place, 0.0, -state.leading);
                self.show(operands.first(), state, place);
            }
            b"\"" => {
                (state.word, state.letter) = (number(0), number(1));
                line(place, 0.0, -state.leading);
                self.show(operands.get(2), state, place);
            }
            b"TJ" => self.show_all(operands.first(), state, place),
            _ => {}
        }
    }

    /// Strings with steps back between them.
    fn show_all(&mut self, items: Option<&Object>, state: &State, place: &mut Place) {
        for item in items.map(Object::items).unwrap_or_default() {
            match item.number() {
                Some(back) => {
                    let by = -back / 1000.0 * state.size * state.stretch;
                    place.now = Matrix::moved(by, 0.0).then(place.now);
                }
                None => self.show(Some(item), state, place),
            }
        }
    }

    fn set_font(&mut self, state: &mut State, operands: &[Object], resources: &Map) {
        let [Object::Name(name), Object::Number(size)] = operands else { return };
        state.size = *size;
        let fonts = self.document.map(resources, "Font");
        let Some(named) = fonts.as_ref().and_then(|fonts| fonts.get(name)) else { return };
        // A font is known by what refers to it.
        let key = match named {
            Object::Reference(number) => number.to_be_bytes().to_vec(),
            _ => [b"/", name.as_bytes()].concat(),
        };
        let font = match self.fonts.get(&key) {
            Some(font) => Rc::clone(font),
            None => {
                let Object::Map(map) = self.document.resolved(named) else { return };
                let font = Rc::new(Font::read(self.document, &map));
                self.fonts.insert(key, Rc::clone(&font));
                font
            }
        };
        state.font = Some(font);
    }

    fn draw_other(&mut self, operands: &[Object], resources: &Map, state: &State, depth: u32) {
        let Some(Object::Name(name)) = operands.first() else { return };
        let Some(others) = self.document.map(resources, "XObject").filter(|_| depth < DEPTH) else { return };
        let Some(reference) = others.get(name) else { return };
        // A picture is not unpacked to learn that it is one.
        if !matches!(self.document.resolved(reference), Object::Map(map) if map.is("Subtype", "Form")) {
            return;
        }
        let Some((map, bytes)) = self.document.stream(reference) else { return };
        let own = self.document.map(&map, "Resources");
        let matrix = self.document.get(&map, "Matrix").filter(|matrix| matrix.items().len() == 6);
        let matrix = matrix.map_or(Matrix::IDENTITY, |matrix| {
            Matrix(std::array::from_fn(|at| matrix.items()[at].number().unwrap_or_default()))
        });
        self.draw(&bytes, own.as_ref().unwrap_or(resources), matrix.then(state.page), depth + 1);
    }

    fn show(&mut self, string: Option<&Object>, state: &State, place: &mut Place) {
        let (Some(Object::Text(bytes)), Some(font)) = (string, &state.font) else { return };
        if self.is_full() {
            return;
        }
        let Shown { text, width, codes, spaces, guessed } = font.show(bytes);
        // Long strings cost as much as many short ones.
        self.operators = self.operators.saturating_add(codes / 8);
        let drawn = Matrix::moved(0.0, state.rise).then(place.now).then(state.page);
        let (along, across) = drawn.scale();
        let by =
            (width / 1000.0 * state.size + f64::from(codes) * state.letter + f64::from(spaces) * state.word)
                * state.stretch;
        place.now = Matrix::moved(by, 0.0).then(place.now);
        place.guessed += guessed / 1000.0 * state.size * state.stretch;
        if text.is_empty() {
            return;
        }
        let size = (state.size * across).abs();
        self.part(drawn, size, std::mem::take(&mut place.is_set));
        let start = self.text.len();
        if start < self.most {
            self.text.push_str(&text);
        }
        if self.is_first && self.pieces.len() < heading::PIECES {
            self.pieces.push((size, start..self.text.len()));
        }
        let end = Matrix::moved(by, 0.0).then(drawn);
        let doubt = (place.guessed * along * DOUBT).abs();
        self.end = (along > 0.0 && size > 0.0).then_some(End { at: (end.0[4], end.0[5]), size, doubt });
    }

    /// What stands between the last word and one that is drawn here.
    fn part(&mut self, drawn: Matrix, size: f64, is_set: bool) {
        let Some(end) = &self.end else { return };
        // A step between two words of one line is exact, whatever their widths.
        let doubt = if is_set { end.doubt } else { 0.0 };
        let (along, across) = drawn.distance(end.at);
        let (least, most) = (size.min(end.size), size.max(end.size));
        // What is raised or lowered a little, right behind, is of the same line: the "e" of "5e".
        let is_line = across.abs() > most * 0.7 || across.abs() > least * 0.3 && along < -most * 2.0;
        let between = if is_line {
            if across.abs() > most * PARAGRAPH { "\n\n" } else { "\n" }
        } else if along > most * SPACE + doubt || along < -most * 2.0 - doubt {
            " "
        } else {
            ""
        };
        let parted = self.text.ends_with([' ', '\n', '\u{a0}']);
        if between.starts_with('\n') || !parted {
            self.text.push_str(between);
        }
    }
}

/// Where a picture that is written among the operators ends.
fn after_picture(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    memchr::memmem::find(rest, b"EI").map_or(bytes.len(), |end| at + end + 2)
}
