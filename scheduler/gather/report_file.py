"""A file of a report, made when it leaves: in a thread, by the rights that hold now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from actions.build_report import build_report
from domain.papers import papers_of
from domain.permissions import Action, may_in_unit
from domain.policy import Policy
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked
from domain.scope import Scope, summary_scope_of
from domain.summary_notices import FileKind, ReportFile
from files.reports.making import file_of
from locales.catalog import Catalog
from locales.reading.periods import read_period
from models.queries.people import person
from models.queries.standings import Cut
from models.work import Reads

OF_THE_WHOLE = (FileKind.PAPER, FileKind.CSV, FileKind.JSON)


async def gather_report_file(
    reads: Reads, policy: Policy, params: Mapping[str, Any], language: str
) -> ReportFile | None:
    """None for who may not have it any more."""
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
    asked = Asked(
        period, as_of, policy.on_time_basis, params["unit"], policy.entry_days
    )
    until = params.get("until")  # of figures that were released as they stood then
    cut = Cut(as_of, datetime.fromisoformat(until)) if until else None
    report = await build_report(reads, asked, scope, cut=cut)
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
        unit_id=params.get("division"),
    )


async def _scope(reads: Reads, params: Mapping[str, Any]) -> Scope:
    if params["kind"] == FileKind.PACKAGE:
        return await _package_scope(reads, params)
    if "group_of" in params:
        return Scope(units=frozenset({params["group_of"]}))
    reader = await person(reads, params["officer"])
    return summary_scope_of(reader.actor) if reader else Scope()


async def _package_scope(reads: Reads, params: Mapping[str, Any]) -> Scope:
    """Phòng Tổng hợp's own address names nobody; a person must still be of it."""
    if "officer" not in params:
        return Scope(everything=True)
    reader = await person(reads, params["officer"])
    allowed = reader and may_in_unit(reader.actor, Action.RECEIVE_PACKAGE, None)
    return Scope(everything=bool(allowed))
