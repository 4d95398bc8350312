# SPDX-License-Identifier: EUPL-1.2
"""Relit et corrige la typographie française d'un texte Markdown."""

from .regles import corriger, ecarts

__all__ = ["corriger", "ecarts"]
__version__ = "1.2.0"
