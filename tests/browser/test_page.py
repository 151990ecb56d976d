"""Which phones the sandbox's page shows, at every width, and what is on them."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
AN, XUAN, HA, BINH, CLERK, STC = 11, 12, 13, 14, 15, -21


def test_the_first_phones_are_an_officer_her_group_the_head_tracker_and_leader(
    screen: Any,
) -> None:
    screen.open()
    assert screen.phones() == [AN, STC, XUAN, HA, BINH]


def test_a_person_with_several_roles_has_one_phone_that_names_them_all(
    screen: Any,
) -> None:
    screen.open()
    assert screen.one("h2", screen.phone(AN)).text == "Bùi Thanh An"
    assert screen.one(".names p", screen.phone(AN)).text == "Cán bộ, Đầu mối · STC"


def test_the_words_are_english_when_asked_for(screen: Any) -> None:
    screen.open(query="?lang=en")
    assert screen.one(".names p", screen.phone(AN)).text == "Officer, Contact · STC"
    assert screen.one("#help summary").text == "What to try"


def test_a_chip_shows_another_phone_and_the_browser_remembers_it(screen: Any) -> None:
    screen.open()
    screen.one(f'[data-chip="{CLERK}"]').click()
    screen.one(f'[data-chip="{BINH}"]').click()
    screen.until(lambda: screen.phones() == [AN, STC, XUAN, HA, CLERK])
    screen.open()
    assert screen.phones() == [AN, STC, XUAN, HA, CLERK]


def test_a_hidden_chat_with_news_is_marked_on_its_chip(screen: Any, stub: Any) -> None:
    screen.open()
    stub.say(CLERK, "Có văn bản mới.")
    chip = f'[data-chip="{CLERK}"].unread'
    screen.one(chip).click()
    screen.message(CLERK, 101)
    assert not screen.all(chip)


WIDE = "Nghị-quyết-về-phân-cấp-quản-lý-" * 6


@pytest.mark.parametrize(("width", "height"), [(360, 740), (800, 900), (1280, 800)])
def test_nothing_makes_the_page_scroll_sideways(
    screen: Any, stub: Any, width: int, height: int
) -> None:
    row = [
        {"text": f"Nhiệm vụ số {each}: đang thực hiện", "data": "t"} for each in "123"
    ]
    pre = {"type": "pre", "offset": 0, "length": len(WIDE)}
    stub.say(AN, WIDE, buttons=[row, [{"text": WIDE, "data": "u"}]], entities=[pre])
    stub.say(AN, WIDE, reply_to=101, document={"name": WIDE + ".pdf", "url": "/file/1"})
    screen.open(width=width, height=height)
    screen.message(AN, 102)
    wide = "[...document.querySelectorAll('html, .scroller, .phone, .chooser')].filter"
    script = f"return {wide}(each => each.scrollWidth > each.clientWidth).length"
    assert screen.run(script) == 0
    viewport = "return document.scrollingElement.scrollWidth <= innerWidth"
    assert screen.run(viewport)


def test_at_1280_at_least_three_phones_stand_side_by_side(screen: Any) -> None:
    screen.open(width=1280)
    tops = [phone.location["y"] for phone in screen.all(".phone")]
    assert tops.count(tops[0]) >= 3


def test_at_360_one_phone_is_shown_and_another_is_picked_from_the_list(
    screen: Any, stub: Any
) -> None:
    stub.say(HA, "Chờ xác nhận: 01 nhiệm vụ.")
    screen.open(width=360, height=740)
    assert screen.phones() == [AN]
    screen.one(f'#picker option[value="{HA}"]').click()
    screen.until(lambda: screen.phones() == [HA])
    screen.message(HA, 101)


def test_the_page_keeps_to_the_servers_content_policy(screen: Any, stub: Any) -> None:
    picture = {"name": "bieu-do.png", "url": "/sandbox/page/icon.svg"}
    stub.say(AN, "Biểu đồ", document=picture)
    screen.open()
    screen.one("img", screen.message(AN, 101))
    screen.enter(AN, "được 60%")
    screen.message(AN, 102)
    screen.one(".head .icon-button", screen.phone(AN)).click()
    screen.one("#dialog-yes").click()
    screen.one(".icon-button.on", screen.phone(AN))
    assert stub.posts("/block") == [{"from": AN}]
    assert screen.browser.get_log("browser") == []
