"""What of an update is kept: nothing that carries a level of secrecy."""

from __future__ import annotations

import inspect
import unicodedata
from typing import Any

import pytest
from telegram import ChatMemberAdministrator, ChatMemberRestricted, Update

from bot.updates import DIGEST, MESSAGES, REFUSED, to_keep
from handlers.place import place_of

LINK = "https://vb.example.vn/tep/"
SECRET = "TỐI MẬT\nKế hoạch bố phòng"


def message(**parts: Any) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    held = {"message_id": 1, "date": 0, "chat": chat, "from": {"id": 7}, **parts}
    return {"update_id": 5, "message": held}


@pytest.mark.parametrize(
    "parts",
    [
        {"text": SECRET},
        {"text": unicodedata.normalize("NFD", SECRET)},
        {"caption": "(Mật)", "photo": [{"file_id": "x"}]},
        {"document": {"file_id": "x", "file_name": "Độ mật: Mật.docx"}},
        {"text": "xem lại", "quote": {"text": "TUYỆT MẬT"}},
        {"animation": {"file_id": "x", "file_name": "tuyet_mat.mp4"}},
        {"audio": {"file_id": "x", "title": "Tối mật"}},
        {"poll": {"question": "Ai đọc?", "options": [{"text": "MẬT"}]}},
        {"venue": {"title": "Kho (Mật)", "address": "Số 1"}},
        {"contact": {"first_name": "Mật", "phone_number": "1"}},
        {"forum_topic_created": {"name": "TUYỆT MẬT", "icon_color": 1}},
        {"text": "x", "reply_to_message": {"message_id": 2}, "new_one": [{"a": "MẬT"}]},
        {"text": "xem", "entities": [{"type": "text_link", "url": f"{LINK}TOI_MAT"}]},
        {"text": "xem", "entities": [{"type": "text_link", "url": f"{LINK}%28Mật%29"}]},
        {
            "text": "xem",
            "link_preview_options": {"url": f"{LINK}T%E1%BB%90I%20M%E1%BA%ACT"},
        },
        {"document": {"file_id": "x", "mime_type": "Tối mật"}},
        {"new_chat_title": "Tổ 1 (Mật)"},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "(Mật)"}},
    ],
)
def test_secret_content_is_dropped_before_it_is_stored(parts: dict[str, Any]) -> None:
    kept = to_keep(message(**parts))
    assert kept["body"][REFUSED] == "secret"
    assert set(kept["body"]["message"]) == {"message_id", "date", "chat", "from"}
    assert set(kept["body"]) == {"update_id", "message", REFUSED, DIGEST}
    assert len(kept["body"][DIGEST]) == 64


def test_a_digest_knows_the_same_text_again_and_tells_nothing_of_it() -> None:
    one, same, other = (
        to_keep(message(text=text))["body"][DIGEST] for text in (SECRET, SECRET, "MẬT")
    )
    assert one == same != other


@pytest.mark.parametrize("kind", MESSAGES)
@pytest.mark.parametrize("part", ["text", "caption"])
def test_whatever_kind_of_message_it_is_it_is_looked_at(kind: str, part: str) -> None:
    """Also one that is edited afterwards, and one of a channel."""
    update = message(**{part: SECRET})
    update[kind] = update.pop("message")
    kept = to_keep(update)
    assert kept["body"][REFUSED] == "secret"
    assert "bố phòng" not in str(kept)


@pytest.mark.parametrize(
    "text", ["báo cáo mật độ xây dựng", "công tác bảo mật thông tin", "xong rồi"]
)
def test_ordinary_words_are_kept_until_they_are_handled(text: str) -> None:
    update = message(text=text)
    assert to_keep(update) == {
        "update_id": 5,
        "chat": 7,
        "body": update,
        "error": "",
    }


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(), 7),
        (
            {
                "update_id": 1,
                "callback_query": {
                    "id": "1",
                    "data": "q:1:yes",
                    "message": {"chat": {"id": -100}},
                },
            },
            -100,
        ),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 9}}}, 9),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_updates_keep_their_order_within_a_chat(
    update: dict[str, Any], chat: int
) -> None:
    assert to_keep(update)["chat"] == chat


def test_what_an_answer_refers_to_is_not_kept_with_it() -> None:
    answered = message(text=SECRET)["message"]
    kept = to_keep(message(text="xong rồi", reply_to_message=answered))
    assert kept["body"]["message"]["reply_to_message"]["message_id"] == 1
    assert "bố phòng" not in str(kept)
    assert REFUSED not in kept["body"]


CALLED = ("Tổ 1 (Mật)", unicodedata.normalize("NFD", "Nguyễn (TỐI MẬT)"), "TUYỆT MẬT")
GROUP = {"id": -100, "type": "supergroup", "is_forum": True}
MARKS_OF_IT = ("mật", "MẬT", *(unicodedata.normalize("NFD", x) for x in ("mật", "MẬT")))


