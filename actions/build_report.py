"""The figures of a period as of a date, from the history, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.officer_figures import Charge
from domain.on_time import Answer, complete
from domain.overdue_change import Elsewhere, explain_overdue, parted
from domain.policy import OnTimeBasis, Policy
from domain.report_checks import Checks, add_up, review_of
from domain.reports import (
    ALL,
    Asked,
    Known,
    Report,
    listed,
    make_report,
    products_undated,
)
from domain.rounds import RoundKind, RowState, as_said, asked_about, rounds_of
from domain.scope import Scope
from domain.standings import Standing
from domain.summary_notices import PACKAGED
from domain.tasks import Progress
from domain.violations import marked_in
from models.queries.charge import read_charge
from models.queries.justifying import read_justified
from models.queries.processes import petitions_between
from models.queries.report_words import (
    read_answers,
    read_documents,
    read_entries,
    read_improper,
    read_wordings,
)
from models.queries.rounds import confirmations, shown_of
from models.queries.standings import (
    Cut,
    office_names,
    reaches,
    read_standings,
    standings_by_id,
    tracking_units,
)
from models.queries.violations import noted_violations
from models.queries.week_results import week_results
from models.work import Reads
from models.working_days import read_calendar


@dataclass(frozen=True)
class Judged:
    """The tasks of a list at a date, by number, and which of them are overdue."""

    cut: Cut
    tasks: frozenset[int]
    overdue: tuple[int, ...]

    @classmethod
    def of(cls, tasks: Sequence[Standing], cut: Cut) -> Judged:
        late = tuple(task.id for task in tasks if task.is_overdue(cut.as_of))
        return cls(cut, frozenset(task.id for task in tasks), late)


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
    undated, elsewhere = await _gone_or_come(
        reads, asked, scope, Judged.of(before, then), Judged.of(now, cut)
    )
    now += undated
    names = await office_names(reads)
    period = asked.period
    checks = await _checks(reads, asked, scope, names, cut, now)
    change = explain_overdue(before, then.as_of, now, cut.as_of, elsewhere)
    wanted = {task.id for tasks in listed(asked, now).values() for task in tasks}
    wanted |= checks.unconfirmed & {task.id for task in now}
    wanted |= {task for ids in change.tasks.values() for task in ids}
    known = Known(
        now=now,
        before=before,
        calendar=await read_calendar(reads),
        names=names,
        wordings=await read_wordings(reads, sorted(wanted), cut),
        entered=await read_entries(reads, cut, first=period.first, last=period.last),
        petitions=await petitions_between(
            reads,
            scope,
            period.first,
            min(period.last, asked.as_of),
            unit_id=asked.unit_id,
            until=cut.recorded_until,
        ),
        improper=marked_in(period, now, await read_improper(reads, cut)),
        noted=await noted_violations(reads, period, scope, cut, unit_id=asked.unit_id),
        elsewhere=elsewhere,
        documents=await read_documents(
            reads, [task.id for task in products_undated(asked, now)]
        ),
        checks=checks,
        charge=await _charge(reads, asked, scope, cut),
        scope=scope,
        until=cut.recorded_until or reads.now,
    )
    return make_report(asked, known, unit=_limit(asked, scope, names))


async def _gone_or_come(
    reads: Reads, asked: Asked, scope: Scope, then: Judged, now: Judged
) -> tuple[list[Standing], Elsewhere]:
    """What was overdue at one of the dates and is not among the tasks of the other.

    Of earlier years, overdue then, done since on a day that nobody knows: no figure
    counts them; without them they would seem to have been withdrawn. And what is led by
    another unit now, or was then.
    """
    gone = [task for task in then.overdue if task not in now.tasks]
    come = [task for task in now.overdue if task not in then.tasks]
    there = await standings_by_id(reads, gone, now.cut)
    undated, left = parted(there, scope, asked.unit_id)
    whole = scope.everything and asked.unit_id is None
    was = [] if whole else await standings_by_id(reads, come, then.cut)
    _, came = parted(was, scope, asked.unit_id)
    return undated, Elsewhere(came, left)


async def _checks(  # noqa: PLR0913  # of whom, when, and how it stood
    reads: Reads,
    asked: Asked,
    scope: Scope,
    names: Mapping[int, str],
    cut: Cut,
    now: list[Standing],
) -> Checks:
    """Of the whole office only: who confirmed, and how Fridays were kept."""
    if not scope.everything or asked.unit_id is not None:
        return Checks()
    period = asked.period
    last = min(period.last, asked.as_of)
    return Checks(
        states=await _confirmed(reads, asked, cut, now),
        weeks=add_up(
            await week_results(reads, period.first, last, until=cut.recorded_until),
            names,
        ),
        reviews=review_of(
            await read_justified(reads, period.code, until=cut.recorded_until), names
        ),
    )


async def _charge(reads: Reads, asked: Asked, scope: Scope, cut: Cut) -> Charge:
    """Of a year, for the whole office's eyes only (001, point 2)."""
    wanted = asked.by_officer and asked.period.kind == "year"
    if not wanted or not scope.everything:
        return Charge()
    return await read_charge(reads, asked.period, cut)


