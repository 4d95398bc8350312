# SPDX-License-Identifier: CC-BY-4.0
import unittest

from arbres import Noeud, hauteur, infixe, inserer, largeur, prefixe, rechercher, suffixe, taille


def exemple():
    arbre = None
    for valeur in (8, 3, 10, 1, 6, 14):
        arbre = inserer(arbre, valeur)
    return arbre


class Arbres(unittest.TestCase):
    def test_mesures(self):
        self.assertEqual((taille(None), hauteur(None)), (0, 0))
        self.assertEqual((taille(exemple()), hauteur(exemple())), (6, 3))

    def test_parcours(self):
        arbre = exemple()
        self.assertEqual(prefixe(arbre), [8, 3, 1, 6, 10, 14])
        self.assertEqual(infixe(arbre), [1, 3, 6, 8, 10, 14])
        self.assertEqual(suffixe(arbre), [1, 6, 3, 14, 10, 8])
        self.assertEqual(largeur(arbre), [8, 3, 10, 1, 6, 14])

    def test_recherche(self):
        self.assertTrue(rechercher(exemple(), 6))
        self.assertFalse(rechercher(exemple(), 7))

    def test_un_doublon_n_est_pas_insere(self):
        self.assertEqual(taille(inserer(exemple(), 8)), 6)

    def test_un_peigne_est_aussi_haut_que_grand(self):
        peigne = Noeud(1, None, Noeud(2, None, Noeud(3)))
        self.assertEqual(hauteur(peigne), taille(peigne))


if __name__ == "__main__":
    unittest.main()
