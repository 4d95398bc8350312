//! Licences as the interministerial list of free software of 2022 writes them, in 240 rows.
//!
//! The table of what each means was written by hand, from reading them.

use std::collections::HashMap;

use crate::licence::{Understood, Why, understand};

const MEANINGS: &str = include_str!("sill_2022.csv");

fn meanings() -> HashMap<String, (String, String)> {
    let rows = csv::Reader::from_reader(MEANINGS.as_bytes()).into_records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), (row[1].to_owned(), row[2].to_owned()))).collect()
}

#[test]
fn each_way_of_writing_is_understood_or_said_to_be_undeterminable() {
    for (written, (expression, why)) in meanings() {
        match understand(&written) {
            Understood::As(found) => assert_eq!(found.expression, expression, "{written}"),
            Understood::Undetermined { why: found, .. } => {
                let expected = match why.as_str() {
                    "relation" => Why::RelationUnsaid,
                    "none" => Why::NothingSaid,
                    "unknown" => Why::NameUnknown,
                    _ => panic!("{written}: expected {expression}, found {found:?}"),
                };
                assert_eq!(found, expected, "{written}");
            }
        }
    }
}

#[test]
fn the_whole_list_is_in_the_table() {
    let Some(root) = crate::corpus::root() else { return };
    let text = std::fs::read_to_string(root.join("catalogues/sill-2022/sill.json")).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let meanings = meanings();
    let written = |row: &serde_json::Value| row["l"].as_str().unwrap_or_default().to_owned();
    let missing: Vec<String> = rows.iter().map(written).filter(|text| !meanings.contains_key(text)).collect();
    assert_eq!(missing, Vec::<String>::new());
    let determined = rows.iter().filter(|row| !meanings[&written(row)].0.is_empty()).count();
    println!("SILL 2022: {determined} of {} with an expression, the others with the reason", rows.len());
}
