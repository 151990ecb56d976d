"""One person's digest: everything of one moment, as it stands when it leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from actions.check_data import check_what_to_mend
from actions.show_proposals import line_of
from domain.admin_notices import UnreachedList
from domain.assigning_notices import ProposalLine
from domain.calendar import WorkingCalendar
from domain.cycle_notices import ReportDue, Review, ReviewState, Span
from domain.data_notices import DataCheck
from domain.data_quality import may_check
from domain.in_group import mentioning
from domain.noise import may_be_muted, without_echoes
from domain.notices import SHOWN, Digest, Section, TaskLine
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import OWED, Progress, Urgency
from domain.terms import Term
from domain.unsent import last_call
from models.queries.accounts import accounts_of_tasks
from models.queries.digests import Told
from models.queries.due import receipts
from models.queries.people import person
from models.queries.proposals import proposals_by_id
from models.queries.reviews import (
    read_report_due,
    read_review,
    read_review_state,
)
from models.queries.unreached import unreached_page
from models.work import Reads
from scheduler.gather.kept import Kept
from scheduler.gather.shared import WEEKLY, Shared, read_shared

# Overdue first, then what is due, then what is only owed (design.md section 5).
ORDER = (
    *(Rule.URGENT, Rule.URGED),
    *(Rule.OVERDUE, Rule.ESCALATION, Rule.DUE_TODAY, Rule.DUE_SOON, Rule.SNOOZED),
    *(Rule.TO_CONFIRM, Rule.NO_DEADLINE, Rule.UNDATED_LIST),
)
MONTHLY = (Rule.MONTHLY_DUE, Rule.MONTHLY_HEADS_UP)
MAY_WAIT = {Rule.DUE_SOON, Rule.SNOOZED, Rule.TO_CONFIRM, *WEEKLY}
PUT_OFF = (Rule.DUE_SOON, Rule.SNOOZED)
SPANS = {
    Rule.MONTHLY_REPORT: Span.MONTH,
    Rule.QUARTERLY_REPORT: Span.QUARTER,
}
STILL = {
    Rule.OVERDUE: (Term.OVERDUE,),
    Rule.ESCALATION: (Term.OVERDUE,),
    Rule.DUE_TODAY: (Term.DUE_TODAY, Term.OVERDUE),
    Rule.DUE_SOON: (Term.IN_TERM, Term.DUE_SOON),
    Rule.SNOOZED: (Term.IN_TERM, Term.DUE_SOON),
    Rule.NO_DEADLINE: (Term.NO_DEADLINE,),
    Rule.UNDATED_LIST: (Term.NO_DEADLINE,),
}


async def gather_digest(
    reads: Reads, policy: Policy, kept: Kept, shared: Shared | None
) -> Digest | None:
    """What is still true of what was planned; None when nothing is."""
    shared = shared or await read_shared(reads, policy, [kept])
    assert shared is not None
    calendar = shared.calendar
    slot = datetime.fromisoformat(kept.params["slot"])
    told = [
        one
        for one in shared.told[kept.delivery_id]
        if reads.now < last_call(one.rule, slot, calendar, policy)
        and not (one.rule in kept.muted and may_be_muted(one.rule, policy))
    ]
    sections = _task_sections(shared, told)
    officer = kept.params.get("officer")
    weekly = [one for one in told if one.rule in WEEKLY]
    if weekly and officer is not None:
        sections += _owed(shared, officer, weekly[0])
    if officer is None and policy.group_shows_names:
        sections = [await _mentioning(reads, one) for one in sections]
    digest = Digest(
        slot=slot,
        sections=tuple(sections),
        reviews=await _reviews(reads, told),
        review_state=await _review_state(reads, told),
        in_group=officer is None,
        late=kept.late,
        urged_by=kept.params.get("urged_by", ""),
        note=kept.params.get("note", ""),
        snooze=_snooze(sections, policy),
        report=await _report(reads, told),
        unreached=await _unreached(reads, told),
        proposals=await _proposals(reads, policy, calendar, told),
        data=await _data(reads, policy, officer, told),
    )
    parts = (
        *(digest.reviews, digest.review_state, digest.report, digest.unreached),
        *(digest.proposals, digest.data),
    )
    return digest if digest.sections or any(parts) else None


def _snooze(sections: Sequence[Section], policy: Policy) -> tuple[int, ...]:
    """The days for which some of it may be put off: only what is due soon, and only
    if nothing more pressing stands beside it."""
    if not {one.rule for one in sections} <= MAY_WAIT:
        return ()
    longest = max(
        (
            line.days
            for section in sections
            if section.rule in PUT_OFF
            for line in section.lines
            if line.urgency is not Urgency.FLASH
        ),
        default=0,
    )
    return tuple(days for days in sorted(policy.snooze_days) if days < longest)


async def _report(reads: Reads, told: Sequence[Told]) -> ReportDue | None:
    """The longest period that is over this morning: a quarter says its month too."""
    spans = {SPANS[one.rule]: one.day for one in told if one.rule in SPANS}
    for span in (Span.QUARTER, Span.MONTH):
        if span in spans:
            return await read_report_due(reads, span, date.fromisoformat(spans[span]))
    return None


async def _proposals(
    reads: Reads, policy: Policy, calendar: WorkingCalendar, told: Sequence[Told]
) -> tuple[ProposalLine, ...]:
    """Those that nobody has handled meanwhile."""
    ids = {one.number for one in told if one.rule is Rule.THREE_DAYS}
    found = await proposals_by_id(reads, ids) if ids else []
    return tuple(line_of(one, reads, calendar, policy) for one in found[:SHOWN])


async def _data(
    reads: Reads, policy: Policy, officer: int | None, told: Sequence[Told]
) -> DataCheck | None:
    """What he may mend of the register; what is only counted is for the asking."""
    if officer is None or all(one.rule is not Rule.DATA_QUALITY for one in told):
        return None
    reader = await person(reads, officer)
    if reader is None or not may_check(reader.actor):
        return None
    check = await check_what_to_mend(reads, reader.actor, policy)
    return check if check.counts else None


async def _unreached(reads: Reads, told: Sequence[Told]) -> UnreachedList | None:
    units = {one.number for one in told if one.rule is Rule.UNREACHED}
    if not units:
        return None
    found = await unreached_page(reads, units, limit=SHOWN)
    return found if found.total else None


async def _mentioning(reads: Reads, section: Section) -> Section:
    accounts = await accounts_of_tasks(reads, [one.id for one in section.lines])
    return replace(section, lines=mentioning(section.lines, accounts))


def _task_sections(shared: Shared, told: Sequence[Told]) -> list[Section]:
    by_rule: dict[Rule, set[int]] = defaultdict(set)
    for one in told:
        if one.rule in ORDER:
            by_rule[one.rule].add(one.number)
    spoken = without_echoes(by_rule)
    sections = []
    for rule in ORDER:
        numbers = spoken.get(rule, ())
        lines = (shared.lines[one] for one in numbers if one in shared.lines)
        still = [line for line in lines if _still_worth(rule, line)]
        still.sort(key=lambda line: (line.due_on or date.max, line.id))
        if still:
            sections.append(Section(rule, tuple(still[:SHOWN]), len(still)))
    return sections


def _still_worth(rule: Rule, line: TaskLine) -> bool:
    """Nothing is said of a task that was finished, reported or moved meanwhile."""
    if rule is Rule.TO_CONFIRM:
        return line.progress is Progress.REPORTED
    return line.progress in OWED and line.term in STILL.get(rule, tuple(Term))


def _owed(shared: Shared, officer: int, told: Told) -> list[Section]:
    """What he still owes of the week that the reminder speaks of."""
    owed = shared.owed[officer, shared.weeks[told.day]]
    lines = tuple(shared.lines[one] for one in owed[:SHOWN])
    return [Section(told.rule, lines, len(owed))] if owed else []


async def _reviews(reads: Reads, told: Sequence[Told]) -> tuple[Review, ...]:
    """The reviews asked for and not sent yet."""
    found = []
    for one in told:
        if one.rule not in MONTHLY or not one.subject.startswith("review:"):
            continue
        _, unit, month = one.subject.split(":")
        if int(unit) not in await receipts(reads, month):
            heads_up = one.rule is Rule.MONTHLY_HEADS_UP
            due_on = date.fromisoformat(one.day)
            found.append(
                await read_review(
                    reads, int(unit), month, due_on=due_on, heads_up=heads_up
                )
            )
    return tuple(found)


async def _review_state(reads: Reads, told: Sequence[Told]) -> ReviewState | None:
    for one in told:
        if one.subject.startswith("review_state:"):
            return await read_review_state(reads, one.subject.partition(":")[2])
    return None
