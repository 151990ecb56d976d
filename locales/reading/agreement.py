"""Whether an answer agrees to what was asked for, and why not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locales.reading.words import Word, says, split_words, written

_OPENING = re.compile(r"^\s*(?:với\s+)?(?:lý do|lí do|ly do|vì|do)\b\s*:?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`agrees` is None of words that say neither."""

    agrees: bool | None
    reason: str = ""


def read_agreement(text: str) -> Agreement:
    """*đồng ý*, *không đồng ý, lý do …*; the negation is looked for first."""
    words = split_words(text)
    no = _after_no(words)
    if no is not None:
        return Agreement(False, _OPENING.sub("", written(words[no:])))
    return Agreement(True) if _is_yes(words) else Agreement(None)


def _after_no(words: list[Word]) -> int | None:
    if not says(words, 0, "không", "chưa", "ko", "k"):
        return None
    for first, second in (("đồng", "ý"), ("chấp", "nhận"), ("nhất", "trí")):
        if says(words, 1, first) and says(words, 2, second):
            return 3
    return None


def _is_yes(words: list[Word]) -> bool:
    """Nothing but agreement: a condition in the same sentence is none."""
    spoken = [word for word in words if not word.is_sign]
    pairs = (("đồng", "ý"), ("chấp", "nhận"), ("nhất", "trí"))
    opens = any(says(spoken, 0, a) and says(spoken, 1, b) for a, b in pairs)
    return opens and all(
        says(spoken, place, "ạ", "nhé", "gia", "hạn") for place in range(2, len(spoken))
    )
