"""`dondoc simulate`: every message ahead, and nothing written for it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.bot.terminal.conftest import Dondoc

SPAN = ("--from", "2026-11-27", "--days", "3")


@pytest.fixture
def register(dondoc: Dondoc, office: None) -> Path:
    assert dondoc("import", "idesk-2026-11.xlsx").code == 0
    return Path("var/dondoc.db")


def test_an_office_without_a_database_is_told_what_to_do(dondoc: Dondoc) -> None:
    answered = dondoc("simulate", *SPAN)
    assert answered.code == 1
    assert "dondoc migrate" in answered.err
    assert not Path("var/dondoc.db").exists()


def test_it_says_who_would_be_told_and_keeps_nothing(
    dondoc: Dondoc, register: Path
) -> None:
    before = register.read_bytes()
    facts = json.loads(dondoc("simulate", *SPAN, "--json").out)

    assert register.read_bytes() == before
    assert (facts["assumes"], facts["messages"]) == ("nobody_answers", [])
    assert facts["from"] == "2026-11-27T00:00:00+07:00"
    # Nobody is linked yet: all of them would have had to be told.
    names = {one["name"] for one in facts["unreached"]}
    assert "Bùi Đức Lan" in names
    assert all(datetime.fromisoformat(one["at"]).tzinfo for one in facts["unreached"])


def test_a_table_for_people(dondoc: Dondoc, register: Path) -> None:
    said = dondoc("simulate", *SPAN).out
    assert said.startswith("From 27/11/2026 to 29/11/2026")
    assert "if nobody answers meanwhile" in said
    assert "Messages: 0." in said


@pytest.mark.parametrize(
    ("line", "said"),
    [("[weekly]\n", "line 1"), ("valid_from = 2026-11-01\nno_such = 3\n", "no_such")],
)
def test_a_policy_that_cannot_be_used_is_refused(
    dondoc: Dondoc, register: Path, line: str, said: str
) -> None:
    Path("mine.toml").write_text(line, encoding="utf-8")
    answered = dondoc("simulate", *SPAN, "--policy", "mine.toml")
    assert answered.code == 1
    assert said in answered.err


@pytest.mark.parametrize("wrong", [("--days", "0"), ("--from", "tomorrow")])
def test_wrong_use_is_said(dondoc: Dondoc, wrong: tuple[str, str]) -> None:
    assert dondoc("simulate", *wrong).code == 2
