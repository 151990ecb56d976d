"""A town for each case, on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.opening import open_town
from tests.chaos.town import Town


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    folder = tmp_path / "town"
    folder.mkdir()
    async with open_town(database_url, folder) as opened:
        yield opened
