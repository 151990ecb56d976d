"""Topics of a forum group, as the bot and as the phones see them."""

from __future__ import annotations

from typing import Any

BOT = 4242
NOT_FOUND = (400, "Bad Request: message thread not found")


async def forum(town: Any, lan: int) -> int:
    told = await town.post("groups", title="Sở Tài chính", members=[lan], forum=True)
    await town.read_all()
    return int(told.body["id"])


async def topic(town: Any, group: int, name: str, **more: Any) -> int:
    told = await town.post(f"groups/{group}/topics", name=name, **more)
    assert told.status == 201, told.body
    return int(told.body["thread"])


async def test_a_forum_is_a_supergroup_with_topics(town: Any) -> None:
    lan = await town.person("Lan")
    group = await forum(town, lan)
    thread = await topic(town, group, "Đôn đốc")
    assert str(group).startswith("-100")
    [shown] = (await town.get("groups"))["groups"]
    assert shown == {
        "id": group,
        "title": "Sở Tài chính",
        "members": [lan],
        "forum": True,
        "topics": [{"thread": thread, "name": "Đôn đốc"}],
    }
    [update] = await town.read_all()
    made = update["message"]
    assert made["forum_topic_created"]["name"] == "Đôn đốc"
    assert made["chat"]["is_forum"] is True
    assert made["message_id"] == made["message_thread_id"] == thread
    assert "reply_to_message" not in made


async def test_a_message_in_a_topic_answers_what_made_the_topic(town: Any) -> None:
    lan = await town.person("Lan")
    group = await forum(town, lan)
    thread = await topic(town, group, "Đôn đốc", **{"from": BOT})
    sent = await town.bot(
        "sendMessage", chat_id=group, text="chào", message_thread_id=thread
    )
    assert sent["message_thread_id"] == thread
    assert sent["is_topic_message"] is True
    implied = sent["reply_to_message"]
    assert (implied["message_id"], implied["from"]["id"]) == (thread, BOT)
    # What only seems to be a reply to the bot does not pass privacy mode.
    await town.write(group, lan, "không phải trả lời", thread=thread)
    assert await town.read_all() == []
    await town.write(group, lan, "/viec@dondoc_demo_bot", thread=thread)
    await town.write(group, lan, "trả lời", reply_to=sent["message_id"])
    command, answer = [each["message"] for each in await town.read_all()]
    assert command["reply_to_message"]["message_id"] == thread
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
    assert answer["message_thread_id"] == thread
    shown = await town.messages(group)
    assert [each["thread"] for each in shown] == [thread] * 4
    # What the phones see has no reply that nobody made.
    assert [each["reply_to"] for each in shown][:3] == [None] * 3


async def test_general_has_no_number_and_takes_none(town: Any) -> None:
    lan = await town.person("Lan")
    group = await forum(town, lan)
    await town.write(group, lan, "/viec@dondoc_demo_bot", thread=1)
    [update] = await town.read_all()
    assert not {"message_thread_id", "is_topic_message", "reply_to_message"} & set(
        update["message"]
    )
    sent = await town.bot("sendMessage", chat_id=group, text="chào")
    assert "message_thread_id" not in sent
    town.steady.drive(5)
    words = {"chat_id": group, "text": "chào"}
    for thread in (1, 999):
        said = await town.refusal("sendMessage", **words, message_thread_id=thread)
        assert said == NOT_FOUND
        town.steady.drive(5)
    typing = {"chat_id": group, "action": "typing", "message_thread_id": 1}
    assert await town.refusal("sendChatAction", **typing) == NOT_FOUND


async def test_an_answer_stands_in_the_topic_of_what_it_answers(town: Any) -> None:
    lan = await town.person("Lan")
    group = await forum(town, lan)
    thread = await topic(town, group, "Đôn đốc")
    theirs = await town.write(group, lan, "/viec@dondoc_demo_bot", thread=thread)
    reply = {"reply_parameters": {"message_id": theirs}}
    sent = await town.bot("sendMessage", chat_id=group, text="đây", **reply)
    assert sent["message_thread_id"] == thread
    assert sent["reply_to_message"]["message_id"] == theirs


async def test_outside_forums_the_number_is_not_read(town: Any) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    for chat in (group, lan):
        sent = await town.bot(
            "sendMessage", chat_id=chat, text="chào", message_thread_id=77
        )
        assert "message_thread_id" not in sent
    told = await town.post(f"groups/{group}/topics", name="Đôn đốc")
    assert told.status == 400


async def test_people_write_in_topics_that_there_are(town: Any) -> None:
    lan = await town.person("Lan")
    group = await forum(town, lan)
    fields = {"from": lan, "text": "chào", "thread": 999}
    told = await town.post(f"chats/{group}/messages", **fields)
    assert (told.status, told.body["error"]) == (400, "There is no topic 999.")
