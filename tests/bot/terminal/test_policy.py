"""`dondoc policy`, and what a wrong file keeps from starting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]

OWN = 'name = "kontum"\nvalid_from = 2027-01-04\n\n[weekly]\ndue_at = "14:00"\n'
WRONG = 'valid_from = 2027-01-04\n\n[weekly]\ndue_at = "18:00"\n'
SOURCE = (
    "văn bản số 419/VPUBND-HCTC ngày 08/9/2017 của Văn phòng UBND tỉnh Đắk Lắk, điểm 4c"
)
SAID = (
    "The policy file policy.toml cannot be used: line 4, weekly.due_at: out of order:"
    " weekly.heads_up_at < weekly.due_at < weekly.close_at must hold.\n"
)


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "policy.toml"


@pytest.fixture
def wrong(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(WRONG, encoding="utf-8")
    monkeypatch.setenv("DONDOC_POLICY_FILE", "policy.toml")


def test_a_file_is_checked_before_it_is_used(dondoc: Dondoc, file: Path) -> None:
    file.write_text(OWN, encoding="utf-8")
    said = dondoc("policy", "check", "policy.toml")
    assert (said.code, said.out) == (
        0,
        'weekly.due_at: "15:00" -> "14:00"\n'
        f'sources.weekly: "{SOURCE}" -> ""\n'  # another's rule is cited no more
        "The policy “kontum” can be used; it holds from 04/01/2027.\n",
    )


def test_a_wrong_file_is_refused_with_line_and_reason(
    dondoc: Dondoc, file: Path
) -> None:
    file.write_text(WRONG, encoding="utf-8")
    said = dondoc("policy", "check", "policy.toml")
    assert (said.code, said.out, said.err) == (1, "", SAID)


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("command", [["run"], ["run", "--or-demo"], ["demo"]])
def test_nothing_starts_with_a_wrong_file(
    dondoc: Dondoc, folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", "123456:ABC-def")
    said = dondoc(*command)
    assert (said.code, said.err) == (2, SAID)
    assert not (folder / "var").exists()


@pytest.mark.usefixtures("wrong")
def test_the_check_before_a_start_finds_it(dondoc: Dondoc) -> None:
    said = dondoc("check")
    assert said.code == 1
    assert f"D020  {SAID}" in said.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["policy", "change"], 2),
        (["policy", "check"], 2),
        (["policy", "check", "nowhere.toml"], 1),
        (["policy", "show", "--at", "tomorrow"], 2),
    ],
)
def test_a_slip_is_one_sentence(
    dondoc: Dondoc, arguments: list[str], code: int
) -> None:
    said = dondoc(*arguments)
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1


def test_what_is_shown_is_a_file_that_can_be_used(dondoc: Dondoc, file: Path) -> None:
    shown = dondoc("policy", "show")
    assert shown.code == 0
    assert "“chung” of the settings is taken over at the next start" in shown.out
    file.write_text(shown.out, encoding="utf-8")
    again = dondoc("policy", "check", "policy.toml")
    assert again.out == "The policy “chung” can be used; it holds from 16/09/2017.\n"


def test_a_profile_that_is_not_there_is_refused(
    dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_PROFILE", "hanoi")
    said = dondoc("policy", "show")
    assert said.code == 2
    assert said.err.startswith("DONDOC_PROFILE cannot be used: ")
