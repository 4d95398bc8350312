//! The CSV files that this crate carries, as rows.
//!
//! Built into the binary, so a bad row is a fault of ours that the tests catch.

/// The rows after the header, each with the same number of fields as the header.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
}
