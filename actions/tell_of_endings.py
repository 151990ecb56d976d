"""Who hears that a unit ended: those who take over, those who had its tasks, and the
administrator of what nobody can decide for him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from actions.alarms import tell_administrators
from domain.directory import Directory
from domain.notices import Saying, Told
from domain.tasks import Role, task_code
from models.outbox import DeliveryClass, Envelope, Live, put, put_live
from models.queries.directory import read_directory
from models.tables import UnitEnding
from models.work import Work

CODES_SHOWN = 15


@dataclass
class Inheritance:
    """All that one unit took over at once, from one unit or from several."""

    to: int
    since: date
    units: list[int] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    led: list[int] = field(default_factory=list)
    tracked: list[int] = field(default_factory=list)
    supported: list[int] = field(default_factory=list)
    former: dict[int, list[int]] = field(default_factory=dict)  # officer -> tasks


async def tell_of_inheritance(
    work: Work, one: Inheritance, names: Mapping[int, str], not_before: datetime | None
) -> None:
    """One message for each who takes over, one for each officer who gave away."""
    directory = await read_directory(work)
    key = f"inherited:{one.to}:{work.now.isoformat()}"
    params = {
        "unit": one.to,
        "units": list(dict.fromkeys(one.units)),
        "since": one.since.isoformat(),
        "basis": "; ".join(dict.fromkeys(filter(None, one.bases))),
        "led": one.led,
        "tracked": one.tracked,
        "supported": one.supported,
    }
    for officer in _who_take_over(directory, one):
        chat = directory.chats.get(officer)
        if chat is not None:
            envelope = _envelope(chat, key, not_before)
            await put_live(work, Live.INHERITED, params, envelope)
    for officer, tasks in one.former.items():
        chat = directory.chats.get(officer)
        if chat is not None:
            told = _told_former(one, tasks, names)
            await put(work, told, _envelope(chat, f"{key}:former", not_before))


def _who_take_over(directory: Directory, one: Inheritance) -> Iterable[int]:
    """The heads, else the contacts; of a division those who track for it as well."""
    heads = directory.of(one.to, Role.UNIT_HEAD) or directory.of(one.to, Role.CONTACT)
    trackers = directory.of(one.to, Role.TRACKER) if one.tracked else ()
    return directory.acting((*heads, *trackers))


def _told_former(
    one: Inheritance, tasks: Sequence[int], names: Mapping[int, str]
) -> Told:
    codes = ", ".join(task_code(task) for task in tasks[:CODES_SHOWN])
    facts = {
        "unit": ", ".join(names[unit] for unit in dict.fromkeys(one.units)),
        "successor": names[one.to],
        "date": one.since.isoformat(),
        "count": str(len(tasks)),
        "codes": codes if len(tasks) <= CODES_SHOWN else f"{codes} …",
    }
    return Told(Saying.TOLD_UNIT_ENDED, facts)


def _envelope(chat: int, key: str, not_before: datetime | None) -> Envelope:
    return Envelope(
        chat_id=chat,
        key=f"{key}|chat:{chat}",
        cls=DeliveryClass.PERIODIC,
        priority=2,
        not_before=not_before,
    )


async def tell_left_over(
    work: Work,
    row: UnitEnding,
    names: Mapping[int, str],
    *,
    groups: Sequence[str] = (),
    tasks: int = 0,
) -> None:
    """What stays where it is until a person decides: bound groups, or open tasks."""
    successors = ", ".join(names[one] for one in row.successors)
    facts = {"unit": names[row.unit_id]}
    if successors:
        facts["successor"] = successors
    if groups:
        facts["groups"] = ", ".join(groups)
        saying, what = Saying.GROUPS_OF_ENDED, "groups"
    else:
        facts["count"] = str(tasks)
        saying, what = Saying.TASKS_OF_ENDED, "tasks"
    key = f"ending:{row.id}:{what}"
    await tell_administrators(work, Told(saying, facts), key=key, quietly=True)
