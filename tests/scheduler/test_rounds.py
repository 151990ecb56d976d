"""Before a report closes the units are asked, and the report says who has answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.build_report import build_report
from actions.open_review import open_review
from actions.rounds import Opening, answer_round, justified, open_round
from domain.periods import Period
from domain.policy import Policy
from domain.processes import State
from domain.refusals import Reason, Refusal
from domain.reports import Asked, Report
from domain.rounds import (
    Answer,
    RoundCard,
    RoundKind,
    RowState,
    rounds_of,
    tallies_of,
)
from domain.scope import Actor
from domain.tasks import Progress, Role
from models.outbox import Live
from models.queries.justifying import read_justified
from models.queries.people import person
from models.queries.rounds import words_of
from models.queries.standings import Cut
from models.tables import Justification, Task
from models.work import Work
from scheduler.gather.rounds import gather_round
from tests.scheduler.office import Office, at

# Three working days before Tuesday, the 1st of December.
ROUND = "2026-11-26 08:00"
NOVEMBER = Period.month(2026, 11)
END = Cut(NOVEMBER.last)


class Asking:
    """Two departments, each with its contact and tasks of November."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def prepare(self) -> None:
        self.noi_vu = await self.office.unit("Sở Nội vụ")
        self.y_te = await self.office.unit("Sở Y tế")
        self.an = await self.office.officer("An", self.noi_vu, Role.CONTACT)
        self.binh = await self.office.officer("Bình", self.y_te, Role.CONTACT)
        self.tam = await self.office.officer("Tâm", self.y_te)
        self.late = await self.office.task(self.noi_vu, due="2026-11-10")
        self.due = await self.office.task(self.noi_vu, due="2026-11-27")
        self.other = await self.office.task(self.y_te, due="2026-11-12")

    async def answer(self, officer: int, said: RowState, **of: Any) -> list[int]:
        async with self.office.database.begin() as work:
            answer = Answer(self.round_id, said, **of)
            return await answer_round(work, await actor(work, officer), answer)

    async def card(self, officer: int) -> RoundCard | None:
        async with self.office.database.read() as reads:
            params = {"round": self.round_id, "officer": officer}
            return await gather_round(reads, params)

    async def report(self) -> Report:
        async with self.office.database.read() as reads:
            return await build_report(reads, Asked(NOVEMBER, NOVEMBER.last))


async def actor(work: Work, officer: int) -> Actor:
    found = await person(work, officer)
    assert found is not None
    return found.actor


@pytest.fixture
async def asking(office: Office) -> Asking:
    found = Asking(office)
    await found.prepare()
    office.clock.at = at(ROUND)
    async with office.database.begin() as work:
        opening = Opening(RoundKind.CONFIRMATION, NOVEMBER, date(2026, 12, 1))
        one = await open_round(work, opening)
        assert one is not None
        found.round_id = one.id
    return found


async def test_the_contacts_are_asked_three_working_days_before(
    office: Office,
) -> None:
    found = Asking(office)
    await found.prepare()
    await office.plan(ROUND, ROUND)
    asked = [one for one in await office.messages() if one.kind == Live.ROUND]
    assert sorted(one.to for one in asked) == ["An", "Bình"]


async def test_a_unit_confirms_what_is_so_and_disputes_what_is_not(
    asking: Asking,
) -> None:
    card = await asking.card(asking.an)
    assert card is not None
    assert [line.task_id for line in card.lines] == [asking.late, asking.due]
    await asking.answer(
        asking.an, RowState.DISPUTED, task_id=asking.late, note="đã gửi ngày 09/11"
    )
    await asking.answer(asking.an, RowState.CONFIRMED)
    async with asking.office.database.read() as reads:
        said = dict(tallies_of(await words_of(reads, asking.round_id, END)))
    assert (said["Sở Nội vụ"].confirmed, said["Sở Nội vụ"].disputed) == (1, 1)
    assert said["Sở Y tế"].asked == 1
    report = await asking.report()
    assert [task.id for task in report.unconfirmed] == [asking.late, asking.other]
    assert report.checks.disputed == 1


@pytest.mark.parametrize(
    ("who", "said", "of", "reason"),
    [
        ("binh", RowState.DISPUTED, {"task": "late", "note": "sai"}, Reason.NOT_FOUND),
        ("an", RowState.DISPUTED, {"task": "late", "note": " "}, Reason.NO_REASON),
        ("an", RowState.ANSWERED, {"task": "late"}, Reason.STALE_BUTTON),
        ("tam", RowState.CONFIRMED, {}, Reason.NOT_FOUND),
    ],
    ids=["another unit's", "without a reason", "not this round's", "no contact"],
)
async def test_nobody_answers_for_others(
    asking: Asking, who: str, said: RowState, of: dict[str, str], reason: Reason
) -> None:
    task = {"task_id": getattr(asking, of["task"])} if "task" in of else {}
    with pytest.raises(Refusal) as refused:
        await asking.answer(getattr(asking, who), said, note=of.get("note", ""), **task)
    assert refused.value.reason is reason


async def test_after_its_day_a_round_is_over(asking: Asking) -> None:
    asking.office.clock.at = at("2026-12-02 08:00")
    with pytest.raises(Refusal):
        await asking.answer(asking.an, RowState.CONFIRMED)


