"""Hostile files (F45, F46): each answered with a reason, soon, and at nobody's cost."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import sqlite3
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from domain.register import FileProblem, UnreadableFile
from files.importers import read_message, read_register, read_workbook
from files.importers.workbook import WALL
from tests.conftest import FRIDAY
from tests.files.importers.awkward import HEAD, task
from tests.files.importers.conftest import (
    BOOK,
    CONTENT_TYPES,
    LINKS,
    ROOT_LINKS,
    sheet_xml,
)
from tests.files.importers.old_workbook import write_xls
from tests.files.importers.small_files import sheets

MB = 1024 * 1024
START = "import sys; from bot.cli import main; sys.exit(main())"
ANSWERED_WITHIN = 15.0  # seconds
MOST_GROWTH = 50 * MB
BOMB = '<!DOCTYPE a [<!ENTITY b "boo"><!ENTITY c "&b;&b;&b;&b;">]>'


def workbook(sheet: str | bytes = "", **parts: str | bytes) -> bytes:
    file = io.BytesIO()
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_LINKS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": sheet or sheet_xml(""),
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in {**whole, **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def cell(text: str, at: str = "A1") -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def huge_sheet() -> bytes:
    """40 MB of a sheet in 40 KB."""
    return workbook(sheet_xml(" " * (40 * MB)).encode())


def huge_cell() -> bytes:
    """Within the ratio, but one cell of 10 MB."""
    return workbook(sheet_xml(f'<row r="1">{cell(os.urandom(5 * MB).hex())}</row>'))


def circle() -> bytes:
    """An old workbook whose directory leads back to itself."""
    content = bytearray(write_xls([HEAD, task(1)]))
    struct.pack_into("<I", content, 512 + 4, 1)
    return bytes(content)


XLS = write_xls([HEAD, task(1)])
HOSTILE: dict[str, tuple[str, Callable[[], bytes], FileProblem]] = {
    "no zip": ("so.xlsx", lambda: b"abc" * 99, FileProblem.NOT_A_WORKBOOK),
    "half of it": (
        "so.xlsx",
        lambda: sheets([HEAD, task(1)])[:3000],
        FileProblem.NOT_A_WORKBOOK,
    ),
    "a web page": ("so.xlsx", lambda: b"<html><table>", FileProblem.NOT_A_WORKBOOK),
    "a web page as .xls": ("so.xls", lambda: b"<html>", FileProblem.NOT_A_WORKBOOK),
    "a web page as .csv": ("so.csv", lambda: b"<html>", FileProblem.NOT_A_WORKBOOK),
    "a huge sheet": ("so.xlsx", huge_sheet, FileProblem.TOO_LARGE),
    "entities": (
        "so.xlsx",
        lambda: workbook(sheet_xml("", before=BOMB)),
        FileProblem.UNSAFE,
    ),
    "names that lead out": (
        "so.xlsx",
        lambda: workbook(**{"../../x": "x"}),
        FileProblem.UNSAFE,
    ),
    "macros": (
        "so.xlsx",
        lambda: workbook(**{"xl/vbaProject.bin": "x"}),
        FileProblem.MACRO,
    ),
    "a cell at the end of the world": (
        "so.xlsx",
        lambda: workbook(
            sheet_xml(f'<row r="1048576">{cell("x", "XFD1048576")}</row>')
        ),
        FileProblem.TOO_LARGE,
    ),
    "an old workbook, half of it": (
        "so.xls",
        lambda: XLS[:700],
        FileProblem.NOT_A_WORKBOOK,
    ),
    "an old workbook that leads in a circle": (
        "so.xls",
        circle,
        FileProblem.NOT_A_WORKBOOK,
    ),
    "an old workbook with macros": (
        "so.xls",
        lambda: write_xls([HEAD], streams=("Workbook", "VBA")),
        FileProblem.MACRO,
    ),
    "an old workbook with a password": (
        "so.xls",
        lambda: write_xls([HEAD], more=struct.pack("<HHH", 0x002F, 2, 0)),
        FileProblem.PROTECTED,
    ),
    "letters of nobody": (
        "so.csv",
        lambda: bytes(range(128, 256)) * 9,
        FileProblem.UNKNOWN_LETTERS,
    ),
    "a program as text": ("so.csv", lambda: b"MZ\x00\x01;\x00\x02" * 9,
                          FileProblem.NOT_A_WORKBOOK),
    "text of too many columns": ("so.csv", lambda: b";" * 9_000 + b"\n",
                                 FileProblem.TOO_LARGE),
    "text of too many rows": ("so.csv", lambda: b"a;b\n" * 70_000,
                              FileProblem.TOO_LARGE),
    "numbers, and none of them twice": (
        "so.csv",
        lambda: "\n".join(
            ";".join(str(row * 60 + column) for column in range(60))
            for row in range(8_000)
        ).encode(),
        FileProblem.TOO_LARGE,
    ),
    "a message with entities": (
        "m.edxml",
        lambda: f"{BOMB}<edXML>&c;</edXML>".encode(),
        FileProblem.UNSAFE,
    ),
}  # fmt: skip


def resident() -> int:
    """Bytes of this process that are in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("what", HOSTILE)
