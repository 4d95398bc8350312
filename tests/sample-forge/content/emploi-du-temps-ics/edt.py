# SPDX-License-Identifier: AGPL-3.0-or-later
"""Un emploi du temps CSV (date;debut;fin;cours) devient un agenda iCalendar (RFC 5545)."""

import csv
import hashlib
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

COLONNES = ("date", "debut", "fin", "cours")
PARIS = ZoneInfo("Europe/Paris")


def plier(ligne):
    """Coupe une ligne à 75 octets, sans couper un caractère (RFC 5545, 3.1)."""
    morceaux, courant, octets = [], "", 0
    for signe in ligne:
        poids = len(signe.encode())
        if octets + poids > 75:
            morceaux.append(courant)
            courant, octets = " ", 1
        courant, octets = courant + signe, octets + poids
    return "\r\n".join([*morceaux, courant])


def proteger(texte):
    """Protège les signes réservés d'une valeur de texte (RFC 5545, 3.3.11)."""
    for signe in "\\;,":
        texte = texte.replace(signe, "\\" + signe)
    return texte.replace("\n", "\\n")


def instant(jour, heure):
    """L'heure de Paris, écrite en temps universel."""
    local = datetime.strptime(f"{jour} {heure}", "%Y-%m-%d %H:%M").replace(tzinfo=PARIS)
    return local.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def agenda(lignes, maintenant):
    """Rend le texte de l'agenda ; `maintenant` date sa fabrication."""
    sortie = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communs-numeriques//edt//FR"]
    for cours in csv.DictReader(lignes, delimiter=";"):
        empreinte = hashlib.sha256(repr([cours[colonne] for colonne in COLONNES]).encode()).hexdigest()[:20]
        sortie += [
            "BEGIN:VEVENT",
            f"UID:{empreinte}@edt.example.org",
            f"DTSTAMP:{maintenant}",
            f"DTSTART:{instant(cours['date'], cours['debut'])}",
            f"DTEND:{instant(cours['date'], cours['fin'])}",
            f"SUMMARY:{proteger(cours['cours'])}",
            "END:VEVENT",
        ]
    sortie.append("END:VCALENDAR")
    return "".join(plier(ligne) + "\r\n" for ligne in sortie)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage : edt.py EMPLOI_DU_TEMPS.csv")
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as fichier:
        sys.stdout.write(agenda(fichier, datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")))
