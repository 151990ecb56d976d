"""A text as the words that the readers walk over."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from domain.folding import fold

MAX_SIGNS = 2_000  # what is read of a text, in characters of the composed form
_MAX_RAW = 3 * MAX_SIGNS  # a Vietnamese letter takes up to three signs decomposed
_UNSEEN = ("Cf", "Mn")  # zero-width signs, and marks that belong to no letter
_LOOK_ALIKE = str.maketrans({"Ð": "Đ", "ð": "đ"})  # eth, as some old keyboards write


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters, a run of digits, or one other sign."""

    text: str  # as written, composed
    bare: str  # folded, for comparison
    marks: frozenset[str]  # its diacritics
    glued: bool  # nothing but the previous word lies before it
    line: bool  # the first of its line

    @property
    def number(self) -> int | None:
        """The number it writes, if it is of a size that dates and codes have."""
        return int(self.text) if self.is_number and len(self.text) < 10 else None

    @property
    def is_number(self) -> bool:
        return "0" <= self.text[:1] <= "9"

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalpha()

    @property
    def is_sign(self) -> bool:
        return not self.text.isalnum()


def tidy(text: str) -> str:
    """The composed form without invisible signs, cut to what is read."""
    composed = unicodedata.normalize("NFC", text[:_MAX_RAW]).translate(_LOOK_ALIKE)
    seen = (sign for sign in composed if unicodedata.category(sign) not in _UNSEEN)
    return "".join(seen)[:MAX_SIGNS]


def is_cut(text: str) -> bool:
    """Whether `tidy` leaves some of it unread."""
    return len(text) > _MAX_RAW or len(unicodedata.normalize("NFC", text)) > MAX_SIGNS


def split_words(text: str) -> list[Word]:
    """The words of a text, one pass, blanks left out."""
    clean = tidy(text)
    words: list[Word] = []
    start = 0
    for at in range(1, len(clean) + 1):
        if at < len(clean) and _kind(clean[at]) == _kind(clean[start]) != "sign":
            continue
        if not clean[start].isspace():
            words.append(_word(clean, start, at))
        start = at
    return words


def _word(clean: str, start: int, end: int) -> Word:
    text = clean[start:end]
    before = clean[start - 1] if start else "\n"
    gap = clean[max(0, start - 8) : start]  # a line's indent is looked at so far only
    line = start == 0 or "\n" in gap[len(gap.rstrip()) :]
    bare, marks = _seen(text)
    return Word(text, bare, marks, glued=not before.isspace(), line=line)


def _kind(sign: str) -> str:
    if "0" <= sign <= "9":
        return "digit"
    return "letter" if sign.isalpha() else "sign"


def written(words: list[Word]) -> str:
    """The words as a text again, blanks made one, signs at the ends left out."""
    pieces = (word.text if word.glued else f" {word.text}" for word in words)
    return "".join(pieces).strip(" ,;.:-–—()")


def says(words: list[Word], place: int, *spellings: str) -> bool:
    """Whether the word there is one of these; missing diacritics are forgiven."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    alike = _spelt(spellings).get(word.bare)  # every reader asks this at every word
    return alike is not None and any(word.marks <= marks for marks in alike)


def accents(text: str) -> frozenset[str]:
    """The diacritics of a word, whichever letter carries them: hoà equals hòa."""
    signs = unicodedata.normalize("NFD", text.lower())
    return frozenset(s for s in signs if s == "đ" or unicodedata.category(s) == "Mn")


@cache
def _spelt(spellings: tuple[str, ...]) -> dict[str, tuple[frozenset[str], ...]]:
    """Letters -> diacritics. Spellings are constants of the readers: folded once."""
    table: dict[str, tuple[frozenset[str], ...]] = {}
    for spelling in spellings:
        letters = fold(spelling)
        table[letters] = (*table.get(letters, ()), accents(spelling))
    return table


@lru_cache(maxsize=4_096)  # the language has fewer syllables in use
def _seen(text: str) -> tuple[str, frozenset[str]]:
    return fold(text), accents(text)
