""" "Đã nhận", by a reply or a button: what a reminder told has been seen."""

from __future__ import annotations

from actions.acknowledge_tasks import acknowledge_tasks
from domain.notices import Saying, Told
from handlers.context import Turn
from models.queries.subjects import tasks_told


async def acknowledge(turn: Turn, message_id: int | None) -> Told:
    """Note it for the tasks that this message told; the words that say so."""
    tasks = await tasks_told(turn.work, turn.chat, message_id)
    noted = await acknowledge_tasks(turn.work, turn.actor, tasks, door="chat")
    if not noted:
        return Told(Saying.SEEN, {})
    days = str(turn.policy.acknowledged_pause_days)
    return Told(Saying.ACKNOWLEDGED, {"count": str(len(noted)), "limit": days})
