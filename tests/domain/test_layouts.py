"""Which header is asked about, which are offered, and what an answer leaves."""

from __future__ import annotations

from domain.layouts import MOST_OFFERED, LayoutAsked
from domain.register import Column

ASKED = LayoutAsked(
    7, "so.xlsx", ("Mã", "Ghi gì", "Cho ai", "Hạn"), (("Hạn", Column.DEADLINE),),
    (Column.NUMBER, Column.CONTENT, Column.LEAD_UNIT),
    likely=((Column.NUMBER, "Mã"), (Column.LEAD_UNIT, "Cho ai")),
)  # fmt: skip


def test_columns_are_asked_one_by_one_and_no_header_twice() -> None:
    seen = []
    left = ASKED
    for header in ("Mã", "Ghi gì", "Cho ai"):
        seen.append((left.asked, left.guess, left.offered))
        left = left.answered(header)
    assert seen == [
        (Column.NUMBER, "Mã", ("Mã", "Ghi gì", "Cho ai")),
        (Column.CONTENT, None, ("Ghi gì", "Cho ai")),
        (Column.LEAD_UNIT, "Cho ai", ("Cho ai",)),
    ]
    assert (left.asked, left.free) == (None, ())
    assert dict(left.said) == {
        "Mã": Column.NUMBER,
        "Ghi gì": Column.CONTENT,
        "Cho ai": Column.LEAD_UNIT,
    }


def test_the_likely_header_is_offered_first() -> None:
    swapped = ASKED.answered("Ghi gì").answered("Mã")
    assert (swapped.asked, swapped.offered) == (Column.LEAD_UNIT, ("Cho ai",))
    first = LayoutAsked(
        7, "so.xlsx", tuple(f"C{n}" for n in range(40)), (), (Column.NUMBER,),
        likely=((Column.NUMBER, "C39"),),
    )  # fmt: skip
    assert first.offered[:2] == ("C39", "C0")
    assert len(first.offered) == MOST_OFFERED


def test_a_guess_that_was_given_away_is_none() -> None:
    assert ASKED.answered("Cho ai").answered("Ghi gì").guess is None
