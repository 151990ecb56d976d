"""Where a text might bear a level mark: its lines, their words, "mật" among them.

Whether it is one is for `domain/secrecy.py` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# What a mark may be spelt by, spaced out or written in one.
SPELT = re.compile(r"(tối|tuyệt)?(mật)", re.IGNORECASE)
GLUED = re.compile(r"(tối|tuyệt|toi|tuyet)(mật|mat)", re.IGNORECASE)
SPACED = re.compile(r"(toi|tuyet)?(mat)", re.IGNORECASE)
UNSEEN = ("Cf", "Mn")  # marks that NFC could not join to a letter are none of ours


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or digits; `before` and `after` are the signs around it."""

    text: str
    before: str
    after: str

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def caps(self) -> bool:
        return self.text.isupper()


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible level mark: words `first` to `last` of a line, as they are written."""

    first: int
    last: int
    accented: bool
    double: bool  # tối mật, tuyệt mật


def lines_of(text: str) -> list[str]:
    """Lines and cells, in plain letters, whatever their width or style.

    Signs that nobody sees could hide a mark: they are dropped.
    """
    seen = (
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) not in UNSEEN
    )
    return "".join(seen).replace("|", "\n").replace("\t", "\n").splitlines()


def words_of(line: str) -> list[Word]:
    words: list[Word] = []
    signs, start = "", None
    for at, sign in enumerate(line + " "):
        if sign.isalnum():
            start = at if start is None else start
            continue
        if start is not None:
            words.append(Word(line[start:at], signs, ""))
            signs, start = "", None
        signs += sign
    return _joined([_with_after(words, i, signs) for i in range(len(words))])


def _with_after(words: list[Word], at: int, tail: str) -> Word:
    after = words[at + 1].before if at + 1 < len(words) else tail
    return Word(words[at].text, words[at].before, after)


def _joined(words: list[Word]) -> list[Word]:
    """Letters spaced out ("M Ậ T") are read as the words they spell, "TUYỆTMẬT" as two.

    Where a line is nothing but letters, whatever signs are between them.
    """
    if 3 <= len(words) <= 8 and all(len(word.text) == 1 for word in words):
        return _spelt(words)
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        is_letter = len(word.text) == 1 and word.text.isalpha()
        if run and not (is_letter and not word.before.strip(" ._-\xa0")):
            found += _spelt(run)
            run = []
        if is_letter:
            run.append(word)
        else:
            found += _parted(word)
    return [*found, *_spelt(run)]


def _spelt(run: Sequence[Word]) -> list[Word]:
    """The words that single letters spell, if a mark is among them."""
    text = "".join(word.text for word in run)
    mark = SPELT.search(text) or SPACED.fullmatch(text)
    if mark is None:
        return list(run)
    first, last = mark.span(2)
    cuts = sorted({0, mark.start(), first, last, len(text)})
    return [
        Word(text[start:end], run[start].before, run[end - 1].after)
        for start, end in pairwise(cuts)
    ]


def _parted(word: Word) -> list[Word]:
    glued = GLUED.fullmatch(word.text)
    if glued is None:
        return [word]
    return [Word(glued[1], word.before, ""), Word(glued[2], "", word.after)]


def marks_of(words: list[Word]) -> list[Mark]:
    """Where "mật" or unaccented "mat" stands, with "tối" or "tuyệt" before it."""
    found = []
    for at, word in enumerate(words):
        if word.low not in ("mật", "mat"):
            continue
        first = words[at - 1].low if at else ""
        double = first in ("tối", "toi", "tuyệt", "tuyet") and _near(words[at])
        accented = word.low == "mật" or (double and first in ("tối", "tuyệt"))
        found.append(Mark(at - double, at, accented, double))
    return found


def _near(word: Word) -> bool:
    """Only blanks or the joints of a file name lie before it."""
    return not word.before.strip(" _-\xa0")
