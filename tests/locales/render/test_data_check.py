"""The answer to `/rasoat dulieu`: the list that it names is one of those shown."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.data_notices import DataCheck
from domain.data_quality import Finding
from locales.catalog import Words
from locales.render import render


@pytest.mark.parametrize(
    ("found", "typed"), [(Finding.NO_CLASS, 1), (Finding.NO_DEADLINE, 7)]
)
def test_the_list_that_is_named_is_one_of_those_shown(
    found: Finding, typed: int, vi: Words, zone: ZoneInfo
) -> None:
    day = date(2026, 11, 20)
    said = render(DataCheck(day, day, ((found, 5),), 5, ""), vi, zone=zone).plain
    assert f"/rasoat dulieu {typed};" in "\n".join(said)
