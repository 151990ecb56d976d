"""The buttons that move the office's clock."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def press(screen: Any, move: str) -> None:
    screen.one(f'[data-move="{move}"]').click()
    screen.until(lambda: "đã chuyển đến" in screen.one("#notice").text)


@pytest.mark.parametrize(
    ("now", "move", "expected"),
    [
        ("2026-11-20T14:58:00", "friday", "2026-11-20T15:00:00"),
        # At 15:00 sharp the reminder has been sent: the next one is meant.
        ("2026-11-20T15:00:00", "friday", "2026-11-27T15:00:00"),
        ("2026-11-21T00:30:00", "friday", "2026-11-27T15:00:00"),
        ("2026-11-20T14:58:00", "the25th", "2026-11-25T08:00:00"),
        ("2026-11-25T08:00:00", "the25th", "2026-12-25T08:00:00"),
        ("2026-12-31T23:00:00", "the25th", "2027-01-25T08:00:00"),
        # A weekend.
        ("2026-11-20T14:58:00", "workingDay", "2026-11-23T08:00:00"),
        # 24/11 is a day off, and so is 1/1, a Friday.
        ("2026-11-23T08:00:00", "workingDay", "2026-11-25T08:00:00"),
        ("2026-12-31T09:00:00", "workingDay", "2027-01-04T08:00:00"),
        ("2026-11-25T06:00:00", "workingDay", "2026-11-25T08:00:00"),
    ],
)
def test_a_button_asks_for_the_right_moment(
    screen: Any, stub: Any, now: str, move: str, expected: str
) -> None:
    stub.at = f"{now}+07:00"
    screen.open()
    press(screen, move)
    assert stub.posts("/clock") == [{"at": f"{expected}+07:00"}]


def test_the_servers_next_working_day_is_believed(screen: Any, stub: Any) -> None:
    # Tết 2027 is on 6 February; the page alone would say the 8th.
    stub.at = "2027-02-05T09:00:00+07:00"
    stub.office = stub.office | {"next_working_day": "2027-02-11T01:00:00Z"}
    screen.open()
    press(screen, "workingDay")
    assert stub.posts("/clock") == [{"at": "2027-02-11T08:00:00+07:00"}]


def test_one_hour_is_asked_for_in_seconds(screen: Any, stub: Any) -> None:
    screen.open()
    press(screen, "hour")
    assert stub.posts("/clock") == [{"forward": 3600}]


def test_the_clock_shows_where_it_went(screen: Any, stub: Any) -> None:
    screen.open()
    press(screen, "friday")
    moved = "Đồng hồ đã chuyển đến Thứ Sáu, 20/11/2026, 15:00."
    screen.until(lambda: screen.one("#notice").text == moved)
    assert screen.one("#clock-time").text.startswith("15:00:")
    assert not screen.all("[data-move]:disabled")


def test_a_refused_move_says_why_and_frees_the_buttons(screen: Any, stub: Any) -> None:
    stub.refusal = "Không lùi được đồng hồ."
    screen.open()
    screen.one('[data-move="friday"]').click()
    screen.until(lambda: "Không lùi được" in screen.one("#notice").text)
    assert not screen.all("[data-move]:disabled")


def test_a_move_announced_by_the_server_is_shown(screen: Any, stub: Any) -> None:
    screen.open()
    stub.announce('{"clock": "2026-11-25T08:00:00+07:00"}')
    screen.until(lambda: screen.one("#clock-date").text == "Thứ Tư, 25/11/2026")
