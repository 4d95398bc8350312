//! The words between the tags of a sheet, a text or a slide.
//!
//! No XML reader: tags open and close what they say, entities of a document are never followed.

/// What comes next in a document.
enum Piece<'a> {
    Tag(&'a [u8]),
    Words(&'a [u8]),
}

/// The words; cells end with `;`, rows and paragraphs with a line break. Numbers of shared strings are
/// looked up. At most so many bytes and one string more; whether that was all.
pub(super) fn words(markup: &[u8], shared: &[Vec<u8>], most: usize) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let (mut in_cell, mut by_number) = (false, false);
    for piece in pieces(markup) {
        if out.len() > most {
            return (out, false);
        }
        match piece {
            Piece::Words(words) if by_number => {
                let number =
                    std::str::from_utf8(words).ok().and_then(|text| text.trim().parse::<usize>().ok());
                out.extend(number.and_then(|number| shared.get(number)).into_iter().flatten());
            }
            Piece::Words(words) => plain(words, &mut out),
            Piece::Tag(tag) => {
                let closes = tag.first() == Some(&b'/');
                let empty = tag.last() == Some(&b'/');
                match name(tag) {
                    b"table:table-cell" | b"table:covered-table-cell" | b"c" | b"w:tc" => {
                        in_cell = !closes && !empty;
                        by_number = in_cell && memchr::memmem::find(tag, b"t=\"s\"").is_some();
                        if closes || empty {
                            out.push(b';');
                        }
                    }
                    b"table:table-row" | b"row" | b"w:tr" if closes => end_row(&mut out),
                    b"text:p" | b"text:h" | b"w:p" | b"a:p" if closes && !in_cell => out.push(b'\n'),
                    b"text:tab" | b"text:s" | b"text:line-break" | b"w:tab" | b"w:br" => out.push(b' '),
                    _ => {}
                }
            }
        }
    }
    (out, true)
}

/// The strings of a workbook, in their order.
pub(super) fn strings(markup: &[u8]) -> Vec<Vec<u8>> {
    let mut strings = Vec::new();
    let mut current = Vec::new();
    for piece in pieces(markup) {
        match piece {
            Piece::Words(words) => plain(words, &mut current),
            Piece::Tag(b"/si" | b"si/") => strings.push(std::mem::take(&mut current)),
            Piece::Tag(b"si") => current.clear(),
            Piece::Tag(_) => {}
        }
    }
    strings
}

/// The last cell of a row has nothing after it.
fn end_row(out: &mut Vec<u8>) {
    if out.last() == Some(&b';') {
        out.pop();
    }
    out.push(b'\n');
}

fn pieces(markup: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = markup;
    std::iter::from_fn(move || {
        let first = *rest.first()?;
        let (piece, taken) = if first == b'<' {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            (Piece::Tag(&rest[1..end]), (end + 1).min(rest.len()))
        } else {
            let end = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            (Piece::Words(&rest[..end]), end)
        };
        rest = &rest[taken..];
        Some(piece)
    })
}

/// The name of a tag, without its stroke and its attributes.
fn name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    &tag[..end.unwrap_or(tag.len())]
}

/// Words with the five entities of XML and those of numbers put in.
fn plain(words: &[u8], out: &mut Vec<u8>) {
    let mut rest = words;
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = memchr::memchr(b';', &rest[..rest.len().min(10)]) else {
            out.push(b'&');
            continue;
        };
        let letter = match &rest[..end] {
            b"amp" => Some('&'),
            b"lt" => Some('<'),
            b"gt" => Some('>'),
            b"quot" => Some('"'),
            b"apos" => Some('\''),
            other => numbered(other),
        };
        out.extend(letter.unwrap_or(' ').encode_utf8(&mut [0; 4]).bytes());
        rest = &rest[end + 1..];
    }
    out.extend(rest);
}

/// The letter of `#233` or `#xe9`.
fn numbered(entity: &[u8]) -> Option<char> {
    let text = std::str::from_utf8(entity).ok()?.strip_prefix('#')?;
    let number = match text.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => text.parse(),
    };
    char::from_u32(number.ok()?)
}
