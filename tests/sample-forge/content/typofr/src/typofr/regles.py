# SPDX-License-Identifier: EUPL-1.2
"""Les règles, et ce à quoi elles ne touchent pas (code, formules, adresses, en-tête YAML)."""

import re

FINE = "\u202f"  # espace fine insécable

# Ce qui n'est pas de la prose, dans l'ordre où on le reconnaît.
INTACT = re.compile(
    r"\A---\n.*?\n---\n"  # en-tête YAML
    r"|^(?P<cloture>```+|~~~+).*?^(?P=cloture)[ \t]*$"  # bloc de code
    r"|``.+?``|`[^`\n]+`"  # code dans le texte
    r"|\$\$.+?\$\$|\$[^$\n]+\$"  # formule
    r"|<!--.*?-->|</?[A-Za-z][^>\n]*>"  # commentaire, balise, adresse entre chevrons
    r"|\]\([^)\n]*\)"  # cible d'un lien
    r"|https?://[^\s)>»]+",
    re.DOTALL | re.MULTILINE,
)

REGLES = (
    # l'école -> l’école ; aujourd'hui -> aujourd’hui
    ("apostrophe", re.compile(r"(?<=\w)'(?=\w|«|\*)"), "’"),
    # oui ! -> espace fine insécable ; l'alignement « :---: » d'un tableau n'est pas concerné
    ("ponctuation", re.compile(r"(?<=\S)[ \u00a0](?=[;:!?](?:[\s)»*_\]]|$))", re.MULTILINE), FINE),
    ("guillemet ouvrant", re.compile(r"«[ \u00a0]?(?=[^\s\u202f])"), "«" + FINE),
    ("guillemet fermant", re.compile(r"(?<=[^\s\u202f])[ \u00a0]?»"), FINE + "»"),
    # 12 000 et 25 % se lisent d'un bloc
    ("milliers", re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), FINE),
    ("pour cent", re.compile(r"(?<=\d)[ \u00a0](?=[%€])"), FINE),
    ("points de suspension", re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
)


def corriger(texte):
    """Rend le texte corrigé. Corriger deux fois ne change rien de plus."""
    for _, motif, remplacement in REGLES:
        # Chaque règle déplace les suivantes : on retrouve à chaque fois ce qui doit rester intact.
        zones = [intact.span() for intact in INTACT.finditer(texte)]

        def remplacer(trouve):
            protege = any(debut <= trouve.start() < fin for debut, fin in zones)
            return trouve.group() if protege else remplacement

        texte = motif.sub(remplacer, texte)
    return texte


def ecarts(texte):
    """Rend les numéros (à partir de 1) des lignes que `corriger` changerait."""
    avant, apres = texte.split("\n"), corriger(texte).split("\n")
    return [n for n, (a, b) in enumerate(zip(avant, apres), 1) if a != b]
