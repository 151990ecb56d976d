"""Messages of the exchange that were read or refused are not kept for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from domain.policy import Policy
from models.work import Database
from scheduler.inbox_folder import InboxFolder
from scheduler.old_files import AWAY, OURS

DIGEST = "0123456789ab"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in AWAY:
        (tmp_path / name).mkdir()
        for file in (f"{DIGEST}-cv.edxml", "ghi-chu.txt"):
            (tmp_path / name / file).write_text("x", encoding="utf-8")
    return tmp_path


def left(folder: Path) -> set[str]:
    return {f"{one.parent.name}/{one.name}" for one in folder.glob("*/*")}


@pytest.mark.parametrize(("days", "gone"), [(89, False), (91, True)])
async def test_they_go_with_the_words_of_messages(
    folder: Path, days: int, *, gone: bool
) -> None:
    """Ninety days after they were moved there; files that are not ours stay."""
    moved = (folder / "done" / f"{DIGEST}-cv.edxml").stat().st_ctime
    now = datetime.fromtimestamp(moved, UTC) + timedelta(days=days)
    before = left(folder)
    await InboxFolder(folder).look(cast(Database, None), Policy(), now)
    ours = {one for one in before if OURS.match(one.partition("/")[2])}
    assert len(ours) == 2
    assert left(folder) == (before - ours if gone else before)


async def test_without_such_folders_there_is_nothing_to_forget(tmp_path: Path) -> None:
    inbox = InboxFolder(tmp_path / "none")
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert await inbox.look(cast(Database, None), Policy(), now) == 0
