"""A group with topics, and questions that open their own answer."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
AN, XUAN, STC = 11, 12, -21

FORUM = {
    "forum": True,
    "topics": [
        {"thread": 5, "name": "Đôn đốc"},
        {"thread": 9, "name": "Báo cáo quý, số liệu và giải trình " * 3},
    ],
}


def marks(screen: Any) -> list[str]:
    return [each.text for each in screen.all(".topic", screen.phone(STC))]


def choice(screen: Any) -> Any:
    return screen.all(".topics select", screen.phone(STC))[0]


def test_a_forum_names_the_topic_wherever_it_changes(screen: Any, stub: Any) -> None:
    stub.group = FORUM
    stub.say(STC, "Chào cả nhà")
    stub.say(STC, "NV-12 quá hạn", thread=5)
    stub.say(STC, "NV-13 quá hạn", thread=5)
    stub.say(STC, "đã rõ", **{"from": AN})
    screen.open()
    screen.message(STC, 104)
    assert marks(screen) == ["Chung", "Đôn đốc", "Chung"]


def test_one_writes_in_the_topic_that_is_chosen(screen: Any, stub: Any) -> None:
    stub.group = FORUM
    stub.say(STC, "NV-12 quá hạn", thread=5)
    screen.open()
    screen.message(STC, 101)
    screen.enter(STC, "chung")
    screen.message(STC, 102)
    screen.one('option[value="5"]', choice(screen)).click()
    screen.enter(STC, "riêng")
    screen.message(STC, 103)
    screen.one(".reply", screen.message(STC, 101)).click()
    screen.enter(STC, "trả lời")
    screen.message(STC, 104)
    # An answer needs no topic: it stands where the answered message does.
    assert stub.posts("/messages") == [
        {"from": AN, "text": "chung"},
        {"from": AN, "text": "riêng", "thread": 5},
        {"from": AN, "text": "trả lời", "reply_to": 101},
    ]


def test_a_new_topic_is_known_with_its_first_message(screen: Any, stub: Any) -> None:
    stub.group = {"forum": True, "topics": []}
    screen.open()
    stub.group = FORUM
    stub.say(STC, "NV-12 quá hạn", thread=5)
    screen.until(lambda: marks(screen) == ["Đôn đốc"])
    names = [each.text for each in screen.all("option", choice(screen))]
    assert names[:2] == ["Chung", "Đôn đốc"]


def test_an_ordinary_group_shows_no_topics(screen: Any, stub: Any) -> None:
    stub.say(STC, "Chào cả nhà")
    screen.open()
    screen.message(STC, 101)
    assert marks(screen) == []
    assert not choice(screen).is_displayed()


def test_topics_with_long_names_fit_a_small_phone(screen: Any, stub: Any) -> None:
    stub.group = FORUM
    stub.say(STC, "Số liệu quý 3", thread=9)
    screen.open(width=360, height=740)
    screen.one(f'#picker option[value="{STC}"]').click()
    screen.message(STC, 101)
    wide = "[...document.querySelectorAll('html, .scroller, .phone, .topics')].filter"
    script = f"return {wide}(each => each.scrollWidth > each.clientWidth).length"
    assert screen.run(script) == 0


QUESTION = {"people": [AN], "placeholder": "Lý do xin gia hạn"}


def test_a_question_opens_its_answer(screen: Any, stub: Any) -> None:
    screen.open()
    stub.say(AN, "Vì sao xin gia hạn?", force_reply=QUESTION)
    part = screen.one(".part", screen.phone(AN))
    assert "Vì sao xin gia hạn?" in part.text
    box = screen.one("textarea", screen.phone(AN))
    assert box.get_attribute("placeholder") == "Lý do xin gia hạn"
    screen.enter(AN, "chờ số liệu")
    screen.message(AN, 102)
    said = {"from": AN, "text": "chờ số liệu", "reply_to": 101}
    assert stub.posts("/messages") == [said]
    screen.until(lambda: not screen.all(".part", screen.phone(AN)))
    assert box.get_attribute("placeholder") == "Nhắn tin…"


def test_a_closed_answer_stays_closed(screen: Any, stub: Any) -> None:
    stub.say(AN, "Vì sao xin gia hạn?", force_reply=QUESTION)
    screen.open()
    screen.one(".part .icon-button", screen.phone(AN)).click()
    stub.say(AN, "Tin khác")
    screen.message(AN, 102)
    assert not screen.all(".part", screen.phone(AN))


def test_in_a_group_only_who_is_asked_sees_it_opened(screen: Any, stub: Any) -> None:
    stub.say(STC, "Vì sao xin gia hạn?", force_reply={**QUESTION, "people": [XUAN]})
    screen.open()
    screen.message(STC, 101)
    assert not screen.all(".part", screen.phone(STC))
    screen.one(f'.speaker option[value="{XUAN}"]', screen.phone(STC)).click()
    assert screen.one(".part", screen.phone(STC)).is_displayed()
