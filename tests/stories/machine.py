"""The machine on which the program of a story runs."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import MachineClock
from domain.clock_guard import Reading


class Machine(MachineClock):
    """This machine, with an error that a story puts on its wall clock."""

    error = timedelta()

    def read(self) -> Reading:
        now = super().read()
        return Reading(now.at + self.error, now.steady)
