"""Sở Thông tin và Truyền thông ends; Sở Khoa học và Công nghệ does its work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from actions.carry_over import Carried, Fate
from actions.find_unit import find_unit
from actions.update_office import preview_office
from domain.folding import fold
from domain.notices import Saying
from domain.office import UnitRow
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.register import RowProblem
from domain.scope import Scope
from domain.succession import Life
from locales.reading.searches import read_search
from models.history import Kind
from models.queries.endings import former_unit
from models.queries.office_sheet import known_units
from models.queries.search import find_tasks, with_units
from models.tables import Delivery, TaskEvent, TaskUnit
from models.working_days import read_calendar
from scheduler.endings import carry_endings
from scheduler.gather.endings import gather_inherited
from tests.actions.ending_office import (
    BASIS,
    ENDED,
    LAST,
    NEW,
    NOVEMBER,
    OCTOBER,
    OLD,
    Office,
    row,
    sheet,
)
from tests.actions.registers import check_replay, every
from tests.conftest import HANOI

BEFORE = {
    "Của An": ("STTTT", "CB1"),
    "Của Bình": ("STTTT", "CB2"),
    "Đã xong": ("STTTT", None),
    "Phối hợp": ("SKHCN", None),
}
AFTER = BEFORE | {"Của An": ("SKHCN", None), "Của Bình": ("SKHCN", "CB2")}
MOVED = Carried(Fate.MOVED, OLD, (NEW,), LAST, led=2, supported=1)


async def test_what_is_open_goes_over_and_figures_of_the_past_stay(
    ending_office: Office,
) -> None:
    then, units = await ending_office.figures(OCTOBER)
    assert units == {OLD: (1, 2), NEW: (0, 1)}
    shown = await preview_office(ending_office.database, sheet(ENDED))
    assert list(shown.endings) == [MOVED]
    assert await ending_office.tasks() == BEFORE  # it was only shown
    change = await ending_office.take(ENDED)
    assert list(change.endings) == [MOVED]
    assert await ending_office.tasks() == AFTER
    assert await ending_office.figures(OCTOBER) == (then, units)
    assert (await ending_office.figures(NOVEMBER))[1] == {OLD: (1, 0), NEW: (0, 3)}
    (support,) = await every(ending_office.database, TaskUnit) or (None,)
    assert support is None  # the successor leads that task already
    await check_replay(ending_office.database)
    await _told_once(ending_office)
    await _trail(ending_office)


async def _told_once(office: Office) -> None:
    """The head of the successor, and the officer who does not follow; again nobody."""
    expected = ["CB1 told_unit_ended", "CB3 inherited"]
    assert await office.told() == expected
    again = await office.take(ENDED)
    assert list(again.endings) == []
    assert await carry_endings(office.database, Policy(), office.database.now()) == 0
    assert await office.told() == expected
    deliveries = await every(office.database, Delivery)
    (one,) = [each for each in deliveries if each.notice == "inherited"]
    async with office.database.read() as reads:
        notice = await gather_inherited(reads, one.params)
        assert notice is not None
        assert (notice.unit, notice.former, notice.basis) == (NEW, (OLD,), BASIS)
        assert [task.content for task in notice.tasks] == [
            "Của An",
            "Của Bình",  # of the fourth nothing is new: it leads that one already
        ]


async def _trail(office: Office) -> None:
    events = [
        one
        for one in await every(office.database, TaskEvent)
        if one.kind == Kind.INHERITED.value
    ]
    assert len(events) == 3
    said = {(one.effective_on, one.note, one.door) for one in events}
    assert said == {(date(2026, 11, 1), f"{OLD} ({BASIS})", "terminal")}
    async with office.database.read() as reads:
        names = [await former_unit(reads, task) for task in (1, 2, 3, 4)]
    assert names == [OLD, OLD, "", ""]


async def test_a_mistaken_end_is_taken_back_with_a_trail(ending_office: Office) -> None:
    untouched = await ending_office.figures(NOVEMBER)
    await ending_office.take(ENDED)
    change = await ending_office.take(Life())
    back = Carried(Fate.GIVEN_BACK, OLD, (NEW,), LAST, led=3)
    assert list(change.endings) == [back]
    assert await ending_office.tasks() == BEFORE
    assert await ending_office.figures(NOVEMBER) == untouched
    (support,) = await every(ending_office.database, TaskUnit)
    assert support.task_id == 4
    async with ending_office.database.read() as reads:
        assert await former_unit(reads, 1) == ""
        assert await find_unit(reads, OLD) is not None
    await check_replay(ending_office.database)


async def test_another_successor_gets_what_the_first_had(ending_office: Office) -> None:
    await ending_office.take(ENDED)
    change = await ending_office.take(replace(ENDED, successors=("STC",)))
    assert [one.fate for one in change.endings] == [Fate.GIVEN_BACK, Fate.MOVED]
    tasks = await ending_office.tasks()
    assert tasks["Của Bình"] == ("STC", None)  # there he has no part
    assert tasks["Đã xong"] == ("STTTT", None)
    await check_replay(ending_office.database)


async def test_on_the_day_itself_it_goes_by_the_clock_and_is_told_in_the_morning(
    ending_office: Office,
) -> None:
    last = date(2026, 11, 30)
    change = await ending_office.take(replace(ENDED, last=last))
    assert [(one.fate, one.led, one.supported) for one in change.endings] == [
        (Fate.AHEAD, 2, 1)
    ]
    evening = datetime(2026, 11, 30, 23, 59, tzinfo=HANOI).astimezone(UTC)
    midnight = datetime(2026, 12, 1, 0, 0, tzinfo=HANOI).astimezone(UTC)
    assert await carry_endings(ending_office.database, Policy(), evening) == 0
    assert await ending_office.tasks() == BEFORE
    assert await carry_endings(ending_office.database, Policy(), midnight) == 1
    assert await carry_endings(ending_office.database, Policy(), midnight) == 0
    assert await ending_office.tasks() == AFTER
    morning = datetime(2026, 12, 1, 8, 0, tzinfo=HANOI)
    leave = {one.not_before for one in await every(ending_office.database, Delivery)}
    assert {at.astimezone(HANOI) for at in leave} == {morning}


async def test_of_a_divided_unit_a_person_says_which_task_goes_where(
    ending_office: Office,
) -> None:
    divided = replace(ENDED, successors=("SKHCN", "STC"))
    change = await ending_office.take(divided)
    assert [(one.fate, one.led) for one in change.endings] == [(Fate.DIVIDED, 2)]
    assert await ending_office.tasks() == BEFORE
    assert await ending_office.told() == [f"CB4 {Saying.TASKS_OF_ENDED.value}"]
    assert (
        await carry_endings(
            ending_office.database, Policy(), ending_office.database.now()
        )
        == 0
    )
    result = await ending_office.bring(
        [row(9, content="Mới", issued_on=date(2026, 11, 5))]
    )
    assert [one.problem for one in result.left_out] == [RowProblem.UNIT_ENDED]


async def test_along_a_chain_each_day_has_its_unit(ending_office: Office) -> None:
    first = replace(ENDED, last=date(2026, 10, 10), successors=("TAM",))
    between = UnitRow(5, "TAM", "Sở Chuyển đổi số", life=ENDED)
    await ending_office.take(first, between)
    assert (await ending_office.tasks())["Của An"] == ("SKHCN", None)
    asked = replace(OCTOBER, as_of=date(2026, 10, 20))
    assert (await ending_office.figures(asked))[1] == {
        OLD: (1, 0),
        NEW: (0, 1),
        "Sở Chuyển đổi số": (0, 2),
    }
    assert await ending_office.told() == ["CB1 told_unit_ended", "CB3 inherited"]
    await check_replay(ending_office.database)


async def test_an_old_name_in_a_register_means_the_old_unit_or_its_successor(
    ending_office: Office,
) -> None:
    await ending_office.take(ENDED)
    rows = [
        row(8, content="Trước", issued_on=date(2026, 9, 15)),
        row(9, content="Sau", issued_on=date(2026, 11, 5), lead_unit="Sở TTTT"),
    ]
    await ending_office.bring(rows)
    tasks = await ending_office.tasks()
    assert (tasks["Trước"], tasks["Sau"]) == (("STTTT", None), ("SKHCN", None))
    assert (
        await carry_endings(
            ending_office.database, Policy(), ending_office.database.now()
        )
        == 1
    )
    assert (await ending_office.tasks())["Trước"] == ("SKHCN", None)
    again = await ending_office.bring([replace(one, lead_unit=NEW) for one in rows])
    assert (again.added, again.unchanged, again.vanished) == (0, 2, 3 + 1)


async def test_who_names_a_unit_that_is_no_more_hears_of_its_successor(
    ending_office: Office,
) -> None:
    await ending_office.take(ENDED)
    async with ending_office.database.read() as reads:
        with pytest.raises(Refusal) as refused:
            await find_unit(reads, "sở tttt")
        assert await find_unit(reads, OLD, since=LAST) is not None
        assert await find_unit(reads, NEW) is not None
    assert refused.value.reason is Reason.UNIT_ENDED
    assert refused.value.facts == {"name": OLD, "successor": NEW, "date": "2026-11-01"}


async def test_a_search_by_the_old_name_finds_what_went_over(
    ending_office: Office,
) -> None:
    """And of the successor's own tasks none."""
    await ending_office.take(ENDED)
    for name in ("sở tttt", OLD, "STTTT"):
        found = await _search(ending_office, name)
        assert found == ["Của An", "Của Bình", "Đã xong"]
    assert len(await _search(ending_office, NEW)) == 3


async def _search(office: Office, typed: str) -> list[str]:
    async with office.database.read() as reads:
        wish = await with_units(reads, read_search(typed)[0])
        calendar = await read_calendar(reads)
        scope = Scope(everything=True)
        found = await find_tasks(reads, calendar, scope, wish)
    return sorted(line.content for line in found.lines)


async def test_a_name_that_was_another_units_before_is_the_one_that_is_there(
    ending_office: Office,
) -> None:
    again = UnitRow(5, "STTTT2", OLD, life=Life(first=date(2026, 11, 1)))
    await ending_office.take(replace(ENDED, successors=("STTTT2",)), again)
    async with ending_office.database.read() as reads:
        unit = await find_unit(reads, OLD)
        known = await known_units(reads)
    assert unit is not None
    assert (unit.code, known[fold(OLD)]) == ("STTTT2", unit.id)
