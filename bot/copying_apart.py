"""A backup made by a process of its own: the bot goes on answering meanwhile."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from contextlib import suppress
from pathlib import Path

LONGEST = 1_800  # seconds
PROGRAM = """import os, sys
os.nice(10)
from bot.cli import call
sys.exit(call(sys.argv[1:]))"""


async def back_up_apart(path: Path) -> bool:
    """`dondoc backup`, with our settings; whether it went well in half an hour."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM, "backup", str(path)),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        async with asyncio.timeout(LONGEST):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        with suppress(ProcessLookupError):
            process.kill()
