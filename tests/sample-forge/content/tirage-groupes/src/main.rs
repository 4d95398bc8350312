// SPDX-License-Identifier: Apache-2.0
//! Tire des groupes au sort ; voir README.md.

use std::io::Read;
use std::process::ExitCode;

mod tirage;

fn option(arguments: &[String], nom: &str, defaut: u64) -> Result<u64, String> {
    match arguments.iter().position(|a| a == nom) {
        None => Ok(defaut),
        Some(rang) => arguments
            .get(rang + 1)
            .and_then(|v| v.parse().ok())
            .ok_or_else(|| format!("{nom} attend un nombre entier")),
    }
}

fn lancer() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let taille = option(&arguments, "--taille", 3)? as usize;
    let graine = option(&arguments, "--graine", 1)?;
    let mut texte = String::new();
    std::io::stdin().read_to_string(&mut texte).map_err(|e| format!("liste illisible : {e}"))?;
    let classe = tirage::lire(&texte)?;
    let groupes = tirage::tirer(&classe, taille, graine)?;
    for (rang, groupe) in groupes.iter().enumerate() {
        println!("Groupe {} : {}", rang + 1, groupe.join(", "));
    }
    Ok(())
}

fn main() -> ExitCode {
    match lancer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("tirage-groupes : {message}");
            ExitCode::from(2)
        }
    }
}
