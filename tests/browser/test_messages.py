"""How messages look on the phones, and how they stay up to date."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
AN, XUAN, HA, STC = 11, 12, 13, -21


def entity(text: str, kind: str, part: str, **facts: Any) -> dict[str, Any]:
    """Mark a part of a text, counted in UTF-16 units as Telegram does."""
    before, length = text[: text.index(part)], len(part.encode("utf-16-le")) // 2
    offset = len(before.encode("utf-16-le")) // 2
    return {"type": kind, "offset": offset, "length": length, **facts}


def test_what_looks_like_html_is_shown_as_it_was_written(
    screen: Any, stub: Any
) -> None:
    text = "<b>&</b> <img src=x onerror=alert(1)> &lt;"
    stub.say(AN, text)
    screen.open()
    assert screen.one(".text", screen.message(AN, 101)).text == text


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("bold", "strong"),
        ("italic", "em"),
        ("underline", "u"),
        ("strikethrough", "s"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("bot_command", "button"),
    ],
)
def test_each_kind_of_entity_has_its_look(
    screen: Any, stub: Any, kind: str, tag: str
) -> None:
    text = "📌😀 Hạn: 25/11/2026, còn 03 ngày"
    stub.say(AN, text, entities=[entity(text, kind, "25/11/2026")])
    screen.open()
    marked = screen.one(f".text {tag}", screen.message(AN, 101))
    assert marked.text == "25/11/2026"


def test_entities_nest_and_those_that_cross_are_cut(screen: Any, stub: Any) -> None:
    text = "một hai ba bốn"
    marks = [("bold", "một hai ba"), ("italic", "hai"), ("code", "ba bốn")]
    stub.say(AN, text, entities=[entity(text, *mark) for mark in marks])
    screen.open()
    html = screen.one(".text", screen.message(AN, 101)).get_attribute("innerHTML")
    assert html == (
        "<strong>một <em>hai</em> <code>ba</code></strong><code> bốn</code>"
    )


@pytest.mark.parametrize(
    ("url", "links"),
    [("https://example.vn/a", 1), ("javascript:alert(1)", 0), ("data:text/html,x", 0)],
)
def test_only_a_web_address_becomes_a_link(
    screen: Any, stub: Any, url: str, links: int
) -> None:
    stub.say(AN, "Văn bản", entities=[entity("Văn bản", "text_link", "bản", url=url)])
    screen.open()
    assert len(screen.all(".text a", screen.message(AN, 101))) == links


def test_an_answer_shows_what_it_answers(screen: Any, stub: Any) -> None:
    stub.say(AN, "Báo cáo tiến độ tuần")
    stub.say(AN, "được 60%", **{"from": AN}, reply_to=101)
    screen.open()
    quote = screen.one(".quote", screen.message(AN, 102))
    assert quote.text == "Bot đôn đốc\nBáo cáo tiến độ tuần"


def test_a_document_is_a_link(screen: Any, stub: Any) -> None:
    stub.say(AN, "", document={"name": "123-BC-STC.pdf", "url": "/file/bot1:x/d/1"})
    screen.open()
    link = screen.one("a.document", screen.message(AN, 101))
    assert link.text == "123-BC-STC.pdf"
    assert link.get_attribute("href") == stub.url + "/file/bot1:x/d/1"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_dates_are_the_offices_wherever_the_browser_is(
    screen: Any, stub: Any, zone: str
) -> None:
    stub.say(AN, "Tối thứ Sáu", date="2026-11-20T23:59:00+07:00")
    stub.say(AN, "Sang thứ Bảy", date="2026-11-21T00:01:00+07:00")
    screen.browser.execute_cdp_cmd(
        "Emulation.setTimezoneOverride", {"timezoneId": zone}
    )
    screen.open()
    screen.message(AN, 102)
    dates = [each.text for each in screen.all(".date", screen.phone(AN))]
    assert dates == ["Thứ Sáu, 20/11/2026", "Thứ Bảy, 21/11/2026"]
    assert screen.one(".foot", screen.message(AN, 101)).text == "23:59"
    assert screen.one("#clock-date").text == "Thứ Sáu, 20/11/2026"


def test_an_edited_message_changes_and_the_others_are_not_touched(
    screen: Any, stub: Any
) -> None:
    stub.say(STC, "12/15 cán bộ đã cập nhật")
    stub.say(STC, "Cảm ơn đồng chí.")
    screen.open()
    other = screen.message(STC, 102)
    stub.chats[STC][0] |= {"text": "13/15 cán bộ đã cập nhật", "edited": True}
    stub.announce(f'{{"chat": {STC}}}')
    screen.until(lambda: "13/15" in screen.message(STC, 101).text)
    assert "đã sửa" in screen.message(STC, 101).text
    assert screen.message(STC, 102) == other


def test_a_deleted_message_goes(screen: Any, stub: Any) -> None:
    stub.say(AN, "Tin sẽ thu hồi")
    screen.open()
    screen.message(AN, 101)
    del stub.chats[AN][0]
    stub.say(AN, "Tin mới", message_id=102)
    screen.message(AN, 102)
    assert not screen.all('[data-message-id="101"]')


def test_who_reads_older_messages_is_not_moved_but_told_of_new_ones(
    screen: Any, stub: Any
) -> None:
    for number in range(40):
        stub.say(AN, f"Tin số {number}")
    screen.open()
    screen.message(AN, 140)
    scroller = ".phone[data-chat='11'] .scroller"
    place = f'document.querySelector("{scroller}").scrollTop'
    assert screen.run(f"return {place}") > 0
    screen.run(f"{place} = 0")
    stub.say(AN, "Tin mới nhất")
    screen.one(".pill", screen.phone(AN)).click()
    assert screen.run(f"return {place}") > 0
    assert not screen.all(".pill", screen.phone(AN))[0].is_displayed()
