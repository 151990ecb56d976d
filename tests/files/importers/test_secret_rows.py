"""Most cells are passed over by a quick look; it must never pass over a secret."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.register import Column, FileProblem, UnreadableFile
from domain.secrecy import is_secret, is_suspect
from files.importers.aliases import normal
from files.importers.register import find_registers
from files.importers.register_cells import key_of
from files.opening.cells import Sheet, SheetRow, Workbook
from locales.reading.documents import document_key

pieces = st.sampled_from([
    *"mMaAâÂạẠậẬtT", "mật", "MẬT", "Tối", "TUYỆT", "mat", "độ", ":", "(", ")", "\n",
    " ", "\u200b", "\u0323", "\u0302", "_", "-", "công văn", "số 12", "|", "hỏa tốc",
    "Ｍ", "ｔ",
])  # fmt: skip


@given(st.lists(pieces, max_size=12).map("".join) | st.text())
def test_whatever_the_guard_refuses_was_suspected(text: str) -> None:
    kept = unicodedata.normalize("NFC", text)
    if is_secret(kept):
        assert is_suspect(kept)


@pytest.mark.parametrize(
    "text", ["Báo cáo kết quả rà soát", "KẾ HOẠCH 2026", "Å đ 3/4"]
)
def test_an_ordinary_text_is_passed_over(text: str) -> None:
    """A sheet has a million of them."""
    assert not is_suspect(text)


COLUMNS = ("Số ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Độ mật")
TASK = ("1/UBND-TH", "Báo cáo", "Sở Nội vụ", "Thường")


def the_register(*rows: tuple[str, ...]) -> Workbook:
    numbered = [SheetRow(number, list(row)) for number, row in enumerate(rows, 1)]
    return Workbook((Sheet("Sổ", numbered),))


@pytest.mark.parametrize(
    "header",
    [
        (COLUMNS[0], "Nội dung nhiệm vụ (Mật)", *COLUMNS[2:]),
        (*COLUMNS, "TUYỆT MẬT"),
        (*COLUMNS, unicodedata.normalize("NFD", "Tối mật")),
    ],
)
def test_a_mark_in_the_header_refuses_the_whole_file(header: tuple[str, ...]) -> None:
    mapped = {normal("Nội dung nhiệm vụ (Mật)"): Column.CONTENT}
    with pytest.raises(UnreadableFile) as refused:
        find_registers(the_register(header, TASK), mapped)
    assert refused.value.reason is FileProblem.SECRET


@pytest.mark.parametrize("at", [1, 29, 30, 45])
def test_no_header_that_is_asked_about_bears_a_mark(at: int) -> None:
    """Wherever it stands: what is asked is shown, and kept with the question."""
    unknown = ("Mã", "Ghi gì (Mật)", "Cho ai", "Hạn chót")
    rows = [SheetRow(number, ["Sổ"]) for number in range(1, min(at, 30))]
    rows.append(SheetRow(at, list(unknown)))
    with pytest.raises(UnreadableFile) as refused:
        find_registers(Workbook((Sheet("Sổ", rows),)), {})
    assert refused.value.reason is FileProblem.SECRET


@pytest.mark.parametrize(
    "called", ["Độ mật", "ĐỘ MẬT", "Mức độ mật", "Mức độ Mật", "Mật"]
)
def test_the_name_of_the_column_of_levels_is_no_mark(called: str) -> None:
    """Also one of the office's own, once it has said what it means."""
    mapped = {normal(called): Column.SECRECY}
    book = the_register((*COLUMNS[:3], called), TASK)
    ((_, header),) = find_registers(book, mapped)
    assert header.places[Column.SECRECY] == 3


@given(st.text(st.characters(codec="ascii"), max_size=60) | st.text(max_size=60))
def test_the_quick_key_is_the_key(number: str) -> None:
    number = " ".join(number.split())
    assert key_of(number) == document_key(number)
