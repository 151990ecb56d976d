"""Looked at again before it leaves: what is over is not said."""

from __future__ import annotations

from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import Office

MONDAY = "2026-11-23 08:00"


async def test_a_finished_task_is_not_spoken_of(post: Post) -> None:
    office = Office(post.database, post.clock)
    await office.plan("2026-11-20 19:30")
    unit = await office.unit("Sở Nội vụ")
    officer = await office.officer("An", unit)
    done = await office.task(unit, officer, due="2026-11-18")
    await office.plan(MONDAY)
    assert len(await post.rows()) == 1
    await office.confirm(done, MONDAY)
    await post.deliver()
    (row,) = await post.rows()
    assert (row.state, row.reason) == ("skipped", "nothing_left")
    assert post.phones.calls == []


async def test_what_is_still_true_is_said(post: Post) -> None:
    office = Office(post.database, post.clock)
    await office.plan("2026-11-20 19:30")
    unit = await office.unit("Sở Nội vụ")
    officer = await office.officer("An", unit)
    done, late = [await office.task(unit, officer, due="2026-11-18") for _ in "ab"]
    await office.plan(MONDAY)
    await office.confirm(done, MONDAY)
    await post.deliver()
    (text,) = post.phones.texts()
    assert f"NV-{late}" in text
    assert f"NV-{done}" not in text
