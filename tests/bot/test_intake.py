"""Whatever comes is stored, and nothing of it holds up or loses the rest."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tests.bot.conftest import Inbound, said

ODD = "NUL \0, nửa cặp \ud83d, 😀"


async def test_letters_that_postgresql_refuses_in_its_own_json_are_kept(
    inbound: Inbound,
) -> None:
    await inbound.store(said(1, text=ODD))
    row = await inbound.row(1)
    assert row.state == "new"
    assert row.body["message"]["text"] == ODD


async def test_the_bad_ones_of_a_batch_are_parked_and_the_good_ones_wait(
    inbound: Inbound,
) -> None:
    await inbound.store(
        said(1), "nonsense", {"update_id": 2, "new_kind": {}}, said(2**63), said(3)
    )
    states = await inbound.states()
    assert (states.pop(1), states.pop(3), states.pop(2)) == ("new", "new", "poison")
    assert set(states.values()) == {"poison"}
    assert len(states) == 2
    assert max(states) < 0


async def test_the_same_again_is_the_same_row(inbound: Inbound) -> None:
    batch = [said(1), ["nonsense"], {"update_id": 2, "new_kind": {}}]
    await inbound.store(*batch)
    first = await inbound.states()
    await inbound.store(*batch)
    await inbound.store(*reversed(batch))
    assert await inbound.states() == first


async def test_what_the_database_does_not_take_is_parked_alone(
    inbound: Inbound,
) -> None:
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"in": deep}
    await inbound.store(said(1), said(2, entities=deep), said(3))
    assert await inbound.states() == {1: "new", 2: "poison", 3: "new"}
    row = await inbound.row(2)
    assert row.error == "RecursionError"
    assert set(row.body) == {"message", "length", "sha256"}


async def test_a_database_that_fails_confirms_nothing_and_parks_nothing(
    inbound: Inbound,
) -> None:
    async with inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE inbox RENAME TO away"))
    with pytest.raises(SQLAlchemyError):
        await inbound.store(said(1))
    async with inbound.database.begin() as work:
        await work.session.execute(text("ALTER TABLE away RENAME TO inbox"))
    assert await inbound.states() == {}
    await inbound.store(said(1))
    assert await inbound.states() == {1: "new"}
