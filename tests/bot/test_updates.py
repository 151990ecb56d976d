"""What of an update is kept: nothing that carries a level of secrecy."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from bot.updates import DIGEST, MESSAGES, REFUSED, to_keep

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
