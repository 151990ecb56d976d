"""A task proposed to a clerk, and a proposal received, as they stand."""

from __future__ import annotations

from typing import Any

from actions.show_proposals import card_of, may_read
from domain.assigning import doubts_of
from domain.assigning_notices import AssignmentCard, ProposalCard
from domain.policy import Policy
from models import assignments
from models.queries.people import person
from models.queries.proposals import received
from models.tables import Officer, TaskDraft
from models.work import Reads

STATES = {"open": "proposed"}


async def gather_draft(reads: Reads, params: dict[str, Any]) -> AssignmentCard | None:
    draft = await reads.session.get(TaskDraft, params["draft"])
    if draft is None:
        return None
    one = assignments.load(draft.facts)
    by = await reads.session.get_one(Officer, draft.proposed_by)
    is_open = draft.state == "open"
    return AssignmentCard(
        assignment=one,
        doubts=doubts_of(one, reads.today) if is_open else (),
        state=STATES.get(draft.state, draft.state),
        tasks=tuple(draft.tasks),
        by=by.name,
        draft_id=draft.id if is_open else 0,
    )


async def gather_proposal(
    reads: Reads, policy: Policy, params: dict[str, Any]
) -> ProposalCard | None:
    """For one reader; None if he may not see it any more."""
    reader = await person(reads, params["officer"])
    one = await received(reads, params["proposal"])
    if reader is None or one is None:
        return None
    if not may_read(reader.actor, one.row.division_id):
        return None
    return await card_of(reads, one, reader.actor, policy)
