"""What a person does on a phone: pressing, writing, answering, attaching."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser
AN, XUAN, HA, STC = 11, 12, 13, -21

DONE = [[{"text": "Xong", "data": "t:12:1:done"}, {"text": "Hủy", "data": "t:12:1:no"}]]


def test_a_pressed_button_shows_the_bots_toast(screen: Any, stub: Any) -> None:
    stub.answer = {"toast": "Đã ghi nhận.", "alert": False}
    stub.say(AN, "NV-12", buttons=DONE)
    screen.open()
    screen.one(".key", screen.message(AN, 101)).click()
    assert screen.one(".toast", screen.phone(AN)).text == "Đã ghi nhận."
    path = f"/sandbox/chats/{AN}/messages/101/press"
    assert stub.posted == [(path, {"from": AN, "data": "t:12:1:done"})]


def test_an_alert_opens_a_dialog(screen: Any, stub: Any) -> None:
    stub.answer = {"toast": "Thẻ này đã cũ.", "alert": True}
    stub.say(AN, "NV-12", buttons=DONE)
    screen.open()
    screen.one(".key", screen.message(AN, 101)).click()
    assert screen.one("#dialog-text").text == "Thẻ này đã cũ."
    screen.one("#dialog-yes").click()
    screen.until(lambda: not screen.all("#dialog[open]"))


def test_a_button_that_nobody_answers_says_so(screen: Any, stub: Any) -> None:
    stub.answer = {"toast": None}
    stub.say(AN, "NV-12", buttons=DONE)
    screen.open()
    screen.one(".key", screen.message(AN, 101)).click()
    assert "150 giây" in screen.one(".phone-notice", screen.phone(AN)).text


def test_a_reminder_is_answered_by_its_reply_button(screen: Any, stub: Any) -> None:
    stub.say(AN, "Báo cáo tiến độ tuần")
    screen.open()
    screen.one(".reply", screen.message(AN, 101)).send_keys(Keys.ENTER)
    screen.enter(AN, "được 60%")
    assert "được 60%" in screen.message(AN, 102).text
    assert stub.posts("/messages") == [
        {"from": AN, "text": "được 60%", "reply_to": 101}
    ]
    assert not screen.all(".part", screen.phone(AN))


def test_shift_enter_begins_a_new_line(screen: Any, stub: Any) -> None:
    screen.open()
    screen.type(AN, "dòng một").send_keys(Keys.SHIFT, Keys.ENTER)
    screen.enter(AN, "dòng hai")
    screen.message(AN, 101)
    assert stub.posts("/messages") == [{"from": AN, "text": "dòng một\ndòng hai"}]


def test_a_command_in_a_message_is_put_into_the_box(screen: Any, stub: Any) -> None:
    stub.say(AN, "/viec", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
    screen.open()
    screen.one(".command", screen.message(AN, 101)).click()
    assert screen.one("textarea", screen.phone(AN)).get_attribute("value") == "/viec"


def test_what_the_server_refuses_stays_in_the_box(screen: Any, stub: Any) -> None:
    stub.say(AN, "Báo cáo tiến độ tuần")
    screen.open()
    screen.one(".reply", screen.message(AN, 101)).send_keys(Keys.ENTER)
    stub.refusal = "Tin nhắn chưa gửi được."
    screen.enter(AN, "xong rồi")
    notice = screen.one(".phone-notice", screen.phone(AN))
    assert notice.text == "Tin nhắn chưa gửi được."
    box = screen.one("textarea", screen.phone(AN))
    assert box.get_attribute("value") == "xong rồi"
    assert screen.all(".part", screen.phone(AN))


def test_a_file_goes_with_its_words(screen: Any, stub: Any, tmp_path: Path) -> None:
    file = tmp_path / "123-BC-STC.pdf"
    file.write_bytes(b"%PDF-1.7 \x00\xff")
    screen.open()
    screen.all("input[type=file]", screen.phone(AN))[0].send_keys(str(file))
    assert "123-BC-STC.pdf" in screen.one(".part", screen.phone(AN)).text
    screen.enter(AN, "gửi công văn")
    assert "123-BC-STC.pdf" in screen.message(AN, 101).text
    body = base64.b64encode(file.read_bytes()).decode()
    document = {"name": file.name, "base64": body}
    sent = {"from": AN, "text": "gửi công văn", "document": document}
    assert stub.posts("/messages") == [sent]


def test_a_file_over_20_mb_is_not_taken(screen: Any, stub: Any, tmp_path: Path) -> None:
    file = tmp_path / "lon.pdf"
    with file.open("wb") as opened:
        opened.truncate(20 * 1024 * 1024 + 1)
    screen.open()
    screen.all("input[type=file]", screen.phone(AN))[0].send_keys(str(file))
    assert "20 MB" in screen.one(".phone-notice", screen.phone(AN)).text
    assert not screen.all(".part", screen.phone(AN))


def test_in_a_group_one_chooses_which_member_writes(screen: Any, stub: Any) -> None:
    screen.open()
    names = [each.text for each in screen.all(".speaker option", screen.phone(STC))]
    assert names == ["Bùi Thanh An", "Võ Đức Xuân"]
    screen.one(f'.speaker option[value="{XUAN}"]', screen.phone(STC)).click()
    screen.enter(STC, "đã rõ")
    screen.message(STC, 101)
    assert stub.posts("/messages") == [{"from": XUAN, "text": "đã rõ"}]
