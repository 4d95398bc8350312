//! The fingerprints that are committed are those of the texts that the table names.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::licence::text::{Fingerprint, table};
use crate::vocabulary::table::rows;

#[test]
fn the_fingerprints_can_be_made_again() {
    let Some(root) = crate::corpus::root() else { return };
    let mut prints = Vec::new();
    for row in rows(include_str!("../../../data/licences/texts.csv")) {
        let bytes = std::fs::read(root.join("licences/templates").join(&row[0])).unwrap();
        let digest = Sha256::digest(&bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        assert_eq!(digest, &row[5], "{}", &row[0]);
        assert!(row[3].starts_with("https://"), "{}", &row[0]);
        prints.push(Fingerprint::of(std::str::from_utf8(&bytes).unwrap()));
    }
    let committed = include_bytes!("../../../data/licences/fingerprints.bin");
    assert!(table(&prints) == committed, "run cargo run -p glane-catalog --example fingerprints");
}

#[test]
fn every_identifier_of_the_table_is_known() {
    for row in rows(include_str!("../../../data/licences/texts.csv")) {
        assert!(spdx::license_id(&row[1]).is_some() || &row[1] == "LicenseRef-etalab-1.0", "{}", &row[1]);
    }
}
