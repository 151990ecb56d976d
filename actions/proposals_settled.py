"""A proposal that became tasks is handled: its three days end."""

from __future__ import annotations

from collections.abc import Sequence

from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.history import mark_stale
from models.queries.audits import Deed, note_deed
from models.tables import Proposal
from models.work import Work


async def settle_proposal(
    work: Work, actor: Actor, number: int | None, tasks: Sequence[int]
) -> None:
    """Nothing for a task that came of no proposal. Raises Refusal for one handled."""
    if number is None:
        return
    proposal = await work.session.get(Proposal, number, with_for_update=True)
    if proposal is None or proposal.state != "open":
        raise Refusal(Reason.ALREADY_DECIDED)
    proposal.state, proposal.tasks = "assigned", list(tasks)
    proposal.decided_by, proposal.decided_at = actor.officer_id, work.now
    await note_proposal(work, actor, "proposal_assigned", number)
    await mark_stale(work, f"proposal:{number}")


async def note_proposal(work: Work, actor: Actor, action: str, number: int) -> None:
    """What became of it, and through whom, is in the audit; never its words."""
    of = f"proposal:{number}"
    await note_deed(work, Deed(action, of, actor.officer_id, "chat"))
