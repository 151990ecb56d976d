"""A hostile network and a strict server, seen from a real process."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from models.outbox import DeliveryClass
from models.tables import Attempt, Delivery
from scheduler.watching import Station
from tests.chaos.clocks import at
from tests.chaos.fate import Fate
from tests.chaos.line import WALLS, line_to, wall
from tests.chaos.tally import MARK, accepted
from tests.chaos.town import SECOND, Town

# The server took the message, or nobody knows; the answer does not tell.
TELLING_NOTHING = (
    *("ok_then_reset", "ok_then_fin", "half_headers", "half_body"),
    *("200_html", "502_html", "504_html", "200_truncated", "500", "ok_then_500"),
)
REFUSING = ("500_json", "502_json", "503_json", "504_json")
CALLS = 30  # in a storm
LARGE = {
    "test_an_answer_that_tells_nothing_is_unknown_and_resent_once": {"officers": 1000},
    # Slower, or the machine would not come after thirty in a second of the office.
    "test_a_storm_of_refusals_is_waited_out": {"officers": 998, "speed": 2.0},
}
CLOSING = ("blocked", "deactivated", "chat_not_found")


@pytest.mark.proof("F11, F15, F16", short=1, long=100, of="of each of ten kinds")
async def test_an_answer_that_tells_nothing_is_unknown_and_resent_once(
    town: Town, times: int
) -> None:
    """F11, F15 and F16: each of these to somebody."""
    kinds = TELLING_NOTHING * times
    await _fail_each(town, kinds)
    await town.put(town.people.chats)
    tally = await town.rest()
    assert (tally.broken, tally.unknown) == ((), len(kinds))
    marked = [one for one in accepted(await town.ledger()) if one.is_marked]
    assert len(marked) == len(kinds)


async def test_a_refusal_in_telegrams_words_is_no_doubt(town: Town) -> None:
    """F15: the server says that it did nothing."""
    await _fail_each(town, REFUSING)
    await town.put(town.people.chats)
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def test_a_closed_chat_is_asked_once(town: Town) -> None:
    """F18: all that waits for it is dead, with the reason, and the others live."""
    await _fail_each(town, CLOSING, times=100)
    gone = town.people.phones[: len(CLOSING)]
    others = town.people.phones[len(CLOSING) :]
    await town.put([one.chat for one in gone] * 2)
    await town.put([one.chat for one in others])
    tally = await town.rest()
    assert (tally.broken, tally.unknown, tally.accepted) == ((), 0, len(others))
    for phone in gone:
        assert len(await town.calls_to(phone.address)) == 1


async def _fail_each(town: Town, kinds: tuple[str, ...], times: int = 1) -> None:
    """The first officer meets the first kind, and so on."""
    for kind, phone in zip(kinds, town.people.phones, strict=False):
        await town.fail(kind, times, method="sendMessage", chat=phone.address)


async def test_a_server_that_hangs_holds_up_only_one_chat(town: Town) -> None:
    """F12: accepted, then silence; the others get theirs meanwhile."""
    slow, *others = town.people.phones
    await town.fail("ok_then_hang", 1, chat=slow.address)
    await town.put([slow.chat])
    await town.put([phone.chat for phone in others] * 2)
    tally = await town.rest()
    assert (tally.broken, tally.unknown) == ((), 1)
    calls = [one for one in await town.ledger() if one["method"] == "sendMessage"]
    first, second = (one["n"] for one in calls if one["chat"] == slow.address)
    between = [one for one in calls if first < one["n"] < second]
    assert len(between) == 2 * len(others)


@pytest.mark.proof("F13", short=56, long=1000, of="messages")
async def test_a_storm_of_refusals_is_waited_out(
    town: Town, times: int, record_property: Callable[[str, object], None]
) -> None:
    """F13: every call is told to wait five seconds, for a minute, over a restart."""
    await town.fail("429", 100_000, retry_after=5, method="sendMessage")
    await town.put((town.people.chats * 4)[:times])
    began = town.clock.now()
    async with town.living():
        await town.until(began + timedelta(seconds=20))
    running = town.begin()
    await town.until(began + timedelta(seconds=60))
    await town.mend()
    in_the_storm = len(await town.ledger())
    await town.until_quiet()
    took = town.clock.now() - began
    record_property("calls in the storm", in_the_storm)
    record_property("all sent after office seconds", round(took / SECOND))
    assert await running.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)
    assert await _attempts_used(town) == 0
    assert in_the_storm <= CALLS + len(await _menus(town))
    await _check_windows(town, seconds=5)
    assert took < timedelta(minutes=5)


async def _menus(town: Town) -> list[str]:
    return [c["method"] for c in await town.ledger() if c["method"] != "sendMessage"]


async def _attempts_used(town: Town) -> int:
    async with town.database.read() as reads:
        used = await reads.session.scalar(select(func.sum(Delivery.attempts)))
    return int(used or 0)


async def _check_windows(town: Town, *, seconds: int) -> None:
    """No call to a chat inside the pause that it was told; the ledger counts seconds,
    and rounds down."""
    told: dict[int, datetime] = defaultdict(lambda: at("2026-01-01 00:00"))
    for call in await town.ledger():
        when = datetime.fromisoformat(call["at"])
        if call["method"] != "sendMessage":
            continue
        assert when >= told[call["chat"]]
        if call["status"] == 429:
            told[call["chat"]] = when + timedelta(seconds=seconds - 1)


async def test_a_day_without_a_line_is_waited_out(town: Town) -> None:
    """F17: connections are refused for 24 hours; nothing is in doubt afterwards."""
    async with line_to(town.url) as line:
        town.way = line.url
        await line.cut()
        await town.put(town.people.chats)
        await town.put(town.people.chats, cls=DeliveryClass.REPLY)  # waits for no clock
        running = town.begin()
        await town.until(town.clock.now() + timedelta(seconds=90))
        assert await town.ledger() == []
        assert await _outcomes(town) == {"not_sent"}
        assert await running.stop() == 0
        town.clock.move_to(town.clock.now() + timedelta(hours=24))
        running = town.begin()
        await running.started()
        await town.until(town.clock.now() + timedelta(seconds=60))
        await line.mend()
        mended = town.clock.now()
        await town.until_called(2 * len(town.people.chats))
        assert town.clock.now() - mended < timedelta(minutes=5)
        assert await running.stop() == 0
        tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@pytest.mark.proof("F21", short=60, long=300, of="seconds")
async def test_a_refused_token_kills_no_message(town: Town, times: int) -> None:
    """F21: 401 for a while, whatever is asked; then all is well again."""
    for method in ("sendMessage", "getMe", "getUpdates"):
        await town.fail("401", 100_000, method=method)
    await town.put(town.people.chats)
    running = town.begin()
    await running.started()
    await town.until(town.clock.now() + timedelta(seconds=times))
    assert [one for one in await town.ledger() if one["status"] == 200] == []
    await town.mend()
    mended = town.clock.now()
    await town.until_called(len(town.people.chats))
    assert town.clock.now() - mended < timedelta(minutes=2)
    assert await running.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)
    assert tally.accepted == len(town.people.chats)


@pytest.mark.parametrize("kind", WALLS)
async def test_a_line_that_never_comes_about_is_no_doubt(town: Town, kind: str) -> None:
    """F17: a name that nobody knows, a server without TLS, one that takes no call."""
    if not town.database.engines.one_writer:
        pytest.skip("the line is the same, whatever the database")
    async with wall(kind) as url:
        town.way = url
        await town.put(town.people.chats, cls=DeliveryClass.REPLY)
        async with town.living():
            await town.until(town.clock.now() + timedelta(seconds=40))
        assert await _outcomes(town) == {"not_sent"}
    town.way = ""
    town.clock.move_to(town.clock.now() + timedelta(hours=24))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def _outcomes(town: Town) -> set[str | None]:
    """Of attempts that came to an end."""
    async with town.database.read() as reads:
        return set(await reads.session.scalars(select(Attempt.outcome)))


@pytest.mark.parametrize("order", ["old_first", "new_first"])
async def test_a_group_that_moves_is_followed_once(town: Town, order: str) -> None:
    """F19: its two service messages come twice, in either order, over a kill."""
    row, address = town.people.groups[0]
    way = f"/sandbox/groups/{address}/migrate"
    before = await town.put([row])
    moved = (await town.post(way, {"order": order, "twice": True}))["id"]
    await town.live_until(Fate(Station.EFFECT_COMMITTED))
    tally = await town.rest()
    after = await town.put([row])
    tally = await town.rest()
    # A kill that met the first one on its way has it sent once more, and marked.
    assert tally.broken == ()
    assert tally.duplicates <= tally.unknown
    assert await town.texts(address) == []
    told = [MARK.findall(text) for text in await town.texts(moved)]
    assert [one for one, _ in itertools.groupby(told)] == [before, after]
