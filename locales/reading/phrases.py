"""Finding the phrases of the lexicon among the words of a reply."""

from __future__ import annotations

from dataclasses import dataclass

from domain.folding import fold
from locales.reading.lexicon import PHRASES, Sense
from locales.reading.words import accents

Spelt = tuple[str, frozenset[str]]  # letters, and diacritics


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a reply, short forms written out, or a stand-in such as <doc>."""

    bare: str
    marks: frozenset[str]
    clause: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was found: its sense, its clause, and the words it covers."""

    sense: Sense
    clause: int
    begin: int
    end: int


def find_phrases(words: list[Spoken]) -> list[Phrase]:
    """The longest phrases, left to right; a word in none is OTHER."""
    phrases: list[Phrase] = []
    place = 0
    while place < len(words):
        sense, length = _longest_at(words, place)
        phrases.append(Phrase(sense, words[place].clause, place, place + length))
        place += length
    return phrases


def spell(text: str) -> list[Spelt]:
    return [(fold(word), accents(word)) for word in text.split()]


def _longest_at(words: list[Spoken], place: int) -> tuple[Sense, int]:
    for phrase, sense in _INDEX.get(words[place].bare, ()):
        end = place + len(phrase)
        if end <= len(words) and _fits(words[place:end], phrase):
            return sense, len(phrase)
    return Sense.OTHER, 1


def _fits(words: list[Spoken], phrase: list[Spelt]) -> bool:
    """All in one clause, letter by letter, no diacritic that does not belong."""
    if words[0].clause != words[-1].clause:
        return False
    return all(
        word.is_number if bare == "#" else word.bare == bare and word.marks <= marks
        for word, (bare, marks) in zip(words, phrase, strict=True)
    )


def _index() -> dict[str, list[tuple[list[Spelt], Sense]]]:
    """Phrases by their first word, the longest first."""
    index: dict[str, list[tuple[list[Spelt], Sense]]] = {}
    for sense, said in PHRASES.items():
        for phrase in said.split(","):
            spelt = spell(phrase)
            index.setdefault(spelt[0][0], []).append((spelt, sense))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_INDEX = _index()
