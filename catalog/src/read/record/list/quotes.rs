//! Quotes of a table that swallow the rows behind them: one that is never closed, or closed in another row.
//!
//! A reader of tables takes all of it for one field and says nothing. Must not know columns.

/// The line of the quote that opens a field and finds no end; none where every field ends.
///
/// A quoted field over several lines that goes on behind its closing quote was closed by the quote of
/// another field. Within one line it is only badly written, and nothing is lost.
pub(super) fn unclosed(text: &str, delimiter: u8) -> Option<u32> {
    let (mut line, mut opened) = (1, None);
    let mut is_begin = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += u32::from(byte == b'\n');
        let Some(begun) = opened else {
            opened = (is_begin && byte == b'"').then_some(line);
            is_begin = byte == delimiter || matches!(byte, b'\n' | b'\r');
            continue;
        };
        if byte != b'"' || bytes.next_if_eq(&b'"').is_some() {
            continue;
        }
        while bytes.next_if(|byte| *byte == b' ').is_some() {}
        let ends = bytes.peek().is_none_or(|next| *next == delimiter || matches!(next, b'\n' | b'\r'));
        if !ends && begun < line {
            return Some(begun);
        }
        (opened, is_begin) = (None, false);
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn only_a_quote_that_swallows_rows_breaks_a_table() {
        for (text, line) in [
            ("a;b\n\"x\";y\n\"x\"\"y\";\"\"\n\"over\ntwo\" ;z", None),
            ("a;b\nécran 24\";y\n", None),
            ("a;b\n\"x\" y;z\n", None),
            ("a;b\nx;\"y\nz;w\n", Some(2)),
            ("a;b\nx;y\n\"z;w\nv;u\n\"t\";s\n", Some(3)),
            ("\"", Some(1)),
            ("", None),
        ] {
            assert_eq!(unclosed(text, b';'), line, "{text}");
        }
    }
}
