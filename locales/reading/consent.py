"""Whether a typed word says that the bot understood rightly."""

from __future__ import annotations

from locales.reading.phrases import spell
from locales.reading.words import split_words

_YES = """
    đúng, đúng rồi, đúng vậy, đúng thế, ok, oke, okie, ừ, uh, vâng, dạ, phải, chuẩn,
    chính xác, xác nhận, dạ đúng, dạ vâng, vâng đúng, dạ đúng rồi, vâng đúng rồi, 👍, 👌
    """
_ENDINGS = "ạ a nhé nha em e anh chị sếp bác"
_LONGEST = 5  # words


def is_yes(text: str) -> bool:
    """ "Đúng rồi ạ", "dung roi anh"; but "đừng", "dừng" are none, though they fold so.

    A word has all of its diacritics or none.
    """
    words = split_words(text[:100])
    said = [(word.bare, word.marks) for word in words if word.text not in ".,!"]
    while len(said) > 1 and any(_is(said[-1], ending) for ending in _SPELT_ENDINGS):
        said.pop()
    return len(said) <= _LONGEST and any(
        len(said) == len(yes) and all(map(_is, said, yes)) for yes in _SPELT
    )


_Spelt = tuple[str, frozenset[str]]


def _is(said: _Spelt, meant: _Spelt) -> bool:
    return said[0] == meant[0] and (not said[1] or said[1] == meant[1])


_SPELT = [spell(one) for one in _YES.split(",")]
_SPELT_ENDINGS = spell(_ENDINGS)
