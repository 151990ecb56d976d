"""The post office of the stories about sending."""

from __future__ import annotations

import pytest

from models.work import Database
from tests.scheduler.dispatcher.post import Post


@pytest.fixture
def post(database: Database, clock: object) -> Post:
    return Post(database, clock)