async def test_a_review_knows_which_justifications_came(asking: Asking) -> None:
    async with asking.office.database.begin() as work:
        opening = Opening(RoundKind.REVIEW, NOVEMBER, date(2026, 12, 4))
        one = await open_round(work, opening)
        assert one is not None
        await justified(work, asking.late, unit_id=asking.noi_vu, by=asking.an)
        said = dict(tallies_of(await words_of(work, one.id, END)))
    assert said["Sở Nội vụ"].answered == 1
    assert said["Sở Y tế"].asked == 1
    checks = (await asking.report()).checks
    shown = [(one.name, one.asked, one.answered) for one in checks.reviews]
    assert ("Sở Nội vụ", 1, 1) in shown
    assert ("Sở Y tế", 1, 0) in shown


async def test_a_report_made_again_knows_no_justification_of_later(
    asking: Asking,
) -> None:
    database = asking.office.database
    async with database.begin() as work:
        opening = Opening(RoundKind.REVIEW, NOVEMBER, date(2026, 12, 4))
        assert await open_round(work, opening) is not None
    async with database.begin(now=at("2026-12-03 08:00")) as work:
        text = Justification(
            task_id=asking.late,
            raised_by=asking.an,
            raised_at=work.now,
            raised_on=work.today,
            words="Chờ ý kiến Bộ",
            state=State.GRANTED,
            decided_at=work.now,
        )
        work.session.add(text)
        await justified(work, asking.late, unit_id=asking.noi_vu, by=asking.an)
    async with database.read() as reads:
        before = await read_justified(reads, "2026-11", until=at("2026-12-02 08:00"))
        after = await read_justified(reads, "2026-11")
    (then,), (now,) = (
        [one for one in found if one.task_id == asking.late]
        for found in (before, after)
    )
    assert (then.answered, then.decided) == (False, State.OPEN)
    assert (now.answered, now.decided) == (True, State.GRANTED)


async def test_what_fell_due_after_the_round_was_opened_is_unconfirmed(
    asking: Asking,
) -> None:
    """Nobody was asked about it, so nobody can have confirmed it."""
    await asking.answer(asking.an, RowState.CONFIRMED)
    await asking.answer(asking.binh, RowState.CONFIRMED)
    assert (await asking.report()).unconfirmed == ()
    after = await asking.office.task(asking.y_te, due="2026-11-28")
    assert [task.id for task in (await asking.report()).unconfirmed] == [after]


async def test_a_word_on_how_a_task_stood_confirms_nothing_of_how_it_stands(
    asking: Asking,
) -> None:
    """Confirmed as open, and done a day later."""
    await asking.answer(asking.an, RowState.CONFIRMED)
    await asking.answer(asking.binh, RowState.CONFIRMED)
    async with asking.office.database.begin() as work:
        task = await work.session.get_one(Task, asking.due)
        task.progress, task.done_on = Progress.DONE, date(2026, 11, 27)
    report = await asking.report()
    assert [task.id for task in report.unconfirmed] == [asking.due]
    assert report.checks.states[asking.due] is RowState.ASKED
    # It is asked about again: to be looked at first, then confirmed as it stands.
    asking.office.clock.at = at("2026-11-27 17:00")
    card = await asking.card(asking.an)
    assert card is not None
    assert [line.task_id for line in card.lines] == [asking.due]
    assert await asking.answer(asking.an, RowState.CONFIRMED) == [asking.due]
    assert await asking.answer(asking.an, RowState.CONFIRMED) == []
    assert (await asking.report()).unconfirmed == ()


async def test_a_review_looked_at_again_asks_of_what_became_late_since(
    office: Office,
) -> None:
    """Each task is asked about once; what waits for its judgement, not at all."""
    found = Asking(office)
    await found.prepare()
    hoa = await office.officer("Hoa", found.y_te, Role.SYNTHESIS)
    asked = []
    for day in ("2026-11-26 08:00", "2026-11-26 09:00", "2026-12-10 08:00"):
        office.clock.at = at(day)
        async with office.database.begin() as work:
            one = await open_review(
                work, await actor(work, hoa), NOVEMBER, policy=Policy()
            )
            assert one is not None
            said = dict(tallies_of(await words_of(work, one.id, END)))
        told = [one for one in await office.messages() if one.kind == Live.ROUND]
        asked.append((said["Sở Nội vụ"].asked, len(told), one.closes_on.day))
    # Two units at first, nobody again, and then one of the two for a task more.
    assert asked == [(1, 2, 3), (1, 2, 3), (2, 3, 17)]


async def test_a_quarter_unites_the_rounds_of_its_months(asking: Asking) -> None:
    await asking.answer(asking.an, RowState.CONFIRMED)
    quarter = Asked(Period.quarter(2026, 4), NOVEMBER.last)
    async with asking.office.database.read() as reads:
        report = await build_report(reads, quarter)
    assert [task.id for task in report.unconfirmed] == [asking.other]


@pytest.mark.parametrize(
    ("period", "rounds"),
    [
        (NOVEMBER, ("2026-11",)),
        (Period.quarter(2026, 4), ("2026-Q4", "2026-10", "2026-11", "2026-12")),
        (Period.year(2026), ("2026",)),
    ],
)
def test_whose_rounds_speak_of_a_period(period: Period, rounds: tuple[str]) -> None:
    assert rounds_of(period) == rounds