async def test_it_is_answered_and_costs_the_program_nothing(
    what: str, tmp_path: Path
) -> None:
    name, make, why = HOSTILE[what]
    path = tmp_path / name
    path.write_bytes(make())
    gc.collect()
    before = resident()
    read = read_message if name.endswith("edxml") else read_workbook
    with pytest.raises(UnreadableFile) as refused:
        await read(path)
    assert refused.value.reason == why
    assert resident() - before < MOST_GROWTH


async def test_a_cell_too_long_is_named_and_the_other_rows_come(tmp_path: Path) -> None:
    """Formulas that lead in a circle are formulas; a cell of 10 MB is too long."""
    path = tmp_path / "so.xlsx"
    path.write_bytes(huge_cell())
    before = resident()
    book = await read_workbook(path)
    assert [len(sheet.rows) for sheet in book.sheets] == [1]
    assert resident() - before < MOST_GROWTH

    path.write_bytes(sheets([HEAD, task(1), [2, "=B3", "=B3", "=B3", "=B3"]]))
    book = await read_workbook(path)
    register = read_register(book, today=FRIDAY.date())
    assert ([row.row for row in register.rows], register.left_out[0].row) == ([2], 3)


def test_a_file_is_given_up_before_a_person_gives_up() -> None:
    assert WALL < ANSWERED_WITHIN


async def test_killed_in_the_middle_an_import_is_whole_or_nothing(
    tmp_path: Path,
) -> None:
    """2,000 rows; whenever it is killed, the second try ends with each of them once."""
    path = tmp_path / "so.xlsx"
    path.write_bytes(sheets([HEAD, *(task(n) for n in range(1, 2_001))]))
    command = (sys.executable, "-c", START, "import", path, "--create-units")
    root = Path(__file__).parents[3]
    env = {**os.environ, "PYTHONPATH": str(root), "DONDOC_LANGUAGE": "en"}
    quiet = asyncio.subprocess.DEVNULL
    first = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=env, stdout=quiet, stderr=quiet
    )
    log = tmp_path / "var" / "dondoc.db-wal"
    for _ in range(6_000):
        if first.returncode is not None or (log.exists() and log.stat().st_size > MB):
            break
        await asyncio.sleep(0.01)
    if first.returncode is None:
        first.kill()
    await first.wait()
    assert count(tmp_path) in (0, 2_000)
    second = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=env, stdout=quiet, stderr=quiet
    )
    assert await second.wait() == 0
    assert count(tmp_path) == 2_000


def count(folder: Path) -> int:
    database = sqlite3.connect(folder / "var" / "dondoc.db")
    (found,) = database.execute("SELECT count(*) FROM task").fetchone()
    database.close()
    return int(found)
