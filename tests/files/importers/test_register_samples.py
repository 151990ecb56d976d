"""The registers of two offices go in, and give the figures that are expected."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from domain.folding import fold
from domain.register import Column, LeftOut, RegisterRow, RowProblem
from domain.register_units import resolve_units
from domain.tasks import Progress, TaskClass
from files.importers import read_office, read_register, read_workbook

FRIDAY = date(2026, 11, 20)


async def test_the_register_of_idesk(samples: Path) -> None:
    book = await read_workbook(samples / "idesk-2026-11.xlsx")
    register = read_register(book, today=FRIDAY)
    assert len(register.rows) == 121
    assert register.left_out == (
        LeftOut(124, None, RowProblem.SECRET),
        LeftOut(125, "Thời hạn thực hiện", RowProblem.IMPOSSIBLE_DATE, "31/02/2027"),
        LeftOut(127, "Nội dung nhiệm vụ", RowProblem.FORMULA),
    )
    assert register.rows[7] == RegisterRow(
        row=11,
        sheet="Muc chi dao dieu hanh",
        number="4008/UBND-TH",
        key="4008/UBND-TH",
        content="Đề xuất phương án tháo gỡ vướng mắc giải phóng mặt bằng (mục 8)",
        lead_unit="UBND phường Buôn Ma Thuột",
        progress=Progress.DONE,
        document_kind="Công văn",
        abstract="V/v đề xuất phương án tháo gỡ vướng mắc giải phóng mặt bằng",
        issued_on=date(2026, 10, 18),
        signer="Phó Chủ tịch UBND tỉnh",
        submitting_unit="Sở Nội vụ",
        tracking_unit="Phòng Tổng hợp",
        deadline_text="08/11/2026",
        due_on=date(2026, 11, 8),
        done_on=date(2026, 11, 10),
        answer="38/BC-UBND",
        scheme="QC45",
        task_class=TaskClass.A,
    )


async def test_every_header_of_both_samples_means_something(samples: Path) -> None:
    idesk = await read_workbook(samples / "idesk-2026-11.xlsx")
    written = read_register(idesk, today=FRIDAY).columns
    assert set(written.values()) == set(idesk.sheets[0].rows[2].cells) - {"STT"}
    assert written[Column.DOCUMENT_KIND] == "Tên văn bản"
    assert written[Column.ABSTRACT] == "Trích yếu"
    assert (
        written[Column.TRACKING_UNIT] == "Cơ quan, đơn vị theo dõi, đôn đốc, kiểm tra"
    )

    vnpt = await read_workbook(samples / "vnpt-ioffice-2021-05.xlsx")
    written = read_register(vnpt, today=FRIDAY).columns
    assert set(written.values()) == set(vnpt.sheets[0].rows[0].cells) - {"STT"}


async def test_with_the_sample_office_120_rows_have_known_units(samples: Path) -> None:
    office = read_office(await read_workbook(samples / "office-2026.xlsx"))
    book = await read_workbook(samples / "idesk-2026-11.xlsx")
    known = {fold(unit.name): number for number, unit in enumerate(office.units)}
    resolution = resolve_units(read_register(book, today=FRIDAY), known)
    assert len(resolution.rows) == 120
    stranger = "Sở Không Có Thật"
    assert resolution.left_out == (
        LeftOut(126, "Cơ quan được giao nhiệm vụ", RowProblem.UNKNOWN_UNIT, stranger),
    )
    assert resolution.unknown == (stranger,)


async def test_the_register_of_vnpt_gives_the_printed_figures(samples: Path) -> None:
    book = await read_workbook(samples / "vnpt-ioffice-2021-05.xlsx")
    register = read_register(book, today=FRIDAY)
    assert (len(register.rows), register.left_out) == (1441, ())
    counted = Counter(row.progress for row in register.rows)
    assert counted == {Progress.DONE: 1274, Progress.IN_PROGRESS: 167}
    assert all(row.done_on and row.due_on for row in register.rows if row.done_on)
    late = [r for r in register.rows if r.done_on and r.due_on and r.done_on > r.due_on]
    assert len(late) == 28
    assert [row.procedure_ok for row in register.rows].count(False) == 11