def named(called: str) -> list[dict[str, Any]]:
    """Each kind of update that says how a chat or a person calls itself."""
    chat = {**GROUP, "title": called}
    user = {"id": 7, "is_bot": False, "first_name": called, "username": "an"}
    split = {**user, "first_name": "An (", "last_name": f"{called})"}
    at = {"message_id": 1, "date": 9, "chat": chat, "from": user}
    ours = {**at, "text": "Nhắc việc", "reply_to_message": {**at, "text": called}}
    press = {"id": "1", "chat_instance": "2", "from": user, "data": "q:1:yes"}
    member = {"status": "member", "user": user, "custom_title": called}
    link = {"name": called, "creator": user, "invite_link": "t.me/+x"}
    change = {"chat": chat, "from": user, "date": 9, "invite_link": link}
    origin = {"type": "hidden_user", "date": 9, "sender_user_name": called}
    return [
        {"message": {**at, "text": "xong rồi", "forward_origin": origin}},
        {"message": {**at, "text": "/nhom ABC"}},
        {"message": {**at, "text": "/start ABC"}},
        {"message": {**at, "from": split, "text": "/start ABC"}},
        {"message": {**at, "text": "60%", "sender_chat": chat, "via_bot": user}},
        {"message": {**at, "text": SECRET}},
        {"edited_message": {**at, "reply_to_message": at}},
        {"callback_query": {**press, "message": ours}},
        {"callback_query": {**press, "message": {**ours, "text": called}}},
        {"my_chat_member": {**change, "new_chat_member": member}},
        {"channel_post": {**at, "author_signature": called}},
        {"inline_query": {"id": "1", "from": user, "query": called, "offset": ""}},
        {"chat_member": {**change, "new_chat_member": member}},
        {"poll": {"id": "1", "question": called}},
    ]


@pytest.mark.parametrize("called", CALLED)
def test_no_title_and_no_name_with_a_mark_is_kept(called: str) -> None:
    """Not with what is refused, nor with what is not."""
    for update in named(called):
        kept = to_keep({"update_id": 5, **update})
        assert kept["error"] == ""
        assert [mark for mark in MARKS_OF_IT if mark in str(kept)] == [], update


def test_names_are_kept_only_where_they_are_asked_for() -> None:
    """Who uses an invitation, and which group is bound."""
    texts = [update.get("message", {}).get("text") for update in named("Tổ Một")]
    kept = [to_keep({"update_id": 5, **update})["body"] for update in named("Tổ Một")]
    told = [text for text, body in zip(texts, kept, strict=True) if "Tổ" in str(body)]
    assert told == ["/nhom ABC", "/start ABC", "/start ABC"]


def test_of_a_pressed_button_remains_what_its_handler_reads() -> None:
    """The library still makes an update of it, and the codes prove what arrived."""
    update = next(one for one in named("Tổ Một") if "callback_query" in one)
    update["callback_query"]["message"]["text"] = "Nhắc việc của Sở\n#7K3MA"
    body = to_keep({"update_id": 5, **update})["body"]
    assert body["callback_query"]["message"]["text"] == "#7K3MA"
    place = place_of(read_update(body))
    assert place is not None
    assert (place.address, place.sender, place.pressed) == (-100, 7, True)
    assert place.seen is not None
    assert place.seen.codes == {"7K3MA"}


def test_of_a_membership_remains_the_state() -> None:
    rights = dict.fromkeys(RIGHTS, False) | {"until_date": 0}
    for status in ("member", "left", "kicked", "administrator", "restricted"):
        update = next(one for one in named("Tổ Một") if "my_chat_member" in one)
        change = update["my_chat_member"]
        change["old_chat_member"] = change["new_chat_member"]
        change["new_chat_member"] |= {"status": status, **rights}
        read = read_update(to_keep({"update_id": 5, **update})["body"])
        assert read.my_chat_member is not None
        assert read.my_chat_member.new_chat_member.status == status


def read_update(body: dict[str, Any]) -> Update:
    read = Update.de_json(body, None)
    assert read is not None
    return read


RIGHTS = [
    name
    for kind in (ChatMemberAdministrator, ChatMemberRestricted)
    for name in inspect.signature(kind).parameters
    if name.startswith(("can_", "is_"))
]


def test_a_button_with_a_mark_behind_it_is_answered_and_not_kept() -> None:
    """Telegram waits for the number of the press."""
    press = {"id": "77", "from": {"id": 7}, "data": "t:1:(Mật)", "chat_instance": "2"}
    body = to_keep({"update_id": 5, "callback_query": press})["body"]
    assert (body[REFUSED], body["callback_query"]["id"]) == ("secret", "77")
    assert "Mật" not in str(body)
