"""What no handler could take: parked at once, with what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.updates import to_keep
from channels.telegram_updates import read_json

CHAT = {"id": 7, "type": "private"}


def message(**parts: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 0, "chat": CHAT, "from": {"id": 7}, **parts}


def press(data: str) -> dict[str, Any]:
    return {"id": "1", "from": {"id": 7}, "data": data, "message": message()}


@pytest.mark.parametrize(
    ("update", "error"),
    [
        ("hello", "no_object"),
        ([1, 2], "no_object"),
        (None, "no_object"),
        ({"message": message()}, "no_number"),
        ({"update_id": "5", "message": message()}, "no_number"),
        ({"update_id": True, "message": message()}, "no_number"),
        ({"update_id": 2**63, "message": message()}, "no_number"),
        ({"update_id": -4, "message": message()}, "no_number"),
        ({"update_id": 5, "message": message(chat={"id": 2**63})}, "number_beyond"),
        ({"update_id": 5, "message": message(date=float("inf"))}, "number_beyond"),
        ({"update_id": 5, "message": message(date=float("nan"))}, "number_beyond"),
        ({"update_id": 5, "from_the_future": {"x": 1}}, "unknown_kind"),
        ({"update_id": 5}, "unknown_kind"),
        ({"update_id": 5, "message": message(text="x" * 20_000)}, "too_large"),
        ({"update_id": 5, "message": message(entities=[{}] * 99_999)}, "too_large"),
        ({"update_id": 5, "callback_query": press("x" * 65_536)}, "callback_data"),
        ({"update_id": 5, "callback_query": press("\ud800" * 22)}, "callback_data"),
    ],
)
def test_it_is_known_what_is_wrong_with_it(update: object, error: str) -> None:
    kept = to_keep(update)
    assert kept["error"].startswith(error)
    assert -(2**63) <= kept["update_id"] < 2**63
    json.dumps(kept)


def test_what_bears_no_number_gets_the_same_one_each_time_it_comes() -> None:
    first, again = to_keep(["x"]), to_keep(["x"])
    assert first["update_id"] == again["update_id"] < 0
    assert to_keep(["y"])["update_id"] != first["update_id"]


def test_a_number_that_can_be_kept_is_kept() -> None:
    assert to_keep({"update_id": 5, "from_the_future": 1})["update_id"] == 5


def test_of_a_giant_only_who_where_and_when_remain() -> None:
    update = {"update_id": 5, "message": message(text="ba " * 3_000_000)}
    body = to_keep(update)["body"]
    assert body.pop("length") > 9_000_000
    assert len(body.pop("sha256")) == 64
    assert body == {
        "message": {"message_id": 1, "date": 0, "chat": {"id": 7}, "from": {"id": 7}}
    }


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "from_the_future": {"text": "TỐI MẬT\nbố phòng"}},
        ["TỐI MẬT", "bố phòng"],
        {"message": message(text="TUYỆT MẬT\nbố phòng")},
    ],
)
def test_what_looks_like_a_secret_is_not_kept_there_either(update: object) -> None:
    assert "bố phòng" not in str(to_keep(update))


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "message": message(text="NUL \0 và nửa cặp \ud83d")},
        {"update_id": 0, "my_chat_member": {"chat": CHAT}},
        {"update_id": 2**63 - 1, "callback_query": press("q:1:yes")},
    ],
)
def test_what_is_only_odd_goes_to_the_handlers(update: dict[str, Any]) -> None:
    assert to_keep(update)["error"] == ""
    assert to_keep(update)["body"] == update


def test_bad_letters_and_giant_numbers_are_read_all_the_same() -> None:
    assert read_json(b'["\xff", 1]') == ["\udcff", 1]
    assert read_json(b"[" + b"9" * 5_000 + b"]") == [float("inf")]
    with pytest.raises(ValueError, match="Expecting"):
        read_json(b"<html>")
    with pytest.raises(RecursionError):
        read_json(b"[" * 100_000)
