"""What is to be seen of a unit beside who answers: a sign and a word, and less where there is little room."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.pictures.compare import SIGNS, Difference, note_of


@dataclass(frozen=True, slots=True)
class Note:
    """A sign with its words, and the `short` form, which the legend explains."""

    text: str
    short: str


def of_difference(one: Difference, words: dict[str, str]) -> Note:
    """What became of it since the day compared with."""
    return Note(note_of(one, words), SIGNS[one.code])


def of_span(households: int, words: dict[str, str]) -> Note:
    """It has too many households."""
    return Note(f"▲ {words['over'].format(households)}", f"▲{households}")


def of_board(words: dict[str, str]) -> Note:
    """Its board no longer tells the truth."""
    return Note(f"▣ {words['stale']}", "▣")
