"""A file of unknown origin is read, or refused with one reason; it harms nobody."""
# ruff: noqa: DTZ001 - the times of a sheet are the office's, without a zone

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
import xlsxwriter

from domain.register import FileProblem, UnreadableFile
from files.importers.workbook import read_workbook
from files.opening.cells import Mark, SheetRow

DOCTYPE = '<!DOCTYPE a [<!ENTITY b "boo"><!ENTITY c "&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
TEXT_CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


async def refusal(path: Path) -> FileProblem:
    with pytest.raises(UnreadableFile) as refused:
        await read_workbook(path)
    return refused.value.reason


async def test_the_register_of_idesk_is_read_with_its_row_numbers(
    samples: Path,
) -> None:
    book = await read_workbook(samples / "idesk-2026-11.xlsx")
    (sheet,) = book.sheets
    assert sheet.name == "Muc chi dao dieu hanh"
    assert sheet.rows[0] == SheetRow(1, ["MỤC CHỈ ĐẠO ĐIỀU HÀNH"])
    assert sheet.rows[3].cells[:3] == [1.0, "Công văn", "4001/UBND-TH"]
    assert sheet.rows[4].cells[11] == date(2026, 11, 15)
    assert sheet.rows[-1].number == 127
    assert sheet.rows[-1].cells[10] is Mark.FORMULA


async def test_the_office_has_two_sheets(samples: Path) -> None:
    book = await read_workbook(samples / "office-2026.xlsx")
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [
        ("Đơn vị", 21),
        ("Cán bộ", 53),
    ]


async def test_every_kind_of_cell_comes_through(make_sheet) -> None:
    path = make_sheet([
        [],
        [None, "Đôn đốc", " hai  đầu ", 4001, 0.5, True],
        [],
        [datetime(2026, 11, 20), datetime(2026, 11, 20, 15, 30), "=cong", "x" * 4001],
        ["\u0110o\u0302n \u0111o\u0302\u0301c", "a\nb"],
    ])  # fmt: skip
    (sheet,) = (await read_workbook(path)).sheets
    assert list(sheet.rows) == [
        SheetRow(2, [None, "Đôn đốc", "hai  đầu", 4001.0, 0.5, True]),
        SheetRow(
            4,
            [
                date(2026, 11, 20),
                datetime(2026, 11, 20, 15, 30),
                Mark.FORMULA,
                Mark.TOO_LONG,
            ],
        ),
        SheetRow(5, ["Đôn đốc", "a\nb"]),
    ]


