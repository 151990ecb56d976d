"""Numbers of documents, and what only looks like one (domain.md 5.3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.replies import DocumentRef
from locales.reading.documents import document_key, find_document

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("419/VPUBND-HCTC", "419/VPUBND-HCTC"),
        ("4554/UBND-VXNV", "4554/UBND-VXNV"),
        ("21/BC-TCT", "21/BC-TCT"),
        ("31/2020/QĐ-UBND", "31/2020/QĐ-UBND"),
        ("45/2016/QĐ-UBND", "45/2016/QĐ-UBND"),
        ("67/TB-VPUB", "67/TB-VPUB"),
        ("1328/QĐ-UBND", "1328/QĐ-UBND"),
        ("20/CT-UBND", "20/CT-UBND"),
        ("4544/UBND-VX", "4544/UBND-VX"),
        ("7816/VPCP-TTĐT", "7816/VPCP-TTĐT"),
        ("15/TTr-SNNMT", "15/TTr-SNNMT"),
        ("312 /BC-SNV", "312/BC-SNV"),
        ("312/BC–SNV", "312/BC-SNV"),
        ("45 / 2016 / QĐ - UBND", "45/2016/QĐ-UBND"),
        ("91/2025/QH15", "91/2025/QH15"),
        ("117/2025/QH15", "117/2025/QH15"),
        ("80-NQ/TW", "80-NQ/TW"),
        ("04-NQ/TU", "04-NQ/TU"),
        ("123/bc-stc", "123/bc-stc"),
        ("số 12/bc", "12/bc"),
        ("tại văn bản số: 12/BC-STC.", "12/BC-STC"),
        ("12/UBND-NC&KSTT", "12/UBND-NC&KSTT"),
        ("18/BC-S", "18/BC-S"),
        ("12/Q\u00d0-UBND", "12/QĐ-UBND"),  # eth instead of Đ
    ],
)
def test_a_number_is_found(text: str, number: str) -> None:
    assert find_document(text, today=FRIDAY) == DocumentRef(number, None)


@pytest.mark.parametrize(
    "text",
    [
        *("20/11/2026", "799/808", "46/46", "14/15", "32/63", "03/808", "Quý II/2020"),
        *("/VPUB-VXNV", "/BC-VP", "1/xong", "1/XONG", "viec 1/xong - viec 2 chua"),
        *("50%", "24/7", "5/ha", "3/xã", "60/phút", "NV-12", "tháng 3/2022", "1/2", ""),
        *("15h30/17h", "ngày 5 tháng 3", "10/người", "123456/BC-STC", "BC-STC"),
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_document(text, today=FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "issued_on"),
    [
        ("123/BC-STC ngày 12/11/2026", date(2026, 11, 12)),
        ("123/BC-STC, ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        ("123/BC-STC ngày 05/11", date(2026, 11, 5)),
        ("123/BC-STC ngày 30/11", date(2025, 11, 30)),  # documents lie behind
        ("123/BC-STC của Sở Tài chính ngày 05/11", date(2026, 11, 5)),
        ("123/BC-STC (05/11/2026)", date(2026, 11, 5)),
        ("123/BC-STC 05/11/2026", date(2026, 11, 5)),
        ("123/BC-STC ngày 31/02/2026", None),
        ("123/BC-STC. Hạn ngày 30/11", None),
        ("123/BC-STC", None),
    ],
)
def test_the_date_belongs_to_the_number(text: str, issued_on: date | None) -> None:
    assert find_document(text, today=FRIDAY) == DocumentRef("123/BC-STC", issued_on)


def test_the_first_of_two_is_taken_with_its_own_date() -> None:
    text = "12/BC-STC và 13/BC-STC ngày 12/11/2026"
    assert find_document(text, today=FRIDAY) == DocumentRef("12/BC-STC", None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0123/BC-STC", "123/bc–stc"),
        ("312 /BC-SNV", "312/BC-SNV"),
        ("45/2016/QĐ-UBND", "45/2016/qd-ubnd"),
        ("45/2016/Q\u0110-UBND", "45/2016/Q\u00d0-UBND"),
    ],
)
def test_ways_of_writing_one_number_have_one_key(one: str, other: str) -> None:
    assert document_key(one) == document_key(other)


def test_other_numbers_have_other_keys() -> None:
    assert (
        len({document_key(n) for n in ("1/BC-S", "10/BC-S", "1/BC-SNV", "1-BC/S")}) == 4
    )


@given(st.text(max_size=200), st.dates())
def test_no_text_raises(text: str, today: date) -> None:
    find_document(text, today=today)
    document_key(text)


@given(
    st.integers(1, 99999),
    st.lists(st.text("BCDGKLMNPQSTVĐ", min_size=2, max_size=8), min_size=2, max_size=4),
)
def test_every_number_of_the_usual_shape_is_found(
    number: int, symbol: list[str]
) -> None:
    written = f"{number}/{'-'.join(symbol)}"
    found = find_document(f"đã báo cáo tại {written} ngày 01/11/2026", today=FRIDAY)
    assert found == DocumentRef(written, date(2026, 11, 1))
