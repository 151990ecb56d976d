"""The section "Kiến nghị" of a report (003, 4đ): what units petitioned, by name."""

from __future__ import annotations

from domain.reports import Report
from files.reports.paper import Block, Heading, Text


def petitions(report: Report, *, number: int) -> tuple[Block, ...]:
    """Nothing where nobody petitioned."""
    if not report.petitions:
        return ()
    said = []
    for one in report.petitions:
        words = one.words.rstrip(" .")
        answer = f" Ý kiến trả lời: {one.answer.rstrip(' .')}." if one.answer else ""
        said.append(Text(f"- {one.unit}: {words}.{answer}"))
    return (Heading(f"{number}. Kiến nghị của các cơ quan, đơn vị"), *said)
