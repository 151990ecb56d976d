"""The bench can be run; what it measures is for `make bench`, never for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.databases import Databases
from tests.bench.dispatch import FILLED, send_all, words_of_both
from tests.bench.figures import Budget, Line, table
from tests.bench.summary import check_alike, filling


@pytest.mark.parametrize("what", FILLED)
async def test_the_outbox_of_the_bench_is_sent(what: str, tmp_path: Path) -> None:
    spent = await send_all(Databases(tmp_path), "SQLite", what, 20)
    assert spent.messages == 20


async def test_its_peers_send_the_same_words(tmp_path: Path) -> None:
    assert len(await words_of_both(Databases(tmp_path))) == 2 * 20


async def test_the_summary_by_hand_counts_the_same(tmp_path: Path) -> None:
    databases = Databases(tmp_path)
    async with databases.copy("SQLite", "summary", filling(600)) as database:
        await check_alike(database)


def test_a_missed_budget_is_said() -> None:
    budgets = (Budget("ratio", at_least=0.5), Budget("lost", at_most=0))
    line = Line("we", {"ratio": 0.4, "lost": 0}, budgets)
    assert line.missed == ["ratio >= 0.5"]
    assert "ratio >= 0.5: MISSED; lost <= 0: held" in table([line])
