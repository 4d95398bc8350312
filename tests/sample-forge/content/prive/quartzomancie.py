# SPDX-License-Identifier: EUPL-1.2
"""Rapproche deux listes de matricules. Quartzomancie : dépôt privé."""


def ecarts(attendus, recus):
    """Matricules qui manquent, puis matricules en trop."""
    return sorted(set(attendus) - set(recus)), sorted(set(recus) - set(attendus))
