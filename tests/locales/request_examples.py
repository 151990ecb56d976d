"""Examples of requests: each kind, open and decided, and a file kept as proof."""

from __future__ import annotations

from datetime import UTC, date, datetime

from domain.notices import Notice
from domain.process_notices import KeptFile, ProcessCard, ProcessLine
from domain.processes import Level, ProcessKind, State, answers_to

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # 15:00 in the office
TODAY = date(2026, 11, 20)
DECIDED = {State.GRANTED, State.REFUSED, State.TAKEN}
LINES = (
    ProcessLine(
        ProcessKind.EXTENSION,
        State.OPEN,
        TODAY,
        "chờ số liệu của <Sở Tài chính>",
        wanted_on=date(2026, 11, 30),
        after_deadline=True,
    ),
    ProcessLine(
        ProcessKind.EXTENSION,
        State.GRANTED,
        TODAY,
        "chờ góp ý",
        wanted_on=date(2026, 12, 4),
    ),
    *(
        ProcessLine(
            ProcessKind.OBSTACLE, State.OPEN, TODAY, "chưa có mặt bằng", level=level
        )
        for level in Level
    ),
    ProcessLine(
        ProcessKind.OBSTACLE, State.GRANTED, TODAY, "vướng", "giao Sở TNMT chủ trì"
    ),
    *(
        ProcessLine(ProcessKind.PETITION, state, TODAY, "bổ sung biên chế")
        for state in (State.OPEN, State.TAKEN, State.GRANTED)
    ),
    *(
        ProcessLine(ProcessKind.JUSTIFICATION, state, TODAY, "thay đổi nhân sự")
        for state in (State.OPEN, State.GRANTED, State.REFUSED, State.REPLACED)
    ),
)


def _card(number: int, line: ProcessLine) -> ProcessCard:
    decided = line.state in DECIDED
    of_task = line.kind is not ProcessKind.PETITION
    return ProcessCard(
        number=number,
        line=line,
        unit="Sở Nội vụ",
        who="Ngô Đức Dũng",
        raised_at=AT,
        task_id=12 if of_task else None,
        task_version=3,
        content="Báo cáo kết quả rà soát <b>&</b> kế hoạch" if of_task else "",
        due_on=date(2026, 11, 18) if line.wanted_on else None,
        original_due_on=date(2026, 11, 10) if line.wanted_on else None,
        decided_by="Bùi Đức Lan" if decided else "",
        decided_at=AT if decided else None,
        answers=answers_to(line.kind, line.state, line.level),
    )


REQUESTS: tuple[Notice, ...] = (
    *(_card(number, line) for number, line in enumerate(LINES, start=1)),
    KeptFile(12, "AgACAgIAAx", True, "", "ảnh hiện trường <1>"),
    KeptFile(12, "BQACAgIAAx", False, "phu-luc.pdf", "phụ lục"),
)
