"""The webhook: what is posted, in which order, and how often."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.bot.sandbox.receiver import Receiver, posted, settled

KEYBOARD = {"inline_keyboard": [[{"text": "Xong", "callback_data": "t:1"}]]}


async def test_what_is_written_is_posted_with_the_secret(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "trước")
    assert await town.bot("setWebhook", url=hook.url, secret_token="a-1_B")
    await town.write(lan, lan, "sau")
    await settled(town)
    assert hook.texts() == ["trước", "sau"]
    assert hook.secrets == ["a-1_B", "a-1_B"]
    first, second = hook.got
    assert second["update_id"] == first["update_id"] + 1


async def test_a_chat_waits_behind_its_message_and_the_others_do_not(
    town: Any, hook: Receiver
) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    await town.bot("setWebhook", url=hook.url)
    hook.then(500, chat=lan, times=3)
    await town.write(lan, lan, "một")
    await town.write(lan, lan, "hai")
    await town.write(minh, minh, "ba")
    await hook.until(3)
    # The second try came at once, the third waits for two seconds.
    assert sorted(hook.texts()) == ["ba", "một", "một"]
    await settled(town)
    assert hook.texts(lan) == ["một", "một", "một", "một", "hai"]


async def test_presses_wait_for_their_person_not_for_the_chat(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    card = {"chat_id": lan, "text": "NV-1", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    await town.bot("setWebhook", url=hook.url)
    hook.then(500, chat=lan, times=2)
    await town.write(lan, lan, "một")
    await hook.until(2)
    path = f"chats/{lan}/messages/{sent['message_id']}/press"
    pressing = asyncio.ensure_future(town.post(path, **{"from": lan, "data": "t:1"}))
    await hook.until(3)
    query = hook.got[-1]["callback_query"]["id"]
    await town.bot("answerCallbackQuery", callback_query_id=query, text="Đã ghi")
    assert (await pressing).body == {"toast": "Đã ghi", "alert": False}


async def test_the_waits_double_up_to_a_minute_or_two(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url)
    hook.then(500, times=8)
    await town.write(lan, lan, "một")
    await hook.until(2)
    waits = [await posted(town, hook, count) for count in range(3, 10)]
    # Nobody comes early; a second or two of driving may pass unseen.
    for waited, least in zip(waits, (2, 4, 8, 16, 32, 60, 60), strict=True):
        assert waited >= least - 1
    assert max(waits) <= 125


async def test_the_webhook_may_say_when_to_come_again(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url)
    hook.then(503, Retry_After="30")
    await town.write(lan, lan, "một")
    await hook.until(1)
    assert await posted(town, hook, 2) >= 29


@pytest.mark.parametrize(("seconds", "is_dropped"), [(86_395, True), (86_000, False)])
async def test_an_update_that_would_be_too_old_is_dropped(
    town: Any, hook: Receiver, seconds: int, is_dropped: bool
) -> None:
    lan = await town.person("Lan")
    hook.then(503, Retry_After="9")
    hook.hold()
    await town.bot("setWebhook", url=hook.url)
    await town.write(lan, lan, "một")
    await hook.until(1)
    town.clock.move_to(town.clock.now() + timedelta(seconds=seconds))
    hook.let_go()
    await settled(town)
    assert len(hook.got) == (1 if is_dropped else 2)


async def test_a_webhook_that_hangs_holds_only_its_own_chat(
    town: Any, hook: Receiver
) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    await town.bot("setWebhook", url=hook.url)
    hook.hold()
    await town.write(lan, lan, "một")
    await town.write(minh, minh, "hai")
    await hook.until(2)
    hook.let_go()
    await settled(town)
    hook.hold()
    await town.write(lan, lan, "ba")
    await hook.until(3)
    # After a minute it is given up and tried again.
    town.steady.drive(61)
    await hook.until(4)
    hook.let_go()
    await settled(town)
    info = await town.bot("getWebhookInfo")
    assert info["last_error_message"] == "Read timeout expired"


async def test_so_many_at_once_and_no_more(town: Any, hook: Receiver) -> None:
    people = [await town.person(f"Lan {number}") for number in range(6)]
    await town.bot("setWebhook", url=hook.url, max_connections=2)
    hook.hold()
    for person in people:
        await town.write(person, person, "chào")
    await hook.until(2)
    await town.get("state")
    assert hook.running == 2
    hook.let_go()
    await settled(town)
    assert (len(hook.got), hook.most_running) == (6, 2)


async def test_the_same_update_is_posted_many_times_at_once(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url, secret_token="s", max_connections=1)
    await town.write(lan, lan, "một")
    await settled(town)
    number = hook.got[0]["update_id"]
    hook.hold()
    wish = {"update_id": number, "times": 5, "urls": [hook.url, hook.url]}
    repeating = asyncio.ensure_future(town.post("updates/again", **wish))
    await hook.until(11)
    assert hook.running == 10
    hook.let_go()
    assert (await repeating).body == {"answers": [200] * 10}
    assert hook.got == [hook.got[0]] * 11
    assert set(hook.secrets) == {"s"}


async def test_copies_go_to_this_machine_only(town: Any, hook: Receiver) -> None:
    await town.bot("setWebhook", url=hook.url)
    told = await town.post("updates", update={"message": {}})
    await settled(town)
    wish = {"update_id": told.body["update_id"], "times": 1}
    far = await town.post("updates/again", **wish, urls=["http://example.vn/"])
    assert far.status == 400


async def test_a_malformed_update_is_posted_too(town: Any, hook: Receiver) -> None:
    await town.bot("setWebhook", url=hook.url)
    await town.post("updates", update={"star_gift": 5})
    await settled(town)
    assert hook.got[0]["star_gift"] == 5
