# SPDX-License-Identifier: EUPL-1.2
import unittest

from typofr import corriger, ecarts


class Regles(unittest.TestCase):
    def test_apostrophe(self):
        self.assertEqual(corriger("l'école d'aujourd'hui"), "l’école d’aujourd’hui")

    def test_espace_fine_devant_la_ponctuation_haute(self):
        self.assertEqual(corriger("Prêts ? Oui !"), "Prêts\u202f? Oui\u202f!")

    def test_guillemets_colles_ou_non(self):
        attendu = "«\u202foui\u202f»"
        self.assertEqual(corriger("«oui»"), attendu)
        self.assertEqual(corriger("« oui »"), attendu)

    def test_le_code_et_les_formules_restent_intacts(self):
        texte = "```python\nprint('a' if b else 'c') # quoi ?\n```\n`x ? y : z` et $f : x \\mapsto x$"
        self.assertEqual(corriger(texte), texte)

    def test_l_alignement_d_un_tableau_reste_intact(self):
        self.assertEqual(corriger("| :---: | ---: |"), "| :---: | ---: |")

    def test_une_comparaison_n_est_pas_une_balise(self):
        self.assertEqual(corriger("1 < 2 ; 3 > 2"), "1 < 2\u202f; 3 > 2")

    def test_la_ponctuation_apres_un_lien_ou_du_code(self):
        self.assertEqual(corriger("[lien](a) : `b` ?"), "[lien](a)\u202f: `b`\u202f?")

    def test_milliers_et_pour_cent(self):
        self.assertEqual(corriger("12 000 élèves, soit 25 %"), "12\u202f000 élèves, soit 25\u202f%")

    def test_corriger_deux_fois_ne_change_rien(self):
        une_fois = corriger("C'est « vrai » : 1 500 fois ?")
        self.assertEqual(corriger(une_fois), une_fois)

    def test_les_ecarts_sont_des_numeros_de_ligne(self):
        self.assertEqual(ecarts("bon\nl'autre\nbon"), [2])


if __name__ == "__main__":
    unittest.main()
