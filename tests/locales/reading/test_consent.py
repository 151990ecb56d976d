"""A typed yes confirms what was read back, and nothing that only looks like it does."""

from __future__ import annotations

import unicodedata

import pytest

from locales.reading.consent import is_yes

YES = ["đúng", "Đúng rồi ạ", "dung roi a", "ok", "OK anh", "vâng ạ", "dạ đúng ạ", "👍"]
NO = ["đừng", "dừng", "đụng", "không đúng", "đúng không", "đúng một phần", "sai", ""]


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_taken(text: str) -> None:
    assert is_yes(text)
    assert is_yes(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("text", [*NO, "đúng " * 50, "vâng em sẽ làm", "ok 60%"])
def test_nothing_else_is(text: str) -> None:
    assert not is_yes(text)
