"""Whatever leaves for a group, as the group may read it: the one way for all of it."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from domain.in_group import for_group, tasks_in
from domain.notices import Notice
from domain.policy import Policy
from models.outbox import Live
from models.queries.subjects import of_unit
from models.work import Reads
from scheduler.gather.kept import Kept

log = structlog.get_logger()

# What is about one unit, by the param that names it.
OF_A_UNIT: Mapping[str, str] = {Live.ROLL_CALL: "unit", Live.FILE: "group_of"}


async def as_the_group_reads(
    reads: Reads, policy: Policy, kept: Kept, notice: Notice
) -> Notice | None:
    """None if nothing of it is this group's: it may be bound to another unit by now."""
    assert kept.group is not None
    unit = kept.group.unit_id
    named = OF_A_UNIT.get(kept.notice)
    if named is not None and kept.params.get(named) != unit:
        return None
    own = await of_unit(reads, tasks_in(notice), unit)
    found = for_group(notice, policy, own)
    if found is None:
        log.info("not_for_a_group", notice=kept.notice, delivery=kept.delivery_id)
    return found
