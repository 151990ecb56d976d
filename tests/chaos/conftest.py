"""A town for each case, on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chaos.opening import open_town
from tests.chaos.town import Town

# Many long histories: pytest --hypothesis-profile=chaos tests/chaos/test_histories.py
settings.register_profile("chaos", max_examples=200, stateful_step_count=50)


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    folder = tmp_path / "town"
    folder.mkdir()
    async with open_town(database_url, folder) as opened:
        yield opened
