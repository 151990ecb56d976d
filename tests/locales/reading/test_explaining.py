"""A justification that says itself to be one, in plain words."""

from __future__ import annotations

import pytest

from locales.reading.explaining import Explanation, read_explanation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thuyết minh NV-12: chờ số liệu", Explanation(12, "chờ số liệu")),
        ("NV-12 giải trình do thiếu vốn", Explanation(12, "do thiếu vốn")),
        ("giai trinh nv12 thieu von", Explanation(12, "thieu von")),
        ("xin giải trình nhiệm vụ NV-7 - lũ lụt", Explanation(7, "lũ lụt")),
        ("thuyết minh: chưa có hướng dẫn", Explanation(None, "chưa có hướng dẫn")),
        ("thuyết minh", Explanation(None, "")),
        ("NV-12 đang xây dựng thuyết minh dự án", None),
        ("đã gửi báo cáo giải trình", None),
    ],
)
def test_what_is_explained(text: str, found: Explanation | None) -> None:
    assert read_explanation(text) == found
