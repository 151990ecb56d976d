"""Rounds among the units, in their telling shapes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.cycle_notices import ReviewState
from domain.notices import Notice
from domain.own_figures import (
    Figure,
    FigureDiffers,
    FiguresCompared,
    Misfit,
    Population,
)
from domain.periods import Period
from domain.reconciling import DifferenceCard, Reconciled
from domain.rounds import RoundCard, RoundKind, RoundLine, RoundState, Tally
from domain.tasks import Progress

LINES = (
    RoundLine(
        *(12, "Sở <Nội vụ>", "Báo cáo <b>kết quả</b> rà soát", date(2026, 11, 15)),
        *(date(2026, 11, 16), Progress.DONE),
    ),
    RoundLine(13, "Sở Nội vụ", "Kế hoạch năm 2027", None, None, Progress.IN_PROGRESS),
)
ASKED = RoundCard(
    round_id=7,
    kind=RoundKind.CONFIRMATION,
    period=Period.month(2026, 11),
    closes_on=date(2026, 12, 1),
    tally=Tally(asked=20, confirmed=3, disputed=1),
    lines=LINES,
    is_open=True,
)
REVIEW = replace(ASKED, kind=RoundKind.REVIEW, tally=Tally(asked=2, answered=4))
STATE = RoundState(
    kind=RoundKind.CONFIRMATION,
    period=Period.month(2026, 11),
    closes_on=date(2026, 12, 1),
    units=tuple((f"Đơn vị {n}", Tally(asked=n, confirmed=3)) for n in range(20)),
    disputes=(("Sở Nội vụ, NV-12", "đã gửi <trước> hạn"),),
)
DIFFERS = DifferenceCard(
    id=4,
    task_id=12,
    content="Báo cáo <b>kết quả</b> rà soát",
    unit="Sở <Nội vụ>",
    source="so-theo-doi.xlsx",
    ours=(("progress", "in_progress"),),
    theirs=(("progress", "done"), ("done_on", "2026-11-12")),
    state="open",
    waiting=3,
)
COMPARED = Reconciled(
    unit="Sở <Nội vụ>",
    source="so-theo-doi.xlsx",
    compared=25,
    differing=(
        ("NV-12", DIFFERS.theirs, DIFFERS.ours),
        ("NV-13", (("due_on", "2026-11-12"),), ()),
    ),
    left_out=(
        (4, "Hạn xử lý", "unreadable_date", "45/13/<2026>", ""),
        (5, None, "secret", "", ""),
    ),
    unknown=("12/UBND-TH",),
    unsaid=tuple(f"NV-{n}" for n in range(20, 40)),
)
TOTALS = FiguresCompared(
    unit="Sở <Nội vụ>",
    population=Population.GIVEN,
    first=date(2026, 1, 1),
    last=date(2026, 11, 20),
    as_of=date(2026, 11, 20),
    said=4,
    differing=(
        FigureDiffers(Figure.TOTAL, 45, 1441),
        FigureDiffers(Figure.OVERDUE, 0, 2, ("NV-12", "NV-15")),
    ),
    misfits=(
        Misfit(Figure.TOTAL, (Figure.DONE, Figure.OPEN)),
        Misfit(Figure.ON_TIME, (Figure.EARLY,)),
    ),
)
ROUNDS: list[Notice] = [
    TOTALS,
    replace(TOTALS, to_unit=False, misfits=()),
    replace(TOTALS, population=Population.DUE, differing=(), misfits=()),
    replace(
        TOTALS,
        differing=tuple(FigureDiffers(one, 1, 2, ("NV-9",)) for one in Figure),
    ),
    DIFFERS,
    replace(DIFFERS, state="theirs", waiting=0, source=""),
    COMPARED,
    replace(COMPARED, source="", differing=(), unknown=(), unsaid=()),
    ASKED,
    replace(ASKED, tally=Tally(confirmed=4), lines=()),
    replace(ASKED, is_open=False),
    REVIEW,
    replace(REVIEW, lines=(), tally=Tally(answered=6)),
    STATE,
    replace(STATE, kind=RoundKind.REVIEW, units=STATE.units[:2], disputes=()),
    ReviewState("2026-11", sent=("Sở <Nội vụ>",), missing=("Sở Y tế",) * 20),
    ReviewState("2026-11", sent=("Sở Nội vụ",), missing=(), received=("Sở Nội vụ",)),
]
