"""The three working days of a proposal: its division is told before they are over."""

from __future__ import annotations

from actions.tell_places import Told
from domain.directory import Place
from domain.proposals import ProposalStage, proposal_clock, proposal_stage
from domain.reminders import Moment
from domain.tasks import Role
from models.queries.proposals import open_proposals
from scheduler.told import Planning


async def tell_three_days(planning: Planning, moment: Moment) -> list[Told]:
    """One morning before, on the last day, and once they are over: its head as well.

    Each stage once; one entered after its days is told of as over.
    """
    told = []
    day, calendar = moment.slot.date(), planning.calendar
    for one in await open_proposals(planning.reads):
        row = one.row
        if row.entered_at > moment.slot:
            continue
        clock = proposal_clock(
            row.received_on, calendar=calendar, policy=planning.policy
        )
        stage = proposal_stage(clock, day, is_handled=False)
        if stage is None:
            continue
        told += [
            Told(
                moment.rule,
                f"proposal:{row.id}",
                place,
                clock.slot_key(stage),
                reason=stage.value,
            )
            for place in _places(planning, row.division_id, stage)
        ]
    return told


def _places(
    planning: Planning, division: int, stage: ProposalStage
) -> tuple[Place, ...]:
    directory = planning.directory
    heads = directory.of(division, Role.UNIT_HEAD)
    trackers = directory.of(division, Role.TRACKER)
    late = stage is ProposalStage.OVERDUE
    told = (*trackers, *heads) if late else (trackers or heads)
    return directory.places(directory.acting(told))
