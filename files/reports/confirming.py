"""What units had not confirmed when a report closed: shown, not hidden (004, 4)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.figures import Rate
from domain.reports import Report
from files.reports import wording
from files.reports.paper import Appendix
from files.reports.tables import unconfirmed_table

UNCONFIRMED = "Nhiệm vụ đơn vị chưa xác nhận hoặc đề nghị xem lại số liệu"


def unconfirmed(report: Report) -> Iterator[Appendix]:
    """Task by task; nothing where all was confirmed, or nobody was asked."""
    if report.unconfirmed:
        table = unconfirmed_table(report.unconfirmed, report.checks.states)
        yield Appendix(UNCONFIRMED, table)


def confirmed(report: Report, number: str) -> Iterator[str]:
    """How much was confirmed; `number` is of the appendix with the rest."""
    states = report.checks.states
    if not states:
        return
    rate = Rate(len(states) - len(report.checks.unconfirmed), len(states))
    said = (
        "Số liệu đã lấy xác nhận của các đơn vị trước khi tổng hợp: đã xác nhận"
        f" {wording.share(rate)}"
    )
    if report.checks.disputed:
        said += f", đề nghị xem lại {wording.tasks(report.checks.disputed)}"
    if report.unconfirmed:
        said += f"; số chưa xác nhận nêu tại Phụ lục {number} kèm theo"
    yield f"{said}."
