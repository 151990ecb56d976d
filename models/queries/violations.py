"""Where units did not keep to the procedure: listed, and counted for a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import aliased

from domain.data_notices import Violation as Line
from domain.data_notices import ViolationList
from domain.notices import SHOWN
from domain.periods import Period
from domain.scope import Scope
from models.queries.standings import Cut
from models.tables import Officer, Unit, Violation
from models.work import Reads

_BY, _WITHDRAWER = aliased(Officer), aliased(Officer)
_LINES = (
    select(
        Violation,
        Unit.name.label("unit"),
        _BY.name.label("by"),
        _WITHDRAWER.name.label("withdrawer"),
    )
    .join(Unit, Unit.id == Violation.unit_id)
    .join(_BY, _BY.id == Violation.entered_by)
    .outerjoin(_WITHDRAWER, _WITHDRAWER.id == Violation.withdrawn_by)
)


async def violations_of_year(reads: Reads, year: int, page: int = 1) -> ViolationList:
    """A page of them, the newest first, those withdrawn as well."""
    within = Violation.day.between(date(year, 1, 1), date(year, 12, 31))
    stands = Violation.withdrawn_at.is_(None)
    rows = await reads.session.execute(
        _LINES.where(within)
        .order_by(Violation.day.desc(), Violation.id.desc())
        .limit(SHOWN)
        .offset((page - 1) * SHOWN)
    )
    lines = tuple(_line(row, reads) for row in rows)
    total = await reads.session.scalar(
        select(func.count()).select_from(Violation).where(within)
    )
    documents = (
        select(Violation.unit_id, Violation.key).where(within, stands).distinct()
    ).subquery()
    counted = await reads.session.execute(
        select(func.count(), func.count(documents.c.unit_id.distinct())).select_from(
            documents
        )
    )
    of_documents, of_units = counted.one()
    return ViolationList(
        year=year,
        lines=lines,
        total=total or 0,
        documents=of_documents,
        units=of_units,
        page=page,
        pages=max(1, -(-(total or 0) // SHOWN)),
    )


def _line(row: Any, reads: Reads) -> Line:
    one: Violation = row[0]
    withdrawn = one.withdrawn_at
    return Line(
        id=one.id,
        unit=row.unit,
        on=one.day,
        what=one.what,
        number=one.number,
        issued_on=one.issued_on,
        entered_by=row.by,
        withdrawn_on=withdrawn.astimezone(reads.zone).date() if withdrawn else None,
        withdrawn_by=row.withdrawer or "",
        why_withdrawn=one.why_withdrawn,
    )


async def violation_line(reads: Reads, number: int) -> Line | None:
    rows = await reads.session.execute(_LINES.where(Violation.id == number))
    row = rows.one_or_none()
    return None if row is None else _line(row, reads)


async def noted_violations(
    reads: Reads, period: Period, scope: Scope, cut: Cut, *, unit_id: int | None = None
) -> Mapping[int, frozenset[str]]:
    """Unit -> the keys of the documents entered by hand, of those that stood at the
    cut, in the month of their day. `unit_id`: of that unit alone."""
    whose = true() if unit_id is None else Violation.unit_id == unit_id
    rows = await reads.session.execute(
        select(Violation.unit_id, Violation.key)
        .where(Violation.day.between(period.first, min(period.last, cut.as_of)))
        .where(_known(cut), _within(scope), whose)
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for unit, key in rows:
        found.setdefault(unit, set()).add(key)
    return {unit: frozenset(keys) for unit, keys in found.items()}


def _known(cut: Cut) -> ColumnElement[bool]:
    """What was learned later, a withdrawal too, is not known yet at the cut."""
    until = cut.recorded_until
    if until is None:
        return Violation.withdrawn_at.is_(None)
    withdrawn = or_(Violation.withdrawn_at.is_(None), Violation.withdrawn_at > until)
    return and_(Violation.entered_at <= until, withdrawn)


def _within(scope: Scope) -> ColumnElement[bool]:
    if scope.everything:
        return true()
    return or_(
        Violation.unit_id.in_(scope.units), Violation.division_id.in_(scope.divisions)
    )
