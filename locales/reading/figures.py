"""Task codes, percentages and shares in a reply."""

from __future__ import annotations

from dataclasses import dataclass

from locales.reading.words import Word, says

_DASHES = ("-", "–")
_FULL = 100
_DIGITS = tuple(
    tuple(said.split())
    for said in ("một", "hai", "ba", "bốn tư", "năm", "sáu", "bảy bẩy", "tám", "chín")
)
_UNITS = (("mốt", "một"), *_DIGITS[1:4], ("lăm", "nhăm", "năm"), *_DIGITS[5:])
_OPENINGS = frozenset(
    (
        *("#", "nv", "mot", "hai", "ba", "bon", "tu", "nam", "sau", "bay", "tam"),
        *("chin", "muoi", "chuc"),
    )
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure up to word `end`, and what stands for it among the words."""

    end: int
    stand_in: str
    value: int = 0


def figure_at(words: list[Word], place: int) -> Figure | None:
    """A code, a percentage or a share, if one begins here."""
    word = words[place]
    if not word.is_number and word.bare not in _OPENINGS:
        return None
    return code_at(words, place) or percent_at(words, place) or ratio_at(words, place)


def code_at(words: list[Word], place: int) -> Figure | None:
    """NV-12, nv12, NV 12, #12: the name of a task."""
    if words[place].text == "#":
        return _code(words, place + 1)
    if not says(words, place, "nv"):
        return None
    joined = place + 1 < len(words) and words[place + 1].text in (*_DASHES, "_", "#")
    return _code(words, place + 1 + joined)


def _code(words: list[Word], place: int) -> Figure | None:
    number = words[place].number if place < len(words) else None
    measured = place + 1 < len(words) and words[place + 1].text in ("%", "/")
    return Figure(place + 1, "<code>", number) if number and not measured else None


def percent_at(words: list[Word], place: int) -> Figure | None:
    """60%, 62,5 %, 50 phần trăm, sáu mươi phần trăm; of "70-80%" the lower one."""
    number = words[place].number
    if number is None or _tens_at(words, place):
        return _spelt_percent_at(words, place)
    end = _after_decimals(words, place + 1)
    if end + 1 < len(words) and words[end].text in _DASHES and words[end + 1].is_number:
        closed = _after_sign(words, _after_decimals(words, end + 2))
    else:
        closed = _after_sign(words, end)
    if closed is None:
        return None
    if number > _FULL or (number == _FULL and end > place + 1):
        return Figure(closed, "<nonsense>")
    return Figure(closed, "<100%>" if number == _FULL else "<percent>", number)


def _spelt_percent_at(words: list[Word], place: int) -> Figure | None:
    """Sáu mươi lăm phần trăm, 6 chục %, mười phần trăm, một trăm phần trăm."""
    tens = _tens_at(words, place)
    if says(words, place, "một") and says(words, place + 1, "trăm"):
        value, end = _FULL, place + 2
    elif tens is not None:
        value, end = tens
        unit = _digit(words, end, _UNITS)
        value, end = (value, end) if unit is None else (value + unit, end + 1)
    else:
        return None
    closed = _after_sign(words, end)
    if closed is None:
        return None
    return Figure(closed, "<100%>" if value == _FULL else "<percent>", value)


def _tens_at(words: list[Word], place: int) -> tuple[int, int] | None:
    """Sáu mươi, 6 chục, mười; and where the words go on."""
    if says(words, place, "mười", "chục"):
        return 10, place + 1
    digit = words[place].number or _digit(words, place, _DIGITS)
    if digit and digit < 10 and says(words, place + 1, "mươi", "chục"):
        return 10 * digit, place + 2
    return None


def _digit(
    words: list[Word], place: int, spellings: tuple[tuple[str, ...], ...]
) -> int | None:
    found = (n for n, said in enumerate(spellings, 1) if says(words, place, *said))
    return next(found, None)


def _after_decimals(words: list[Word], place: int) -> int:
    """Past ",5" behind a number."""
    two = words[place : place + 2]
    if len(two) == 2 and two[0].text in (",", ".") and two[1].is_number:
        return place + 2 if two[0].glued and two[1].glued else place
    return place


def _after_sign(words: list[Word], place: int) -> int | None:
    if place < len(words) and words[place].text == "%":
        return place + 1
    if says(words, place, "phần") and says(words, place + 1, "trăm"):
        return place + 2
    return place + 1 if says(words, place, "pt") else None


def ratio_at(words: list[Word], place: int) -> Figure | None:
    """12/15 (xã): a part of the whole; a date has been taken before this is asked."""
    three = words[place : place + 3]
    if len(three) < 3 or three[1].text != "/":
        return None
    if not (three[0].is_number and three[2].is_number):
        return None
    return Figure(place + 3, "<part>")
