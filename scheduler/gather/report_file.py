"""A file of a report, made when it leaves: in a thread, by the rights that hold now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from actions.build_report import build_report
from actions.build_summary import asked_by
from domain.notices import Notice, Saying, Told
from domain.papers import papers_of
from domain.permissions import Action, may_in_unit
from domain.policy import Policy
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked, Report
from domain.scope import Scope, summary_scope_of
from domain.summary_notices import OF_THE_OFFICE, PUBLIC, Drawn, FileKind, ReportFile
from domain.tasks import Role
from files.reports.making import file_of
from locales.catalog import Catalog
from locales.reading.periods import read_period
from models.queries.directory import read_directory
from models.queries.people import person
from models.queries.standings import Cut
from models.work import Reads

OF_THE_WHOLE = (*OF_THE_OFFICE, *PUBLIC)


async def gather_report_file(
    reads: Reads, policy: Policy, params: Mapping[str, Any], language: str
) -> Notice | None:
    """None for who may not have it any more; a word where there is nothing to write."""
    kind, as_of = FileKind(params["kind"]), date.fromisoformat(params["as_of"])
    period = read_period(params["period"], today=reads.today)
    scope = await _scope(reads, params)
    if period is None or scope.is_empty:
        return None
    if kind in OF_THE_WHOLE and not scope.everything:
        return None
    if kind is FileKind.PACKAGE:
        scope = Scope(divisions=frozenset({params["division"]}))
    policy = policy.on(as_of)
    asked = asked_by(policy, Asked(period, as_of, unit_id=params["unit"]))
    until = params.get("until")  # of figures that were released as they stood then
    cut = Cut(as_of, datetime.fromisoformat(until)) if until else None
    report = await build_report(reads, asked, scope, cut=cut)
    if not _has_cause(kind, report):
        return Told(Saying.NO_CAUSE_FOR_PAPER, {})
    fingerprint = fingerprint_of(facts_of(report))
    words = Catalog.load().words(language)
    name, make = file_of(kind, report, papers_of(policy.letterhead), fingerprint, words)
    return ReportFile(
        name=name,
        content=await asyncio.to_thread(make),
        kind=kind,
        period=period,
        as_of=as_of,
        unit=report.unit,
        fingerprint=fingerprint,
        unit_id=await _sender(reads, params),
        is_own=params.get("own", False),
        drawn=None if until else _drawn(report, params),
    )


async def _sender(reads: Reads, params: Mapping[str, Any]) -> int | None:
    """The division whose package is sent and received; Phòng Tổng hợp sends itself
    none."""
    division = params.get("division")
    if division is None:
        return None
    directory = await read_directory(reads)
    return None if division in directory.units_with(Role.SYNTHESIS) else division


def _has_cause(kind: FileKind, report: Report) -> bool:
    """A paper that would ask nobody for anything is not written."""
    match kind:
        case FileKind.LETTERS:
            return bool(report.overdue)
        case FileKind.UNDATED:
            return bool(report.undated)
        case FileKind.PACKAGE:
            return bool(report.followed or report.given.total)
    return True


def _drawn(report: Report, params: Mapping[str, Any]) -> Drawn:
    """Who asked: the reader himself, unless it was another, or the clock."""
    door = params.get("door", "chat")
    asker = params.get("by", None if door == "clock" else params.get("officer"))
    return Drawn(report, door, asker)


async def _scope(reads: Reads, params: Mapping[str, Any]) -> Scope:
    if params["kind"] == FileKind.PACKAGE:
        return await _package_scope(reads, params)
    if "group_of" in params:
        return Scope(units=frozenset({params["group_of"]}))
    reader = await person(reads, params["officer"])
    return summary_scope_of(reader.actor) if reader else Scope()


async def _package_scope(reads: Reads, params: Mapping[str, Any]) -> Scope:
    """Phòng Tổng hợp's own address names nobody; a person must still be of it, or of
    the division that draws it up."""
    if "officer" not in params:
        return Scope(everything=True)
    reader = await person(reads, params["officer"])
    wanted = (Action.RECEIVE_PACKAGE, None)
    if params.get("own"):
        wanted = (Action.DRAW_UP_PACKAGE, params["division"])
    return Scope(everything=bool(reader and may_in_unit(reader.actor, *wanted)))
