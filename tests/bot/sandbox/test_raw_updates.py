"""Updates such as no phone makes: malformed, of unknown kind, oddly numbered, twice."""

from __future__ import annotations

from typing import Any

import pytest


async def poll(town: Any, **params: Any) -> list[Any]:
    town.steady.drive(60)  # who asks the same at once is held back
    return list(await town.bot("getUpdates", **params))


async def add(town: Any, told: Any, **more: Any) -> int:
    answer = await town.post("updates", update=told, **more)
    assert answer.status == 201, answer.body
    return int(answer.body["update_id"])


@pytest.mark.parametrize(
    "told",
    [
        {"star_gift": {"amount": 5}},  # a kind that nobody knows yet
        {"message": {"message_id": "seven"}},
        {"message": None},
        {},
        {"message": {"text": "\ud800"}},  # half a character
        {"callback_query": {"id": "1", "data": "x" * 65_536}},
        {"message": {"text": "ă" * 150_000}},
    ],
)
async def test_whatever_it_is_the_bot_gets_it_with_a_number(
    town: Any, told: dict[str, Any]
) -> None:
    number = await add(town, told)
    assert await poll(town) == [{**told, "update_id": number}]
    assert await poll(town, offset=number + 1) == []


@pytest.mark.parametrize("told", [[], "update", 7, None, {"update_id": "seven"}])
async def test_what_has_no_number_is_confirmed_by_the_next_one(
    town: Any, told: Any
) -> None:
    await add(town, told)
    number = await add(town, {"message": {}})
    assert await poll(town) == [told, {"message": {}, "update_id": number}]
    assert await poll(town, offset=number + 1) == []


async def test_the_kinds_that_the_bot_wants_do_not_matter(town: Any) -> None:
    await poll(town, allowed_updates=["message"])
    number = await add(town, {"poll_answer": {}})
    assert await poll(town) == [{"poll_answer": {}, "update_id": number}]


async def test_after_a_silent_week_the_numbers_begin_lower(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "trước")
    [before] = await poll(town)
    offset = before["update_id"] + 1
    assert await poll(town, offset=offset) == []
    await add(town, {"message": {}}, update_id=5)
    await town.write(lan, lan, "sau")
    # The bot still asks with the number that it knows, and gets all the same.
    first, second = await poll(town, offset=offset, timeout=9)
    assert (first["update_id"], second["update_id"]) == (5, 6)
    assert await poll(town, offset=7) == []


async def test_a_lower_number_between_higher_ones_changes_no_numbering(
    town: Any,
) -> None:
    high = await add(town, {"message": {}})
    await add(town, {"message": {}}, update_id=5)
    assert await add(town, {"message": {}}) == high + 1
    numbers = [each["update_id"] for each in await poll(town)]
    assert numbers == [high, 5, high + 1]
    assert await poll(town, offset=high + 2) == []


async def test_the_same_update_comes_several_times(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "một")
    [update] = await poll(town)
    number = update["update_id"]
    told = await town.post("updates/again", update_id=number, times=9)
    assert (told.status, told.body) == (200, {"answers": []})
    assert await poll(town) == [update] * 10
    assert await poll(town, offset=number + 1) == []
    # Also when it was confirmed long ago.
    await town.post("updates/again", update_id=number, times=1)
    assert await poll(town) == [update]


async def test_a_backlog_of_ten_thousand_is_read_to_its_end(town: Any) -> None:
    queue = town.sandbox._stage.updates
    for number in range(10_000):
        queue.add("message", {"text": str(number)}, life=60)
    assert (await town.bot("getWebhookInfo"))["pending_update_count"] == 10_000
    offset, texts = 0, []
    while batch := await poll(town, offset=offset, timeout=3 if offset else 0):
        texts += [int(each["message"]["text"]) for each in batch]
        offset = batch[-1]["update_id"] + 1
        if len(texts) == 10_000:
            break
    assert texts == list(range(10_000))


async def test_a_number_that_nobody_knows_is_not_there(town: Any) -> None:
    told = await town.post("updates/again", update_id=1, times=1)
    assert told.status == 404


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("updates", {}),
        ("updates", {"update": {}, "update_id": "5"}),
        ("updates/again", {"update_id": 1}),
        ("updates/again", {"update_id": 1, "times": 0}),
    ],
)
async def test_a_wrong_wish_is_refused(
    town: Any, path: str, fields: dict[str, Any]
) -> None:
    told = await town.post(path, **fields)
    assert (told.status, list(told.body)) == (400, ["error"])
