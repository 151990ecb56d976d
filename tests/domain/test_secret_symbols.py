"""Numbers by which a province knows its secret papers; each has its own."""

from __future__ import annotations

import unicodedata

import pytest

from bot.updates import REFUSED, to_keep
from bot.web.api.reading import carries_secret
from domain.register import Column
from domain.secret_symbols import bears_symbol
from files.importers.headers import Header
from files.importers.secret_rows import SecretGuard, is_secret_title
from files.opening.cells import Sheet, SheetRow

SYMBOLS = ("*/TM-*", "*-M", "*/BC-CĐ*-MẬT1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/BC-CAT-M", True),
        ("12/bc-cat-m", True),
        ("Thực hiện văn bản số 12/BC-CAT-M ngày 12/11/2026", True),
        ("Thực hiện 7/TM-UBND, hạn 30/11", True),
        ("(số 12/BC-CAT-M)", True),
        ("theo số 12/BC-CAT-M.", True),
        (unicodedata.normalize("NFD", "45/BC-CĐ2-MẬT1"), True),
        ("12/BC-CAT", False),
        ("12/BC-CAT-MT", False),
        ("123/UBND-TH ngày 12/11/2026", False),
        ("xong việc A-M", False),  # no number
        ("", False),
    ],
)
def test_a_number_of_theirs_is_known_in_any_text(text: str, found: bool) -> None:
    assert bears_symbol(text, SYMBOLS) is found
    assert not bears_symbol(text, ())


def test_every_door_asks_for_them() -> None:
    """A message, a row and a title of a register, what another system pushes."""
    said = "Theo số 12/BC-CAT-M"
    chat = {"id": 7, "type": "private"}
    update = {"update_id": 5, "message": {"date": 0, "chat": chat, "text": said}}
    assert to_keep(update, SYMBOLS)["body"][REFUSED] == "secret"
    assert REFUSED not in to_keep(update)["body"]

    header = Header(2, 2, {Column.CONTENT: 0}, {})
    row = SheetRow(3, ["Báo cáo", said])
    assert SecretGuard(header, Sheet("Sổ", [row]), SYMBOLS).is_secret_row(row)
    assert not SecretGuard(header, Sheet("Sổ", [row])).is_secret_row(row)
    title = Sheet("Sổ", [SheetRow(1, [said])])
    assert is_secret_title(title, header, SYMBOLS)
    assert not is_secret_title(title, header)

    pushed = {"tasks": [{"content": said}]}
    assert carries_secret(pushed, SYMBOLS)
    assert not carries_secret(pushed)
