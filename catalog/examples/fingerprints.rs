//! Makes `catalog/data/licences/fingerprints.bin` from the texts that `texts.csv` names.
//!
//! `cargo run -p glane-catalog --example fingerprints -- FOLDER`, where FOLDER holds the files of the
//! first column, each with the digest of the last. The texts themselves are never part of the project.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use glane_catalog::licence::text::{Fingerprint, table};
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder that holds the texts")?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/licences");
    let mut prints = Vec::new();
    for row in csv::Reader::from_path(data.join("texts.csv"))?.into_records() {
        let row = row?;
        let (file, expected) = (&row[0], &row[5]);
        let bytes =
            std::fs::read(Path::new(&folder).join(file)).map_err(|error| format!("{file}: {error}"))?;
        let digest = Sha256::digest(&bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        if digest != expected {
            return Err(format!("{file}: its digest is {digest}, texts.csv says {expected}").into());
        }
        prints
            .push(Fingerprint::of(std::str::from_utf8(&bytes).map_err(|error| format!("{file}: {error}"))?));
    }
    std::fs::write(data.join("fingerprints.bin"), table(&prints))?;
    Ok(())
}
