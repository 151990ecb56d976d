"""The office's cycles: the weekly update and the monthly review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from actions.send_package import package_key, package_params
from actions.tell_places import Told
from domain.directory import Place
from domain.periods import Period
from domain.reminders import Moment, Rule, slot_key
from domain.tasks import Role
from domain.weekly_window import weekly_window
from models.outbox import Live
from models.queries.due import owing, receipts, units_with_open_tasks, waiting_divisions
from models.queries.mailboxes import synthesis_mailbox
from models.queries.planning import add_to_roll_call, all_units, units_in_roll_call
from models.work import Reads, Work
from scheduler.told import Planning

UNITS_AT_ONCE = 20  # of one transaction, so that answers get in between


async def tell_weekly_heads_up(planning: Planning, moment: Moment) -> list[Told]:
    """Those who owe an update; who they are is kept for the afternoon's roll-call."""
    return _to_people(planning, moment, await _call_the_roll(planning, moment))


async def tell_weekly_due(planning: Planning, moment: Moment) -> list[Told]:
    """Those who still owe, and one roll-call card for each group."""
    owed = await _call_the_roll(planning, moment)
    noted = await units_in_roll_call(planning.reads, roll_call_slot(moment))
    units = sorted({*noted, *(unit for _, unit in owed)})
    if planning.policy.today(planning.reads.now) > moment.slot.date():
        # Made up for on a later morning, it is said only where something is missing.
        still = {unit for _, unit in owed}
        units = [unit for unit in units if unit in still]
    cards = [
        Told(
            moment.rule,
            f"unit:{unit}",
            group,
            slot_key(moment),
            live=Live.ROLL_CALL,
            params={"unit": unit, "slot": roll_call_slot(moment)},
        )
        for unit in units
        for group in planning.directory.groups_of(unit)
    ]
    return _to_people(planning, moment, owed) + cards


def roll_call_slot(moment: Moment) -> str:
    """The week in a roll-call's key: the Friday the office names."""
    return moment.nominal.isoformat()


async def _call_the_roll(planning: Planning, moment: Moment) -> set[tuple[int, int]]:
    """(officer, unit) of everybody who owes an update, noted in the roll-call.

    Some units at a time, each lot in one transaction: whoever answers before it does
    not owe, and whoever answers after it finds his line in the roll-call.
    """
    owed: set[tuple[int, int]] = set()
    units = await all_units(planning.reads)
    for start in range(0, len(units), UNITS_AT_ONCE):
        some = units[start : start + UNITS_AT_ONCE]
        async with planning.begin() as work:
            found = await _who_owes(planning, moment, work, some)
            await _note_roll_call(planning, moment, work, found)
        owed |= found
    return owed


async def _who_owes(
    planning: Planning, moment: Moment, reads: Reads, units: Sequence[int]
) -> set[tuple[int, int]]:
    directory, before = planning.directory, moment.slot
    owed: set[tuple[int, int]] = set()
    since = _since(planning, moment)
    for one in await owing(reads, since=since, before=before, units=units):
        officers = directory.responsible(one.officer_id, one.unit_id)
        owed |= {(officer, one.unit_id) for officer in officers}
    for division in await waiting_divisions(reads, before=before, units=units):
        trackers = directory.of(division, Role.TRACKER)
        owed |= {(tracker, division) for tracker in trackers}
    return owed


def _since(planning: Planning, moment: Moment) -> datetime:
    return weekly_window(planning.policy, planning.calendar, moment.slot).opens


async def _note_roll_call(
    planning: Planning, moment: Moment, work: Work, owed: set[tuple[int, int]]
) -> None:
    since = _since(planning, moment)
    rows = [
        {
            "unit_id": unit,
            "slot": roll_call_slot(moment),
            "officer_id": officer,
            "since": since,
        }
        for officer, unit in sorted(owed)
    ]
    await add_to_roll_call(work, rows)


def _to_people(
    planning: Planning, moment: Moment, owed: set[tuple[int, int]]
) -> list[Told]:
    """One for each person, whatever number of units he answers for."""
    officers = sorted({officer for officer, _ in owed})
    key = slot_key(moment)
    return [
        Told(moment.rule, f"officer:{officer}", planning.directory.place(officer), key)
        for officer in officers
    ]


async def tell_monthly(planning: Planning, moment: Moment) -> list[Told]:
    """Trackers and contacts whose unit has not sent its review of the month.

    On the day itself Phòng Tổng hợp is given the list of who has sent and who has not,
    and the package of what it tracks itself: of that nobody sends it any (003, 4c).
    """
    month = f"{moment.nominal:%Y-%m}"
    leads, divisions = await units_with_open_tasks(planning.reads, before=moment.slot)
    sent = await receipts(planning.reads, month)
    told = [
        Told(moment.rule, f"review:{unit}:{month}", place, slot_key(moment))
        for units, role in ((divisions, Role.TRACKER), (leads, Role.CONTACT))
        for unit in sorted(units - sent)
        for place in _holders(planning, unit, role)
    ]
    if moment.rule is Rule.MONTHLY_DUE and (leads or divisions):
        told += _to_synthesis(planning, moment, month)
        told += await _own_packages(planning, moment, divisions)
    return told


def _to_synthesis(planning: Planning, moment: Moment, month: str) -> list[Told]:
    key = slot_key(moment)
    return [
        Told(moment.rule, f"review_state:{month}", place, key)
        for place in _everybody(planning, Role.SYNTHESIS)
    ]


async def _own_packages(
    planning: Planning, moment: Moment, divisions: set[int]
) -> list[Told]:
    """To everybody of Phòng Tổng hợp, and to its own address."""
    own = sorted(divisions & planning.directory.units_with(Role.SYNTHESIS))
    period = Period.month(moment.nominal.year, moment.nominal.month)
    today = planning.policy.today(moment.slot)
    places = list(_everybody(planning, Role.SYNTHESIS))
    mailbox = await synthesis_mailbox(planning.reads)
    if mailbox is not None:
        places.append(Place(f"chat:{mailbox}", mailbox))
    return [
        Told(
            moment.rule,
            package_key(unit, period),
            place,
            slot_key(moment),
            live=Live.FILE,
            params={
                **package_params(unit, period, today),
                **({"officer": place.officer_id} if place.officer_id else {}),
                "door": "clock",
            },
        )
        for unit in own
        for place in places
    ]


def _holders(planning: Planning, unit: int, role: Role) -> list[Place]:
    directory = planning.directory
    return [directory.place(one) for one in directory.of(unit, role)]


def _everybody(planning: Planning, role: Role) -> Iterable[Place]:
    """Everybody with this part, in any unit."""
    directory = planning.directory
    return directory.places(directory.everybody(role))
