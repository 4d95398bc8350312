//! Expected values after RFC 4180 and the habits of French spreadsheets.

use super::*;

fn sample() -> Table {
    let mut table = Table::new(&[
        ("nom", Type::Text),
        ("nombre", Type::Integer),
        ("part", Type::Decimal),
        ("jour", Type::Date),
    ]);
    table.push(vec![
        Some(Cell::Text("a;b, \"c\"".into())),
        Some(Cell::Integer(-3)),
        Some(Cell::Decimal(22.5, 1)),
        Some(Cell::Text("2026-11-22".into())),
    ]);
    table.push(vec![Some(Cell::Text("=1+1".into())), None, Some(Cell::Decimal(f64::NAN, 1))]);
    table
}

#[test]
fn the_rfc_form_keeps_values_and_a_third_party_reads_them_back() {
    let text = rfc4180(&sample());
    assert_eq!(text, "nom,nombre,part,jour\r\n\"a;b, \"\"c\"\"\",-3,22.5,2026-11-22\r\n=1+1,,,\r\n");
    let rows: Vec<_> =
        ::csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect();
    assert_eq!(&rows[0][0], "a;b, \"c\"");
}

#[test]
fn the_french_form_has_mark_semicolon_comma_and_guarded_text() {
    let text = french(&sample());
    assert_eq!(text, "\u{feff}nom;nombre;part;jour\r\n\"a;b, \"\"c\"\"\";-3;22,5;2026-11-22\r\n'=1+1;;;\r\n");
}

#[test]
fn numbers_are_never_quoted() {
    let mut table = Table::new(&[("part", Type::Decimal), ("nombre", Type::Integer)]);
    table.push(vec![Some(Cell::Decimal(66.67, 2)), Some(Cell::Integer(2))]);
    assert_eq!(french(&table), "\u{feff}part;nombre\r\n66,67;2\r\n");
}

#[test]
fn hostile_text_never_starts_a_formula_and_numbers_stay() {
    let hidden = "=1 +1 -1 @A1 ＝1 ＋1 ＠1".split(' ').map(str::to_owned);
    let spaced =
        ["\t=1", "\r=1", "\n=1", "\0=1", " =1", "\u{feff}=1", "=\u{200b}1"].into_iter().map(str::to_owned);
    for value in hidden.chain(spaced).chain(corpus()) {
        let mut table = Table::new(&[("t", Type::Text)]);
        table.push(vec![Some(Cell::Text(value.clone()))]);
        let text = french(&table);
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let read = reader.records().next().unwrap().unwrap()[0].to_owned();
        assert!(
            !read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
            "{value:?} -> {read:?}"
        );
        assert!(
            read.trim_start_matches('\'').ends_with(value.trim_start_matches(['\'', '\0'])),
            "{value:?} -> {read:?}"
        );
    }
}

fn corpus() -> Vec<String> {
    let Some(root) = crate::corpus::root() else { return Vec::new() };
    let text = std::fs::read_to_string(root.join("hostile/generated/csv-cells.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn rows_are_as_wide_as_the_header() {
    let mut table = Table::new(&[("a", Type::Integer)]);
    table.push(vec![Some(Cell::Integer(1)), Some(Cell::Integer(2))]);
    table.push(vec![]);
    assert_eq!(rfc4180(&table), "a\r\n1\r\n\r\n");
    assert_eq!(decimal(-0.001, 2), "0.00");
}
