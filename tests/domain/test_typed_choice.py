"""What a person types in place of pressing."""

from __future__ import annotations

import pytest

from domain.buttons import Button
from domain.typed_choice import chosen

KEYBOARD = (
    (Button("Xác nhận", "t:1:2:confirm"), Button("Trả lại", "t:1:2:return")),
    (Button("NV-12 · Báo cáo cải cách · hạn 30/11", "q:5:t12"),),
    (Button("Đúng", "q:5:yes"),),
    (Button("✓ Tiếng Việt", "pref:vi:speak"), Button("Trang sau ›", "l:mine.2:go")),
    (Button("Xem", "a"), Button("Xem", "b"), Button("50%", "t:1:2:p50")),
)


@pytest.mark.parametrize(
    ("typed", "data"),
    [
        ("Xác nhận", "t:1:2:confirm"),
        ("xac nhan.", "t:1:2:confirm"),
        ("TRẢ LẠI", "t:1:2:return"),
        ("2", "t:1:2:return"),
        ("nv-12", "q:5:t12"),
        ("3", "q:5:t12"),
        ("tiếng việt", "pref:vi:speak"),
        ("trang sau", "l:mine.2:go"),
        ("50%", "t:1:2:p50"),
        ("xác nhân", None),  # another word
        ("trá lại", None),
        ("trả laị", "t:1:2:return"),  # a mark on the other vowel
        ("đừng", None),
        ("dừng", None),
        ("Đúng", "q:5:yes"),
        ("xem", None),  # two bear that name
        ("10", None),
        ("0", None),
        ("60", None),
        ("50", None),
        ("", None),
        ("Xác nhận giúp tôi việc này", None),
        ("Xác nhận " * 9, None),
    ],
)
def test_a_button_by_its_word_or_its_number(typed: str, data: str | None) -> None:
    button = chosen(KEYBOARD, typed)
    assert (button.data if button else None) == data
