"""Another file in the place of an SQLite database; the one of before stays beside."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

BESIDE = ("", "-wal", "-shm")


def put_in_place(fresh: Path, place: Path, stamp: str) -> Path | None:
    """Nobody may have either of them open. Where the old one went, if there was one.

    What is in the old one's log is taken into it first: it must be whole by itself.
    """
    aside = place.with_name(f"{place.name}.replaced-{stamp}")
    if place.exists():
        with suppress(sqlite3.Error):  # a damaged file may be why it is replaced
            _take_in_log(place)
    there = place.exists()
    for suffix in BESIDE:
        with suppress(FileNotFoundError):
            _beside(place, suffix).rename(_beside(aside, suffix))
    fresh.rename(place)
    return aside if there else None


def _take_in_log(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.name}{suffix}")
