"""The register that the tests of queries fill."""

from __future__ import annotations

import pytest

from models.work import Database
from tests.models.register import Register


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database)
