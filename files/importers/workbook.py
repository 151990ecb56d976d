"""A workbook of unknown origin, read by a process of its own.

The parent never opens the file: a hostile one can at worst end its reader
(delivery.md 2.13, "files"). What comes back is numbers and texts
(`files/opening/answer.py`).
"""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio import IncompleteReadError
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from domain.exchange import ExchangeMessage
from domain.register import FileProblem, UnreadableFile
from files.opening.answer import HEAD, MOST_FRAME, Answer
from files.opening.cells import Workbook

WALL = 12.0  # seconds for one file: it is answered within fifteen (F45)
MOST_ANSWER = 48 * 1024 * 1024  # bytes; 50,000 rows of a register are about 10 MB
PIECE = 256 * 1024  # bytes that may lie here unread
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
        *command(path),
        cwd=ROOT,
        env={},
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=PIECE,
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
    answer, size = Answer(), 0
    with suppress(IncompleteReadError):  # how it ended is looked at afterwards
        while True:
            lengths = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
            size += sum(lengths)
            if size > MOST_ANSWER or max(lengths) > MOST_FRAME:
                raise UnreadableFile(FileProblem.TOO_LARGE)
            text, cells = [await process.stdout.readexactly(n) for n in lengths]
            answer.hear(text, cells)
            await asyncio.sleep(0)  # others may want the loop between two frames
    await process.wait()
    return answer


def _check_ending(code: int | None) -> None:
    """A reader that ended by itself said why; one that was ended ran into a limit."""
    if code == OUT_OF_TIME:
        raise UnreadableFile(FileProblem.TIMEOUT)
    if code is not None and code < 0:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    if code != 0:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)
