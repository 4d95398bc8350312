#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2022-2026 Région académique des Trois-Rivières
# Archive un dossier et ne garde que les N archives les plus récentes.
set -eu

if [ "$#" -ne 3 ]; then
    echo "usage : sauvegarde.sh DOSSIER DESTINATION NOMBRE" >&2
    exit 2
fi
dossier=${1%/} destination=${2%/} nombre=$3

case $nombre in
    '' | *[!0-9]* | 0) echo "sauvegarde : « $nombre » n’est pas un nombre d’archives" >&2; exit 2 ;;
esac
[ -d "$dossier" ] || { echo "sauvegarde : $dossier n’est pas un dossier" >&2; exit 1; }
[ -d "$destination" ] || { echo "sauvegarde : $destination est absent (disque débranché ?)" >&2; exit 1; }

nom=$(basename "$dossier")
archive="$nom-$(date +%Y-%m-%d).tar.gz"
cd "$destination"
# Un nom provisoire : une archive interrompue ne passe jamais pour une bonne.
trap 'rm -f "$archive.partiel"' EXIT
tar -czf "$archive.partiel" -C "$(dirname "$dossier")" "$nom"
mv "$archive.partiel" "$archive"
sha256sum "$archive" > "$archive.sha256"

# Les dates AAAA-MM-JJ se trient comme des mots ; les plus anciennes sont en tête.
set -- "$nom"-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].tar.gz
while [ "$#" -gt "$nombre" ]; do
    rm -f "$1" "$1.sha256"
    shift
done
echo "$destination/$archive"
