"""/tim over the register of both databases: number, abstract, unit, state, by scope."""

from __future__ import annotations

from datetime import date

from domain.folding import fold
from domain.scope import Scope
from domain.tasks import Progress
from locales.reading.searches import read_search
from models.queries.search import Found, find_tasks, with_units
from models.working_days import read_calendar
from tests.models.register import Register

FRIDAY = date(2026, 11, 20)
TITLES = (
    "419/UBND-TH Rà soát thủ tục hành chính về đất đai",
    "123/UBND-NC Báo cáo cải cách hành chính 100%",
    "88/UBND-TH Đề án thủ tục một cửa, đất ở và đai cây xanh",
)


async def _find(
    register: Register, typed: str, scope: Scope | None = None, offset: int = 0
) -> Found:
    async with register.database.read() as reads:
        said, _ = read_search(typed)
        wish = await with_units(reads, said)
        calendar = await read_calendar(reads)
        scope = scope or Scope(everything=True)
        return await find_tasks(reads, calendar, scope, wish, offset=offset)


async def test_tasks_are_found_by_words_unit_and_state_within_the_scope(
    register: Register,
) -> None:
    affairs = await register.unit("Sở Nội vụ")
    health = await register.unit("Sở Y tế")
    rows = [
        {"id": n, "content": title, "folded": fold(title), "lead_unit_id": unit}
        for n, (title, unit) in enumerate(
            zip(TITLES, (affairs, health, health), strict=True), start=1
        )
    ]
    rows[1] |= {"due_on": date(2026, 1, 6)}
    rows[2] |= {"progress": Progress.DONE, "done_on": FRIDAY, "due_on": FRIDAY}
    await register.tasks(rows)

    async def numbers(typed: str, scope: Scope | None = None) -> list[int]:
        return [line.id for line in (await _find(register, typed, scope)).lines]

    assert await numbers("thu tuc") == [1, 3]
    assert await numbers("đất đai") == [1]  # together, where they stand so
    assert await numbers("cửa thủ tục") == [3]  # else each of them
    assert await numbers("19/ubnd") == [1]
    assert await numbers("100%") == [2]  # no sign of ours means anything to LIKE
    assert await numbers("Sở Y tế quá hạn") == [2]
    assert await numbers("đã hoàn thành") == [3]
    assert await numbers("không có đâu") == []
    assert await numbers("hanh chinh", Scope(units=frozenset({health}))) == [2]
    assert await numbers("thu tuc", Scope(units_open=frozenset({health}))) == []


async def test_more_than_a_thousand_are_not_sorted_out(register: Register) -> None:
    unit = await register.unit("Sở Nội vụ")
    await register.tasks([{"lead_unit_id": unit} for _ in range(1_001)])
    found = await _find(register, "bao cao", offset=15)
    assert (found.total, found.more) == (1_000, True)
    assert [line.id for line in found.lines] == list(range(17, 32))
