"""Which words of a search name a unit, and in what order hits are shown."""

from __future__ import annotations

from datetime import date

import pytest

from domain.searching import Hit, Search, Wanted, in_order, name_units
from domain.tasks import Progress

UNITS = {"so noi vu": {1}, "snv": {1}, "so y te": {2}, "phong noi vu": {3, 4}}


@pytest.mark.parametrize(
    ("words", "rest", "units"),
    [
        ("so noi vu cai cach", "cai cach", {1}),
        ("cai cach snv", "cai cach", {1}),
        ("bao cao so y te quy iv", "bao cao quy iv", {2}),
        ("phong noi vu", "", {3, 4}),
        ("noi vu", "noi vu", set()),  # not a whole name: looked for as words
    ],
)
def test_a_units_name_is_taken_out(words: str, rest: str, units: set[int]) -> None:
    said = Search(tuple(words.split()), wanted=Wanted.OVERDUE)
    named = name_units(said, UNITS)
    assert named == Search(tuple(rest.split()), frozenset(units), Wanted.OVERDUE)


@pytest.mark.parametrize(
    ("search", "empty"),
    [
        (Search(), True),
        (Search(("a",)), True),
        (Search(("ab",)), False),
        (Search(units=frozenset({1})), False),
        (Search(wanted=Wanted.OPEN), False),
    ],
)
def test_a_search_asks_for_something(search: Search, empty: bool) -> None:
    assert search.is_empty is empty


def test_open_tasks_come_first_the_most_urgent_before() -> None:
    hits = [
        Hit(1, date(2026, 11, 1), Progress.DONE),
        Hit(2, None, Progress.NOT_STARTED),
        Hit(3, date(2026, 12, 1), Progress.REPORTED),
        Hit(4, date(2026, 11, 20), Progress.IN_PROGRESS),
        Hit(5, date(2026, 11, 1), Progress.DONE),
    ]
    assert in_order(hits) == [4, 3, 2, 5, 1]
