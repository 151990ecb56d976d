"""What `/dondoc` names: a state, a unit, and the urger's own words after ":"."""

from __future__ import annotations

from dataclasses import dataclass

from domain.folding import fold
from domain.urging import Which

# As they are typed, with or without diacritics; the longest beginning counts.
STATES = {
    "qua han": Which.OVERDUE,
    "quahan": Which.OVERDUE,
    "den han": Which.DUE,
    "denhan": Which.DUE,
    "sap den han": Which.DUE_SOON,
    "sapdenhan": Which.DUE_SOON,
    "sap han": Which.DUE_SOON,
    "tra lai": Which.RETURNED,
    "tralai": Which.RETURNED,
    "bi tra lai": Which.RETURNED,
    "chua dat": Which.RETURNED,
    "chua thuc hien": Which.NOT_STARTED,
    "chuathuchien": Which.NOT_STARTED,
    "dang thuc hien": Which.IN_PROGRESS,
    "dangthuchien": Which.IN_PROGRESS,
}
LONGEST = max(len(state.split()) for state in STATES)


@dataclass(frozen=True)
class UrgingWords:
    """`which` None: no state was named. `unit`: what is left, a unit's name if any."""

    which: Which | None
    unit: str
    note: str


def read_urging(text: str) -> UrgingWords:
    """ "quá hạn Sở Nội vụ: báo cáo trước 16h" in its three parts."""
    named, _, note = text.partition(":")
    words = named.split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        which = STATES.get(fold(" ".join(words[:length])))
        if which is not None:
            return UrgingWords(which, " ".join(words[length:]), note.strip())
    return UrgingWords(None, " ".join(words), note.strip())
