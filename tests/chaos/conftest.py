"""A town for each case, on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.chaos.opening import open_town
from tests.chaos.town import Town
from tests.proofs import is_long

# Many long histories: pytest --hypothesis-profile=chaos tests/chaos/test_histories.py
settings.register_profile("chaos", max_examples=200, stateful_step_count=50)


@pytest.fixture
async def town(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Town]:
    """A small one; a proof with its large count may say in `LARGE` what it needs."""
    folder = tmp_path / "town"
    folder.mkdir()
    large = getattr(request.module, "LARGE", {}) if is_long(request.config) else {}
    more = large.get(request.node.originalname, {})
    async with open_town(database_url, folder, **more) as opened:
        yield opened
