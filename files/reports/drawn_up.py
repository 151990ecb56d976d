"""What all drafts of one period have in common: said once, in two forms.

A letter (công văn) has addressees; a report (báo cáo) bears its kind (NĐ 30/2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.papers import Papers
from domain.report_facts import SHOWN
from domain.reports import Report
from files.reports import wording
from files.reports.paper import Appendix, Block, Paper


@dataclass(frozen=True)
class Draft:
    """One paper of a period before it has its frame. `name` is its file's beginning."""

    name: str
    subject: str
    body: Sequence[Block]
    appendices: Sequence[Appendix] = ()


def as_report(draft: Draft, report: Report, papers: Papers, fingerprint: str) -> Paper:
    return Paper(
        name=file_name(draft.name, report),
        symbol=papers.symbol("BC"),
        kind="BÁO CÁO",
        subject=draft.subject,
        dated=_dated(report),
        papers=papers,
        body=draft.body,
        recipients=papers.report_recipients,
        signature=papers.signature,
        appendices=draft.appendices,
        footer=_footer(report, fingerprint),
        of_appendix="Báo cáo",
    )


def as_letter(
    draft: Draft,
    report: Report,
    papers: Papers,
    fingerprint: str,
    *,
    to: Sequence[str],
) -> Paper:
    return Paper(
        name=file_name(draft.name, report),
        symbol=papers.symbol(""),
        kind="",
        subject=draft.subject,
        dated=_dated(report),
        papers=papers,
        addressees=to,
        body=draft.body,
        recipients=papers.letter_recipients,
        signature=papers.signature,
        appendices=draft.appendices,
        footer=_footer(report, fingerprint),
        of_appendix="Công văn",
    )


def file_name(name: str, report: Report) -> str:
    """bao-cao-so-tai-chinh-2026-05: not to be taken for the paper of the office."""
    unit = wording.slug(report.unit)
    parts = [name] if not unit or name.endswith(f"-{unit}") else [name, unit]
    return "-".join((*parts, report.asked.period.code))


def assignees(report: Report, papers: Papers) -> str:
    """To whom the tasks were given: the one unit, or all of them."""
    return report.unit or papers.assignees


def opening(report: Report, papers: Papers) -> str:
    """The sentence with which a report begins."""
    to = f" {report.unit}" if report.unit else ""
    said = (
        f"{papers.organ_name} báo cáo kết quả rà soát nhiệm vụ giao{to} trên"
        f" {papers.system} như sau:"
    )
    if not papers.bases:
        return said
    return f"Thực hiện {wording.joined(list(papers.bases))}; {said}"


def _dated(report: Report) -> date:
    """A report is drawn up on the day after it ends; the day itself stays blank."""
    return report.asked.as_of + timedelta(days=1)


def _footer(report: Report, fingerprint: str) -> str:
    return (
        f"Số liệu tính đến hết ngày {wording.day(report.asked.as_of)}."
        f" Mã số liệu: {fingerprint[:SHOWN]}."
    )
