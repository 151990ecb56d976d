"""The office of the stories about time."""

from __future__ import annotations

import pytest

from models.work import Database
from tests.scheduler.office import Office


@pytest.fixture
async def office(database: Database, clock: object) -> Office:
    """An empty office whose program has run until Thursday evening, 19/11/2026."""
    opened = Office(database, clock)
    await opened.plan("2026-11-19 19:30")
    return opened
