//! The French CSV as `LibreOffice` opens it on a French machine.
//!
//! Skipped where `soffice` is not installed, unless `GLANE_REQUIRE_LIBREOFFICE=1`.

use std::path::Path;
use std::process::Command;

use crate::config::Environment;

/// Semicolon, double quote, UTF-8, from line 1, French (1036); the last says whether texts that look
/// like dates or numbers of another form are converted, which a reader may have switched on.
const AS_A_FRENCH_READER: [&str; 2] = ["CSV:59,34,76,1,,1036,false,false", "CSV:59,34,76,1,,1036,false,true"];

#[test]
fn libreoffice_reads_numbers_dates_and_accents() {
    if !Command::new("soffice").arg("--version").output().is_ok_and(|done| done.status.success()) {
        let required = Environment::process().get("GLANE_REQUIRE_LIBREOFFICE") == Some("1");
        assert!(!required, "LibreOffice is required and absent");
        println!("LibreOffice absent, skipped");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    super::export(&super::edition(), folder.path()).unwrap();
    for reader in AS_A_FRENCH_READER {
        let sheet = opened(folder.path(), reader);
        // 66,67 and 83,33 became numbers, the day a date.
        for typed in [
            "office:value-type=\"float\" office:value=\"66.67\"",
            "office:value-type=\"float\" office:value=\"83.33\"",
            "office:value-type=\"date\" office:date-value=\"2026-11-22\"",
        ] {
            assert!(sheet.contains(typed), "{reader}: {typed}");
        }
        // The version is no date, and the mark of the encoding no part of the first name.
        for text in
            ["v1.0.1", "date", "Répartition des licences", "Ensemble", "âge des données (h)", "autre famille"]
        {
            assert!(sheet.contains(&format!("<text:p>{text}</text:p>")), "{reader}: {text}");
        }
        assert!(!sheet.contains("table:formula"), "{reader}");
    }
}

/// The sheet as a flat `fods` document, which says the type of every cell.
fn opened(folder: &Path, reader: &str) -> String {
    let out = folder.join("opened");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("timeout")
        .args(["120", "soffice", &profile, "--headless", &format!("--infilter={reader}")])
        .args(["--convert-to", "fods", "--outdir"])
        .arg(&out)
        .arg(folder.join("indicateurs.fr.csv"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read_to_string(out.join("indicateurs.fr.fods")).unwrap()
}
