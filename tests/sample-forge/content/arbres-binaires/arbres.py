# SPDX-License-Identifier: CC-BY-4.0
"""Arbres binaires : solutions du carnet. L'arbre vide est représenté par None."""

from collections import deque


class Noeud:
    """Un nœud : une valeur, un sous-arbre gauche, un sous-arbre droit."""

    def __init__(self, valeur, gauche=None, droit=None):
        self.valeur = valeur
        self.gauche = gauche
        self.droit = droit


def taille(arbre):
    """Nombre de nœuds."""
    return 0 if arbre is None else 1 + taille(arbre.gauche) + taille(arbre.droit)


def hauteur(arbre):
    """Nombre de nœuds du plus long chemin depuis la racine ; 0 pour l'arbre vide."""
    return 0 if arbre is None else 1 + max(hauteur(arbre.gauche), hauteur(arbre.droit))


def prefixe(arbre):
    """Racine, puis gauche, puis droite."""
    return [] if arbre is None else [arbre.valeur] + prefixe(arbre.gauche) + prefixe(arbre.droit)


def infixe(arbre):
    """Gauche, puis racine, puis droite : l'ordre croissant d'un arbre de recherche."""
    return [] if arbre is None else infixe(arbre.gauche) + [arbre.valeur] + infixe(arbre.droit)


def suffixe(arbre):
    """Gauche, puis droite, puis racine."""
    return [] if arbre is None else suffixe(arbre.gauche) + suffixe(arbre.droit) + [arbre.valeur]


def largeur(arbre):
    """Niveau par niveau, de gauche à droite, avec une file."""
    resultat, file = [], deque([arbre])
    while file:
        noeud = file.popleft()
        if noeud is not None:
            resultat.append(noeud.valeur)
            file.extend((noeud.gauche, noeud.droit))
    return resultat


def rechercher(arbre, valeur):
    """Vrai si la valeur est dans l'arbre binaire de recherche."""
    while arbre is not None and arbre.valeur != valeur:
        arbre = arbre.gauche if valeur < arbre.valeur else arbre.droit
    return arbre is not None


def inserer(arbre, valeur):
    """Rend l'arbre de recherche augmenté de la valeur ; une valeur déjà là n'est pas ajoutée."""
    if arbre is None:
        return Noeud(valeur)
    if valeur < arbre.valeur:
        arbre.gauche = inserer(arbre.gauche, valeur)
    elif valeur > arbre.valeur:
        arbre.droit = inserer(arbre.droit, valeur)
    return arbre
