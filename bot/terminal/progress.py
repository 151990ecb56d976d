"""A progress bar, for people who wait longer than a second."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE = 1.0  # seconds


class Steps:
    """Shows on stderr which of several steps is being done; on a terminal only.

    It comes from a thread of its own, because storing may keep the event loop busy.
    """

    def __init__(self, first: str, *, of: int, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._progress.add_task(first, total=of)
        self._timer = threading.Timer(PATIENCE, self.show)
        self._timer.daemon = True

    def show(self) -> None:
        self._progress.start()

    def next(self, text: str) -> None:
        """The step before is done; this is the next one."""
        self._progress.update(self._task, advance=1, description=text)

    def __enter__(self) -> Steps:
        if self._console.is_terminal:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._progress.live.is_started:
            self._progress.stop()
