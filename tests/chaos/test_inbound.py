"""What arrives in a storm: twice, out of order, malformed, all at once."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

import pytest

from scheduler.watching import Station
from tests.chaos.fate import Fate
from tests.chaos.life import TOKEN
from tests.chaos.running import PATIENCE
from tests.chaos.town import Town

BAD = (
    {"poll_of_next_year": {"id": "7", "votes": 3}},
    {"story": 12},
    {"chat_boost": {"boosts": []}},
    {"message": {"message_id": 1, "chat": {"id": 77}}},
)
EVERY = 50  # after so many good ones come two bad ones
MEMORY = 256  # megabytes, at most
LARGE = {"test_a_backlog_with_what_nobody_understands_is_worked_off": {"officers": 110}}


async def test_the_same_update_ten_times_has_one_effect(town: Town) -> None:
    """F24: delivered again after it was done, and over a kill."""
    for phone in town.people.phones[:3]:
        await town.say(phone)
    numbers = [one["update_id"] for one in await _waiting(town)]
    assert await town.live_until(Fate(Station.EFFECT_COMMITTED))
    for number in numbers:
        again = {"update_id": number, "times": 10}
        await town.post("/sandbox/updates/again", again)
    tally = await town.rest()
    assert tally.broken == ()


async def test_numbers_may_begin_anew_lower_down(town: Town) -> None:
    """F25: after a week without updates the next number is any number."""
    for phone in town.people.phones[:3]:
        await town.say(phone)
    await town.rest()
    written = await _said_by_hand(town)
    await town.post("/sandbox/updates", {"update": written, "update_id": 1_000})
    tally = await town.rest()
    assert tally.broken == ()


@pytest.mark.proof("F26", short=60, long=10_000, of="updates")
async def test_a_backlog_with_what_nobody_understands_is_worked_off(
    town: Town, times: int, record_property: Callable[[str, object], None]
) -> None:
    """F26: among them some are malformed, or of kinds that nobody knows."""
    bad = itertools.cycle(BAD)
    for number, phone in zip(
        range(times), itertools.cycle(town.people.phones), strict=False
    ):
        await town.say(phone)
        if number % EVERY == 0:
            for update in itertools.islice(bad, 2):
                await town.post("/sandbox/updates", {"update": update})
    began = time.monotonic()
    async with town.living() as running:
        await town.until_quiet(seconds=PATIENCE + times / 5)
        record_property("seconds for it", round(time.monotonic() - began))
        record_property("megabytes", running.most_memory)
        assert running.most_memory <= MEMORY
    tally = await town.rest()
    assert tally.updates == times
    assert [line for line in tally.broken if "poison" not in line] == []


async def _waiting(town: Town) -> list[dict[str, Any]]:
    async with town.session.get("/sandbox/updates") as answer:
        updates: list[dict[str, Any]] = (await answer.json())["updates"]
        return updates


async def _said_by_hand(town: Town) -> dict[str, Any]:
    """A message as Telegram gives it, taken from one that waits."""
    phone = town.people.phones[0]
    await town.say(phone)
    (update,) = await _waiting(town)
    told = {name: value for name, value in update.items() if name != "update_id"}
    await town.post(f"/bot{TOKEN}/getUpdates", {"offset": int(update["update_id"]) + 1})
    return told
