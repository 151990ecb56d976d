"""A proposal as it stands: how many of its three days are left, and what one may do."""

from __future__ import annotations

from domain.assigning_notices import ProposalCard, ProposalLine, ProposalList
from domain.calendar import WorkingCalendar
from domain.notices import SHOWN
from domain.permissions import Action, may_in_unit, may_somewhere
from domain.policy import Policy
from domain.proposals import proposal_clock, proposal_stage
from domain.scope import Actor
from domain.tasks import Role
from models.queries.proposals import Received, open_proposals
from models.work import Reads
from models.working_days import read_calendar

LISTED = ("assign", "track", "urgent")


def line_of(
    one: Received, reads: Reads, calendar: WorkingCalendar, policy: Policy
) -> ProposalLine:
    row = one.row
    clock = proposal_clock(row.received_on, calendar=calendar, policy=policy)
    stage = proposal_stage(clock, reads.today, is_handled=row.state != "open")
    return ProposalLine(
        id=row.id,
        sender=row.sender,
        content=row.content,
        number=row.number,
        due_on=clock.due_on,
        stage=stage.value if stage else None,
        is_urgent=row.urgent_at is not None,
    )


async def card_of(
    reads: Reads, one: Received, actor: Actor, policy: Policy
) -> ProposalCard:
    row = one.row
    return ProposalCard(
        line=line_of(one, reads, await read_calendar(reads), policy),
        from_citizen=row.source == "citizen",
        division=one.division,
        issued_on=row.issued_on,
        received_on=row.received_on,
        state=row.state,
        tasks=tuple(row.tasks),
        leader_said=row.said_at is not None,
        verbs=_verbs(one, actor),
    )


def _verbs(one: Received, actor: Actor) -> tuple[str, ...]:
    if one.row.state != "open":
        return ()
    verbs: tuple[str, ...] = ()
    if may_in_unit(actor, Action.HANDLE_PROPOSAL, one.row.division_id):
        verbs = LISTED if one.row.urgent_at is None else LISTED[:2]
    waits = one.row.urgent_at is not None and one.row.said_at is None
    if waits and may_in_unit(actor, Action.SAY_URGENT, None):
        verbs = (*verbs, "said")
    return verbs


def may_read(actor: Actor, division_id: int) -> bool:
    """Who enters them, the division, the leaders of the Office and who reads all."""
    everywhere = {Role.CLERK, Role.OFFICE_LEADER, Role.SYNTHESIS, Role.LEADER}
    return bool(actor.roles & everywhere) or division_id in actor.units_as(Role.TRACKER)


async def list_proposals(reads: Reads, actor: Actor, policy: Policy) -> ProposalList:
    calendar = await read_calendar(reads)
    seen = [
        one
        for one in await open_proposals(reads)
        if may_read(actor, one.row.division_id)
    ]
    lines = [line_of(one, reads, calendar, policy) for one in seen[:SHOWN]]
    return ProposalList(tuple(lines), len(seen))


def may_see_proposals(actor: Actor) -> bool:
    return may_somewhere(actor, Action.ENTER_PROPOSAL) or may_somewhere(
        actor, Action.SAY_URGENT
    )
