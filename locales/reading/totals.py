"""A unit's totals as they are typed: "đã giao 45, hoàn thành 40, trễ hạn 2".

With or without diacritics, the number before or behind its name, "40/45" for a part of
a whole, "không có quá hạn" for none. What cannot be read is given back word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.folding import fold, nfc
from domain.own_figures import Figure, Population
from domain.periods import Period
from locales.reading.periods import take_period

NAMES: Mapping[Figure, str] = {
    Figure.TOTAL: "duoc giao|da giao|giao|tong|tong so|tong cong|tong so giao|nhan"
    "|tiep nhan|total|given|assigned",
    Figure.DONE: "hoan thanh|xong|da xong|da hoan thanh|da thuc hien|thuc hien xong"
    "|done|completed|finished",
    Figure.EARLY: "truoc han|hoan thanh truoc han|xong truoc han|truoc thoi han|early"
    "|done early",
    Figure.ON_TIME: "dung han|hoan thanh dung han|xong dung han|dung va truoc han"
    "|dung han va truoc han|hoan thanh dung va truoc han|dung thoi han"
    "|hoan thanh dung thoi han|on time|done on time",
    Figure.LATE: "tre han|tre|hoan thanh tre han|hoan thanh tre|xong tre|xong tre han"
    "|cham|cham han|hoan thanh cham|hoan thanh qua han|muon|late|done late",
    Figure.OPEN: "chua hoan thanh|chua xong|dang thuc hien|con lai|con|ton|ton dong"
    "|open|not done",
    Figure.NOT_STARTED: "chua thuc hien|chua lam|not started",
    Figure.TO_CONFIRM: "cho xac nhan|to confirm",
    Figure.RETURNED: "tra lai|bi tra lai|khong dat|khong dat yeu cau|returned",
    Figure.IN_TERM: "trong han|con han|con trong han|con thoi han|chua den han"
    "|dang thuc hien trong han|chua hoan thanh con thoi han|chua hoan thanh trong han"
    "|in term",
    Figure.OVERDUE: "qua han|da qua han|dang qua han|dang thuc hien qua han"
    "|chua hoan thanh qua han|chua hoan thanh qua thoi han|chua xong qua han|overdue",
    Figure.NO_DEADLINE: "khong thoi han|khong quy dinh thoi han|khong co thoi han"
    "|khong han|no deadline|without a deadline",
}
FIGURES = {name: figure for figure, names in NAMES.items() for name in names.split("|")}
# A total of what falls due, not of what was given: it says which tasks are meant.
DUE = {"den han", "phai hoan thanh", "co han trong ky", "den han trong ky", "due"}
NONE = ("khong co", "chua co", "khong", "no")  # before a name, for nought
SMALL = {
    *("nhiem", "vu", "nv", "viec", "dau", "la", "co", "gom", "so", "duoc", "thi"),
    *("trong", "do", "va", "bao", "cao", "tasks", "task", "of", "which", "and", "ky"),
}
# A part ends where one figure does; a comma inside a number is no end.
_ENDS = re.compile(r"[;\n]|,(?!\d)|\.(?!\d)")
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?![\d.])|\d{1,9}(?![\d.,]*\d)"
_SHARE = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_BEHIND = re.compile(rf"([^\d]*?)\s*({_NUMBER})")
_BEFORE = re.compile(rf"({_NUMBER})\s*([^\d]*)")
MOST_SIGNS = 1_000


@dataclass(frozen=True)
class Totals:
    """What was understood, and what was not. `unit` is a name as it was typed."""

    figures: Mapping[Figure, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    population: Population = Population.GIVEN
    period: Period | None = None
    unit: str = ""


def read_totals(text: str, *, today: date) -> Totals:
    """`[kỳ] [đơn vị:] đã giao 45, hoàn thành 40 …`."""
    head, body = _head_of(nfc(text)[:MOST_SIGNS])
    words = head.split()
    taken = take_period(words, today=today)
    period, rest = taken or (None, words)
    if not body:
        body, rest = " ".join(rest), []
    figures: dict[Figure, int] = {}
    unread: list[str] = []
    population = Population.GIVEN
    for part in filter(None, (one.strip(" :-–") for one in _ENDS.split(body))):
        found = _figures_in(part)
        if found is None:
            unread.append(part)
            continue
        for name, number in found:
            if name in DUE:
                population = Population.DUE
            figures[Figure.TOTAL if name in DUE else FIGURES[name]] = number
    return Totals(figures, tuple(unread), population, period, " ".join(rest))


def _head_of(text: str) -> tuple[str, str]:
    """What stands before the first ":" if that is no figure's name, and the rest."""
    head, colon, body = text.partition(":")
    ends = _ENDS.search(head)
    return (head, body) if colon and not ends and _name(head) is None else (text, "")


def _figures_in(part: str) -> list[tuple[str, int]] | None:
    """The figures of one part of the sentence; None if any of it cannot be read.

    A percentage is no number of tasks, and 12/11 is no part of a whole.
    """
    if "%" in part:
        return None
    share = _SHARE.search(part)
    if share is not None:
        name = _name(part[: share.start()] + " " + part[share.end() :])
        some, whole = _value(share[1]), _value(share[2])
        return [(name, some), ("tong", whole)] if name and some <= whole else None
    if not re.search(r"\d", part):
        name = _none_of(part)
        return [(name, 0)] if name else None
    return _whole(_behind(part)) or _whole(_before(part))


def _whole(
    pairs: Iterator[tuple[str | None, int]],
) -> list[tuple[str, int]] | None:
    found = list(pairs)
    named = [(name, number) for name, number in found if name is not None]
    return named if found and len(named) == len(found) else None


def _behind(part: str) -> Iterator[tuple[str | None, int]]:
    """ "đã giao 45 nhiệm vụ hoàn thành 40": each number behind its name."""
    end = 0
    for pair in _BEHIND.finditer(part):
        yield _name(pair[1]), _value(pair[2])
        end = pair.end()
    if _bare(part[end:]):
        yield None, 0


def _before(part: str) -> Iterator[tuple[str | None, int]]:
    """ "45 nhiệm vụ, 40 đã hoàn thành": each number before its name."""
    first = re.search(r"\d", part)
    if first is None or _bare(part[: first.start()]):
        yield None, 0
    for pair in _BEFORE.finditer(part):
        yield _name(pair[2], empty="tong"), _value(pair[1])


def _none_of(part: str) -> str | None:
    """ "không có nhiệm vụ quá hạn": the figure of which there is none."""
    said = fold(part)
    for none in NONE:
        if said.startswith(f"{none} ") and said not in FIGURES:
            return _name(said.removeprefix(none))
    return None


def _name(words: str, empty: str | None = None) -> str | None:
    """The known name that these words are, with small words around it or without."""
    said = " ".join(re.sub(r"[^\w\s]", " ", fold(words)).split())
    bare = _bare(words)
    for name in (said, bare, bare.removeprefix("da ")):
        if name in FIGURES or name in DUE:
            return name
    # A number that only tasks follow: "45 nhiệm vụ".
    return empty if said and not bare else None


def _bare(words: str) -> str:
    """Without the small words that say nothing of which figure is meant."""
    said = re.sub(r"[^\w\s]", " ", fold(words)).split()
    return " ".join(word for word in said if word not in SMALL)


def _value(number: str) -> int:
    return int(number.replace(".", ""))
