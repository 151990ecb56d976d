"""What is typed after `/tim`: a state at either end, and a page, set apart first."""

from __future__ import annotations

import re

from domain.folding import fold
from domain.searching import Search, Wanted

# As they are typed, folded; English ones for who has chosen that language.
STATES = {
    "chua xong": Wanted.OPEN,
    "chua hoan thanh": Wanted.OPEN,
    "con mo": Wanted.OPEN,
    "open": Wanted.OPEN,
    "qua han": Wanted.OVERDUE,
    "overdue": Wanted.OVERDUE,
    "den han hom nay": Wanted.DUE_TODAY,
    "den han": Wanted.DUE_TODAY,
    "due today": Wanted.DUE_TODAY,
    "sap den han": Wanted.DUE_SOON,
    "sap han": Wanted.DUE_SOON,
    "due soon": Wanted.DUE_SOON,
    "khong thoi han": Wanted.UNDATED,
    "khong co han": Wanted.UNDATED,
    "chua co han": Wanted.UNDATED,
    "no deadline": Wanted.UNDATED,
    "chua thuc hien": Wanted.NOT_STARTED,
    "chua bat dau": Wanted.NOT_STARTED,
    "not started": Wanted.NOT_STARTED,
    "dang thuc hien": Wanted.IN_PROGRESS,
    "in progress": Wanted.IN_PROGRESS,
    "cho xac nhan": Wanted.REPORTED,
    "to confirm": Wanted.REPORTED,
    "bi tra lai": Wanted.RETURNED,
    "returned": Wanted.RETURNED,
    "da hoan thanh": Wanted.DONE,
    "da xong": Wanted.DONE,
    "done": Wanted.DONE,
    "tre han": Wanted.LATE,
    "hoan thanh muon": Wanted.LATE,
    "done late": Wanted.LATE,
    "da huy": Wanted.CANCELLED,
    "cancelled": Wanted.CANCELLED,
}
LONGEST = max(len(state.split()) for state in STATES)
PAGE = re.compile(r"\s*\b(?:trang|page) ([1-9]\d{0,2})$")
LONGEST_SEARCH = 200  # letters; nobody remembers more of a title


def read_search(text: str) -> tuple[Search, int]:
    """ "thủ tục đất đai quá hạn trang 2", and the page asked for.

    A unit's name is still among the words.
    """
    folded = fold(text[:LONGEST_SEARCH])
    found = PAGE.search(folded)
    page = int(found[1]) if found else 1
    plain = folded[: found.start()] if found else folded
    # A sign at a word's edge is the sentence's, one inside it the number's.
    bare = (word.strip(",;:.?!\"'“”()[]") for word in plain.split())
    words = tuple(word for word in bare if word)
    for length in range(min(LONGEST, len(words)), 0, -1):
        for begin in (0, len(words) - length):
            wanted = STATES.get(" ".join(words[begin : begin + length]))
            if wanted is not None:
                rest = (*words[:begin], *words[begin + length :])
                return Search(rest, wanted=wanted), page
    return Search(words), page
