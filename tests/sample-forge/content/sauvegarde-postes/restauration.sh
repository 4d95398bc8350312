#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2022-2026 Région académique des Trois-Rivières
# Vérifie l’empreinte d’une archive, puis la déballe dans un dossier.
set -eu

if [ "$#" -ne 2 ]; then
    echo "usage : restauration.sh ARCHIVE DOSSIER" >&2
    exit 2
fi
archive=$1 dossier=$2
[ -f "$archive.sha256" ] || { echo "restauration : l’empreinte $archive.sha256 manque" >&2; exit 1; }
(cd "$(dirname "$archive")" && sha256sum --quiet -c "$(basename "$archive").sha256") || {
    echo "restauration : $archive est abîmée, rien n’a été déballé" >&2
    exit 1
}
mkdir -p "$dossier"
tar -xzf "$archive" -C "$dossier"
