"""Whether there is room on the disk: by what is free, and by what was refused."""

from __future__ import annotations

import pytest

from domain.disk import (
    MEGABYTE,
    Ample,
    DiskFacts,
    Limits,
    Short,
    Shortage,
    Tight,
    Verdict,
    judge,
)


@pytest.mark.parametrize(
    ("free", "has_ballast", "refused", "verdict"),
    [
        (50_000, True, False, Ample(make_ballast=False)),
        (50_000, False, False, Ample(make_ballast=True)),
        (264, False, False, Ample(make_ballast=True)),
        (263, False, False, Tight()),  # with it made, too little would be left
        (200, True, False, Tight()),
        (199, True, False, Short(Shortage.LOW)),
        (199, False, False, Short(Shortage.SPENT)),
        (0, False, False, Short(Shortage.SPENT)),
        (50_000, False, True, Short(Shortage.REFUSED)),  # a quota
        (0, False, True, Short(Shortage.REFUSED)),
    ],
)
def test_what_is_said_of_a_disk(
    free: int, has_ballast: bool, refused: bool, verdict: Verdict
) -> None:
    facts = DiskFacts(free * MEGABYTE, has_ballast, refused)
    assert judge(facts, Limits()) == verdict


def test_making_the_ballast_is_no_shortage() -> None:
    limits = Limits()
    assert limits.plenty - limits.ballast >= limits.least
