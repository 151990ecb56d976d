"""What a word of a reply stands for: short forms that depend on their neighbours."""

from __future__ import annotations

from locales.reading.short_forms import SHORT
from locales.reading.words import Word, says

_STATES = ("đã", "chưa", "đang", "không", "sắp", "gần", "mới", "vừa", "ko", "k", "ch")
_ALONE = ("ạ", "a", "rồi", "r", "nhé", "hết", "em", "e", "anh", "chị", "xong", "rùi")
_PERFECT = ("rồi", "r", "rùi", "òi")
_ON_A_SYSTEM = ("lên", "vào", "trên", "qua", "ở", "từ", "theo")
_DOCUMENTS = ("cv", "vb", "bc", "ttr", "số", "công", "văn", "báo", "tờ")
_AFTER_PLAN = ("số", "của", "này", "năm", "tháng", "triển", "kiểm")
_BEFORE_PLAN = ("theo", "hành", "các", "trong", "dựng")
_LONGEST_UNIT = 6


def meant(words: list[Word], place: int) -> str:
    """The word as it would be written out in full, in lower case."""
    word = words[place]
    low = word.text.lower()
    if low == "kh":
        return "kế hoạch" if _is_plan(words, place) else "không"
    if low == "ht":
        return "hoàn thành" if _is_finished(words, place) else low
    if low == "th":
        return "thực hiện" if says(words, place - 1, *_STATES) else low
    if low == "c" and says(words, place + 1, "xong", "ht", "hoàn", "làm", "có", "kịp"):
        return "chưa"
    if _is_department(word):
        return "sở"
    if low == "tối" or _comes_first(words, place):
        return "<later>"
    return SHORT.get(low, low)


def _comes_first(words: list[Word], place: int) -> bool:
    """ "Họp xong đã", "xong việc kia đã ạ": at the end it says "before all else"."""
    if not says(words, place, "đã") or place == 0 or _is_yes(words, place):
        return False
    end = place + 1 + says(words, place + 1, "ạ", "a", "nhé", "anh", "chị", "sếp")
    ends = end >= len(words) or words[end].is_sign or words[end].line
    return ends and not words[place - 1].is_sign


def _is_yes(words: list[Word], place: int) -> bool:
    """Without its đ it may be "dạ"."""
    return not words[place].marks and not says(words, place - 1, "xong", "thành")


def _is_plan(words: list[Word], place: int) -> bool:
    """In capitals, or where a document is spoken of."""
    if words[place].text == "KH" or says(words, place - 1, *_BEFORE_PLAN):
        return True
    numbered = place + 1 < len(words) and words[place + 1].is_number
    return numbered or says(words, place + 1, *_AFTER_PLAN)


def _is_department(word: Word) -> bool:
    """STC, SNV, SNNMT: a department by its initials, which have no vowel."""
    initials = word.text.isupper() and 3 <= len(word.text) <= _LONGEST_UNIT
    return initials and word.bare[0] == "s" and not set(word.bare) & set("aeiouy")


def _is_finished(words: list[Word], place: int) -> bool:
    """ "ht" is also hệ thống, hiện tại: it must follow đã, chưa …, or stand alone."""
    if says(words, place - 1, *_STATES):
        return True
    if says(words, place + 1, *_PERFECT):
        return not says(words, place - 1, *_ON_A_SYSTEM)
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.is_number:
        return True
    first = place == 0 or words[place - 1].is_sign or words[place].line
    reported = says(words, place + 1, "tại") and says(words, place + 2, *_DOCUMENTS)
    alone = after is None or after.is_sign or says(words, place + 1, *_ALONE)
    return first and (alone or reported)
