"""`dondoc admin` and `dondoc invite`: one line with a link for one person."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.invites import digest
from bot.program import BOT_NAME as KEPT
from bot.terminal.people import BOT_NAME
from models.queries.settings import keep_setting
from models.work import Database
from tests.conftest import FRIDAY, HANOI

Dondoc = Callable[..., Any]

LINE = re.compile(r"/start ([\w-]{43})\n")


def rows(folder: Path, question: str) -> list[tuple[Any, ...]]:
    database = sqlite3.connect(folder / "var" / "dondoc.db")
    found = database.execute(question).fetchall()
    database.close()
    return found


def test_in_an_empty_database_the_first_administrator_gets_a_unit(
    dondoc: Dondoc, folder: Path
) -> None:
    said = dondoc("admin", "Nguyễn Văn An")
    assert said.code == 0
    match = LINE.fullmatch(said.out)
    assert match is not None
    assert rows(folder, "SELECT digest FROM invite") == [(digest(match[1]),)]
    assert rows(folder, "SELECT code, name FROM unit") == [("VP", "Văn phòng")]
    assert rows(folder, "SELECT name FROM officer") == [("Nguyễn Văn An",)]
    assert rows(folder, "SELECT role FROM membership") == [("admin",)]
    deeds = "SELECT action FROM audit WHERE object = 'officer:1' ORDER BY id"
    assert rows(folder, deeds) == [("administrator_made",), ("invited",)]


def test_the_same_administrator_again_is_no_second_person(
    dondoc: Dondoc, folder: Path
) -> None:
    links = {dondoc("admin", "Nguyễn Văn An").out for _ in range(2)}
    assert len(links) == 2
    assert rows(folder, "SELECT count(*) FROM officer") == [(1,)]
    assert rows(folder, "SELECT count(*) FROM membership") == [(1,)]


@pytest.mark.usefixtures("office")
def test_an_officer_of_the_sheet_becomes_administrator_as_well(
    dondoc: Dondoc, folder: Path
) -> None:
    assert dondoc("admin", "CB020").code == 0
    found = rows(
        folder,
        "SELECT role FROM membership JOIN officer ON officer.id = officer_id"
        " WHERE code = 'CB020' ORDER BY role",
    )
    assert ("admin",) in found
    assert len(found) > 1


@pytest.mark.usefixtures("office")
def test_an_invitation_is_one_line(dondoc: Dondoc) -> None:
    for name in ("CB020", "cb020"):
        assert LINE.fullmatch(dondoc("invite", name).out)


@pytest.mark.usefixtures("office")
def test_it_is_a_link_once_the_name_of_the_bot_is_known(
    dondoc: Dondoc, folder: Path
) -> None:
    async def learn() -> None:
        url = f"sqlite+aiosqlite:///{folder / 'var' / 'dondoc.db'}"
        database = Database(url, zone=HANOI, now=lambda: FRIDAY)
        async with database.begin() as work:
            await keep_setting(work, BOT_NAME, "dondoc_bot")
        await database.close()

    asyncio.run(learn())
    said = dondoc("invite", "CB020").out
    assert re.fullmatch(r"https://t\.me/dondoc_bot\?start=[\w-]{43}\n", said)
    assert BOT_NAME == KEPT


def test_a_name_borne_twice_lists_the_codes(dondoc: Dondoc, folder: Path) -> None:
    dondoc("admin", "Nguyễn Văn An")
    database = sqlite3.connect(folder / "var" / "dondoc.db")
    database.execute(
        "INSERT INTO officer (code, name, folded, position, email, active)"
        " VALUES ('CB2', 'Nguyễn Văn An', 'nguyen van an', '', '', 1)"
    )
    database.commit()
    database.close()
    for command in ("invite", "admin"):
        said = dondoc(command, "Nguyễn Văn An")
        assert (said.code, said.out) == (1, "")
        assert "CB2, QT01" in said.err
    assert dondoc("invite", "Nguyễn Văn An", "--unit", "VP").code == 0
    assert dondoc("invite", "CB2").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("invite", "Không Có Ai"), 1),
        (("invite", "CB020", "--unit", "Sở Lạ"), 1),
        (("invite", " "), 2),
        (("invite",), 2),
        (("admin", "CB999"), 1),
        (("admin", "A" * 300), 2),
    ],
)
@pytest.mark.usefixtures("office")
def test_who_cannot_be_found_is_told_in_one_sentence(
    dondoc: Dondoc, folder: Path, arguments: tuple[str, ...], code: int
) -> None:
    said = dondoc(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
    assert rows(folder, "SELECT count(*) FROM invite") == [(0,)]
    assert rows(folder, "SELECT count(*) FROM officer") == [(52,)]
