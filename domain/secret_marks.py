"""Where a text might bear a level mark: its lines, their words, "mật" among them.

Whether it is one is for `domain/secrecy.py` to say.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from domain.folding import nfc

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
    """Lines and cells. Signs that nobody sees could hide a mark: they are dropped."""
    seen = (sign for sign in nfc(text) if unicodedata.category(sign) not in UNSEEN)
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
    """Letters spaced out over a line ("M Ậ T") are read as the words they spell."""
    if not 3 <= len(words) <= 8 or any(len(word.text) > 1 for word in words):
        return words
    spelt = "".join(word.text for word in words)
    cuts = (spelt[:-3], spelt[-3:]) if len(spelt) > 3 else (spelt,)
    return [Word(part, "", "") for part in cuts]


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
