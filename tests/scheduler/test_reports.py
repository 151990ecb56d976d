"""The draft to Phòng Tổng hợp when a period is over; to leaders once it is released."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from actions.build_report import build_report
from actions.release_report import release_report
from domain.periods import Period
from domain.refusals import Reason, Refusal
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked
from domain.tasks import Role
from models.outbox import Live
from models.queries.people import person
from models.queries.releases import was_released
from models.tables import Audit
from tests.scheduler.office import Office

FIRST_DAY = "2026-12-01 08:00"  # a Tuesday
OCTOBER_FIRST = "2026-10-01 08:00"
NOVEMBER = Period.month(2026, 11)


def files(messages: list[Any]) -> set[tuple[str, str]]:
    """(who, which file) of the files that are on their way."""
    return {
        (one.to, f"{one.row.params['kind']} {one.row.params['period']}")
        for one in messages
        if one.kind == Live.FILE
    }


@pytest.mark.parametrize(
    ("when", "drafts"),
    [
        (FIRST_DAY, {"paper 2026-11"}),
        (OCTOBER_FIRST, {"paper 2026-09", "paper 2026-Q3"}),
        ("2026-11-30 08:00", set()),
    ],
)
async def test_the_draft_comes_on_the_first_working_day_after_the_period(
    office: Office, when: str, drafts: set[str]
) -> None:
    unit = await office.unit("Phòng Tổng hợp")
    await office.officer("Tâm", unit, Role.SYNTHESIS)
    await office.officer("Minh", unit, Role.LEADER)
    await office.task(unit, due="2026-11-10")
    await office.plan(when, when)
    assert files(await office.messages()) == {("Tâm", draft) for draft in drafts}


@pytest.mark.parametrize("role", [Role.OFFICE_LEADER, Role.SYNTHESIS])
async def test_the_leader_of_the_office_releases_and_leaders_are_told(
    office: Office, role: Role
) -> None:
    unit = await office.unit("Văn phòng")
    hoa = await office.officer("Hoa", unit, role)
    await office.officer("Minh", unit, Role.LEADER)
    await office.task(unit, due="2026-11-10")
    async with office.database.begin() as work:
        report = await build_report(work, Asked(NOVEMBER, NOVEMBER.last))
        actor = await person(work, hoa)
        assert actor is not None
        if role is not Role.OFFICE_LEADER:
            with pytest.raises(Refusal) as refused:
                await release_report(work, actor.actor, report)
            assert refused.value.reason is Reason.NOT_ALLOWED
            return
        code = fingerprint_of(facts_of(report))
        run = (await release_report(work, actor.actor, report)).run
        assert not (await release_report(work, actor.actor, report)).is_new
        assert await was_released(work, report.asked, code)
        assert not await was_released(work, report.asked, "of other figures")
        assert (run.released_by, run.released_at) == (hoa, work.now)
    assert files(await office.messages()) == {("Minh", "paper 2026-11")}
    async with office.database.read() as reads:
        audit = await reads.session.scalar(select(Audit))
    assert audit is not None
    assert (audit.action, audit.officer_id) == ("report_released", hoa)
    assert audit.detail["fingerprint"] == run.fingerprint
