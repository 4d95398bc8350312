// SPDX-License-Identifier: Apache-2.0
//! Lecture de la liste et tirage.

pub struct Classe {
    pub eleves: Vec<String>,
    pub separes: Vec<(String, String)>,
}

/// Une ligne par élève ; « A / B » demande de séparer A et B, qui doivent être dans la liste.
pub fn lire(texte: &str) -> Result<Classe, String> {
    let mut classe = Classe { eleves: Vec::new(), separes: Vec::new() };
    for ligne in texte.lines().map(str::trim).filter(|l| !l.is_empty()) {
        match ligne.split_once('/') {
            Some((a, b)) => classe.separes.push((a.trim().to_string(), b.trim().to_string())),
            None if classe.eleves.iter().any(|e| e == ligne) => {
                return Err(format!("« {ligne} » figure deux fois : ajoutez l’initiale du nom"))
            }
            None => classe.eleves.push(ligne.to_string()),
        }
    }
    for nom in classe.separes.iter().flat_map(|(a, b)| [a, b]) {
        if !classe.eleves.contains(nom) {
            return Err(format!("« {nom} » est à séparer mais n’est pas dans la liste"));
        }
    }
    Ok(classe)
}

/// Générateur xorshift64* : assez bon pour une classe, et le même partout.
struct Hasard(u64);

impl Hasard {
    fn jusqu_a(&mut self, borne: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % borne
    }
}

pub fn tirer(classe: &Classe, taille: usize, graine: u64) -> Result<Vec<Vec<String>>, String> {
    if taille == 0 || classe.eleves.is_empty() {
        return Err("il faut au moins un élève et une taille d’au moins 1".to_string());
    }
    let nombre = (classe.eleves.len() / taille).max(1);
    let mut hasard = Hasard(graine.wrapping_mul(2).wrapping_add(1));
    for _ in 0..1000 {
        let mut eleves = classe.eleves.clone();
        for rang in (1..eleves.len()).rev() {
            eleves.swap(rang, hasard.jusqu_a(rang + 1));
        }
        let mut groupes = vec![Vec::new(); nombre];
        for (rang, eleve) in eleves.into_iter().enumerate() {
            groupes[rang % nombre].push(eleve);
        }
        let ensemble = |(a, b): &(String, String)| groupes.iter().any(|g| g.contains(a) && g.contains(b));
        if !classe.separes.iter().any(ensemble) {
            return Ok(groupes);
        }
    }
    Err("mille tirages n’ont pas suffi à séparer tous les élèves demandés".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classe(nombre: usize) -> Classe {
        Classe { eleves: (1..=nombre).map(|n| format!("élève {n}")).collect(), separes: Vec::new() }
    }

    #[test]
    fn vingt_cinq_en_groupes_de_quatre() {
        let groupes = tirer(&classe(25), 4, 7).unwrap();
        let mut tailles: Vec<usize> = groupes.iter().map(Vec::len).collect();
        tailles.sort_unstable();
        assert_eq!(tailles, [4, 4, 4, 4, 4, 5]);
    }

    #[test]
    fn meme_graine_meme_tirage() {
        assert_eq!(tirer(&classe(24), 3, 12).unwrap(), tirer(&classe(24), 3, 12).unwrap());
    }

    #[test]
    fn les_separes_sont_separes() {
        let classe = lire("Ana\nNoé\nLina\nSacha\nAna / Noé\n").unwrap();
        for graine in 0..50 {
            let groupes = tirer(&classe, 2, graine).unwrap();
            assert!(!groupes.iter().any(|g| g.contains(&"Ana".to_string()) && g.contains(&"Noé".to_string())));
        }
    }

    #[test]
    fn un_nom_inconnu_est_signale() {
        assert!(lire("Ana\nAna / Zoé\n").is_err());
    }
}
