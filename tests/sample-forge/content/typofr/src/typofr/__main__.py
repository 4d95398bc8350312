# SPDX-License-Identifier: EUPL-1.2
"""Ligne de commande : `python -m typofr verifier|corriger FICHIER…`."""

import argparse
import sys
from pathlib import Path

from . import corriger, ecarts


def main():
    analyseur = argparse.ArgumentParser(prog="typofr", description="Typographie française des textes Markdown.")
    analyseur.add_argument("action", choices=("verifier", "corriger"))
    analyseur.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER")
    choix = analyseur.parse_args()
    a_reprendre = 0
    for fichier in choix.fichiers:
        try:
            texte = fichier.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as erreur:
            print(f"{fichier} : illisible ({erreur})", file=sys.stderr)
            a_reprendre += 1
            continue
        if choix.action == "corriger":
            fichier.write_text(corriger(texte), encoding="utf-8")
            continue
        for ligne in ecarts(texte):
            print(f"{fichier}:{ligne}")
            a_reprendre += 1
    return 1 if a_reprendre else 0


if __name__ == "__main__":
    sys.exit(main())
