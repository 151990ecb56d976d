"""Who does the work of a unit that is no more."""

from __future__ import annotations

from datetime import date

import pytest

from domain.succession import (
    Circle,
    Ending,
    Flaw,
    Life,
    ended_by,
    flaw_of,
    has_ended,
    heirs,
)

MARCH, JULY = date(2025, 2, 28), date(2025, 6, 30)  # last days of those that ended
BEFORE, BETWEEN, AFTER = date(2025, 2, 1), date(2025, 5, 1), date(2026, 1, 1)

# A became B on 1 March, B became C on 1 July; D was divided; F's work ended with it.
OFFICE = {
    "A": Ending(MARCH, ("B",)),
    "B": Ending(JULY, ("C",)),
    "D": Ending(MARCH, ("B", "E")),
    "E": Ending(JULY, ("C",)),
    "F": Ending(MARCH),
}


@pytest.mark.parametrize(
    ("unit", "on", "who"),
    [
        ("A", BEFORE, ("A",)),
        ("A", MARCH, ("A",)),  # its last day is its own
        ("A", date(2025, 3, 1), ("B",)),
        ("A", BETWEEN, ("B",)),
        ("A", JULY, ("B",)),
        ("A", AFTER, ("C",)),  # along the chain
        ("C", AFTER, ("C",)),
        ("D", BEFORE, ("D",)),
        ("D", BETWEEN, ("B", "E")),  # divided: a person says which
        ("D", AFTER, ("C",)),  # and come together again
        ("F", BEFORE, ("F",)),
        ("F", AFTER, ()),  # nobody
        ("new", BEFORE, ("new",)),
    ],
)
def test_who_does_the_work_on_a_day(unit: str, on: date, who: tuple[str, ...]) -> None:
    found = heirs(unit, on, OFFICE)
    assert found.units == who
    assert found.one == (who[0] if len(who) == 1 else None)
    assert found.is_divided == (len(who) > 1)


def test_a_circle_leads_nowhere() -> None:
    round_and_round = {"A": Ending(MARCH, ("B",)), "B": Ending(MARCH, ("A",))}
    with pytest.raises(Circle):
        heirs("A", AFTER, round_and_round)


def test_those_that_ended_first_come_first() -> None:
    assert ended_by(BEFORE, OFFICE) == []
    assert ended_by(BETWEEN, OFFICE) == ["A", "D", "F"]
    assert ended_by(AFTER, OFFICE) == ["A", "D", "F", "B", "E"]
    assert has_ended("B", AFTER, OFFICE)
    assert not has_ended("B", JULY, OFFICE)
    assert not has_ended("C", AFTER, OFFICE)


@pytest.mark.parametrize(
    ("lives", "flaw"),
    [
        ({"A": Life()}, None),
        ({"A": Life(last=MARCH)}, None),  # nobody takes over: it is said, not refused
        ({"A": Life(last=MARCH, successors=("B",)), "B": Life()}, None),
        ({"A": Life(last=MARCH, successors=("B", "C"))}, None),
        ({"A": Life(last=MARCH, successors=("B",)), "B": Life(first=MARCH)}, None),
        ({"A": Life(successors=("B",)), "B": Life()}, Flaw.NO_LAST_DAY),
        ({"A": Life(first=JULY, last=MARCH)}, Flaw.BEFORE_ITS_START),
        ({"A": Life(last=MARCH, successors=("A",))}, Flaw.IN_A_CIRCLE),
        (
            {
                "A": Life(last=MARCH, successors=("B",)),
                "B": Life(last=JULY, successors=("C",)),
                "C": Life(last=AFTER, successors=("A",)),
            },
            Flaw.IN_A_CIRCLE,
        ),
        (
            {"A": Life(last=MARCH, successors=("B",)), "B": Life(first=JULY)},
            Flaw.NOT_THERE,  # it begins too late
        ),
        (
            {"A": Life(last=MARCH, successors=("B",)), "B": Life(last=MARCH)},
            Flaw.NOT_THERE,  # it ended with it, and nobody came after
        ),
        (
            {
                "A": Life(last=MARCH, successors=("B",)),
                "B": Life(last=MARCH, successors=("C",)),
                "C": Life(),
            },
            None,  # through to whoever is there
        ),
    ],
)
def test_what_cannot_be_so(lives: dict[str, Life[str]], flaw: Flaw | None) -> None:
    assert flaw_of("A", lives) is flaw
