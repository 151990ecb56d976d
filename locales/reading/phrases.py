"""Finding the phrases of the lexicon among the words of a reply."""

from __future__ import annotations

from dataclasses import dataclass

from domain.folding import fold
from locales.reading.lexicon import PHRASES, Sense
from locales.reading.words import accents

Spelt = tuple[str, frozenset[str]]  # letters, and diacritics
_BEFORE_Y = "hklmst"
_STRICT = (Sense.DONE, Sense.SURELY_DONE, Sense.SUBMITTED, Sense.PLAIN, Sense.ACK)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a reply, short forms written out, or a stand-in such as <doc>.

    `at` is the place of the word that it comes from.
    """

    bare: str
    marks: frozenset[str]
    clause: int
    at: int
    value: int | None = None  # of a number

    @property
    def is_number(self) -> bool:
        return self.value is not None


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
    return [(_with_i(fold(word)), accents(word)) for word in text.split()]


def _with_i(bare: str) -> str:
    """lý is also written lí, quý quí, kỷ kỉ (domain.md 5.1)."""
    is_either = len(bare) == 2 and bare[1] == "y" and bare[0] in _BEFORE_Y
    return f"{bare[:-1]}i" if is_either or bare == "quy" else bare


def _longest_at(words: list[Spoken], place: int) -> tuple[Sense, int]:
    """Of two of one length the one that is written just so: dân, and not dần."""
    best: tuple[Sense, int] | None = None
    for phrase, sense in _INDEX.get(words[place].bare, ()):
        said = words[place : place + len(phrase)]
        if best and len(phrase) < best[1]:
            break
        if len(said) < len(phrase) or not _fits(said, phrase, sense):
            continue
        if [one.marks for one in said] == [marks for _, marks in phrase]:
            return sense, len(phrase)
        best = best or (sense, len(phrase))
    return best or (Sense.OTHER, 1)


def _fits(words: list[Spoken], phrase: list[Spelt], sense: Sense) -> bool:
    """All in one clause, letter by letter, no diacritic that does not belong.

    Some of its diacritics may be missing; in a phrase that speaks for "done" it is all
    of a word's or none: "sơ" is a word of its own, and not "sở".
    """
    if words[0].clause != words[-1].clause:
        return False
    return all(
        word.is_number
        if bare == "#"
        else word.bare == bare
        and (word.marks == marks or not word.marks or sense not in _STRICT)
        and word.marks <= marks
        for word, (bare, marks) in zip(words, phrase, strict=True)
    )


def _index() -> dict[str, list[tuple[list[Spelt], Sense]]]:
    """Phrases by their first word: the longest first."""
    index: dict[str, list[tuple[list[Spelt], Sense]]] = {}
    for sense, said in PHRASES.items():
        for phrase in said.split(","):
            spelt = spell(phrase)
            index.setdefault(spelt[0][0], []).append((spelt, sense))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_INDEX = _index()
