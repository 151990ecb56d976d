"""`make chaos`: a long storm on one database, or both, and its four figures.

python -m tests.chaos --deliveries 2000 --kills 500 --database sqlite --seed 7
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.databases import Server, opened
from tests.chaos.storm import Forecast, Storm
from tests.chaos.tally import Tally
from tests.chaos.town import open_town

KINDS = ("sqlite", "postgresql")
CHATS = 40  # deliveries for each chat, about


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    kinds: tuple[str, ...]
    forecast: Forecast
    restarts: int


def main(words: list[str]) -> int:
    asked = _read(words)
    good = [asyncio.run(_run(kind, asked)) for kind in asked.kinds]
    return 0 if all(good) else 1


def _read(words: list[str]) -> Asked:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--deliveries", type=int, default=2000)
    parser.add_argument("--kills", type=int, help="default: a quarter of those")
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--processes", type=int, default=1, help="on PostgreSQL")
    parser.add_argument("--restarts", type=int, default=0, help="of the server")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    told = parser.parse_args(words)
    kills = told.kills or max(1, told.deliveries // 4)
    forecast = Forecast(told.deliveries, kills, told.seed, told.processes)
    kinds = KINDS if told.database == "both" else (told.database,)
    return Asked(kinds, forecast, told.restarts)


async def _run(kind: str, asked: Asked) -> bool:
    began = time.monotonic()
    processes = asked.forecast.processes if kind == "postgresql" else 1
    forecast = Forecast(
        asked.forecast.deliveries, asked.forecast.kills, asked.forecast.seed, processes
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with opened(kind, folder) as (url, server):
            people = max(12, forecast.deliveries // CHATS)
            async with open_town(url, folder, officers=people, groups=6) as town:
                storm = Storm(town, forecast)
                storm.told = _progress
                breaking = asyncio.create_task(_break(server, asked.restarts))
                tally = await storm.blow()
                await breaking
                _say(f"{kind}, {processes} at once, seed {forecast.seed}")
                _tell(tally, town.kills, time.monotonic() - began)
    return not tally.broken


async def _break(server: Server | None, times: int) -> None:
    """Restart the server rudely, a while after each other."""
    for _ in range(times if server is not None else 0):
        await asyncio.sleep(20)
        assert server is not None
        await server.restart_rudely()


def _tell(tally: Tally, kills: int, seconds: float) -> None:
    _say(f"  {tally}")
    _say(
        f"  {tally.deliveries} deliveries, {tally.accepted} accepted,"
        f" {tally.skipped} left out with a reason, {tally.parked} parked;"
        f" {tally.updates} updates; {kills} kills; {seconds:.0f} s"
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
