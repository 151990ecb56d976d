"""The clock of a terminal command: the machine's, or the one of the demo."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from bot.clock import MovableClock, OfficeClock, WallClock
from bot.settings import Settings

STORED = "clock.json"  # beside the demo's database; the sandbox writes it


def clock_for(settings: Settings) -> OfficeClock:
    """The demo's stored clock for the demo's database, the machine's for any other."""
    folder = _folder(settings.database_url.get_secret_value())
    if folder is None or not (folder / STORED).is_file():
        return WallClock()
    # Loads the sandbox and its server, which no other command needs.
    from bot.sandbox.clock_file import read_stored_clock

    stored = read_stored_clock(folder)
    return MovableClock(stored, running=False) if stored else WallClock()


def _folder(url: str) -> Path | None:
    """Where an SQLite file lies; None for a database server."""
    kind, _, path = url.partition(":///")
    if not kind.startswith("sqlite"):
        return None
    return Path(unquote(path.partition("?")[0]) or "var/dondoc.db").parent
