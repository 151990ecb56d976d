"""Numbers by which a province knows its secret papers; each has its own."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from typing import Any

import pytest

from bot.updates import REFUSED, to_keep
from bot.web.api.reading import carries_secret
from domain.exchange import ExchangeKind, ExchangeMessage, Reference
from domain.register import Column
from domain.secret_symbols import any_bears_symbol, bears_symbol
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


@pytest.mark.parametrize(
    "where",
    ["number", "subject", "content", "note", "issuer", "signer", "document_type",
     "document_id", "to", "added", "removed", "answers", "replaces"],
)  # fmt: skip
def test_such_a_number_is_found_wherever_a_message_of_the_exchange_keeps_it(
    where: str,
) -> None:
    said: Any = "000.00.00.H15,2026/11/12,12/BC-CAT-M"
    if where in ("answers", "replaces"):
        said = (Reference("", document_id=said),)
    elif where in ("to", "added", "removed"):
        said = (said,)
    message = replace(ExchangeMessage(ExchangeKind.NEW), **{where: said})
    assert any_bears_symbol(message.texts(), SYMBOLS)


def test_no_kept_text_of_a_message_is_passed_over() -> None:
    """A part added later is missed here first."""
    seen = {"kind", "issued_on", "due_on", "urgency", "tags", "doubts"}  # no free text
    seen |= {"steering", "status", "issuer_id", "to_ids"}  # codes
    seen |= {"number", "subject", "content", "note", "issuer", "signer", "to"}
    seen |= {"document_type", "document_id", "answers", "replaces", "added", "removed"}
    assert {one.name for one in fields(ExchangeMessage)} == seen
