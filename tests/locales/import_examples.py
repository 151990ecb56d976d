"""Examples of what is said of registers, conflicts and messages of the exchange."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.import_notices import (
    DiscrepancyCard,
    ExchangeCard,
    FileRefused,
    ImportCounts,
    ImportDone,
    ImportPreview,
    ImportRows,
)
from domain.notices import LayoutAsked, Notice
from domain.register import Column
from domain.tasks import Urgency

SLOT = datetime(2026, 11, 20, 8, tzinfo=UTC)
_COUNTS = ImportCounts(2, 30, 85, 5, 3, 1)
_SIDES = ((("progress", "done"),), (("progress", "in_progress"), ("percent", "60")))
_DISPUTE = DiscrepancyCard(
    7, 12, "Rà soát <b>", "Sở Nội vụ", "so <2>.xlsx", "Sổ", 9, *_SIDES,
    "Nguyễn Văn An", SLOT, "open", 2,
)  # fmt: skip
_MESSAGE = ExchangeCard(
    5, "new", "419/UBND-TH", date(2026, 11, 12), "UBND <tỉnh>", "V/v <b>", "Rà soát",
    date(2026, 11, 30), Urgency.FLASH, ("Sở Nội vụ",), ("QC45_a",), ("9/BC-STC",), "",
    "Sai <b>", ("due_before_issue",), "open",
)  # fmt: skip
_LONG = "Nơi nhận <b>" + " dài" * 20
_LAYOUT = LayoutAsked(
    17, "so <1>.xlsx", ("Mã <b>", "Việc <i>", _LONG), (("Việc <i>", Column.CONTENT),),
    (Column.LEAD_UNIT, Column.NUMBER), likely=((Column.NUMBER, "Mã <b>"),),
)  # fmt: skip
IMPORTS: tuple[Notice, ...] = (
    ImportPreview(
        17, 3, "so <1>.xlsx", "Idesk", _COUNTS,
        changed=((4, "12/UBND-TH", "Hạn xử lý"),),
        contradicted=((5, "13/UBND-TH", *_SIDES),),
        vanished=((6, "14/UBND-TH", "Sở <b>"),),
        left_out=((7, "Đơn vị chủ trì", "unknown_unit", "Sở <X>", "Sở X"),
                  (8, None, "secret", "", "")),
        near=(("Sở <X>", "Sở X"),),
        sheets=("Quý <I>", "Quý II"),
        columns=(("Hạn <XL>", "deadline"), ("Mã", "number")),
    ),
    ImportPreview(17, 3, "so.csv", "", _COUNTS),
    ImportDone("so <1>.xlsx", 4, _COUNTS),
    ImportDone("so.xlsx", None, _COUNTS),
    FileRefused("so <1>.xlsx", "not_a_workbook"),
    _LAYOUT,
    replace(_LAYOUT, said=((_LONG, Column.LEAD_UNIT),)),
    replace(
        _LAYOUT, said=((_LONG, Column.LEAD_UNIT), ("Mã <b>", Column.NUMBER)),
        name="so-la",
    ),
    ImportRows("so-doi-chieu.xlsx", b"PK"),
    _DISPUTE,
    _MESSAGE,
    replace(
        _MESSAGE, kind="replace", steering="2", replaces=("7/UBND <TH>",),
        touched=("NV-1", "NV-2"), doubtful=("NV-3",),
        doubts=("no_task", "several_classes", "nothing_replaced"),
    ),
    replace(
        _MESSAGE, kind="update", added=("Sở <Y>",), removed=("000.00.01.H15",),
        touched=("NV-1",), doubts=("unclear_receiver",),
    ),
    replace(_MESSAGE, touched=(), doubtful=("NV-3",), steering="1"),
    replace(_MESSAGE, kind="answer", stranger=True, steering="3"),
    replace(_MESSAGE, kind="status", status="09", stranger=True, issuer=""),
    replace(
        _MESSAGE, kind="recall", state="taken", outcome=(0, 0), touched=("NV-1",),
        doubtful=tuple(f"NV-{n}" for n in range(2, 22)),
    ),
    replace(_MESSAGE, state="taken", outcome=(2, 0), unknown=("Sở <X>",), doubts=()),
    replace(_MESSAGE, kind="status", status="06", state="left", number="", due_on=None),
    replace(_DISPUTE, state="person", said_by=None, said_at=None, waiting=0),
)  # fmt: skip
