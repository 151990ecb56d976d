"""A workbook of unknown origin, read by a process of its own.

The parent never opens the file: a hostile one can at worst end its reader
(delivery.md 2.13, "files"). What comes back is JSON, one line for each sheet.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.register import FileProblem, UnreadableFile
from files.importers.cells import Mark, Sheet, SheetRow, Workbook

WALL = 30.0  # seconds for one file
MOST_ANSWER = 128 * 1024 * 1024  # bytes; 50,000 rows of a register are about 25 MB
PIECE = 1024 * 1024  # bytes read at once
ROOT = Path(__file__).parents[2]

# Out of processor time; every other signal means: out of memory.
OUT_OF_TIME = -signal.SIGXCPU


async def read_workbook(path: Path, *, wall: float = WALL) -> Workbook:
    """Read every visible sheet. Raises UnreadableFile, after `wall` seconds at last."""
    answer = await _ask_worker(path, wall)
    return await asyncio.to_thread(_decode, answer)


def command(path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "files.importers.worker", str(path.absolute()))


async def _ask_worker(path: Path, wall: float) -> bytes:
    # An empty environment: no token of ours is where a hostile file is read.
    process = await asyncio.create_subprocess_exec(
        *command(path), cwd=ROOT, env={}, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        answer = await asyncio.wait_for(_read_all(process), wall)
    except TimeoutError:
        raise UnreadableFile(FileProblem.TIMEOUT) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    _check_ending(process.returncode)
    return answer


async def _read_all(process: Process) -> bytes:
    assert process.stdout is not None
    answer = bytearray()
    while piece := await process.stdout.read(PIECE):
        answer += piece
        if len(answer) > MOST_ANSWER:
            raise UnreadableFile(FileProblem.TOO_LARGE)
    await process.wait()
    return bytes(answer)


def _check_ending(code: int | None) -> None:
    """A reader that ended by itself said why; one that was ended ran into a limit."""
    if code == OUT_OF_TIME:
        raise UnreadableFile(FileProblem.TIMEOUT)
    if code is not None and code < 0:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    if code != 0:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)


def _decode(answer: bytes) -> Workbook:
    lines = answer.splitlines()
    # A problem is the last thing said; the line before it may be unfinished.
    if lines and "problem" in (said := json.loads(lines[-1], object_hook=revive)):
        raise UnreadableFile(FileProblem(said["problem"]))
    return Workbook(tuple(_sheet(json.loads(x, object_hook=revive)) for x in lines))


def _sheet(line: dict[str, Any]) -> Sheet:
    """A value that stands in many cells comes, and is kept, once."""
    value = line["values"].__getitem__
    rows = [SheetRow(number, list(map(value, at))) for number, at in line["rows"]]
    return Sheet(line["sheet"], rows)


def revive(found: dict[str, Any]) -> Any:
    """Give back what JSON has no word for; see `worker.tag`."""
    if "date" in found:
        return date.fromisoformat(found["date"])
    if "time" in found:
        return datetime.fromisoformat(found["time"])
    if "mark" in found:
        return Mark(found["mark"])
    return found
