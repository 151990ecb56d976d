"""Awkward tables that are no .xlsx: text in any letters, and old workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.files.importers.awkward import (
    BOTH,
    HEAD,
    NOV30,
    SNV,
    TWO,
    WHAT,
    Awkward,
    said,
    task,
)
from tests.files.importers.old_workbook import Formula, write_xls
from tests.files.importers.small_files import text, windows_1258

VNI_HEAD = "STT;Soá kyù hieäu;Noäi dung nhieäm vuï;Ñôn vò chuû trì;Haïn xöû lyù\r\n"
VNI_TASK = "1;1/UBND-TH;Tham möu keá hoaïch;Sôû Noäi vuï;30/11/2026\r\n"
TCVN_HEAD = "STT;Sè ký hiÖu;Néi dung nhiÖm vô;§¬n vÞ chñ tr×;H¹n xö lý\r\n"
TCVN_TASK = "1;1/UBND-TH;Tham m\xadu kÕ ho¹ch;Së Néi vô;30/11/2026\r\n"


def csv(
    name: str,
    content: bytes,
    came: Sequence[str] = BOTH,
    first: Mapping[str, Any] | None = None,
) -> Awkward:
    return Awkward(name, content, came, suffix=".csv", first=first or {})


PLAIN = text(TWO)
TEXTS = [
    csv("UTF-8", PLAIN.encode()),
    csv("UTF-8 with a mark", PLAIN.encode("utf-8-sig")),
    csv("UTF-16 as Excel's own Unicode text", text(TWO, "\t").encode("utf-16")),
    csv("UTF-16 without a mark", PLAIN.encode("utf-16-le")),
    csv("UTF-16, the other way round", b"\xfe\xff" + PLAIN.encode("utf-16-be")),
    csv("Windows-1258", windows_1258(PLAIN)),
    csv("TCVN3", (TCVN_HEAD + TCVN_TASK).encode("latin-1"), [said(2, 1)]),
    csv("VNI", (VNI_HEAD + VNI_TASK).encode("latin-1"), [said(2, 1)]),
    csv("semicolons", text(TWO, ";").encode()),
    csv("bars", text(TWO, "|").encode()),
    csv("Excel's line that names the separator", f"sep=;\r\n{text(TWO, ';')}".encode()),
    csv(
        "quotes around lines and commas",
        text([HEAD, [1, "1/UBND-TH", '"Việc,\nhai"', f'"{SNV}"', NOV30]]).encode(),
        [said(2, 1)],
        {"content": "Việc,\nhai"},
    ),
    Awkward("a formula in text", text([HEAD, task(1), task(2, "=A1")]).encode(),
            [said(2, 1)], ["3|formula"], suffix=".csv"),
    Awkward("an old workbook", write_xls(TWO), BOTH, suffix=".xls"),
    Awkward("an old workbook with a date and a formula",
            write_xls([HEAD, task(1, due=date(2026, 11, 15)), task(2, Formula())]),
            [said(2, 1, due="2026-11-15")], ["3|formula"], suffix=".xls"),
    Awkward("an old workbook with merged cells",
            write_xls([HEAD, task(1), [2, None, WHAT, SNV, NOV30]],
                      merged=[(1, 2, 1, 1)]),
            [said(2, 1), said(3, 1)], suffix=".xls"),
]  # fmt: skip
