"""What arrives in a storm: twice, out of order, malformed, all at once."""

from __future__ import annotations

from typing import Any

from scheduler.watching import Station
from tests.chaos.fate import Fate
from tests.chaos.life import TOKEN
from tests.chaos.town import Town

GOOD = 60
UNKNOWN_KIND = {"poll_of_next_year": {"id": "7", "votes": 3}}
MALFORMED = {"message": {"message_id": 1, "chat": {"id": 77}}}


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


async def test_a_backlog_with_what_nobody_understands_is_worked_off(
    town: Town,
) -> None:
    """F26, made small: one in thirty is malformed or of an unknown kind."""
    for number in range(GOOD):
        phone = town.people.phones[number % len(town.people.phones)]
        await town.say(phone)
        if number % 30 == 0:
            await town.post("/sandbox/updates", {"update": UNKNOWN_KIND})
            await town.post("/sandbox/updates", {"update": MALFORMED})
    tally = await town.rest()
    assert tally.updates == GOOD
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
