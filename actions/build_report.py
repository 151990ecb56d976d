"""The figures of a period as of a date, from the history, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.on_time import Answer, complete
from domain.periods import Period
from domain.policy import OnTimeBasis, Policy
from domain.report_checks import Checks, add_up, review_of
from domain.reports import (
    Asked,
    Known,
    Report,
    listed,
    make_report,
    products_undated,
)
from domain.rounds import RoundKind
from domain.scope import Scope
from domain.standings import Standing
from domain.tasks import Progress
from models.queries.justifying import read_justified
from models.queries.processes import petitions_between
from models.queries.report_words import (
    read_answers,
    read_documents,
    read_entries,
    read_improper,
    read_wordings,
)
from models.queries.rounds import row_states
from models.queries.standings import Cut, office_names, read_standings, tracking_units
from models.queries.violations import noted_violations
from models.queries.week_results import week_results
from models.work import Reads
from models.working_days import read_calendar

ALL = Scope(everything=True)
PACKAGED = ("week", "month")  # the periods for which a division sends its package


async def build_report(
    reads: Reads, asked: Asked, scope: Scope = ALL, *, cut: Cut | None = None
) -> Report:
    """Within what the asker may count. `cut` makes a report of the past again.

    Both dates are looked at with what was known at the same time: the cut's, or now.
    """
    cut = cut or Cut(asked.as_of)
    then = Cut(asked.previous_as_of, cut.recorded_until)
    now = await read_judged(reads, asked, scope, cut)
    before = await read_judged(reads, asked, scope, then)
    names = await office_names(reads)
    period = asked.period
    checks = await _checks(reads, asked, scope, names, cut)
    wanted = {task.id for tasks in listed(asked, now).values() for task in tasks}
    wanted |= checks.unconfirmed & {task.id for task in now}
    known = Known(
        now=now,
        before=before,
        calendar=await read_calendar(reads),
        names=names,
        wordings=await read_wordings(reads, sorted(wanted), cut),
        entered=await read_entries(
            reads, reads.zone, first=period.first, last=period.last
        ),
        petitions=await petitions_between(
            reads,
            scope,
            period.first,
            min(period.last, asked.as_of),
            unit_id=asked.unit_id,
        ),
        improper=_improper_in(period, now, await read_improper(reads)),
        noted=await noted_in(reads, asked, scope, cut),
        documents=await read_documents(
            reads, [task.id for task in products_undated(asked, now)]
        ),
        checks=checks,
    )
    return make_report(asked, known, unit=_limit(asked, scope, names))


async def noted_in(
    reads: Reads, asked: Asked, scope: Scope, cut: Cut
) -> Mapping[int, frozenset[str]]:
    """Violations of the procedure entered by hand, in the month of their day."""
    found = await noted_violations(reads, asked.period, scope, cut)
    if asked.unit_id is None:
        return found
    return {unit: keys for unit, keys in found.items() if unit == asked.unit_id}


async def _checks(
    reads: Reads, asked: Asked, scope: Scope, names: Mapping[int, str], cut: Cut
) -> Checks:
    """Of the whole office only: who confirmed, and how Fridays were kept."""
    if not scope.everything or asked.unit_id is not None:
        return Checks()
    period = asked.period
    last = min(period.last, asked.as_of)
    return Checks(
        states=await row_states(
            reads, RoundKind.CONFIRMATION, period.code, until=cut.recorded_until
        ),
        weeks=add_up(await week_results(reads, period.first, last), names),
        reviews=review_of(
            await read_justified(reads, period.code, until=cut.recorded_until), names
        ),
    )


async def build_packages(reads: Reads, asked: Asked) -> list[Report]:
    """Of what each division tracks, for its weekly or monthly package (003, 4c)."""
    if asked.period.kind not in PACKAGED:
        return []
    reports = [
        await build_report(reads, asked, Scope(divisions=frozenset({division})))
        for division in await tracking_units(reads)
    ]
    return [one for one in reports if one.followed or one.given.total]


async def read_judged(
    reads: Reads, asked: Asked, scope: Scope, cut: Cut
) -> list[Standing]:
    """How the tasks stood at the cut, on time or late by the rule that is asked for."""
    tasks = await read_standings(reads, scope, cut, since=asked.floor)
    if asked.unit_id is not None:
        tasks = [task for task in tasks if task.lead_unit_id == asked.unit_id]
    if asked.basis is OnTimeBasis.REPORTED_DATE:
        return tasks
    answers = await read_answers(reads, cut, since=asked.floor)
    policy = Policy(on_time_basis=asked.basis, zone_name=str(reads.zone))
    return [_judged(task, answers, policy) for task in tasks]


def _judged(task: Standing, answers: Mapping[int, Answer], policy: Policy) -> Standing:
    if task.progress is not Progress.DONE:
        return task
    return task.judged(
        complete(
            answers.get(task.id),
            task.done_on,
            must_report=task.must_report,
            policy=policy,
        )
    )


def _improper_in(
    period: Period, now: list[Standing], improper: Mapping[int, tuple[str, date]]
) -> dict[int, str]:
    """A violation is of the month in which the task was done, else entered (1.6)."""
    return {
        task.id: improper[task.id][0]
        for task in now
        if task.id in improper and (task.done_on or improper[task.id][1]) in period
    }


def _limit(asked: Asked, scope: Scope, names: Mapping[int, str]) -> str:
    """The one unit, or the divisions, that it speaks of; nothing of the whole."""
    if asked.unit_id is not None:
        return names.get(asked.unit_id, "")
    if scope.everything:
        return ""
    return ", ".join(
        names[unit] for unit in sorted(scope.units | scope.divisions) if unit in names
    )