async def _confirmed(
    reads: Reads, asked: Asked, cut: Cut, now: list[Standing]
) -> dict[int, RowState]:
    """Empty where no unit was asked. A word of how a task stood earlier confirms
    nothing of how it stands."""
    said = await confirmations(reads, rounds_of(asked.period), until=cut.recorded_until)
    if not said:
        return {}
    stood = await standings_by_id(reads, sorted(said), cut)
    shown = {task.id: shown_of(task) for task in stood}
    about = asked_about(RoundKind.CONFIRMATION, now, asked.period, asked.as_of)
    return as_said(
        {task: said[task].state for task in shown},
        {task for task, seen in shown.items() if seen != said[task].shown},
        [task.id for task in about],
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
    return await _by_the_rule(reads, asked, cut, tasks)


async def judged_by_id(
    reads: Reads, asked: Asked, scope: Scope, cut: Cut, ids: Sequence[int]
) -> list[Standing]:
    """Of these tasks those that `read_judged` finds, as it finds them."""
    found = await standings_by_id(reads, ids, cut)
    ours, _ = parted(found, scope, asked.unit_id)
    tasks = [task for task in ours if task.is_open or reaches(task, asked.floor)]
    return await _by_the_rule(reads, asked, cut, tasks)


async def _by_the_rule(
    reads: Reads, asked: Asked, cut: Cut, tasks: list[Standing]
) -> list[Standing]:
    if asked.basis is OnTimeBasis.REPORTED_DATE:
        return tasks
    answers = await read_answers(reads, cut, since=asked.floor)
    policy = Policy(on_time_basis=asked.basis, zone_name=str(reads.zone))
    return [_judged(task, answers, policy) for task in tasks]


async def is_judged_late(reads: Reads, task_id: int, policy: Policy) -> bool:
    """Late in the figures though done by its day, as its answer was signed or sent
    (CT 20, point i), and not justified."""
    if policy.on_time_basis is OnTimeBasis.REPORTED_DATE:
        return False
    cut = Cut(reads.today)
    answers = await read_answers(reads, cut, since=cut.as_of, task_id=task_id)
    tasks = await standings_by_id(reads, [task_id], cut)
    return any(_judged(task, answers, policy).is_late for task in tasks)


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


def _limit(asked: Asked, scope: Scope, names: Mapping[int, str]) -> str:
    """The one unit, or the divisions, that it speaks of; nothing of the whole."""
    if asked.unit_id is not None:
        return names.get(asked.unit_id, "")
    if scope.everything:
        return ""
    return ", ".join(
        names[unit] for unit in sorted(scope.units | scope.divisions) if unit in names
    )
