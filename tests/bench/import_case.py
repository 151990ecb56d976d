"""A register of 50,000 rows comes in: read, understood, previewed; beside calamine.

The peer only reads the values; we also look for formulas, in a process of limited
means, and say what importing would do (performance.md).
"""

from __future__ import annotations

import asyncio
import resource
import sys
from datetime import date
from pathlib import Path

import xlsxwriter

from actions.create_units import create_units
from actions.import_register import ImportResult, preview_register
from files.importers import read_register, read_workbook
from models.work import Database
from tests.bench.databases import Databases
from tests.bench.figures import Budget, Line, Runs, Spent, spending
from tests.bench.sizes import Size

TODAY = date(2026, 11, 20)
HEADERS = (
    *("STT", "Số ký hiệu", "Ngày ban hành", "Trích yếu", "Nội dung nhiệm vụ"),
    *("Lãnh đạo giao", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ngày giao", "Hạn xử lý"),
    *("Ngày hoàn thành", "Trạng thái", "Văn bản trả lời", "Ghi chú"),
)
UNITS = 130
# Times itself, so that the start of its interpreter does not count for it.
ONLY_READ = """
import sys, time
from python_calamine import CalamineWorkbook
began = time.perf_counter()
sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
rows = sum(1 for _ in sheet.iter_rows())
print(time.perf_counter() - began)
"""
BUDGETS = (Budget("times calamine", at_most=4), Budget("memory MB", at_most=300))
PEER, OURS = "calamine, only reading", "dondoc, preview included"


async def import_case(databases: Databases, size: Size) -> list[Line]:
    """Runs in turn: calamine in a process of its own, then the whole preview."""
    runs = Runs()
    async with databases.copy("SQLite", "units", units) as database:
        path = Path(database.url.partition(":///")[2]).with_suffix(".xlsx")
        await asyncio.to_thread(write_register, path, size.rows)
        for _ in range(size.runs):
            runs.add(PEER, Spent(size.rows, await only_read(path)))
            with spending(size.rows) as spent:
                await preview(database, path)
            runs.add(OURS, spent)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"times calamine": 1 / runs.ratio(OURS, PEER), "memory MB": memory}
    return [
        Line(PEER, {"rows/s": runs.per_second(PEER)}),
        Line(OURS, {"rows/s": runs.per_second(OURS), **figures}, BUDGETS),
    ]


async def units(database: Database) -> None:
    """An office that knows the units of the register, and nothing else."""
    async with database.begin() as work:
        await create_units(work, [f"Sở số {number}" for number in range(UNITS)])


async def only_read(path: Path) -> float:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ONLY_READ, str(path), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    return float(said)


async def preview(database: Database, path: Path) -> ImportResult:
    workbook = await read_workbook(path)
    register = await asyncio.to_thread(read_register, workbook, today=TODAY)
    async with database.read() as reads:
        result = await preview_register(reads, register)
    assert result.added == len(register.rows)
    return result


def write_register(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Nhiệm vụ")
        sheet.write_row(0, 0, HEADERS)
        for at in range(1, rows + 1):
            day = f"{at % 28 + 1:02}/{at % 9 + 1:02}/2026"
            sheet.write_row(at, 0, [
                at, f"{at // 5}/UBND-TH", day, f"V/v rà soát lĩnh vực {at // 5}",
                f"Tham mưu, báo cáo kết quả rà soát (mục {at})", "Phó Chủ tịch",
                f"Sở số {at % UNITS}", "", day, f"{at % 28 + 1:02}/11/2026",
                day if at % 3 else "", "Đã hoàn thành" if at % 3 else "Đang thực hiện",
                f"{at}/BC-S" if at % 3 else "", "",
            ])  # fmt: skip