async def test_cells_merged_over_rows_give_each_row_their_value(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:D1", "Tiêu đề")
        sheet.merge_range("A2:A4", "12/UBND-TH")
        for row in range(1, 5):
            sheet.write(row, 1, f"Việc {row}")
    rows = (await read_workbook(path)).sheets[0].rows
    assert [row.cells for row in rows] == [
        ["Tiêu đề"],
        ["12/UBND-TH", "Việc 1"],
        ["12/UBND-TH", "Việc 2"],
        ["12/UBND-TH", "Việc 3"],
        [None, "Việc 4"],
    ]


async def test_formulas_are_marked_whatever_value_they_had(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 1, "=A1", None, "Sở Tài chính")
        sheet.write_array_formula("A3:C3", "{=A1:C1}", None, "a")
        sheet.write(3, 0, "cuối")
        sheet.autofilter(0, 0, 3, 2)
        sheet.filter_column(0, "x == *")
    rows = (await read_workbook(path)).sheets[0].rows
    assert rows[1].cells == [None, Mark.FORMULA]
    assert rows[2].cells == [Mark.FORMULA] * 3
    assert rows[3].cells == ["cuối"]


async def test_array_formulas_over_each_other_are_no_sheet(make_parts, xml_of) -> None:
    formula = '<f t="array" ref="A1:XFD1048576">1</f><v>1</v>'
    rows = "".join(f'<row><c r="A{n}">{formula}</c></row>' for n in range(1, 500))
    path = make_parts({"xl/worksheets/sheet1.xml": xml_of(rows)})
    assert await refusal(path) == FileProblem.TOO_LARGE


async def test_formulas_are_found_where_cells_have_no_address(
    make_parts, xml_of
) -> None:
    cells = "<c><v>1</v></c><c><f>1+1</f><v>2</v></c>"
    strays = '<c r="A9"><v>4</v></c><c><f>1+1</f><v>2</v></c>'
    sheet = xml_of(f"<row>{cells}</row><row><c><v>3</v></c></row><row>{strays}</row>")
    path = make_parts({"xl/worksheets/sheet1.xml": sheet})
    rows = (await read_workbook(path)).sheets[0].rows
    assert list(rows) == [
        SheetRow(1, [1.0, Mark.FORMULA]),
        SheetRow(2, [3.0]),
        SheetRow(3, [None, Mark.FORMULA]),
        SheetRow(9, [4.0]),
    ]


async def test_formulas_are_found_under_another_prefix(make_parts, xml_of) -> None:
    sheet = xml_of('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    for name in ("worksheet", "dimension", "sheetData", "row", "c", "f", "v"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(
            f"</{name}", f"</x:{name}"
        )
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    path = make_parts({"xl/worksheets/sheet1.xml": sheet})
    rows = (await read_workbook(path)).sheets[0].rows
    assert list(rows) == [SheetRow(1, [Mark.FORMULA])]


@pytest.mark.parametrize("dimension", ["A1", "A1:B2", "A1:XFD1048576", "B2:A1"])
async def test_a_wrong_dimension_misleads_nobody(
    make_parts, xml_of, dimension: str
) -> None:
    rows = "".join(
        f'<row r="{n}">{TEXT_CELL.format(f"A{n}", n)}</row>' for n in range(1, 501)
    )
    sheet = xml_of(rows, dimension=dimension)
    path = make_parts({"xl/worksheets/sheet1.xml": sheet})
    assert len((await read_workbook(path)).sheets[0].rows) == 500


async def test_a_far_cell_is_too_large_unless_it_is_only_formatted(
    make_parts, xml_of
) -> None:
    near = f'<row r="1">{TEXT_CELL.format("A1", "gần")}</row>'
    far = '<row r="1048576">{}</row>'
    formatted = far.format('<c r="XFD1048576" s="0"/>')
    empty = make_parts({"xl/worksheets/sheet1.xml": xml_of(near + formatted)})
    assert list((await read_workbook(empty)).sheets[0].rows) == [SheetRow(1, ["gần"])]
    filled = far.format(TEXT_CELL.format("XFD1048576", "xa"))
    full = make_parts({"xl/worksheets/sheet1.xml": xml_of(near + filled)})
    assert await refusal(full) == FileProblem.TOO_LARGE


@pytest.mark.parametrize("far", ["BI1", "A60001"])
async def test_more_than_sixty_columns_or_sixty_thousand_rows(
    make_parts, xml_of, far: str
) -> None:
    number = far.lstrip("ABI")
    row = f'<row r="{number}">{TEXT_CELL.format(far, "x")}</row>'
    path = make_parts({"xl/worksheets/sheet1.xml": xml_of(row)})
    assert await refusal(path) == FileProblem.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("thu.xlsx", b"", FileProblem.EMPTY),
        ("thu.xlsx", b"STT,So ky hieu\n1,2\n", FileProblem.NOT_A_WORKBOOK),
        ("thu.xlsx", b"<html><table></table></html>", FileProblem.NOT_A_WORKBOOK),
        ("thu.xlsx", b"PK\x03\x04rest", FileProblem.NOT_A_WORKBOOK),
        ("thu.xls", b"PK\x03\x04rest", FileProblem.NOT_A_WORKBOOK),
        ("thu.xlsm", b"PK\x03\x04rest", FileProblem.MACRO),
        # An old .xls under a new name, and a workbook behind a password.
        (
            "thu.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook",
            FileProblem.NOT_A_WORKBOOK,
        ),
        (
            "thu.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            FileProblem.PROTECTED,
        ),
        ("thu.xlsx", b"PK\x03\x04" + bytes(21 * 1024 * 1024), FileProblem.TOO_LARGE),
    ],
)
async def test_what_only_looks_like_a_workbook(
    tmp_path: Path, name: str, content: bytes, expected: FileProblem
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert await refusal(path) == expected


async def test_a_truncated_file(tmp_path: Path, samples: Path) -> None:
    path = tmp_path / "half.xlsx"
    whole = (samples / "vnpt-ioffice-2021-05.xlsx").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert await refusal(path) == FileProblem.NOT_A_WORKBOOK


@pytest.mark.parametrize(
    ("part", "content", "expected"),
    [
        ("xl/vbaProject.bin", "macro", FileProblem.MACRO),
        ("xl/macrosheets/sheet1.xml", "<a/>", FileProblem.MACRO),
        ("xl/externalLinks/externalLink1.xml", "<a/>", FileProblem.EXTERNAL_LINKS),
        ("../../etc/cron.d/x", "x", FileProblem.UNSAFE),
        ("/etc/passwd", "x", FileProblem.UNSAFE),
        ("xl\\..\\..\\x", "x", FileProblem.UNSAFE),
        ("xl/media/big.bin", bytes(210 * 1024 * 1024), FileProblem.TOO_LARGE),
        ("xl/sharedStrings.xml", DOCTYPE + "<sst/>", FileProblem.UNSAFE),
        ("xl/workbook.xml", XXE + "<workbook/>", FileProblem.UNSAFE),
        ("xl/worksheets/sheet1.xml", "<worksheet", FileProblem.NOT_A_WORKBOOK),
        ("xl/worksheets/sheet1.xml", "<a><f ", FileProblem.NOT_A_WORKBOOK),
        ("xl/workbook.xml", "rác", FileProblem.NOT_A_WORKBOOK),
        ("xl/_rels/workbook.xml.rels", "<a/>", FileProblem.NOT_A_WORKBOOK),
    ],
)
async def test_what_does_not_belong_into_a_workbook(
    make_parts, part: str, content: str | bytes, expected: FileProblem
) -> None:
    assert await refusal(make_parts({part: content})) == expected


async def test_an_entity_bomb_in_the_sheet(make_parts, xml_of) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>'
    # Also behind a comment that is longer than the part's prologue.
    for comment in ("", f"<!--{'x' * 100_000}-->"):
        bomb = xml_of(
            row + '<row r="2"><c r="A2"><f>1</f></c></row>', before=comment + DOCTYPE
        )
        path = make_parts({"xl/worksheets/sheet1.xml": bomb})
        assert await refusal(path) == FileProblem.UNSAFE


async def test_a_symbolic_link_a_double_name_and_many_entries(
    make_parts, tmp_path: Path
) -> None:
    path = make_parts({})
    link = ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    with ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert await refusal(path) == FileProblem.UNSAFE

    path = make_parts({})
    with ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert await refusal(path) == FileProblem.UNSAFE

    path = tmp_path / "many.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number in range(50_000):
            archive.writestr(f"xl/{number}.bin", "")
    assert await refusal(path) == FileProblem.TOO_LARGE


async def test_a_word_document_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert await refusal(path) == FileProblem.NOT_A_WORKBOOK


async def test_a_reader_that_takes_too_long_is_ended(samples: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        await read_workbook(samples / "idesk-2026-11.xlsx", wall=0.001)
    assert refused.value.reason == FileProblem.TIMEOUT
