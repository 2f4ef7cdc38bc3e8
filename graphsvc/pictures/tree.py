"""The layout `tree`: one line from its top, as wings, or as a comb where wings would be too large or too tall."""

from __future__ import annotations

from graphsvc.pictures.cards import Link, no_link
from graphsvc.pictures.comb import comb_laid
from graphsvc.pictures.depth import Laid
from graphsvc.pictures.sheet import Sheet
from graphsvc.pictures.wings import wings_laid
from graphsvc.pictures.words import words_of

UPRIGHT = 800
"""So tall wings may be even where they are narrow; taller ones have to be wider yet."""


def tree_laid(sheet: Sheet, lang: str = "zh", link: Link = no_link) -> Laid:
    """A sheet of one line."""
    words = words_of(lang)
    wings = wings_laid(sheet, words, lang, link)
    shapely = wings.tall <= max(wings.wide, UPRIGHT)
    return wings if wings.readable and shapely else comb_laid(sheet, words, lang, link)
