"""A workbook of unknown origin, read by a process of its own.

The parent never opens the file: a hostile one can at worst end its reader
(delivery.md 2.13, "files"). What comes back is lines of JSON.
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

from domain.exchange import ExchangeMessage
from domain.register import FileProblem, UnreadableFile
from files.opening.cells import Cell, Mark, Sheet, SheetRow, Workbook

WALL = 12.0  # seconds for one file: it is answered within fifteen (F45)
MOST_ANSWER = 48 * 1024 * 1024  # bytes; 50,000 rows of a register are about 10 MB
PIECE = 256 * 1024  # bytes read at once
ROOT = Path(__file__).parents[2]

# Out of processor time; every other signal means: out of memory.
OUT_OF_TIME = -signal.SIGXCPU


async def read_workbook(path: Path, *, wall: float = WALL) -> Workbook:
    """Read every visible sheet. Raises UnreadableFile, after `wall` seconds at last."""
    return Workbook(tuple((await _ask(path, wall)).sheets))


async def read_message(path: Path, *, wall: float = WALL) -> ExchangeMessage:
    """Read one message of the exchange (.edxml, .xml). Raises UnreadableFile."""
    message = (await _ask(path, wall)).message
    if message is None:
        raise UnreadableFile(FileProblem.NOT_A_MESSAGE)
    return ExchangeMessage.from_facts(message)


async def _ask(path: Path, wall: float) -> Answer:
    """Let a process of its own read it. Raises UnreadableFile."""
    # An empty environment: no token of ours is where a hostile file is read.
    process = await asyncio.create_subprocess_exec(
        *command(path), cwd=ROOT, env={}, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        answer = await asyncio.wait_for(_listen(process), wall)
    except TimeoutError:
        raise UnreadableFile(FileProblem.TIMEOUT) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    _check_ending(process.returncode)
    return answer


def command(path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "files.opening.worker", str(path.absolute()))


async def _listen(process: Process) -> Answer:
    """Read the answer while the worker goes on: together they take half the time."""
    assert process.stdout is not None
    answer, rest, size = Answer(), b"", 0
    while piece := await process.stdout.read(PIECE):
        size += len(piece)
        if size > MOST_ANSWER:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            answer.hear(line)
            await asyncio.sleep(0)  # others may want the loop between two batches
    await process.wait()
    return answer


class Answer:
    """What the worker has said so far; a value of many cells is kept once."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.values: list[Cell] = []
        self.message: dict[str, Any] | None = None

    def hear(self, line: bytes) -> None:
        """Raises UnreadableFile if the line names a problem."""
        match json.loads(line, object_hook=revive):
            case {"problem": reason}:
                raise UnreadableFile(FileProblem(reason))
            case {"message": facts}:
                self.message = facts
            case {"sheet": name}:
                self.sheets.append(Sheet(name, []))
                self.values.clear()
            case {"values": values, "rows": rows}:
                self.values += values
                value = self.values.__getitem__
                read = (SheetRow(number, list(map(value, at))) for number, at in rows)
                self.sheets[-1].rows.extend(read)


def _check_ending(code: int | None) -> None:
    """A reader that ended by itself said why; one that was ended ran into a limit."""
    if code == OUT_OF_TIME:
        raise UnreadableFile(FileProblem.TIMEOUT)
    if code is not None and code < 0:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    if code != 0:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)


def revive(found: dict[str, Any]) -> Any:
    """Give back what JSON has no word for; see `worker.tag`."""
    if "date" in found:
        return date.fromisoformat(found["date"])
    if "time" in found:
        return datetime.fromisoformat(found["time"])
    if "mark" in found:
        return Mark(found["mark"])
    return found
