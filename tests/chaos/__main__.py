"""`make chaos`: a long storm on one database, or both, and its five figures; or one
proof of the fault catalogue with its own counts.

python -m tests.chaos --deliveries 2000 --kills 500 --database sqlite --seed 7
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from tests.chaos import catalogue
from tests.chaos.databases import opened
from tests.chaos.opening import open_town
from tests.chaos.storm import Forecast, Storm
from tests.chaos.tally import Tally

KINDS = ("sqlite", "postgresql")
CHATS = 40  # deliveries for each chat, about


def main(words: list[str]) -> int:
    told = _read(words)
    if told.case:
        return catalogue.run(told.case, told.database)
    kinds = KINDS if told.database == "both" else (told.database,)
    good = [asyncio.run(_run(kind, _forecast(kind, told))) for kind in kinds]
    return 0 if all(good) else 1


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--case", help="F26, or all, or list: proofs with large counts")
    parser.add_argument("--deliveries", type=int, default=2000)
    parser.add_argument("--kills", type=int, help="default: a quarter of those")
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--processes", type=int, default=1, help="on PostgreSQL")
    parser.add_argument("--restarts", type=int, default=0, help="of that server")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser.parse_args(words)


def _forecast(kind: str, told: argparse.Namespace) -> Forecast:
    """On SQLite one process runs an office, and there is no server."""
    served = kind == "postgresql"
    return Forecast(
        deliveries=told.deliveries,
        kills=told.kills or max(1, told.deliveries // 4),
        seed=told.seed,
        processes=told.processes if served else 1,
        restarts=told.restarts if served else 0,
    )


async def _run(kind: str, forecast: Forecast) -> bool:
    """One storm, told in three lines or more; whether the promise was kept."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, server = await stack.enter_async_context(opened(kind, folder))
        people = max(12, forecast.deliveries // CHATS)
        town = await stack.enter_async_context(
            open_town(url, folder, officers=people, groups=6)
        )
        storm = Storm(town, forecast)
        storm.told = _progress
        if server is not None:
            storm.restart = server.restart_rudely
        tally = await storm.blow()
        kills = town.kills
    _say(f"{kind}, {forecast.processes} at once, seed {forecast.seed}")
    _tell(tally, kills, time.monotonic() - began)
    return not tally.broken


def _tell(tally: Tally, kills: int, seconds: float) -> None:
    _say(f"  {tally}")
    _say(
        f"  {tally.deliveries} deliveries, {tally.accepted} accepted,"
        f" {tally.skipped} left out with a reason, {tally.parked} parked;"
        f" {tally.updates} updates; {tally.sealed} rows of the history;"
        f" {kills} kills; {seconds:.0f} s"
    )
    for line in tally.broken:
        _say(f"  BROKEN: {line}")


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words}   ")
        sys.stderr.flush()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
