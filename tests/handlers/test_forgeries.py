"""Forged data, codes, replies and commands read and change nothing (F37, F38).

`make chaos` throws 100,000 at the handlers.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from domain.buttons import Press, TaskPress, unpack
from domain.policy import Policy
from handlers.buttons import PRESSES, TASK_VERBS
from handlers.commands import BY_NAME
from models.work import Database
from tests.conftest import FRIDAY, HANOI
from tests.handlers.forged_words import (
    AROUND,
    COMMANDED,
    OWN_COMMANDS,
    OWN_PRESSES,
    PRESSED,
    TASK_PRESSES,
    UNDER,
)
from tests.handlers.forging import forge_many
from tests.handlers.in_their_group import UNSAID

BENT, SEED = 5_000, 38


@pytest.fixture
async def office(sqlite_template: Path, tmp_path: Path) -> Database:
    file = tmp_path / "office.db"
    shutil.copy(sqlite_template, file)
    url = f"sqlite+aiosqlite:///{file}"
    return Database(url, zone=HANOI, now=lambda: FRIDAY)


@pytest.mark.proof("F37, F38", short=5000, long=100_000, of="forgeries")
async def test_forgeries_get_nothing_and_change_nothing(
    office: Database, times: int
) -> None:
    """Whoever sends them, wherever; of what is there as of what is not."""
    found = await forge_many(office, times, SEED)
    await office.close()
    assert found.leaks == []
    assert sum(found.answers.values()) == times
    # They met the rights, and not only the first gate.
    for reason in ("not_found", "not_allowed", "question_over", "stale_button"):
        assert found.answers[reason] > 10
    assert found.named > 20  # and who may speak of a task in his group, did


async def test_a_content_or_a_name_in_a_group_would_be_found(office: Database) -> None:
    """What the throwing above looks for is there to be seen, unless it is hidden."""
    shown = Policy(group_shows_content=True, group_shows_names=True)
    found = await forge_many(office, 200, SEED, shown)
    await office.close()
    leaks = "".join(found.leaks)
    assert UNSAID in leaks
    assert "Người 21" in leaks


def test_every_button_and_command_is_forged() -> None:
    """The program's own tables say what there is: a new one is missed here first."""
    assert set(PRESSED) == set(PRESSES)
    assert set(TASK_PRESSES) == {*TASK_VERBS, "x"}
    assert set(COMMANDED) == set(BY_NAME)
    assert set(AROUND) | set(UNDER) <= set(PRESSED)
    for pressed in OWN_PRESSES.values():
        assert pressed <= set(PRESSED)
    for commands in OWN_COMMANDS.values():
        assert commands <= set(COMMANDED)


def test_bent_data_is_none_of_ours_or_says_what_it_names() -> None:
    """Whatever is changed, put in or left out: no number but the one that is read."""
    dice = random.Random(SEED)
    ours = ("t:12:3:done", "q:17:yes", "l:overdue.2.7:x", "m:7.2026-11:sent", "i:5:yes")
    read = 0
    for _ in range(BENT):
        bent = list(dice.choice(ours))
        for _ in range(dice.randint(1, 4)):
            at, sign = dice.randrange(len(bent)), dice.choice("0129:.-;t²٣\0\ud800 ạ+")
            bent[at : at + dice.randint(0, 2)] = [sign] * dice.randint(0, 9) or [""]
        data = "".join(bent)
        match unpack(data):
            case TaskPress(task_id, version, verb):
                _, task, shown, said = data.split(":")
                assert (int(task), int(shown), said) == (task_id, version, verb)
                assert (task + shown).isascii()
                assert max(task_id, version) < 10**9
                read += 1
            case Press(kind, argument, verb):
                assert data == f"{kind}:{argument}:{verb}"
    assert read > 100
