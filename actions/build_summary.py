"""The figures of `/tongket`: a period as of a date, beside the one before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.build_report import judged_by_id, read_judged
from domain.figures import Summary
from domain.periods import Period
from domain.policy import OnTimeBasis, Policy
from domain.report_checks import UnitDocuments
from domain.reports import Asked
from domain.scope import Scope
from domain.standings import summary_of
from domain.summary_notices import Compared
from domain.violations import broken_in, documents_by_unit, marked_in
from models.queries.overdue_change import read_overdue_change
from models.queries.people import unit_names
from models.queries.report_words import read_improper
from models.queries.standings import Cut, office_names
from models.queries.summary import read_summary
from models.queries.violations import noted_violations
from models.work import Reads
from models.working_days import read_calendar


@dataclass(frozen=True)
class Told:
    """The summary, and what it is compared with."""

    summary: Summary
    compared: Compared


async def build_summary(reads: Reads, asked: Asked, scope: Scope) -> Told:
    """Within what the asker may count."""
    summary = await _summary(reads, asked, scope)
    then = Asked(asked.previous, asked.previous_as_of, asked.basis, asked.unit_id)
    before = await _summary(reads, then, scope)
    change = await read_overdue_change(
        reads,
        scope,
        Cut(asked.previous_as_of),
        Cut(asked.as_of),
        unit_id=asked.unit_id,
    )
    names = await unit_names(reads, change.moved_to)
    compared = Compared(
        period=asked.previous,
        as_of=asked.previous_as_of,
        given=before.given.total,
        late=before.due.done_late,
        open=before.due.open,
        overdue=change.before,
        causes=tuple((cause, len(ids)) for cause, ids in change.tasks.items()),
        moved_to=tuple(names[unit] for unit in change.moved_to if unit in names),
    )
    return Told(summary, compared)


def asked_on(
    period: Period, reads: Reads, policy: Policy, unit_id: int | None = None
) -> Asked:
    """A period that is over is shown as it stood at its end, by the policy of then."""
    as_of = period.cut_off(reads.today)
    then = policy.on(as_of)
    return asked_by(then, Asked(period, as_of, unit_id=unit_id))


def asked_by(policy: Policy, asked: Asked) -> Asked:
    """By the rules of the policy that held then."""
    return replace(
        asked,
        basis=policy.on_time_basis,
        entry_limit=policy.entry_days,
        by_officer=policy.report_officers,
    )


async def violations_in(
    reads: Reads, asked: Asked, scope: Scope
) -> tuple[UnitDocuments, ...]:
    """Marked in a register, or entered by hand: as the papers count them."""
    cut, period = Cut(asked.as_of), asked.period
    marks = await read_improper(reads, cut)
    tasks = await judged_by_id(reads, asked, scope, cut, sorted(marks))
    noted = await noted_violations(reads, period, scope, cut, unit_id=asked.unit_id)
    found = broken_in(noted, tasks, marked_in(period, tasks, marks))
    return documents_by_unit(found, await office_names(reads)) if found else ()


async def _summary(reads: Reads, asked: Asked, scope: Scope) -> Summary:
    """By one statement; task by task where the answers' signatures decide."""
    calendar = await read_calendar(reads)
    if asked.basis is OnTimeBasis.REPORTED_DATE:
        return await read_summary(
            reads,
            calendar,
            scope,
            asked.period,
            unit_id=asked.unit_id,
            as_of=asked.as_of,
        )
    return summary_of(
        await read_judged(reads, asked, scope, Cut(asked.as_of)),
        asked.period,
        as_of=asked.as_of,
        calendar=calendar,
        names=await office_names(reads),
    )
